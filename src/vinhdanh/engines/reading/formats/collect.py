"""Gathers the blocks of one document, numbers them, and counts them against the limits."""

from collections.abc import Sequence

from vinhdanh.engines.reading import limits
from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.model import Block, Paragraph, Row, Table


class Collector:
    """Blocks in reading order. Raises ``too_long`` as soon as a limit is passed."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._characters = 0
        self._cells = 0

    def paragraph(
        self,
        text: str,
        *,
        page: int | None = None,
        line: int | None = None,
        bold: bool = False,
        centred: bool = False,
        heading: int = 0,
        marker: str = "",
    ) -> None:
        """Add a paragraph; one without words is left out."""
        if not text:
            return
        self._count(len(text))
        self.blocks.append(Paragraph(len(self.blocks), text, page, line, bold, centred, heading, marker))

    def table(self, rows: Sequence[Row], *, page: int | None = None, sheet: str = "") -> None:
        """Add a table; rows in which no cell has words are left out, and so is a table without rows."""
        kept = tuple(row for row in rows if any(cell.text for cell in row.cells))
        if not kept:
            return
        self._cells += sum(len(row.cells) for row in kept)
        if self._cells > limits.TABLE_CELLS:
            raise fault(FaultCode.TOO_LONG, what=f"hơn {limits.TABLE_CELLS // 1000} nghìn ô bảng")
        self._count(sum(len(cell.text) for row in kept for cell in row.cells))
        self.blocks.append(Table(len(self.blocks), kept, page, sheet))

    def _count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > limits.TEXT_CHARACTERS:
            raise fault(FaultCode.TOO_LONG, what=f"hơn {limits.TEXT_CHARACTERS // 1_000_000} triệu chữ cái")
