"""From a document to a flow of lines and grids.

Printer's line ends and page ends are undone here, so that the rest of the
grammar sees whole paragraphs. See "Lines" in docs/reading-plans.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vinhdanh.engines.reading.model import Document, Paragraph, Row, Table
from vinhdanh.engines.reading.plan.markers import marker_of
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join, passage
from vinhdanh.engines.reading.plan.words import LABEL


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as the author wrote it. ``at`` counts the items of the flow."""

    text: Passage
    at: int = 0
    bold: bool = False
    centred: bool = False
    heading: int = 0
    marker: str = ""
    number: int | None = None
    page: int | None = None
    tight: bool = False
    """No blank line stands between this line and the one before."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table; a merged cell is followed by empty ones, so that columns line up."""

    cells: tuple[Passage, ...]
    bold: bool = False
    loose: bool = False
    """A blank line stood before this row: a page end may have cut the table here."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as the source holds it."""

    rows: tuple[GridRow, ...]
    at: int = 0
    sheet: str = ""


Flow = list[Line | Grid]

_ENDS = (".", ";", ":", "!", "?", "./.", "/", "…", ")", "”", '"')
_STOPS = (".", ";", ":", "!", "?", "/", "…")
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?\s*", re.IGNORECASE)
_RULE = re.compile(r"[\s\-–—_=*.~]*")
# A cell that holds only lines and dots of a form.
_NOTHING = re.compile(r"[\s\-–—_=.~|]*")
_OPENER = re.compile(
    r"\s*(?:can cu|thuc hien|noi nhan|tren day|nham\s|de\s|tm\.|kt\.|phu luc|uy ban nhan dan)", re.I
)


def flow(document: Document) -> Flow:
    """Lines and grids in reading order, line ends and page ends of the printer undone."""
    items: Flow = []
    pending: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Table):
            items += [*_mended(pending, document), _grid(block)]
            pending = []
        else:
            pending += _lines(block)
    items += _mended(pending, document)
    return [replace(item, at=at) for at, item in enumerate(items)]


def raw_lines(document: Document) -> list[Line]:
    """The lines of all paragraphs as the source has them, not joined: for tables that lost their lines."""
    return [line for block in document.paragraphs() for line in _lines(block)]


def _lines(block: Paragraph) -> Iterator[Line]:
    text = passage(block.text, block.index)
    start = 0
    for piece in text.text.split("\n"):
        part = text.cut(start, start + len(piece))
        if part and not _RULE.fullmatch(part.text):
            yield Line(
                part, 0, block.bold, block.centred, block.heading, block.marker if start == 0 else "",
                block.line, block.page, tight=start > 0,
            )  # fmt: skip
        start += len(piece) + 1


def _grid(table: Table) -> Grid:
    rows = [_row(row, table.index, at) for at, row in enumerate(table.rows)]
    numbers = [row.line for row in table.rows]
    for at in range(1, len(rows)):
        before, here = numbers[at - 1], numbers[at]
        if before is not None and here is not None and here > before + 1:
            rows[at] = replace(rows[at], loose=True)
    return Grid(tuple(row for row in rows if any(row.cells)), sheet=table.sheet)


def _row(row: Row, block: int, at: int) -> GridRow:
    cells: list[Passage] = []
    for place, cell in enumerate(row.cells):
        words = passage(cell.text, block, row=at, cell=place).cut()
        cells.append(EMPTY if _NOTHING.fullmatch(words.text) else words)
        cells += [EMPTY] * (min(cell.colspan, 40) - 1)
    written = [cell for cell in row.cells if cell.text.strip()]
    return GridRow(tuple(cells), bold=bool(written) and all(cell.bold for cell in written))


def _mended(lines: list[Line], document: Document) -> list[Line]:
    lines = [
        replace(line, tight=line.tight or _tight(before, line))
        for before, line in zip([None, *lines], lines, strict=False)
    ]
    printed = _width(lines, document)
    mended: list[Line] = []
    group: list[Line] = []
    for line in lines:
        if group and _continues(group, line, printed):
            group.append(line)
            continue
        if group:
            mended.append(_joined(group))
        group = [line]
    return mended + ([_joined(group)] if group else [])


def _tight(before: Line | None, line: Line) -> bool:
    if before is None or before.number is None or line.number is None:
        return before is not None
    return line.number <= before.number + 1


def _joined(group: list[Line]) -> Line:
    return replace(group[0], text=join(line.text for line in group)) if len(group) > 1 else group[0]


@dataclass(frozen=True, slots=True)
class _Print:
    """The printer's line length; ``sure`` where lines that look like bullets may be the rest of a line."""

    width: int
    sure: bool


def _width(lines: Sequence[Line], document: Document) -> _Print | None:
    """How the lines were printed, or ``None`` where line ends are the author's."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 8:
        return None
    if document.kind in ("docx", "xlsx"):  # their paragraphs are the author's
        return None
    if document.wrapped:
        return _Print(lengths[-max(1, len(lengths) // 50)], sure=True)
    if not 60 <= lengths[-1] <= 140:
        return None
    return _detected(lines, lengths[-1])


def _detected(lines: Sequence[Line], width: int) -> _Print | None:
    """Hard-wrapped text tells itself: line after line has no room for the next line's first word."""
    pairs = pairwise(lines)
    full = [pair for pair in pairs if pair[1].tight and _full(*pair, width=width)]
    if len(full) * 5 >= len(lines):
        return _Print(width, sure=True)
    return _Print(width, sure=False) if width <= 110 and any(_cut(*pair) for pair in full) else None


def _cut(line: Line, after: Line) -> bool:
    return not line.text.text.endswith(_STOPS) and not _heading_like(line) and marker_of(after.text) is None


def _full(line: Line, after: Line, *, width: int, slack: int = 0) -> bool:
    """Whether the first word of the next line had no room left on this one."""
    word = after.text.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) > width - slack


def _continues(group: list[Line], line: Line, printed: _Print | None) -> bool:
    last = group[-1]
    if is_number(last) or is_number(line) or LABEL.match(line.text.folded):
        return False
    if printed is not None and line.tight and (_wraps(last, line, printed) or _in_brackets(last, line)):
        return True
    return _cut_by_page(group, line)


def _wraps(last: Line, line: Line, printed: _Print) -> bool:
    marked = marker_of(line.text) is not None
    slack = 0 if marked else printed.width // 8
    if (
        line.heading
        or (marked and not printed.sure)
        or not _full(last, line, width=printed.width, slack=slack)
    ):
        return False
    if not last.text.text.endswith(_STOPS):
        return not _heading_like(last) or line.text.text.isupper()
    return not marked and not _OPENER.match(line.text.folded)


def _in_brackets(last: Line, line: Line) -> bool:
    """A bracket left open: "(từ 01/3 -" / "30/4/2025)"."""
    text = last.text.text
    return text.rfind("(") > text.rfind(")") and ")" in line.text.text[:60] and len(text) > 30


def _heading_like(line: Line) -> bool:
    return line.heading > 0 or line.text.text.isupper()


def _cut_by_page(group: list[Line], line: Line) -> bool:
    """A sentence that goes on after a page end: no stop before, a small letter after."""
    last, text = group[-1], line.text.text
    if not text[:1].islower() or line.marker or marker_of(line.text) or _heading_like(last):
        return False
    return not last.text.text.endswith(_STOPS) and (len(group) > 1 or len(last.text) >= 45)


def is_number(line: Line) -> bool:
    """A line that holds a page number, or a row number of a table that lost its lines."""
    return bool(_PAGE_NUMBER.fullmatch(line.text.text))
