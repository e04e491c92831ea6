"""Tables as data for the sheet: every row covers every column exactly once, whatever the model says."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from vinhdanh.engines.documents import layout as to
from vinhdanh.engines.documents.columns import column_widths
from vinhdanh.engines.documents.model import Align, Cell, Run, Table, plain
from vinhdanh.engines.documents.words import clean, runs

Data: TypeAlias = dict[str, Any]
_LONG: Final = 600
"""Letters from which a cell may be too high for a page: its row may then be parted."""


def table(block: Table, room: float) -> Data:
    """``head`` rows are repeated on each page; a cell is a text, or a mapping where it differs.

    ``plain``: no cell differs. Thousands of rows then need not be looked at one by one while they are set.
    """
    sides = [column.align for column in block.columns]
    head = block.head or (tuple(Cell(column.title) for column in block.columns),)
    if block.numbered:
        head = (*head, tuple(Cell(f"({place})") for place in range(1, len(sides) + 1)))
    head = tuple(row for row in head if any(plain(cell.text) for cell in row))
    rows = _placed(block.rows, sides)
    return {
        "t": "table",
        "widths": column_widths(block, room),
        "aligns": sides,
        "head": [cell for row in _placed(head, ["centre"] * len(sides)) for cell in row],
        "rows": rows,
        "plain": all(isinstance(cell, str) for row in rows for cell in row),
        "borders": block.borders,
        "size": block.size or to.TABLE_CELL.size,
    }


def _placed(rows: Sequence[Sequence[Cell | str]], sides: Sequence[Align]) -> list[list[Data | str]]:
    """Rows that fill all columns: spans end at the table's edge, missing cells are empty ones."""
    covered = [0] * len(sides)
    return [_row(row, covered, (sides, len(rows) - at)) for at, row in enumerate(rows)]


def _row(
    cells: Sequence[Cell | str], covered: list[int], about: tuple[Sequence[Align], int]
) -> list[Data | str]:
    """``covered`` says for each column how many more rows a cell above fills; ``about``: sides, rows left."""
    sides, left = about
    waiting, out, at = list(cells), list[Data | str](), 0
    while at < len(covered):
        if covered[at]:
            covered[at] -= 1
            at += 1
            continue
        cell = _own(waiting.pop(0)) if waiting else ""
        if isinstance(cell, str):
            out.append(cell)
            at += 1
            continue
        fitted = _fitting(cell, covered[at:], left)
        covered[at : at + fitted.across] = [fitted.down - 1] * fitted.across
        out.append(_different(fitted, sides[at]))
        at += fitted.across
    return out


def _own(cell: Cell | str) -> Cell | str:
    """A text that is more than a line of words is a cell that differs."""
    if isinstance(cell, Cell):
        return cell
    words = clean(cell)
    return Cell(words) if len(words) >= _LONG or "\n" in words else words


def _fitting(cell: Cell, ahead: Sequence[int], left: int) -> Cell:
    """Never over the table's edge, never over a cell that hangs down from above."""
    free = next((place for place, hanging in enumerate(ahead) if hanging), len(ahead))
    return replace(cell, across=max(1, min(cell.across, free)), down=max(1, min(cell.down, left)))


def _different(cell: Cell, side: Align) -> Data:
    found: Data = {"x": [_looked(run, cell) for run in runs(cell.text)], "align": cell.align or side}
    if cell.across > 1:
        found["across"] = cell.across
    if cell.down > 1:
        found["down"] = cell.down
    if len(plain(cell.text)) >= _LONG:
        found["parted"] = True
    return found


def _looked(run: Run, cell: Cell) -> list[str | int]:
    return [run.text, int(run.bold or cell.bold), int(run.italic or cell.italic)]
