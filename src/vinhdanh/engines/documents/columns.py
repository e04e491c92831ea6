"""How wide the columns of a table are: as its author says, but never so narrow that a word is torn."""

from collections.abc import Iterable, Sequence
from typing import Final

from vinhdanh.engines.documents.layout import TABLE_CELL
from vinhdanh.engines.documents.metrics import width
from vinhdanh.engines.documents.model import Cell, Table, plain
from vinhdanh.engines.documents.words import shares

CELL_SIDE: Final = 1.5
"""Between a line and the text beside it, millimetres (OURS)."""
_SLACK: Final = 0.4


def column_widths(table: Table, room: float) -> list[float]:
    """Millimetres, together ``room``. What a long word needs is taken from the columns that have most."""
    found = shares(table.columns, room)
    needs = _needs(table)
    if sum(needs) > room:
        return found
    missing = [max(0.0, need - have) for need, have in zip(needs, found, strict=True)]
    spare = [max(0.0, have - need) for need, have in zip(needs, found, strict=True)]
    taken = sum(missing) / sum(spare) if sum(spare) else 0
    rows = zip(found, missing, spare, strict=True)
    return [have + lack - free * taken for have, lack, free in rows]


def _needs(table: Table) -> list[float]:
    """The width of the longest word of each column, with the room at its sides."""
    size = table.size or TABLE_CELL.size
    longest = [_widest(column.title.split(), size, bold=True) for column in table.columns]
    for rows, bold in ((table.head, True), (table.rows, False)):
        for place, words in enumerate(_columns(rows, len(table.columns))):
            # The longest in letters are measured; a shorter one is hardly ever wider.
            candidates = sorted(words, key=len, reverse=True)[:8]
            longest[place] = max(longest[place], _widest(candidates, size, bold=bold))
    return [one + 2 * CELL_SIDE + _SLACK for one in longest]


def _columns(rows: Iterable[Sequence[Cell | str]], count: int) -> list[set[str]]:
    """The words of each column. Rows with merged cells do not say which column a word is in."""
    found: list[set[str]] = [set() for _ in range(count)]
    for row in rows:
        if len(row) == count:
            for place, cell in enumerate(row):
                found[place].update((cell if isinstance(cell, str) else plain(cell.text)).split())
    return found


def _widest(words: Iterable[str], size: float, *, bold: bool) -> float:
    return max((width(word, size, bold=bold) for word in words), default=0)
