"""A document out of plain text, for tests of the grammar alone: lines with tabs make tables."""

import textwrap
from pathlib import Path

from vinhdanh.engines.reading.model import Block, Cell, Document, Paragraph, Row, Span, Table
from vinhdanh.foundation.kernel.text import nfc

LAYOUTS = Path(__file__).parent / "layouts"


def document(text: str, *, wrapped: bool = False) -> Document:
    """Runs of lines with tabs are tables, blank lines inside included; ``<br>`` ends a line in a cell."""
    blocks: list[Block] = []
    rows: list[Row] = []
    for number, line in enumerate(nfc(text).splitlines(), 1):
        if "\t" in line:
            rows.append(Row(tuple(_cell(cell) for cell in line.split("\t")), line=number))
        elif line.strip():
            _close(blocks, rows)
            words = line.strip().lstrip("#").strip()
            blocks.append(
                Paragraph(len(blocks), words, line=number, heading=len(line) - len(line.lstrip("#")))
            )
    _close(blocks, rows)
    return Document("txt", tuple(blocks), wrapped=wrapped)


def _cell(text: str) -> Cell:
    return Cell(text.replace("<br>", "\n").strip())


def _close(blocks: list[Block], rows: list[Row]) -> None:
    if rows:
        blocks.append(Table(len(blocks), tuple(rows)))
        rows.clear()


def layout(name: str) -> Document:
    """One of the fictional plans in ``layouts/``; those without table lines come as a PDF gives them."""
    text = (LAYOUTS / f"{name}.txt").read_text(encoding="utf-8")
    return document(text, wrapped=name.startswith("flat"))


def hard_wrapped(text: str, width: int = 80) -> str:
    """A copy whose paragraphs are broken at ``width`` columns; table lines stay whole."""
    lines = (line if "\t" in line else textwrap.fill(line, width) for line in text.splitlines())
    return "\n".join(lines)


def words_at(source: Document, span: Span) -> str:
    """The words that a span points at."""
    block = source.blocks[span.block]
    if isinstance(block, Table):
        assert span.row is not None
        assert span.cell is not None
        return block.rows[span.row].cells[span.cell].text[span.start : span.end]
    return block.text[span.start : span.end]
