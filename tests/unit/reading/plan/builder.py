"""A document out of plain text, for tests of the grammar alone: lines with tabs make tables."""

import textwrap

from vinhdanh.engines.reading.model import Block, Cell, Document, Paragraph, Row, Table
from vinhdanh.foundation.kernel.text import nfc


def document(text: str, *, wrapped: bool = False) -> Document:
    """Runs of lines with tabs are tables, blank lines inside a run included."""
    blocks: list[Block] = []
    rows: list[Row] = []
    for number, line in enumerate(nfc(text).splitlines(), 1):
        if "\t" in line:
            rows.append(Row(tuple(Cell(cell.strip()) for cell in line.split("\t")), line=number))
        elif line.strip():
            _close(blocks, rows)
            blocks.append(Paragraph(len(blocks), line.strip(), line=number))
    _close(blocks, rows)
    return Document("txt", tuple(blocks), wrapped=wrapped)


def _close(blocks: list[Block], rows: list[Row]) -> None:
    if rows:
        blocks.append(Table(len(blocks), tuple(rows)))
        rows.clear()


def hard_wrapped(text: str, width: int = 80) -> str:
    """A copy whose paragraphs are broken at ``width`` columns; table lines stay whole."""
    lines = (line if "\t" in line else textwrap.fill(line, width) for line in text.splitlines())
    return "\n".join(lines)
