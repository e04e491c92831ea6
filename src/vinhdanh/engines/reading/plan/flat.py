"""Tables that lost their lines (PDF text): rows told by their numbers, columns by their words.

The header says which columns there are; a row runs from its number to the next;
inside it the last words that name bodies and times, and nothing else, are the
columns after the content. Everything found so is marked as less certain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vinhdanh.engines.reading.plan.lines import Line
from vinhdanh.engines.reading.plan.model import Field, Task
from vinhdanh.engines.reading.plan.parties import first_verb, split_parties, starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.roles import Roles, in_cell, names
from vinhdanh.engines.reading.plan.tasks import Parts, build
from vinhdanh.engines.reading.plan.timing import Moment, only_time
from vinhdanh.engines.reading.plan.words import BODY_START
from vinhdanh.engines.reading.plan.zones import RECIPIENTS

REBUILT = "Bảng mất đường kẻ; phần này được dựng lại từ các dòng chữ, xin xem lại."

_HEADER = re.compile(r"^\s*(?:so\s*)?(?:s?tt|t\.t\.?)\b")
_COLUMNS = (
    ("content", re.compile(r"noi dung|nhiem vu|cong viec|hoat dong")),
    ("lead", re.compile(r"chu tri|phu trach|don vi thuc hien|co quan thuc hien|bo phan thuc hien|nguoi thuc hien|trach nhiem|phan cong")),
    ("help", re.compile(r"phoi hop|tham gia")),
    ("time", re.compile(r"thoi gian|tien do|thoi han|thoi diem|hoan thanh")),
    ("product", re.compile(r"san pham|ket qua")),
)  # fmt: skip
_ROW = re.compile(r"^\s*(\d{1,3})(?:\s*[.)]\s*|\s+|$)(?=\D|$)")
_SECTION = re.compile(r"^\s*([IVX]{1,5}|[A-H])\s*[.)]?\s+(?=\S)")
_END = re.compile(r"^\s*(?:[ivx]+\s*[./]\s*)?(?:to chuc thuc hien|giai phap|kinh phi|mot so giai phap|trach nhiem)\b|\./\.\s*$")
_TIME_TAIL = re.compile(
    r"(?:^|\s)((?:truoc |trong |dau |cuoi |giua |tu |hang )?(?:ngay \d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}/\d{1,2}/\d{4}|"
    r"thang\s*\d{1,2}(?:\s*[-–,]\s*\d{1,2})?(?:\s*/\s*\d{4}| nam \d{4})?|qu[yi]\s*(?:[iv]{1,3}|[1-4])(?:\s*/\s*\d{4}| nam \d{4})?|thuong xuyen|ca nam|trong nam|"
    r"nam \d{4}|quy|thang)(?:\s*[-–]\s*(?:thang\s*)?\d{1,2}/\d{4})?)\s*\.?\s*$"
)
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
        rows, at = _rows(lines, start, _words(lines[at:start]), era)
        tasks += [build(_parts(row, columns), era) for row in rows]
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
    places = sorted((found.start(), name) for name, pattern in _COLUMNS if (found := pattern.search(text)))
    columns = [name for _, name in places]
    return (columns, end) if "content" in columns and len(columns) >= 2 else None


def _starts_rows(line: Line) -> bool:
    text = line.text
    first = _ROW.match(text.text)
    return bool(first and first[1] == "1") or bool(_SECTION.match(text.text)) or bool(re.match(r"\s*(?:qu[yi]|thang)\s*[\divx]", text.folded))


# ---- rows ------------------------------------------------------------------------
def _rows(lines: Sequence[Line], start: int, header: set[str], era: Era) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    section, heading, prefix, last = None, EMPTY, "", 0
    at = start
    while at < len(lines):
        text = lines[at].text
        if RECIPIENTS.match(text.folded) or _END.search(text.folded):
            break
        opened = _section(text, era)
        number = _ROW.match(text.text)
        if text.value_folded in header:
            pass
        elif opened is not None:
            prefix, heading, section = opened
            last = 0
        elif number and int(number[1]) in (last + 1, last, 1) and int(number[1]) > 0 and _opens(text, number):
            last = int(number[1])
            rows.append(_Row(number[1], [text.cut(number.end())], section, heading, prefix))
        elif rows:
            rows[-1].lines.append(text)
        at += 1
    return rows, at


def _opens(text: Passage, number: re.Match[str]) -> bool:
    rest = text.text[number.end() :].lstrip()
    return not rest or rest[:1].isupper() or rest[:1] in "“\"'("


def _section(text: Passage, era: Era) -> tuple[str, Passage, Moment | None] | None:
    found = _SECTION.match(text.text)
    words = text.cut(found.end()) if found else text
    when = only_time(words, era)
    if when and len(words) < 80 and (found or words.text.isupper() or words.folded.startswith(("quy", "qui", "nhiem vu", "cong viec"))):
        return (found[1] if found else "", words, when)
    if found and len(words) < 80 and not text.text.rstrip().endswith((".", ";")) and not _NO_CAPITAL.match(words.text):
        return (found[1], words, None)
    return None


# ---- columns -----------------------------------------------------------------------
def _parts(row: _Row, columns: list[str]) -> Parts:
    lines = [line for line in row.lines if line]
    when = EMPTY
    if "time" in columns:
        lines, when = _take_time(lines)
    content, who = _take_bodies(lines, columns)
    return Parts(
        text=join(content),
        source="flat_table",
        ordinal=".".join(part for part in (row.prefix, row.ordinal) if part),
        when=when,
        section=row.section,
        heading=row.heading,
        roles=_roles(who, columns),
        confidence=0.7,
    )


def _take_time(lines: list[Passage]) -> tuple[list[Passage], Passage]:
    """The last line that is a time or ends in one."""
    for at in range(len(lines) - 1, -1, -1):
        found = _TIME_TAIL.search(lines[at].folded)
        if found:
            rest = lines[at].cut(0, found.start(1))
            return [*lines[:at], *([rest] if rest else []), *lines[at + 1 :]], lines[at].cut(*found.span(1))
    return lines, EMPTY


def _take_bodies(lines: list[Passage], columns: list[str]) -> tuple[list[Passage], list[Passage]]:
    """Content lines, and the lines of the columns of bodies: the longest tail that names only bodies."""
    if not {"lead", "help"} & set(columns):
        return lines, []
    free = "help" not in columns
    for at in range(1, len(lines)):
        if _only_bodies(lines[at:], free):
            return lines[:at], lines[at:]
    return _in_line(lines, free)


def _only_bodies(lines: list[Passage], free: bool) -> bool:
    first = lines[0]
    if not starts_body(first) or not first.text[:1].isupper():
        return False
    whole = join(lines)
    if len(whole) > 260 or re.search(r"[;.]\s+[a-zà-ỹ]", whole.text):
        return False
    return free and "chu tri" in whole.folded or first_verb(whole) is None


def _in_line(lines: list[Passage], free: bool) -> tuple[list[Passage], list[Passage]]:
    """Content and bodies on one line: the bodies begin at a capital after which nothing else comes."""
    for at, line in enumerate(lines):
        for found in re.finditer(r"(?<=[\w.)”\"])\s+(?=[A-ZĐÀ-Ỹ])", line.text):
            rest = [line.cut(found.end()), *lines[at + 1 :]]
            if BODY_START.match(line.folded, found.end()) and _only_bodies(rest, free) and not _inside(line, found.start()):
                return [*lines[:at], line.cut(0, found.start())], rest
    return lines, []


_LINKED = re.compile(r"\b(?:cua|voi|trinh|gui|ve|cho|tai|va|chu tich|thanh vien|lanh dao|tham muu|toi|trong|tu|theo|do|den|thuoc)\s*$")


def _inside(line: Passage, end: int) -> bool:
    """The name belongs to the sentence before it ("trình Hội đồng …")."""
    return bool(_LINKED.search(line.folded[:end]))


def _roles(lines: list[Passage], columns: list[str]) -> Roles:
    if not lines:
        return Roles()
    if "help" not in columns:
        return in_cell(join(lines))
    cells = _cells(lines)
    if "lead" not in columns:
        return Roles((), names(join(lines), 0.6))
    lead, helpers = cells[0], join(cells[1:], "\n")
    return Roles(names(lead, 0.65), names(helpers, 0.6) if helpers else ())


def _cells(lines: list[Passage]) -> list[Passage]:
    """Lines put together into cells: a line that begins a body begins a cell."""
    cells: list[list[Passage]] = []
    for line in lines:
        if not cells or (line.text[:1].isupper() and starts_body(line) and not cells[-1][-1].text.rstrip().endswith((",", "-"))):
            cells.append([line])
        else:
            cells[-1].append(line)
    whole = [join(cell) for cell in cells]
    return whole if len(whole) > 1 else _halves(whole[0])


def _halves(cell: Passage) -> list[Passage]:
    """ "Phòng Nội vụ Văn phòng UBND": two columns on one line."""
    for found in re.finditer(r"(?<=\w)\s+(?=[A-ZĐ])", cell.text):
        if BODY_START.match(cell.folded, found.end()) and found.start() > 6 and not _joined(cell.folded[: found.start()]):
            return [cell.cut(0, found.start()), cell.cut(found.end())]
    parties = split_parties(cell)
    return [cell] if len(parties) < 2 else [parties[0], join(parties[1:], "; ")]


def _joined(before: str) -> bool:
    return bool(re.search(r"(?:van phong|chu tich|lanh dao|hoi dong|thuong truc|va|ban|truong|uy ban|vp)\s*$", before))


def _doubted(task: Task) -> Task:
    return replace(task, text=Field(task.text.value, task.text.spans, 0.6, REBUILT))
