"""Tables: those of the body, and the borderless ones that set head and foot in columns.

Rows are never split, the head comes again on each page (``w:cantSplit``, ``w:tblHeader``).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from vinhdanh.engines.documents.columns import column_widths
from vinhdanh.engines.documents.docx.xml import JUSTIFY, run, twips, written
from vinhdanh.engines.documents.layout import TABLE_CELL, TABLE_HEAD, Look
from vinhdanh.engines.documents.model import Align, Cell, Column, Table
from vinhdanh.engines.documents.words import clean, runs

_LINES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_NO_LINES: Final = "".join(
    f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_HEAD_ROW: Final = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_LOW: Final = '<w:vAlign w:val="bottom"/>'
_ROW: Final = "<w:trPr><w:cantSplit/></w:trPr>"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the body on its way out; ``keep``: so many last rows stay with what follows."""

    table: Table
    room: float
    keep: int = 0

    def xml(self) -> str:
        return table_xml(self.table, self.room, keep=self.keep)


def frame(
    widths: Sequence[float],
    rows: Iterable[Sequence[str]],
    *,
    margin: float = 0.5,
    low: Collection[int] = (),
) -> str:
    """Columns without lines; ``rows`` hold the XML of each cell, widths and margin are millimetres.

    The cells of the rows counted in ``low`` stand at the bottom.
    """
    sides = f'w:w="{twips(margin)}" w:type="dxa"'
    columns = [twips(width) for width in widths]
    body = "".join(
        f"<w:tr>{_ROW}"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            f"{_LOW if place in low else ''}</w:tcPr>{cell}</w:tc>"
            for width, cell in zip(columns, row, strict=True)
        )
        + "</w:tr>"
        for place, row in enumerate(rows)
    )
    margins = f"<w:tblCellMar><w:left {sides}/><w:right {sides}/></w:tblCellMar>"
    return _open(columns, _NO_LINES, margins) + body + "</w:tbl>"


def table_xml(table: Table, room: float, *, keep: int = 0) -> str:
    """A table of the model in ``room`` millimetres. ``ValueError`` for a row wider than the table."""
    if not table.columns:
        return ""
    widths = [twips(width) for width in column_widths(table, room)]
    head = table.head or (tuple(Cell(column.title) for column in table.columns),)
    if table.numbered:
        head = (*head, tuple(Cell(f"({place})") for place in range(1, len(table.columns) + 1)))
    writer = _Writer(table, widths)
    rows = [writer.row(row, head=True, keep=False) for row in head if any(_words(cell) for cell in row)]
    writer.covered.clear()
    last = len(table.rows) - keep
    rows += [writer.row(row, head=False, keep=at >= last) for at, row in enumerate(table.rows)]
    return _open(widths, _LINES if table.borders else _NO_LINES) + "".join(rows) + "</w:tbl>"


def _open(widths: Sequence[int], lines: str, margins: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _words(cell: "Cell | str") -> str:
    return cell if isinstance(cell, str) else "".join(part.text for part in runs(cell.text))


@cache
def _start(look: Look, align: Align, *, keep: bool) -> str:
    kept = "<w:keepNext/>" if keep else ""
    side = "" if align == look.align else f'<w:jc w:val="{JUSTIFY[align]}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{look.key}"/>{kept}{side}</w:pPr>'


class _Writer:
    """Writes rows one after another and remembers the columns that a cell above still covers."""

    def __init__(self, table: Table, widths: Sequence[int]) -> None:
        self._columns: Sequence[Column] = table.columns
        self._widths = widths
        self._size = table.size
        self.covered: dict[int, tuple[int, int]] = {}
        """First column of a covering cell: how many columns, how many rows are left."""

    def row(self, cells: Sequence[Cell | str], *, head: bool, keep: bool) -> str:
        out, at, waiting = [], 0, list(cells)
        while at < len(self._widths) and (waiting or at in self.covered):
            if at in self.covered:
                across, left = self.covered.pop(at)
                if left > 1:
                    self.covered[at] = (across, left - 1)
                out.append(self._continued(at, across))
            else:
                given = waiting.pop(0)
                cell = given if isinstance(given, Cell) else Cell(given)
                across = self._across(cell, at)
                out.append(self._cell(cell, (at, across), head=head, keep=keep))
                if cell.down > 1:
                    self.covered[at] = (across, cell.down - 1)
            at += across
        if waiting:
            raise ValueError(f"a row has {len(waiting)} cells more than its table has columns")
        out += [
            self._cell(Cell(), (place, 1), head=head, keep=keep) for place in range(at, len(self._widths))
        ]
        return f"<w:tr>{_HEAD_ROW if head else _ROW}{''.join(out)}</w:tr>"

    def _across(self, cell: Cell, at: int) -> int:
        """Never over the table's end, never over a cell that hangs down from above."""
        ends = min((place for place in self.covered if place > at), default=len(self._widths))
        return max(1, min(cell.across, ends - at))

    def _box(self, at: int, across: int) -> str:
        span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
        return f'<w:tcW w:w="{sum(self._widths[at : at + across])}" w:type="dxa"/>{span}'

    def _continued(self, at: int, across: int) -> str:
        box = self._box(at, across)
        look = f'<w:pPr><w:pStyle w:val="{TABLE_CELL.key}"/></w:pPr>'
        return f"<w:tc><w:tcPr>{box}<w:vMerge/></w:tcPr><w:p>{look}</w:p></w:tc>"

    def _cell(self, cell: Cell, place: tuple[int, int], *, head: bool, keep: bool) -> str:
        at, across = place
        merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
        middle = '<w:vAlign w:val="center"/>' if head else ""
        align = cell.align or ("centre" if head else self._columns[at].align)
        content = self._paragraphs(cell, _start(TABLE_HEAD if head else TABLE_CELL, align, keep=keep))
        return f"<w:tc><w:tcPr>{self._box(at, across)}{merge}{middle}</w:tcPr>{content}</w:tc>"

    def _paragraphs(self, cell: Cell, start: str) -> str:
        bold, italic = cell.bold or None, cell.italic or None
        if not isinstance(cell.text, str):
            return f"{start}{written(cell.text, bold=bold, italic=italic, size=self._size)}</w:p>"
        lines = clean(cell.text).split("\n")
        return "".join(
            f"{start}{run(line, bold=bold, italic=italic, size=self._size)}</w:p>" for line in lines
        )
