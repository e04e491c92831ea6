"""The cells of a workbook as they stand, by sheet."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from vinhdanh.engines.reading import limits
from vinhdanh.engines.reading.archive import open_archive
from vinhdanh.engines.reading.detect import LABELS, detect
from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.formats.xlsx import look_over

MOST_COLUMNS: Final = 120
MOST_ROWS: Final = 50_000
_MERGED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows`` from the first line of the sheet; ``merged`` gives for a cell the home of its range."""

    number: int
    name: str
    rows: Sequence[Sequence[Any]]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden: bool = False

    def at(self, row: int, column: int) -> Any:
        """The value of a cell, a merged one's from its home; ``""`` outside."""
        row, column = self.merged.get((row, column), (row, column))
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


def load(data: bytes, name: str) -> Iterator[Grid]:
    """Every sheet with cells. Raises :class:`ReadingFault` for a file that is no sound ``.xlsx``."""
    kind = detect(data, name)
    if kind != "xlsx":
        raise fault(FaultCode.NOT_WORKBOOK, found=LABELS[kind])
    look_over(open_archive(data, LABELS["xlsx"]))
    from python_calamine import CalamineError

    try:
        yield from _sheets(data)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, OverflowError):
        raise fault(FaultCode.DAMAGED, found=LABELS["xlsx"]) from None


def _sheets(data: bytes) -> Iterator[Grid]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = [row[:MOST_COLUMNS] for row in sheet.to_python(skip_empty_area=False)]
        if sum(1 for row in rows if any(value != "" for value in row)) > MOST_ROWS:
            raise fault(FaultCode.TOO_MANY_ROWS, limit=f"{MOST_ROWS:,}".replace(",", "."))
        hidden = about.visible != SheetVisibleEnum.Visible
        yield Grid(number, about.name, rows, _merged(sheet), hidden)


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        cells = (bottom - top + 1) * (right - left + 1)
        if cells > limits.TABLE_CELLS or len(found) + cells > _MERGED * 10:
            continue
        found |= {
            (row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)
        }
    return found
