"""Two columns side by side without borders: the head of a Vietnamese paper, its recipients and signature.

They are read column by column, as an author writes them: the left one, then
the right one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from vinhdanh.engines.reading.formats.pdf.lines import Line

_GUTTER = 8.0
_REACH = 6.0
"""A column may pause for this many letter heights (the room for a signature)."""
_PAUSE = 2.6
"""A left column may go on alone after this many letter heights."""


@dataclass(slots=True)
class _Region:
    top: float
    bottom: float
    left_end: float
    right_start: float

    def takes(self, other: "_Region") -> bool:
        gutter = min(self.right_start, other.right_start) - max(self.left_end, other.left_end)
        return gutter >= _GUTTER and other.top - self.bottom <= _REACH * (other.bottom - other.top)

    def widen(self, other: "_Region") -> None:
        self.bottom = max(self.bottom, other.bottom)
        self.left_end = max(self.left_end, other.left_end)
        self.right_start = min(self.right_start, other.right_start)

    def crossed(self, line: Line) -> bool:
        return line.left < self.left_end and line.right > self.right_start

    def straddled(self, line: Line) -> bool:
        """Whether a line lies on both sides of the middle of the gutter."""
        return line.left < self.gutter < line.right

    def right_of(self, line: Line) -> bool:
        return (line.left + line.right) / 2 > self.gutter

    @property
    def gutter(self) -> float:
        return (self.left_end + self.right_start) / 2


def reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines of a page, given row by row, in the order they are meant to be read."""
    waiting = list(lines)
    result: list[Line] = []
    for region in _regions(waiting):
        above = [line for line in waiting if line.bottom <= region.top + 1]
        rest = [line for line in waiting if line.bottom > region.top + 1]
        inside = [line for line in rest if _within(line, region)]
        sides = (
            [line for line in inside if not region.right_of(line)],
            [line for line in inside if region.right_of(line)],
        )
        _lengthen(sides, [line for line in rest if not _within(line, region)], region)
        taken = set(map(id, [*above, *sides[0], *sides[1]]))
        result += [*above, *sides[0], *sides[1]]
        waiting = [line for line in waiting if id(line) not in taken]
    return result + waiting


def tabular(lines: Sequence[Line]) -> bool:
    """Whether lines stand three or more abreast again and again: a table without borders."""
    rows = Counter(round(line.base) for line in lines)
    return sum(count > 2 for count in rows.values()) > 2


def _within(line: Line, region: _Region) -> bool:
    return region.top - 1 <= (line.top + line.bottom) / 2 <= region.bottom + 1


def _lengthen(sides: tuple[list[Line], list[Line]], below: Sequence[Line], region: _Region) -> None:
    """Lines that go on in one column after the other ended: more recipients, the number under an issuer."""
    for line in below:
        right = region.right_of(line)
        side, pause = sides[right], _REACH if right else _PAUSE
        near = bool(side) and line.base - side[-1].base <= pause * line.size
        if not near or not any(_aligned(line, other) for other in side) or region.straddled(line):
            return
        side.append(line)


def _aligned(line: Line, other: Line) -> bool:
    """Same left edge, or same middle in a centred column."""
    middle = abs((line.left + line.right) - (other.left + other.right)) / 2
    return abs(line.left - other.left) <= 3 or middle <= 6


def _regions(ordered: Sequence[Line]) -> list[_Region]:
    """Stretches of the page in which lines stand beside each other across one gutter."""
    regions: list[_Region] = []
    for pair in _pairs(ordered):
        between = [
            line for line in ordered
            if regions and regions[-1].bottom - 1 < (line.top + line.bottom) / 2 < pair.top + 1
        ]  # fmt: skip
        joins = bool(regions) and regions[-1].takes(pair)
        if joins and not any(regions[-1].crossed(line) or pair.crossed(line) for line in between):
            regions[-1].widen(pair)
        else:
            regions.append(pair)
    return regions


def _pairs(ordered: Sequence[Line]) -> list[_Region]:
    """Lines beside each other with a gutter between, from the top; three abreast are no columns of a head."""
    pairs = []
    for at, line in enumerate(ordered):
        abreast = [
            other for other in ordered[max(0, at - 5) : at + 6] if other is not line and _abreast(line, other)
        ]
        later = [other for other in abreast if (other.base, other.left) > (line.base, line.left)]
        if any(_abreast(one, other) for one, other in combinations(abreast, 2)):
            continue
        for other in later:
            left, right = sorted((line, other), key=lambda side: side.left)
            top, bottom = min(left.top, right.top), max(left.bottom, right.bottom)
            pairs.append(_Region(top, bottom, left.right, right.left))
    return sorted(pairs, key=lambda pair: (pair.top, pair.left_end))


def _abreast(one: Line, other: Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = max(one.left, other.left) - min(one.right, other.right)
    return shared > 0.3 * min(one.size, other.size) and apart >= _GUTTER
