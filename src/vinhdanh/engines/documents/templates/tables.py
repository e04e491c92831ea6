"""Tables written in lines: ``|= Title (12 giữa) | Title`` begins one, each ``| a | b`` is a row.

In brackets after a column's title: its width in millimetres and ``giữa``, ``phải`` or ``trái``.
``|^`` rows of a head of several floors, ``|~`` a row of one bold cell across the table, ``|:`` how the table
looks (``không viền``, ``đánh số cột``, ``cỡ 11``). A cell may say ``(ngang 2)`` and ``(dọc 2)``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from vinhdanh.engines.documents.model import Align, Cell, Column, Line, Table, plain
from vinhdanh.engines.documents.templates.faults import Fault, TemplateError

_COLUMN: Final = re.compile(r"(.*?)\((\d+(?:\.\d+)?)?\s*(giữa|phải|trái)?\)")
_SPAN: Final = re.compile(r"\((ngang|dọc) (\d+)\)")
_ALIGN: Final[dict[str, Align]] = {"giữa": "centre", "phải": "right", "trái": "left"}
_ROW: Final = re.compile(r"(\|[=~^:]?)(.*)")
_NO_TABLE: Final = "Dòng của bảng đứng trước bảng; viết dòng “|= Tên cột | Tên cột” ở trước."
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
        floor = tuple(replace(cell, align="centre", bold=True) for cell in map(_as_cell, made))
        return _headed(table, (*table.head, floor))
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


def _headed(table: Table, head: tuple[tuple[Cell, ...], ...]) -> Table:
    floors = _Head()
    for floor in head:
        _fits(table, floors.row([(cell.across, cell.down) for cell in floor]))
    return replace(table, head=head)


def _fits(table: Table, cells: int) -> None:
    width = len(table.columns)
    if cells > width:
        titles = " | ".join(column.title for column in table.columns)
        raise TemplateError([Fault(0, f"Một dòng của bảng “{titles}” có {cells} ô mà bảng có {width} cột.")])


def crowded(text: str, first_line: int) -> list[Fault]:
    """Rows of a wording with more cells than their table has columns: one too many would be a lost name."""
    found: list[Fault] = []
    width, head = 0, _Head()
    for line, words in enumerate(text.split("\n"), first_line):
        match = _ROW.match(words.strip())
        if match and match[1] == "|=":
            width, head = len(_cells(match[2])), _Head()
        elif match and match[1] in {"|", "|^"}:
            cells = (
                head.row(_spans(match[2])) if match[1] == "|^" else sum(one for one, _ in _spans(match[2]))
            )
            said = f"Dòng này có {cells} ô mà bảng có {width} cột; thêm cột hoặc bớt dấu “|”."
            found += [Fault(line, said if width else _NO_TABLE)] if cells > width else []
    return found


@dataclass(slots=True)
class _Head:
    """The floors of a head: cells that go down take their place in the floors below."""

    held: list[tuple[int, int]] = field(default_factory=list)

    def row(self, spans: list[tuple[int, int]]) -> int:
        """How many columns the next floor fills, with those held from above."""
        filled = sum(across for across, _ in self.held) + sum(across for across, _ in spans)
        held = [(across, down - 1) for across, down in (*self.held, *spans)]
        self.held = [(across, down) for across, down in held if down > 0]
        return filled


def _spans(words: str) -> list[tuple[int, int]]:
    """Columns and rows that each cell of a row fills."""
    told = ({kind: int(count) for kind, count in _SPAN.findall(cell)} for cell in _cells(words))
    return [(spans.get("ngang", 1), spans.get("dọc", 1)) for spans in told]


def _placed(table: Table, cells: list[Cell | str]) -> tuple[Cell | str, ...]:
    """Cells behind one that goes across keep the side of their column; cells left out are empty."""
    found: list[Cell | str] = []
    at = 0
    for cell in cells:
        if isinstance(cell, Cell) and not cell.align and at < len(table.columns):
            cell = replace(cell, align="centre" if cell.across > 1 else table.columns[at].align)  # noqa: PLW2901
        found.append(cell)
        at += cell.across if isinstance(cell, Cell) else 1
    _fits(table, at)
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
