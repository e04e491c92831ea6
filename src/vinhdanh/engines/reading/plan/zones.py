"""The parts of an official paper: letterhead, title, opening, body, closing, annexes.

Layout of Nghị định 30/2020/NĐ-CP, Phụ lục I; papers whose head or closing was
lost (a page missing, a bare table) still get the parts that are there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vinhdanh.engines.reading.plan.columns import header_of
from vinhdanh.engines.reading.plan.lines import Flow, Grid, Line
from vinhdanh.engines.reading.plan.markers import marker_of
from vinhdanh.engines.reading.plan.passage import Passage
from vinhdanh.engines.reading.plan.timing import is_time_heading, opens_wave
from vinhdanh.engines.reading.plan.words import TASK_OPENING

TITLE = re.compile(
    r"^[\s*]*(?:du thao\s*)?(?:k\s?e\s*h\s?o\s?a\s?c\s?h|chuong\s*trinh|huong\s*dan|phuong\s*an)\b"
)
RECIPIENTS = re.compile(r"^[\s*#]*noi\s*nhan\s*:?")
AUTHORITY = re.compile(
    r"(?:^|\s{2,}|\|)\s*(?:t/?m\s*[.,:]|k/?t\s*[.,:]|t/?l\s*[.,:]|tuq\s*[.,:]|q\s*\.|[tk]/[mtl]\s)\s*(?=\w)"
)
OFFICE = re.compile(
    r"^\s*(?:(?:tm|kt|tl|tuq|q)\s*[.,:]\s*)?(?:(?:pho\s+)?(?:chu tich|giam doc|tong giam doc|"
    r"hieu truong|bi thu|truong ban|"
    r"truong phong|chanh van phong|vien truong|cuc truong|chi cuc truong|tong bien tap|thu truong|"
    r"chu nhiem|truong doan|"
    r"chanh thanh tra|truong khoa|bo truong|thu truong don vi|chi huy truong|phu trach)|"
    r"pho truong (?:ban|phong))\b"
)
ANNEX = re.compile(r"^[\s*]*(?:phu\s*luc|bieu\s*mau|bang\s*tong\s*hop|lich\s*thuc\s*hien)\b")


@dataclass(slots=True)
class Zones:
    """Line lists by part; ``head`` and ``closing`` also hold the cells of layout tables, as lines."""

    head: list[Line] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    annex: list[Line] = field(default_factory=list)

    @property
    def prose(self) -> list[Line]:
        return [*self.body, *self.annex]

    @property
    def everything(self) -> list[Line]:
        return [*self.head, *self.title, *self.opening, *self.body, *self.closing, *self.annex]


def zones(flow: Flow) -> Zones:
    """The parts, each line in one of them."""
    lines = _lines(flow)
    found = Zones()
    title = _title_at(lines)
    start = 0
    if title is not None:
        found.head = lines[:title]
        start = _after_title(lines, title)
        found.title = lines[title:start]
    closing = _closing_at(lines, start)
    body = _body_at(lines[:closing], start)
    found.opening = lines[start:body]
    after = _annex_at(lines, closing)
    found.body, found.closing, found.annex = lines[body:closing], lines[closing:after], lines[after:]
    if title is None:
        found.head = found.opening or found.body[:12]
    return found


def _lines(flow: Flow) -> list[Line]:
    lines: list[Line] = []
    for item in flow:
        if isinstance(item, Line):
            lines.append(item)
        else:
            lines += _layout_lines(item)
    return lines


def _layout_lines(grid: Grid) -> list[Line]:
    """The cells of a table that only lays out the head or the closing, or of a sheet around its table."""
    listed = any(header_of(grid.rows, at) for at in range(min(len(grid.rows), 30)))
    if listed and not grid.sheet:
        return []
    if not listed and len(grid.rows) > 6 and not _closes(grid):
        return []
    rows = grid.rows if not listed else [row for row in grid.rows if sum(1 for c in row.cells if c) <= 2][:60]
    width = max((len(row.cells) for row in rows), default=0)
    cells: list[Passage] = []
    if listed:
        cells = [cell for row in rows for cell in row.cells if cell and not cell.text.strip(".").isdigit()]
    else:
        cells = [
            row.cells[at] for at in range(width) for row in rows if at < len(row.cells) and row.cells[at]
        ]
    return [Line(part, grid.at) for cell in cells for part in cell.split(re.compile(r"\n"))]


def _closes(grid: Grid) -> bool:
    return any(
        RECIPIENTS.match(cell.folded) or AUTHORITY.search(cell.folded)
        for row in grid.rows
        for cell in row.cells
    )


def _title_at(lines: Sequence[Line]) -> int | None:
    for at, line in enumerate(lines[:80]):
        found = TITLE.match(line.text.folded)
        if not found:
            continue
        words = line.text.text[: found.end()].strip("* ")
        if words.isupper() or found.end() >= len(line.text.text.rstrip(" :*")):
            return at
    return None


def _after_title(lines: Sequence[Line], title: int) -> int:
    """The line after the subject: it goes on while lines follow closely and start nothing new."""
    at = title + 1
    own = TITLE.match(lines[title].text.folded)
    rest = lines[title].text.cut(own.end() if own else 0, None, " :*")
    if not rest and at < len(lines) and not _starts_opening(lines[at], strict=True):
        at += 1
    while (
        at < len(lines)
        and at < title + 6
        and _goes_on(lines[at - 1], lines[at], bool(rest) or at > title + 1)
    ):
        at += 1
    return at


def _goes_on(before: Line, line: Line, begun: bool) -> bool:
    if (
        _starts_opening(line)
        or is_time_heading(line.text)
        or line.text.text.endswith((";", ".", ":"))
        or len(line.text) > 170
    ):
        return False
    if not begun or line.text.text.startswith("(") or line.text.text[:1].islower():
        return True
    return (
        line.tight and (line.bold == before.bold) and (line.bold or line.centred or line.text.text.isupper())
    )


_STARTS = re.compile(
    r"\s*(?:[-–]\s*)?(?:can cu|thuc hien|trien khai|nham|de\s|tren co so|thi hanh|tiep tuc|xet|"
    r"theo|ubnd|uy ban nhan dan|kinh gui)"
)


def _starts_opening(line: Line, strict: bool = False) -> bool:
    """A line that opens the text proper; right after "KẾ HOẠCH" verbs belong to the subject."""
    if marker_of(line.text, line.marker):
        return True
    found = _STARTS.match(line.text.folded)
    return bool(found) and (len(line.text) > 220 or line.text.folded.startswith("can cu") or not strict)


def _body_at(lines: Sequence[Line], start: int) -> int:
    """The first numbered or capitalised heading after the opening."""
    for at in range(start, len(lines)):
        line = lines[at]
        marker = marker_of(line.text, line.marker)
        if marker and marker.kind != "dash" and not line.text.folded.startswith("can cu"):
            return at
        if line.heading or (line.text.text.isupper() and len(line.text) > 8):
            return at
        if is_time_heading(line.text) or opens_wave(line.text):
            return at
        if (
            marker
            and not re.match(r"\s*[-–+*•]?\s*can cu", line.text.folded)
            and TASK_OPENING.match(line.text.cut(marker.end).folded)
        ):
            return at
    return start


def _closing_at(lines: Sequence[Line], body: int) -> int:
    for at in range(body, len(lines)):
        folded = lines[at].text.folded
        if RECIPIENTS.match(folded):
            return _before_signature(lines, body, at)
    for at in range(len(lines) - 1, max(body, len(lines) - 40), -1):
        if AUTHORITY.match(lines[at].text.folded) and len(lines[at].text) < 90:
            return at
    for at in range(len(lines) - 1, max(body, len(lines) - 8), -1):
        if OFFICE.match(lines[at].text.folded) and lines[at].text.text.isupper():
            return at
    return len(lines)


def _before_signature(lines: Sequence[Line], body: int, recipients: int) -> int:
    """A signature may stand above the list of recipients."""
    at = recipients
    for before in range(recipients - 1, max(body, recipients - 8), -1):
        text = lines[before].text
        if AUTHORITY.match(text.folded) or (OFFICE.match(text.folded) and text.text.isupper()):
            at = before
    return at


def _annex_at(lines: Sequence[Line], closing: int) -> int:
    for at in range(closing + 1, len(lines)):
        line = lines[at]
        marker = marker_of(line.text, line.marker)
        if ANNEX.match(line.text.folded) and not line.text.text[:1].islower():
            return at
        if marker and marker.kind == "roman" and len(line.text) > 6 and at > closing + 3:
            return at
    return len(lines)
