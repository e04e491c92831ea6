"""``.xlsx``: each visible sheet as the lines above its table, the table, and the lines below it.

Values come from python-calamine. The archive is looked over first: calamine
keeps a sheet as a full rectangle, so one stray cell far away would cost gigabytes.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from vinhdanh.engines.reading import limits
from vinhdanh.engines.reading.archive import open_archive, unpack
from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.formats.collect import Collector
from vinhdanh.engines.reading.formats.marks import tidy
from vinhdanh.engines.reading.formats.merges import Slot, spread
from vinhdanh.engines.reading.model import Cell, Document, Row

LABEL = "XLSX"
_HIDDEN = "Trang tính ẩn “{name}” chưa được đọc."
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CHECKED = re.compile(r"xl/(?:worksheets/[^/]+|workbook|sharedStrings|styles)\.xml|\[Content_Types\]\.xml")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REFERENCE = re.compile(rb"""<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_RECTANGLE = 5_000_000
_COLUMNS = f"hơn {limits.TABLE_COLUMNS} cột"
_CELLS = f"hơn {limits.TABLE_CELLS // 1000} nghìn ô bảng"

Texts = list[list[str]]
Homes = dict[tuple[int, int], tuple[int, int]]


def read(data: bytes) -> Document:
    """Blocks of every visible sheet; ``Table.sheet`` names the sheet, ``Row.line`` its row from 1."""
    look_over(open_archive(data, LABEL))
    out = Collector()
    hidden: list[str] = []
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.visible != SheetVisibleEnum.Visible:
                hidden.append(about.name)
                continue
            _sheet(out, book.get_sheet_by_name(about.name))
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, OverflowError):
        raise fault(FaultCode.DAMAGED, found=LABEL) from None
    if not out.blocks:
        raise fault(FaultCode.NO_CONTENT, found=LABEL)
    return Document("xlsx", tuple(out.blocks), notes=tuple(_HIDDEN.format(name=name) for name in hidden))


def look_over(archive: zipfile.ZipFile) -> None:
    """Refuse macros by content type, declarations of entities, and sheets too wide to hold in memory."""
    for name in archive.namelist():
        if not _CHECKED.fullmatch(name):
            continue
        xml = unpack(archive, name, label=LABEL, limit=limits.XML_BYTES)
        if name.startswith("[") and b"macroenabled" in xml.lower():
            raise fault(FaultCode.MACROS, found="Excel", new=".xlsx")
        if _DECLARED.search(xml):
            raise fault(FaultCode.EXTERNAL_ENTITIES, found=LABEL)
        if _SHEET.fullmatch(name) and _rectangle(xml) > _RECTANGLE:
            raise fault(FaultCode.TOO_LONG, what=_CELLS)


def _rectangle(xml: bytes) -> int:
    """Cells of the smallest rectangle that holds every cell of a sheet."""
    rows: list[int] = []
    columns: list[int] = []
    for letters, digits in _REFERENCE.findall(xml):
        rows.append(int(digits))
        columns.append(_column(letters))
    if not rows:
        return 0
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column


def _sheet(out: Collector, sheet: Any) -> None:
    texts = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = _merged(sheet)
    rows = [at for at, row in enumerate(texts) if any(row)]
    if not rows:
        return
    columns = [at for at in range(len(texts[0])) if any(texts[row][at] for row in rows)]
    if columns[-1] - columns[0] >= limits.TABLE_COLUMNS:
        raise fault(FaultCode.TOO_LONG, what=_COLUMNS)
    first, last = _table_rows(texts, rows)
    _lines(out, texts, [row for row in rows if row < first])
    body = [row for row in rows if first <= row <= last]
    cells = spread([list(_slots(row, texts[row], columns=columns, merged=merged)) for row in body])
    out.table([Row(line, line=row + 1) for row, line in zip(body, cells, strict=True)], sheet=sheet.name)
    _lines(out, texts, [row for row in rows if row > last])


def _table_rows(texts: Texts, rows: Sequence[int]) -> tuple[int, int]:
    """First and last row of the table: the head above it and the signature below it have one or two cells."""
    width = max(sum(map(bool, texts[row])) for row in rows)
    if width < 2:
        return rows[-1] + 1, rows[-1]
    wide = [row for row in rows if sum(map(bool, texts[row])) >= min(width, 3)]
    first, last = wide[0], wide[-1]
    ends = last
    for row in (row for row in rows if row > last):
        if row > ends + 1:
            break
        ends = row
        last = row if sum(map(bool, texts[row])) > 1 else last
    return first, last


def _lines(out: Collector, texts: Texts, rows: Sequence[int]) -> None:
    for row in rows:
        for text in texts[row]:
            out.paragraph(text, line=row + 1)


def _merged(sheet: Any) -> Homes:
    """For each cell of a merged range the range's first row and first column. Ranges too large are left."""
    merged: Homes = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if (bottom - top + 1) * (right - left + 1) > limits.TABLE_CELLS or len(merged) > limits.TABLE_CELLS:
            continue
        for row in range(top, bottom + 1):
            merged |= {(row, column): (top, left) for column in range(left, right + 1)}
    return merged


def _slots(at: int, row: Sequence[str], *, columns: Sequence[int], merged: Homes) -> Iterator[Slot]:
    """The cells of one row; a range merged across columns is one cell with a span."""
    span: list[int] = []
    for column in columns:
        home = merged.get((at, column))
        if span and (home is None or home != merged.get((at, span[0]))):
            yield _slot(row[span[0]], len(span), continues=_from_above(at, span[0], merged))
            span = []
        span.append(column)
    yield _slot(row[span[0]], len(span), continues=_from_above(at, span[0], merged))


def _slot(text: str, columns: int, *, continues: bool) -> Slot:
    return Slot(Cell(text, colspan=columns), continues)


def _from_above(row: int, column: int, merged: Homes) -> bool:
    home = merged.get((row, column))
    return home is not None and home[0] < row


def _text(value: object) -> str:
    """A cell's value as an official would write it: 1.0 is "1", dates are day/month/year."""
    match value:
        case bool():
            return "Có" if value else "Không"
        case float():
            return _figure(value)
        case datetime():
            return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return str(value)
    return tidy(str(value))


def _figure(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")
