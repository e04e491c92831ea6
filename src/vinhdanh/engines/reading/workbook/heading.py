"""Where a list begins: the line or two whose cells are its headings, wherever they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from vinhdanh.engines.reading.workbook.grid import MOST_COLUMNS, Grid
from vinhdanh.engines.reading.workbook.model import BookKind, Column
from vinhdanh.engines.reading.workbook.values import as_text
from vinhdanh.foundation.kernel.text import fold

_LOOK: Final = 60
_WORDS: Final = re.compile(r"[a-z0-9%]+")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\*|\[[^\[\]]*\]")
_ORDINALS: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "ghi chu", "ky nhan", "chu ky"})
_ALIKE: Final = 90
_LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Heading:
    """``last`` is the heading's last line (from 0); ``columns`` maps keys to column numbers (from 0)."""

    first: int
    last: int
    columns: Mapping[str, int]
    strange: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    labels: Mapping[int, str] = field(default_factory=dict)

    @property
    def worth(self) -> tuple[int, int]:
        return len(self.columns), -(self.last - self.first)


def find_heading(kind: BookKind, grid: Grid) -> Heading | None:
    """The best heading among the first lines: most columns known, at least two and the name's."""
    best: Heading | None = None
    for row in range(min(_LOOK, len(grid.rows))):
        for height in (1, 2, 3):
            found = _at(kind, grid, first=row, last=row + height - 1)
            if found and (best is None or found.worth > best.worth):
                best = found
    return best


def repeats(heading: Heading, cells: Mapping[str, object]) -> bool:
    """Is this line the heading once more, as at the top of each printed page?"""
    said = [fold(as_text(value)) for value in cells.values() if as_text(value)]
    labels = {fold(part) for label in heading.labels.values() for part in label.split("\n")}
    return len(said) >= 2 and all(text in labels for text in said)


def _at(kind: BookKind, grid: Grid, *, first: int, last: int) -> Heading | None:
    """The heading of these lines, were it one. Two headings for one column: the first counts."""
    if last >= len(grid.rows) or not any(as_text(value) for value in grid.rows[last]):
        return None
    labels = _labels(grid, first, last)
    columns: dict[str, int] = {}
    strange = []
    for at, label in labels.items():
        key = _key(kind, label)
        if key and key not in columns:
            columns[key] = at
        elif key is None and _plain(label) not in _ORDINALS:
            strange.append(" ".join(label.split()))
    if len(columns) < 2 or "name" not in columns:
        return None
    missing = tuple(c.label for c in kind.columns if c.required and c.key not in columns)
    return Heading(first, last, columns, tuple(strange), missing, labels)


def _labels(grid: Grid, first: int, last: int) -> dict[int, str]:
    """The words over each column, from top to bottom, each once."""
    found: dict[int, str] = {}
    for column in range(min(MOST_COLUMNS, max(map(len, grid.rows[first : last + 1]), default=0))):
        parts = dict.fromkeys(as_text(grid.at(row, column)) for row in range(first, last + 1))
        label = "\n".join(part for part in parts if part)
        if label and len(label) <= _LONGEST:
            found[column] = label
    return found


def _key(kind: BookKind, label: str) -> str | None:
    """The column a heading names: by all its words, then by its lower, then by its upper line."""
    lines = label.split("\n")
    for words in dict.fromkeys([" ".join(lines), *reversed(lines)]):
        if key := _named(kind.code, _plain(words), kind.columns):
            return key
    return None


@lru_cache(maxsize=4096)
def _named(code: str, words: str, columns: Sequence[Column]) -> str | None:
    names = _names(code, columns)
    if not words or words in _ORDINALS:
        return None
    if key := names.get(words):
        return key
    from rapidfuzz import fuzz, process

    if len(words) < 6:
        return None
    close = process.extractOne(words, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return names[close[0]] if close else None


@lru_cache(maxsize=8)
def _names(code: str, columns: Sequence[Column]) -> dict[str, str]:
    """Every heading of a kind; of two columns that share one, the one whose label it is."""
    names: dict[str, str] = {}
    for column in columns:
        for name in column.names:
            names.setdefault(_plain(name), column.key)
    return names | {_plain(column.label): column.key for column in columns}


def _plain(label: str) -> str:
    return " ".join(_WORDS.findall(fold(_BRACKETS.sub(" ", label))))
