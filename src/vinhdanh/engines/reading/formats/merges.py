"""Cells merged over several rows, made plain for readers that look at one row at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vinhdanh.engines.reading.model import Cell


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a row; ``continues`` when it belongs to the merged cell above it."""

    cell: Cell
    continues: bool = False


def spread(rows: Sequence[Sequence[Slot]]) -> list[tuple[Cell, ...]]:
    """Rows in which a merged cell's words stand in each row that is an item of its own.

    A body or a period written once for five tasks is repeated for each of them.
    Where the wordiest column itself continues, the row only adds to the item
    above, and its continued cells stay empty.
    """
    body = _wordiest_column(rows)
    above: dict[int, Cell] = {}
    built = []
    for row in rows:
        own = not any(slot.continues for at, slot in _placed(row) if at <= body < at + slot.cell.colspan)
        built.append(tuple(_filled(slot, above.get(at), own) for at, slot in _placed(row)))
        for at, slot in _placed(row):
            if not slot.continues:
                above[at] = slot.cell
    return built


def _placed(row: Sequence[Slot]) -> Iterator[tuple[int, Slot]]:
    """Each slot with its first grid column."""
    at = 0
    for slot in row:
        yield at, slot
        at += slot.cell.colspan


def _filled(slot: Slot, above: Cell | None, own: bool) -> Cell:
    if not slot.continues or slot.cell.text or above is None:
        return slot.cell
    return replace(slot.cell, text=above.text, bold=above.bold) if own else slot.cell


def _wordiest_column(rows: Sequence[Sequence[Slot]]) -> int:
    """The column with the most words; cells that span columns do not count."""
    lengths: dict[int, int] = {}
    for row in rows:
        for at, slot in _placed(row):
            if slot.cell.colspan == 1:
                lengths[at] = lengths.get(at, 0) + len(slot.cell.text)
    return max(lengths, key=lambda at: lengths[at], default=0)
