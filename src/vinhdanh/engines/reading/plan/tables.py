"""Task tables: pieces put together over page ends, rows joined, rows told from headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from vinhdanh.engines.reading.plan.columns import FOREIGN, Columns, guess, header_of
from vinhdanh.engines.reading.plan.lines import Flow, Grid, GridRow, Line, is_number
from vinhdanh.engines.reading.plan.parties import starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.timing import is_time_heading
from vinhdanh.engines.reading.plan.words import TASK_OPENING

_ORDINAL = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,2}){0,2})\s*[.)]?\s*$")
_ROMAN = re.compile(r"^\s*(?:([IVXLl|]{1,5}|[A-HĐ])\s*[.)]?)\s*$")
_NUMBERED = re.compile(r"^\s*(\d{1,2}|[IVX]{1,4})\s*[.)]\s+(?=\D)")
_FOOTER = re.compile(r"^\s*(?:tong so|tong cong|cong\s*:|nguoi lap|ghi chu\s*:|nguoi tong hop)")
_HEAD_CELL = re.compile(r"^\s*(?:cong hoa xa hoi|doc lap\s*[-–]|noi nhan|(?:tm|kt|tl|tuq|q)\.\s)")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of the table: a task, or a heading over the rows below (``heading``)."""

    ordinal: str
    cells: tuple[Passage, ...]
    heading: bool = False
    roman: bool = False
    joined: bool = False

    @property
    def words(self) -> Passage:
        return join(cell for cell in self.cells if cell)

    @property
    def alone(self) -> bool:
        """One thing is written in the row (merged cells may repeat it)."""
        return len({cell.value_folded for cell in self.cells if cell}) == 1


@dataclass(slots=True)
class TaskTable:
    """A list of tasks in table form; ``pieces`` counts the parts that page ends cut it into."""

    columns: Columns
    at: int
    sheet: str = ""
    rows: list[TaskRow] = field(default_factory=list)
    context: tuple[Line, ...] = ()
    pieces: int = 1


@dataclass(slots=True)
class _Draft:
    columns: Columns
    at: int
    sheet: str
    last: int
    rows: list[GridRow] = field(default_factory=list)
    pieces: int = 1


def task_tables(flow: Flow, era: Era) -> list[TaskTable]:
    """Every list of tasks in table form, in reading order."""
    tables = []
    for draft in _drafts(flow, era):
        rows = list(_headed(_merged(draft), draft.columns))
        if sum(1 for row in rows if not row.heading) >= 1:
            tables.append(TaskTable(draft.columns, draft.at, draft.sheet, rows, (), draft.pieces))
    return tables


def _drafts(flow: Flow, era: Era) -> Iterator[_Draft]:
    open_draft: _Draft | None = None
    known: Columns | None = None
    for item in flow:
        if isinstance(item, Line):
            if open_draft is not None and not is_number(item):
                yield open_draft
                open_draft = None
            continue
        for piece in _pieces(item, era, draft=open_draft, known=known):
            if open_draft is not None and piece is not open_draft:
                yield open_draft
            open_draft = piece
            known = piece.columns if piece.columns.header else known
    if open_draft is not None:
        yield open_draft


def _pieces(grid: Grid, era: Era, *, draft: _Draft | None, known: Columns | None) -> Iterator[_Draft]:
    """The tables in one grid: a sheet may hold a title, then a header, then rows."""
    at = 0
    while at < len(grid.rows):
        found = header_of(grid.rows, at)
        if found and found[0].tells_tasks:
            draft = _headed_draft(found[0], grid, draft)
            yield draft
            at += found[1]
            continue
        if found:
            draft = None
        elif draft is None and at == 0:
            draft = _inherited(grid, known) or _without_header(grid, era)
            if draft:
                yield draft
        if draft is not None:
            yield _grown(draft, grid, at)
        at += 1


def _headed_draft(columns: Columns, grid: Grid, draft: _Draft | None) -> _Draft:
    if draft is not None and _same_header(draft.columns, columns):
        draft.pieces += 1
        return draft
    return _Draft(columns, grid.at, grid.sheet, grid.at)


def _grown(draft: _Draft, grid: Grid, at: int) -> _Draft:
    row = grid.rows[at]
    if at == 0 and grid.at != draft.at:
        row = replace(row, loose=True)
        draft.pieces += 1
    draft.rows.append(row)
    return draft


def _same_header(one: Columns, other: Columns) -> bool:
    return [cell.value_folded for cell in one.header] == [cell.value_folded for cell in other.header]


def _inherited(grid: Grid, known: Columns | None) -> _Draft | None:
    """Numbered rows below a heading in the text ("QUÝ II") keep the columns that an earlier header named."""
    if known is None or "ordinal" not in known.places or len(grid.rows[0].cells) != len(known.header):
        return None
    numbers = [_ORDINAL.match(known.cell(row.cells, "ordinal").text) for row in grid.rows]
    return _Draft(known, grid.at, grid.sheet, grid.at) if any(numbers) else None


def _without_header(grid: Grid, era: Era) -> _Draft | None:
    """A table whose rows are numbered and whose cells name bodies or times needs no header."""
    if any(_HEAD_CELL.search(cell.folded) for row in grid.rows[:4] for cell in row.cells):
        return None
    if any(FOREIGN.search(cell.folded) for row in grid.rows[:3] for cell in row.cells):
        return None
    numbered = sum(1 for row in grid.rows if row.cells and _ORDINAL.match(row.cells[0].text))
    columns = guess(grid.rows, era)
    who_or_when = {"lead", "both", "time"} & set(columns.places)
    if numbered * 2 < len(grid.rows) or numbered < 2 or not who_or_when:
        return None
    return _Draft(columns, grid.at, grid.sheet, grid.at)


# ---- rows ----------------------------------------------------------------------
@dataclass(slots=True)
class _Row:
    """``parts``: the pieces of each cell, one a source row; ``last``: the latest that is not empty."""

    parts: list[list[Passage]]
    last: list[Passage]
    bold: bool

    @property
    def joined(self) -> bool:
        return any(len(cell) > 1 for cell in self.parts)

    @property
    def cells(self) -> list[Passage]:
        return [cell[0] if len(cell) == 1 else join(cell) for cell in self.parts]

    def glue(self, cells: Sequence[Passage]) -> None:
        missing = len(cells) - len(self.parts)
        self.parts += [[] for _ in range(missing)]
        self.last += [EMPTY] * missing
        for at, part in enumerate(cells):
            self.parts[at].append(part)
            self.last[at] = part or self.last[at]


def _merged(draft: _Draft) -> list[_Row]:
    """Rows with the halves that a page end cut joined again, column by column."""
    rows: list[_Row] = []
    for source in draft.rows:
        cells = list(source.cells)
        if any(_FOOTER.match(cell.folded) for cell in cells[:2]):
            continue
        if rows and _goes_on(rows[-1], source, draft.columns):
            rows[-1].glue(cells)
        else:
            rows.append(_Row([[cell] for cell in cells], list(cells), source.bold))
    return rows


def _goes_on(before: _Row, row: GridRow, columns: Columns) -> bool:
    """A row without a number that carries the row above on."""
    if "ordinal" not in columns.places or columns.cell(row.cells, "ordinal"):
        return False
    last = before.last
    if len([cell for cell in last if cell]) < 2:
        return False
    content, above = columns.cell(row.cells, "content"), columns.cell(last, "content")
    if content and is_time_heading(content) and sum(1 for cell in row.cells if cell) == 1:
        return False
    if not content or content.text[:1].islower():
        return True
    lead = columns.cell(row.cells, "lead") or columns.cell(row.cells, "both")
    if not TASK_OPENING.match(content.folded) and content.text[:1] not in "-–+":
        return True
    return not _anew(above, lead, row.loose)


def _anew(above: Passage, lead: Passage, loose: bool) -> bool:
    """A row that opens like a task is one of its own where the row above ended or a lead is named anew."""
    ended = above.text.rstrip().endswith((".", ";", "./."))
    if loose:
        return ended and (not lead or starts_body(lead))
    return ended or (bool(lead) and starts_body(lead))


def _headed(rows: list[_Row], columns: Columns) -> Iterator[TaskRow]:
    for at, row in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else None
        shaped = _shaped(row, columns)
        if not shaped.words or _is_signature(shaped):
            continue
        yield replace(
            shaped, heading=_is_heading(shaped, row.bold, columns) or _numbers_below(shaped, after, columns)
        )


def _is_signature(row: TaskRow) -> bool:
    return bool(_HEAD_CELL.search(row.words.folded))


def _shaped(row: _Row, columns: Columns) -> TaskRow:
    cells = tuple(row.cells)
    first = columns.cell(cells, "ordinal") if "ordinal" in columns.places else EMPTY
    number = _ORDINAL.match(first.text) or _ROMAN.match(first.text)
    if number:
        place = columns.places["ordinal"]
        rest = tuple(EMPTY if at == place else cell for at, cell in enumerate(cells))
        return TaskRow(
            number[1].replace("l", "I").replace("|", "I"),
            rest,
            roman=bool(_ROMAN.match(first.text)),
            joined=row.joined,
        )
    inside = _NUMBERED.match(columns.cell(cells, "content").text) if not first else None
    if inside:
        place = columns.places["content"]
        rest = tuple(cell.cut(inside.end()) if at == place else cell for at, cell in enumerate(cells))
        return TaskRow(inside[1], rest, roman=not inside[1].isdigit(), joined=row.joined)
    return TaskRow("", cells, joined=row.joined)


def _is_heading(row: TaskRow, bold: bool, columns: Columns) -> bool:
    if not row.alone:
        return False
    if row.roman or row.ordinal:
        return row.roman
    words = next(cell for cell in row.cells if cell)
    stands_first = "ordinal" not in columns.places or not columns.cell(row.cells, "content")
    return len(words) < 150 and (stands_first or bold or words.text.isupper() or is_time_heading(words))


def _numbers_below(row: TaskRow, after: _Row | None, columns: Columns) -> bool:
    """ "2" over "2.1": a heading, whatever it is numbered."""
    if after is None or not row.ordinal or not row.alone:
        return False
    below = columns.cell(after.cells, "ordinal").text.strip()
    return below.startswith(row.ordinal + ".") and below.rstrip(".") != row.ordinal
