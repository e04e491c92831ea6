"""Tables that lost their lines (PDF text): rows told by their numbers, columns by their words.

The header says which columns there are; a row runs from its number to the next;
inside it the last words that name bodies and times, and nothing else, are the
columns after the content. Everything found so is marked as less certain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vinhdanh.engines.reading.plan.flat_columns import Shape, take_bodies, take_time
from vinhdanh.engines.reading.plan.lines import Line, is_number
from vinhdanh.engines.reading.plan.model import Field, Task
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.tasks import Parts, build
from vinhdanh.engines.reading.plan.timing import Moment, only_time
from vinhdanh.engines.reading.plan.zones import RECIPIENTS

REBUILT = "Bảng mất đường kẻ; phần này được dựng lại từ các dòng chữ, xin xem lại."

_HEADER = re.compile(r"^\s*(?:so\s*)?(?:s?tt|t\.t\.?)\b")
_COLUMNS = {
    "content": re.compile(r"noi dung|nhiem vu|cong viec|hoat dong"),
    "lead": re.compile(r"chu tri|phu trach|(?:don vi|co quan|bo phan|nguoi) thuc hien|trach nhiem|phan cong"),
    "help": re.compile(r"phoi hop|tham gia"),
    "time": re.compile(r"thoi gian|tien do|thoi han|thoi diem|hoan thanh"),
    "product": re.compile(r"san pham|ket qua"),
}
_ROW = re.compile(r"^\s*(\d{1,3})(?:\s*[.)]\s*|\s+|$)(?=\D|$)")
_SECTION = re.compile(r"^\s*([IVX]{1,5}|[A-H])\s*[.)]?\s+(?=\S)")
_END = re.compile(
    r"^\s*(?:[ivx]+\s*[./]\s*)?(?:to chuc thuc hien|giai phap|kinh phi|mot so giai phap|"
    r"trach nhiem)\b|\./\.\s*$"
)
_NAMED = re.compile(r"(?:cac\s+)?(?:nhiem vu|cong viec|viec)\b")
_NO_CAPITAL = re.compile(r"[a-zà-ỹđ]")


@dataclass(slots=True)
class _Row:
    ordinal: str
    lines: list[Passage] = field(default_factory=list)
    section: Moment | None = None
    heading: Passage = EMPTY
    prefix: str = ""


def from_flat_tables(lines: Sequence[Line], era: Era) -> list[Task]:
    """Tasks of every flattened table among lines that were not joined yet."""
    tasks: list[Task] = []
    at = 0
    while at < len(lines):
        found = _header(lines, at)
        if found is None:
            at += 1
            continue
        columns, start = found
        rows, at = _rows(lines, start, header=_words(lines[at:start]), timed="time" in columns, era=era)
        tasks += _tasks(rows, columns, era)
    return [_doubted(task) for task in tasks]


def _words(lines: Sequence[Line]) -> set[str]:
    return {line.text.value_folded for line in lines}


def _header(lines: Sequence[Line], at: int) -> tuple[list[str], int] | None:
    """The columns in the order of the header's words, and where the rows begin."""
    if not _HEADER.match(lines[at].text.folded):
        return None
    end = at + 1
    while end < len(lines) and end < at + 14 and not _starts_rows(lines[end]):
        end += 1
    text = " ".join(line.text.value_folded for line in lines[at:end])
    if end >= len(lines) or len(text) > 320:
        return None
    places = sorted(
        (found.start(), name) for name, pattern in _COLUMNS.items() if (found := pattern.search(text))
    )
    columns = [name for _, name in places]
    return (columns, end) if "content" in columns and len(columns) >= 2 else None


def _starts_rows(line: Line) -> bool:
    text = line.text
    first = _ROW.match(text.text)
    return (
        bool(first and first[1] == "1")
        or bool(_SECTION.match(text.text))
        or bool(re.match(r"\s*(?:qu[yi]|thang)\s*[\divx]", text.folded))
    )


# ---- rows ------------------------------------------------------------------------
def _rows(
    lines: Sequence[Line], start: int, *, header: set[str], timed: bool, era: Era
) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    section, heading, prefix, last = None, EMPTY, "", 0
    at = start
    while at < len(lines):
        text = lines[at].text
        if RECIPIENTS.match(text.folded) or _END.search(text.folded):
            break
        opened = _section(text, era, timed=timed)
        number = _ROW.match(text.text)
        if text.value_folded in header or _is_page(lines, at):
            pass
        elif opened is not None:
            prefix, heading, section = opened
        elif number and int(number[1]) in (last + 1, last, 1) and int(number[1]) > 0 and _opens(text, number):
            last = int(number[1])
            rows.append(
                _Row(number[1], [part for part in [text.cut(number.end())] if part], section, heading, prefix)
            )
        elif rows:
            rows[-1].lines.append(text)
        at += 1
    return rows, at


def _is_page(lines: Sequence[Line], at: int) -> bool:
    """A bare number right above the number of a row or a repeated header counts a page, not a row."""
    if not is_number(lines[at]) or at + 1 >= len(lines):
        return False
    after = lines[at + 1].text
    return bool(_ROW.match(after.text) or _HEADER.match(after.folded))


def _opens(text: Passage, number: re.Match[str]) -> bool:
    rest = text.text[number.end() :].lstrip()
    return not rest or rest[:1].isupper() or rest[:1] in "“\"'("


def _section(text: Passage, era: Era, *, timed: bool) -> tuple[str, Passage, Moment | None] | None:
    """A heading between rows; with a time column a bare "Quý II" is a cell, not a heading."""
    found = _SECTION.match(text.text)
    words = text.cut(found.end()) if found else text
    if len(words) >= 80:
        return None
    number = found[1] if found else ""
    when = only_time(words, era)
    if when and (found or words.text.isupper() or _NAMED.match(words.folded) or not timed):
        return number, words, when
    titled = not text.text.rstrip().endswith((".", ";")) and not _NO_CAPITAL.match(words.text)
    return (number, words, None) if found and titled else None


# ---- tasks ---------------------------------------------------------------------------
def _tasks(rows: list[_Row], columns: list[str], era: Era) -> list[Task]:
    timed = [take_time(row.lines) if "time" in columns else (row.lines, EMPTY) for row in rows]
    shape = Shape.learned([lines for lines, _ in timed], columns)
    return [
        build(_parts(row, lines, when=when, shape=shape), era)
        for row, (lines, when) in zip(rows, timed, strict=True)
    ]


def _parts(row: _Row, lines: list[Passage], *, when: Passage, shape: Shape) -> Parts:
    content, roles = take_bodies(lines, shape)
    return Parts(
        text=join(content),
        source="flat_table",
        ordinal=".".join(part for part in (row.prefix, row.ordinal) if part),
        when=when,
        section=row.section,
        heading=row.heading,
        roles=roles,
        confidence=0.7,
    )


def _doubted(task: Task) -> Task:
    return replace(task, text=Field(task.text.value, task.text.spans, 0.6, REBUILT))
