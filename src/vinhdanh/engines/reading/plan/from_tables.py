"""Tasks out of task tables: by quarter, by topic with a time column, by month under a heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vinhdanh.engines.reading.plan.columns import Columns
from vinhdanh.engines.reading.plan.lines import Flow, Line
from vinhdanh.engines.reading.plan.model import Field, Task
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join, passage
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.roles import Roles, in_cell, names
from vinhdanh.engines.reading.plan.tables import TaskRow, TaskTable, task_tables
from vinhdanh.engines.reading.plan.tasks import Parts, build
from vinhdanh.engines.reading.plan.timing import Moment, only_time, opens_with_time

_BULLET = re.compile(r"(?:^|\n|(?<=[.;])\s)\s*[-–+•]\s*(?=[A-ZĐÀ-Ỹ])")
_DITTO = re.compile(r"\W*(?:nt|nhu tren|n/t|//|[\"”]+)\W*|\s*[\"”]\s*")
AS_ABOVE = "Ô này ghi “như trên”; tên đơn vị được lấy từ dòng ngay trên."
_MARKED = re.compile(r"\s*(?:x|✓|v|√|●|\*)\s*$")


def from_tables(flow: Flow, era: Era) -> tuple[list[Task], list[TaskTable]]:
    """Every task in table form, and the tables they came from."""
    tables = task_tables(flow, era)
    tasks: list[Task] = []
    for table in tables:
        tasks += _tasks(table, _above(flow, table, era), era)
    return tasks, tables


def _above(flow: Flow, table: TaskTable, era: Era) -> Moment | None:
    """The time that the lines right above a table give ("THÁNG 9/2024"), or the name of its sheet."""
    if table.sheet:
        named = only_time(passage(table.sheet, table.at), era)
        if named:
            return Moment(named.timing, EMPTY)
    for item in reversed(flow[max(0, table.at - 3) : table.at]):
        if not isinstance(item, Line):
            return None
        found = only_time(_unnumbered(item.text), era)
        if found:
            return found
    return None


def _unnumbered(text: Passage) -> Passage:
    found = re.match(r"\s*(?:[IVX]+|\d{1,2}|[a-z])[.)]\s*|\s*[-–]\s*", text.text)
    return text.cut(found.end()) if found else text


def _tasks(table: TaskTable, above: Moment | None, era: Era) -> list[Task]:
    tasks: list[Task] = []
    place = _Place(table.columns, above)
    for row in table.rows:
        if row.heading:
            place = _Place(table.columns, _section(row.words, era) or above, row.words, row.ordinal)
            continue
        parts = _parts(row, place)
        place = replace(place, when=parts.when, lead=parts.roles.lead)
        tasks += [build(replace(parts, text=text), era) for text in _bullets(parts.text)]
    return tasks


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands: under which heading and time; ``when`` and ``lead`` are those of the row above."""

    columns: Columns
    section: Moment | None
    heading: Passage = EMPTY
    prefix: str = ""
    when: Passage = EMPTY
    lead: tuple[Field[str], ...] = ()


def _bullets(content: Passage) -> list[Passage]:
    """A cell that lists several tasks as bullets gives one task a bullet."""
    starts = [found.start() for found in _BULLET.finditer(content.text)]
    if len(starts) < 2 or starts[0] > 0:
        return [content]
    ends = [*starts[1:], len(content)]
    return [content.cut(start, end, " -–+•;") for start, end in zip(starts, ends, strict=True)]


def _section(words: Passage, era: Era) -> Moment | None:
    found = only_time(words, era)
    if found:
        return found
    opening = opens_with_time(words, era)
    return opening[0] if opening else None


def _parts(row: TaskRow, place: _Place) -> Parts:
    columns = place.columns
    return Parts(
        text=_content(row, columns),
        source="table",
        ordinal=_ordinal(row, place.prefix),
        when=_when(row, columns) or _carried(place),
        section=place.section,
        heading=place.heading,
        roles=_repeated(row, place) or _roles(row, columns),
        product=columns.cell(row.cells, "product"),
        joined=row.joined,
    )


def _carried(place: _Place) -> Passage:
    """Where the time stands before the content it is a key: an empty cell repeats the one above."""
    time, content = place.columns.places.get("time"), place.columns.places.get("content")
    return place.when if time is not None and content is not None and time < content else EMPTY


def _ordinal(row: TaskRow, prefix: str) -> str:
    """ "II" over "3" is "II.3"; "2.1" already says it all."""
    return f"{prefix}.{row.ordinal}" if prefix and row.ordinal and "." not in row.ordinal else row.ordinal


def _content(row: TaskRow, columns: Columns) -> Passage:
    content = columns.cell(row.cells, "content") or _longest(row.cells)
    return content if _BULLET.search(content.text, 1) else content.cut(0, None, "-–+•* ")


def _longest(cells: Sequence[Passage]) -> Passage:
    return max(cells, key=len, default=EMPTY)


def _when(row: TaskRow, columns: Columns) -> Passage:
    """The time cell, or the heads of the quarter and month columns that the row ticks."""
    if not columns.grid_times:
        return _named(columns.cell(row.cells, "time"), columns)
    ticked = [
        name for at, name in columns.grid_times if at < len(row.cells) and _MARKED.match(row.cells[at].folded)
    ]
    return join([ticked[0], ticked[-1]], " - ") if len(ticked) > 1 else join(ticked)


_BARE = re.compile(r"\s*(?:\d{1,2}(?:\s*(?:,|-|–|va)\s*\d{1,2})*|[ivx]{1,3})\s*")


def _named(cell: Passage, columns: Columns) -> Passage:
    """ "9" in a column headed "Tháng" is "Tháng 9"."""
    head = columns.cell(columns.header, "time")
    return (
        join([head, cell]) if _HEADS_NUMBERS.fullmatch(head.folded) and _BARE.fullmatch(cell.folded) else cell
    )


_HEADS_NUMBERS = re.compile(r"\s*(?:thang|qu[yi])\s*")


def _repeated(row: TaskRow, place: _Place) -> Roles | None:
    """ "-nt-", "như trên": the lead of the row above, with a doubt."""
    columns = place.columns
    cell = columns.cell(row.cells, "both") or columns.cell(row.cells, "lead")
    if not place.lead or not _DITTO.fullmatch(cell.folded):
        return None
    lead = tuple(Field(item.value, cell.spans(), 0.7, AS_ABOVE) for item in place.lead)
    return Roles(lead, names(columns.cell(row.cells, "help")))


def _roles(row: TaskRow, columns: Columns) -> Roles:
    both = columns.cell(row.cells, "both")
    if both:
        roles = in_cell(both)
        helpers = columns.cell(row.cells, "help")
        return Roles(roles.lead, roles.coordinators + names(helpers)) if helpers else roles
    lead, helpers = columns.cell(row.cells, "lead"), columns.cell(row.cells, "help")
    return Roles(names(lead) if lead else (), names(helpers) if helpers else ())
