"""Paragraphs out of printed lines, by what a typesetter does: full lines, indents, spacing, weight.

A line ends where the next word had no room. Only such lines are joined to the
next, so that a title of three short lines stays three.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vinhdanh.engines.reading.formats.pdf.lines import LIST_MARK, Line, joined_lines

_STOPS = (".", ";", ":", "!", "?", "/", "…")
_INDENT = 8.0
_HANGING = 60.0
_FOLIO = re.compile(r"[-–\s]*\d{1,3}[-–\s]*|(?:Trang|trang)\s*\d{1,3}(?:\s*/\s*\d{1,3})?")
_EDGE = 0.12
_DASHES = ("-", "–", "+", "*", "•", "▪", "·")
_REFERENCES = ("điểm", "khoản", "mục", "điều", "số", "phần", "và", "phụ", "lục")


@dataclass(frozen=True, slots=True)
class Measure:
    """The type area: where lines begin and end, and the distance between baselines."""

    left: float
    right: float
    leading: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Draft:
    """A paragraph in the making, on page ``page``; ``apart`` when more room than usual is above it."""

    page: int
    lines: list[Line]
    measure: Measure
    apart: bool = False
    words: str = field(default="")

    @property
    def text(self) -> str:
        return joined_lines([line.text for line in self.lines])

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def centred(self) -> bool:
        first, area = self.lines[0], self.measure
        off = abs((first.left + first.right) / 2 - area.middle)
        return off < 10 and first.left - area.left > 2 * _INDENT


def measure(pages: Sequence[Sequence[Line]]) -> Measure:
    """The type area of pages of one width. Outliers (stamps, marginal notes) do not stretch it."""
    every = [line for page in pages for line in page]
    if not every:
        return Measure(0, 0, 16)
    lefts, rights = sorted(line.left for line in every), sorted(line.right for line in every)
    trim = len(every) // 20
    area = Measure(lefts[min(trim, 3)], rights[-1 - trim], 0)
    steps = Counter(
        round(after.base - line.base)
        for page in pages
        for line, after in pairwise(page)
        if _full(line, after, area) and 0 < after.base - line.base < 3 * line.size
    )
    usual = steps.most_common(1)[0][0] if steps else 1.3 * max(line.size for line in every)
    return Measure(area.left, area.right, float(usual))


def without_folio(lines: Sequence[Line], height: float) -> list[Line]:
    """Lines of a page without its number: alone on its row, in the top or bottom margin."""
    folios = [line for line in lines if _is_folio(line, height)]
    alone = [
        line for line in folios if sum(abs(other.base - line.base) < line.size / 2 for other in lines) == 1
    ]
    return [line for line in lines if line not in alone]


def _is_folio(line: Line, height: float) -> bool:
    inside = _EDGE * height < line.base < (1 - _EDGE) * height
    return not inside and bool(_FOLIO.fullmatch(line.text))


def drafts(page: int, lines: Sequence[Line], area: Measure) -> list[Draft]:
    """Paragraphs of one stretch of lines in reading order."""
    found: list[Draft] = []
    for line in lines:
        if found and _goes_on(found[-1], line, area):
            found[-1].lines.append(line)
            continue
        above = found[-1].lines[-1] if found else None
        apart = above is None or not 0 < line.base - above.base <= 1.3 * area.leading
        found.append(Draft(page, [line], area, apart))
    return found


def continues_over_page(draft: Draft, after: Draft) -> bool:
    """Whether the first paragraph of a page is the rest of the last one of the page before."""
    last, line = draft.lines[-1], after.lines[0]
    if not _full(last, line, draft.measure) or _weighs_otherwise(last, line):
        return False
    if last.text.endswith(_STOPS):
        return line.text[:1].islower() and not LIST_MARK.match(line.text)
    return not _begins_item(line) and not (line.bold and line.text.isupper())


def _goes_on(draft: Draft, line: Line, area: Measure) -> bool:
    last = draft.lines[-1]
    if not _full(last, line, area) or _weighs_otherwise(last, line) or _new_item(draft, line):
        return False
    small = line.text[:1].islower()
    if line.base - last.base > 1.25 * area.leading + 1 and not small:
        return False
    return (small and not _begins_item(line)) or not _indented(draft, line, area)


def _new_item(draft: Draft, line: Line) -> bool:
    """Whether a line begins an item of a list, or stands in another column."""
    last = draft.lines[-1]
    elsewhere = abs(line.left - draft.lines[0].left) > _HANGING
    return elsewhere or _numbered(last, line) or (last.text.endswith(_STOPS) and _begins_item(line))


def _indented(draft: Draft, line: Line, area: Measure) -> bool:
    """Whether a line stands where a new paragraph of this kind would begin."""
    first, last = draft.lines[0], draft.lines[-1]
    if len(draft.lines) > 1:
        return abs(line.left - last.left) > 4
    if _begins_item(first) and line.left >= first.left - 4:
        return line.left > first.left + _HANGING or (_begins_item(line) and abs(line.left - first.left) <= 4)
    if first.left - area.left > _INDENT and abs(line.left - first.left) <= 4:
        return True
    return line.left > first.left + 4


def _full(line: Line, after: Line, area: Measure) -> bool:
    """Whether the first word of the next line had no room on this one."""
    return line.right + after.first_word_width() > area.right - 3


def _weighs_otherwise(last: Line, line: Line) -> bool:
    return last.bold != line.bold or abs(last.size - line.size) > 0.15 * last.size


def _numbered(last: Line, line: Line) -> bool:
    """A numbered item begins, unless the number belongs to a reference ("điểm / a) khoản 1")."""
    mark, _, words = line.text.partition(" ")
    counts = LIST_MARK.fullmatch(mark) is not None and mark not in _DASHES
    return counts and words[:1].isupper() and last.text.rpartition(" ")[2].lower() not in _REFERENCES


def _begins_item(line: Line) -> bool:
    first = line.text.split(maxsplit=1)[0]
    return bool(LIST_MARK.fullmatch(first))
