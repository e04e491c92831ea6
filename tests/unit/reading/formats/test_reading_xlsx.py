"""Workbooks: head lines, tables, merged cells, values, and what is refused."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from tests.unit.reading.formats.files import zipped
from vinhdanh.engines.reading import FaultCode, ReadingFault, extract
from vinhdanh.engines.reading.model import Document


def workbook(*sheets: list[list[Any]], merge: str = "", hidden: bool = False) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(at, column, value, day if isinstance(value, date) else None)
            if merge:
                sheet.merge_range(merge, "Quý I")
        if hidden:
            book.add_worksheet("Ẩn").hide()
    return file.getvalue()


def cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables() for row in table.rows]


def test_lines_above_and_below_a_table_are_paragraphs() -> None:
    rows = [
        [None, "KẾ HOẠCH"],
        [None, "Số: 1/KH", None, "Tây Sơn, ngày 1"],
        [],
        [None, "TT", "Việc", "Đơn vị"],
        [None, 1.0, "Họp", "Sở A"],
        [None, 2, "Xét", "Sở B"],
        [],
        [None, None, "CHỦ TỊCH"],
    ]
    document = extract(workbook(rows), "a.xlsx")
    assert [block.text for block in document.paragraphs()] == [
        "KẾ HOẠCH",
        "Số: 1/KH",
        "Tây Sơn, ngày 1",
        "CHỦ TỊCH",
    ]
    assert cells(document) == [["TT", "Việc", "Đơn vị"], ["1", "Họp", "Sở A"], ["2", "Xét", "Sở B"]]
    assert [row.line for row in next(document.tables()).rows] == [4, 5, 6]
    assert next(document.tables()).sheet == "Sheet1"


def test_values_are_written_as_officials_write_them() -> None:
    moment = datetime(2025, 11, 15, 8, 30)
    row = ["x", 2.0, 1.5, date(2025, 11, 15), moment, True]
    assert cells(extract(workbook([row]), "a.xlsx")) == [
        ["x", "2", "1,5", "15/11/2025", "15/11/2025 08:30", "Có"]
    ]


def test_merged_cells_span_and_repeat() -> None:
    rows = [["TT", "Việc", "Thời gian"], [1, "Tổng kết", None], [2, "Kiểm tra", None]]
    down = extract(workbook(rows, merge="C2:C3"), "a.xlsx")
    assert cells(down)[1:] == [["1", "Tổng kết", "Quý I"], ["2", "Kiểm tra", "Quý I"]]
    wide = extract(workbook([rows[0], [None, None, None], *rows[1:]], merge="A2:C2"), "a.xlsx")
    assert [cell.colspan for cell in next(wide.tables()).rows[1].cells] == [3]


def test_every_visible_sheet_is_read_and_hidden_ones_are_named() -> None:
    document = extract(workbook([["a", "b"]], [["c", "d"]], hidden=True), "a.xlsx")
    assert [table.sheet for table in document.tables()] == ["Sheet1", "Sheet2"]
    assert "Ẩn" in document.notes[0]


def patched(data: bytes, name: str, change: Any) -> bytes:
    import zipfile

    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    parts[name] = change(parts[name])
    return zipped(parts)


GOOD = workbook([["a", "b"], ["c", "d"]])
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook([[]]), FaultCode.NO_CONTENT),
        (patched(GOOD, SHEET, lambda xml: xml.replace(b'r="B2"', b'r="XFD1048576"')), FaultCode.TOO_LONG),
        (
            patched(
                GOOD,
                SHEET,
                lambda xml: xml.replace(b"<worksheet", b"<!DOCTYPE x [<!ENTITY y 'z'>]><worksheet", 1),
            ),
            FaultCode.EXTERNAL_ENTITIES,
        ),
        (patched(GOOD, SHEET, lambda xml: xml[: len(xml) // 2]), FaultCode.DAMAGED),
        (
            patched(
                GOOD,
                "[Content_Types].xml",
                lambda xml: xml.replace(b"sheet.main", b"sheet.macroEnabled.main"),
            ),
            FaultCode.MACROS,
        ),
        (workbook([list(range(80)), list(range(80))]), FaultCode.TOO_LONG),
    ],
    ids=["empty", "far cell", "entity", "cut part", "macro", "wide"],
)
def test_bad_workbooks_are_refused(data: bytes, code: FaultCode) -> None:
    with pytest.raises(ReadingFault) as caught:
        extract(data, "a.xlsx")
    assert caught.value.code is code
