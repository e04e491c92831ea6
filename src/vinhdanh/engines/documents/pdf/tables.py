"""Tables as data for the sheet: every row covers every column exactly once, whatever the model says."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from vinhdanh.engines.documents import layout as to
from vinhdanh.engines.documents.model import Cell, Run, Table, plain
from vinhdanh.engines.documents.words import clean, runs, shares

Data: TypeAlias = dict[str, Any]
_LONG: Final = 600
"""Letters from which a cell may be too high for a page: its row may then be parted."""


def table(block: Table, room: float) -> Data:
    """``head`` rows are repeated on each page; a cell is a text, or a mapping where it differs."""
    wide = len(block.columns)
    head = block.head or (tuple(Cell(column.title) for column in block.columns),)
    if block.numbered:
        head = (*head, tuple(Cell(f"({place})", bold=False) for place in range(1, wide + 1)))
    head = tuple(row for row in head if any(plain(cell.text) for cell in row))
    return {
        "t": "table",
        "widths": shares(block.columns, room),
        "aligns": [column.align for column in block.columns],
        "head": [[_head_cell(cell) for cell in row] for row in _placed(head, wide)],
        "rows": [[_cell(cell) for cell in row] for row in _placed(block.rows, wide)],
        "borders": block.borders,
        "size": block.size or to.TABLE_CELL.size,
    }


def _placed(rows: Sequence[Sequence[Cell | str]], wide: int) -> list[list[Cell | str]]:
    """Rows that fill ``wide`` columns: spans end at the table's edge, missing cells are empty ones."""
    covered = [0] * wide
    return [_row(row, covered, len(rows) - at) for at, row in enumerate(rows)]


def _row(cells: Sequence[Cell | str], covered: list[int], left: int) -> list[Cell | str]:
    """``covered`` says for each column how many more rows a cell above fills; ``left`` rows are to come."""
    waiting, out, at = list(cells), list[Cell | str](), 0
    while at < len(covered):
        if covered[at]:
            covered[at] -= 1
            at += 1
            continue
        cell = waiting.pop(0) if waiting else ""
        if isinstance(cell, Cell):
            cell = _fitting(cell, covered[at:], left)
            covered[at : at + cell.across] = [cell.down - 1] * cell.across
        out.append(cell)
        at += cell.across if isinstance(cell, Cell) else 1
    return out


def _fitting(cell: Cell, ahead: Sequence[int], left: int) -> Cell:
    """Never over the table's edge, never over a cell that hangs down from above."""
    free = next((place for place, hanging in enumerate(ahead) if hanging), len(ahead))
    across, down = max(1, min(cell.across, free)), max(1, min(cell.down, left))
    return Cell(cell.text, cell.align, cell.bold, cell.italic, across, down)


def _head_cell(cell: Cell | str) -> Data:
    given = cell if isinstance(cell, Cell) else Cell(cell)
    return {**_different(given), "align": given.align or "centre"}


def _cell(cell: Cell | str) -> str | Data:
    if isinstance(cell, Cell):
        return _different(cell)
    return clean(cell) if len(cell) < _LONG else _different(Cell(cell))


def _looked(run: Run, cell: Cell) -> list[str | int]:
    return [run.text, int(run.bold or cell.bold), int(run.italic or cell.italic)]


def _different(cell: Cell) -> Data:
    found: Data = {"x": [_looked(run, cell) for run in runs(cell.text)]}
    if cell.align:
        found["align"] = cell.align
    if cell.across > 1:
        found["across"] = cell.across
    if cell.down > 1:
        found["down"] = cell.down
    if len(plain(cell.text)) >= _LONG:
        found["parted"] = True
    return found
