"""Tables written in lines: ``|= Title (12 giữa) | Title`` begins one, each ``| a | b`` is a row.

In brackets after a column's title: its width in millimetres and ``giữa``, ``phải`` or ``trái``.
``|^`` rows of a head of several floors, ``|~`` a row of one bold cell across the table, ``|:`` how the table
looks (``không viền``, ``đánh số cột``, ``cỡ 11``). A cell may say ``(ngang 2)`` and ``(dọc 2)``.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from vinhdanh.engines.documents.model import Align, Cell, Column, Line, Table, plain

_COLUMN: Final = re.compile(r"(.*?)\((\d+(?:\.\d+)?)?\s*(giữa|phải|trái)?\)")
_SPAN: Final = re.compile(r"\((ngang|dọc) (\d+)\)")
_ALIGN: Final[dict[str, Align]] = {"giữa": "centre", "phải": "right", "trái": "left"}
Lines = Callable[[str], Line]


def begun(words: str, line: Lines) -> Table:
    """A table with its columns and no rows."""
    return Table(tuple(_column(cell, line) for cell in _cells(words)), ())


def grown(table: Table, row: tuple[str, str], line: Lines) -> Table:
    """The table with one more row, floor of its head, or look; a row is its mark and its words."""
    mark, words = row
    if mark == "|:":
        return _looked(table, words)
    if mark == "|~":
        text = plain(line(words.strip().strip("|").strip()))
        return replace(table, rows=(*table.rows, (Cell(text, bold=True, across=len(table.columns)),)))
    made = [_cell(cell, line) for cell in _cells(words)]
    if mark == "|^":
        head = tuple(replace(cell, align="centre", bold=True) for cell in map(_as_cell, made))
        return replace(table, head=(*table.head, head))
    return replace(table, rows=(*table.rows, _placed(table, made)))


def _cells(words: str) -> list[str]:
    words = words.strip()
    return [cell.strip() for cell in words.removesuffix("|").split("|")]


def _column(words: str, line: Lines) -> Column:
    match = _COLUMN.fullmatch(words)
    if not match or not (match[2] or match[3]):
        return Column(plain(line(words)))
    return Column(plain(line(match[1].strip())), float(match[2] or 0), _ALIGN.get(match[3] or "", "left"))


def _cell(words: str, line: Lines) -> Cell | str:
    spans = {kind: int(count) for kind, count in _SPAN.findall(words)}
    text = line(_SPAN.sub("", words).strip())
    if isinstance(text, str) and not spans:
        return text
    bold = isinstance(text, tuple) and all(run.bold for run in text)
    return Cell(
        plain(text) if bold else text, bold=bold, across=spans.get("ngang", 1), down=spans.get("dọc", 1)
    )


def _placed(table: Table, cells: list[Cell | str]) -> tuple[Cell | str, ...]:
    """Cells behind one that goes across keep the side of their column; cells left out are empty."""
    found: list[Cell | str] = []
    at = 0
    for cell in cells:
        if isinstance(cell, Cell) and not cell.align and at < len(table.columns):
            cell = replace(cell, align="centre" if cell.across > 1 else table.columns[at].align)  # noqa: PLW2901
        found.append(cell)
        at += cell.across if isinstance(cell, Cell) else 1
    return (*found, *[""] * (len(table.columns) - at))


def _as_cell(cell: Cell | str) -> Cell:
    return Cell(cell) if isinstance(cell, str) else cell


def _looked(table: Table, words: str) -> Table:
    size = re.search(r"cỡ (\d+)", words)
    return replace(
        table,
        borders=table.borders and "không viền" not in words,
        numbered=table.numbered or "đánh số cột" in words,
        size=float(size[1]) if size else table.size,
    )
