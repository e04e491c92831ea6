"""Tables out of strokes: level and upright rules that meet form a grid, the grid forms cells."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from vinhdanh.engines.reading.formats.pdf.shapes import Rule, Rules
from vinhdanh.engines.reading.limits import TABLE_CELLS

_SAME = 2.6
"""Rules this near are one border (double lines, both sides of a thin box)."""
_JOIN = 4.0
"""Pieces of one border may leave this much between them (dashes, corners)."""
_TOUCH = 3.5
_OVERHANG = 6.0
_PAIRS = 1_000_000

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """A cell, possibly merged: first and last row and column of the grid, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """``xs`` and ``ys`` are the border positions; ``regions`` maps each elementary cell to its region."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: dict[Position, Region]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def at(self, x: float, y: float) -> Region | None:
        """The cell that holds a point, ``None`` outside."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        return self.regions.get((row, column))

    def rows(self) -> Iterator[list[tuple[Region, int, bool]]]:
        """For each row its cells as ``(region, columns, starts here)``, left to right."""
        for row in range(len(self.ys) - 1):
            cells: list[tuple[Region, int, bool]] = []
            for column in range(len(self.xs) - 1):
                region = self.regions[row, column]
                if cells and cells[-1][0] is region:
                    cells[-1] = (region, cells[-1][1] + 1, cells[-1][2])
                else:
                    cells.append((region, 1, region.top == row))
            yield cells


def grids(rules: Rules) -> list[Grid]:
    """The tables of a page, from top to bottom. A single box (a frame) is no table."""
    level, upright = _joined(rules.level), _joined(rules.upright)
    if len(level) * len(upright) > _PAIRS:
        return []
    found = [grid for part in _connected(level, upright) if (grid := _grid(*part))]
    return sorted(found, key=lambda grid: (grid.top, grid.xs[0]))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of the same border as one rule."""
    joined: list[Rule] = []
    for line in _bands(rules):
        at = sum(rule.at for rule in line) / len(line)
        pieces: list[Rule] = []
        for rule in sorted(line, key=lambda rule: rule.start):
            if pieces and rule.start <= pieces[-1].end + _JOIN:
                pieces[-1] = Rule(at, pieces[-1].start, max(pieces[-1].end, rule.end))
            else:
                pieces.append(Rule(at, rule.start, rule.end))
        joined += pieces
    return [rule for rule in joined if rule.end - rule.start > 2 * _JOIN]


def _bands(rules: Iterable[Rule]) -> list[list[Rule]]:
    bands: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if bands and rule.at - bands[-1][0].at <= _SAME:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    return bands


def _connected(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that touch each other, directly or through others."""
    links = _Links()
    for (i, h), (j, v) in product(enumerate(level), enumerate(upright)):
        if h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH:
            links.join(("h", i), ("v", j))
    groups: dict[object, tuple[list[Rule], list[Rule]]] = {}
    for key in links.members():
        side, at = key
        levels, uprights = groups.setdefault(links.root(key), ([], []))
        (levels if side == "h" else uprights).append((level if side == "h" else upright)[at])
    yield from groups.values()


class _Links:
    """Union-find."""

    def __init__(self) -> None:
        self._up: dict[tuple[str, int], tuple[str, int]] = {}

    def root(self, key: tuple[str, int]) -> tuple[str, int]:
        self._up.setdefault(key, key)
        while self._up[key] != key:
            self._up[key] = self._up[self._up[key]]
            key = self._up[key]
        return key

    def join(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        self._up[self.root(one)] = self.root(other)

    def members(self) -> list[tuple[str, int]]:
        return list(self._up)


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    ys = _positions(level, upright)
    xs = _positions(upright, level)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > TABLE_CELLS:
        return None
    links = _Links()
    for row, column in product(range(rows), range(columns)):
        here = ("", row * columns + column)
        links.root(here)
        middle_y, middle_x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
        if column + 1 < columns and not _drawn(upright, xs[column + 1], middle_y):
            links.join(here, ("", row * columns + column + 1))
        if row + 1 < rows and not _drawn(level, ys[row + 1], middle_x):
            links.join(here, ("", (row + 1) * columns + column))
    return Grid(xs, ys, _regions(links, columns))


def _positions(across: Sequence[Rule], along: Sequence[Rule]) -> tuple[float, ...]:
    """Border positions in one direction; open sides are closed where the crossing rules end."""
    places = [sum(rule.at for rule in band) / len(band) for band in _bands(across)]
    first, last = min(rule.start for rule in along), max(rule.end for rule in along)
    if not places or first < places[0] - _OVERHANG:
        places.insert(0, first)
    if last > places[-1] + _OVERHANG:
        places.append(last)
    return tuple(b for a, b in pairwise([float("-inf"), *places]) if b - a > _SAME)


def _drawn(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(
        abs(rule.at - at) <= _SAME and rule.start - _TOUCH <= middle <= rule.end + _TOUCH for rule in rules
    )


def _regions(links: _Links, columns: int) -> dict[Position, Region]:
    members: dict[tuple[str, int], list[Position]] = {}
    for key in links.members():
        members.setdefault(links.root(key), []).append(divmod(key[1], columns))
    regions: dict[Position, Region] = {}
    for cells in members.values():
        rows, across = [r for r, _ in cells], [c for _, c in cells]
        region = Region(min(rows), min(across), max(rows), max(across))
        regions |= dict.fromkeys(cells, region)
    return regions
