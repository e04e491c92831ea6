"""The workbook that goes back: marks at the faults, everything else as it came."""

import re
import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from tests.workbooks import KNOWN, book, planted
from vinhdanh.engines.reading import ReadingFault
from vinhdanh.engines.reading.workbook.kinds import AWARDS
from vinhdanh.engines.reading.workbook.limited import mark_workbook_limited, read_workbook_limited
from vinhdanh.engines.reading.workbook.notes import Line, Note, Notes
from vinhdanh.engines.reading.workbook.reader import read_workbook
from vinhdanh.engines.reading.workbook.returned import mark_workbook

RED = "FFFF9B9A"


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def notes(*cells: tuple[str, str]) -> Notes:
    """Faults on the first sheet, and their list."""
    lines = [Line(("Sheet1", cell, "Cột", "=1+1", said), "Sheet1", cell, "wrong") for cell, said in cells]
    return Notes(
        [Note(0, cell, "wrong", said) for cell, said in cells],
        ["Kết quả kiểm tra", "2 dòng được, 1 dòng chờ sửa"],
        ["Trang tính", "Ô", "Cột", "Đã ghi", "Cần sửa"],
        lines,
    )


def test_faults_are_red_with_a_note_and_listed() -> None:
    data = book([("Họ tên", "Năm"), ("Lò Thị Mẫu", "x"), ()])
    back = opened(mark_workbook(data, notes(("B2", "Không phải năm."), ("D3", "Thiếu."))))
    sheet = back["Sheet1"]
    assert sheet["B2"].fill.fgColor.rgb == RED
    assert sheet["D3"].fill.fgColor.rgb == RED
    assert sheet["A2"].fill.fgColor.rgb != RED
    assert sheet["B2"].comment.text == "Không phải năm."
    assert sheet["B2"].comment.author == "Vinh Danh"
    assert sheet["B2"].value == "x"
    result = back["Kết quả"]
    assert [cell.value for cell in result[5]] == ["Sheet1", "B2", "Cột", "=1+1", "Không phải năm."]
    assert result["D5"].data_type == "s"
    assert result["D5"].quotePrefix
    assert result["B5"].hyperlink.location == "'Sheet1'!B2"


def dressed() -> bytes:
    """A workbook with all that must survive: validations, formats, notes, pictures of ranges, formulas."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as file:
        sheet = file.add_worksheet("Danh sách")
        lists = file.add_worksheet("Mã")
        lists.write_column(0, 0, ["LĐTT", "CSTĐCS"])
        bold = file.add_format({"bold": True, "num_format": "0.00", "font_color": "red", "border": 2})
        sheet.write_row(0, 0, ["Họ tên", "Danh hiệu", "Năm"], bold)
        sheet.write_row(1, 0, ["Lò Thị Mẫu", "LĐTT", 2024], bold)
        sheet.write_string(2, 0, "=1+1")
        sheet.write_formula(2, 2, "=2000+24", None, 2024)
        sheet.write_formula(3, 1, '=CONCATENATE("@","x")', None, "@x")
        sheet.data_validation("B2:B99", {"validate": "list", "source": "=Mã!$A$1:$A$2"})
        sheet.write_comment("A1", "Ghi chú của phòng", {"author": "Phòng"})
        sheet.write_comment("B2", "Xem lại", {"author": "Phòng"})
        sheet.merge_range("E1:F1", "gộp")
        sheet.protect("", {"select_locked_cells": True})
        sheet.set_header("&CDanh sách")
        sheet.add_table("H1:I3")
        file.define_name("ma_dh", "=Mã!$A$1:$A$2")
    return out.getvalue()


def test_everything_of_the_office_stays() -> None:
    data = dressed()
    back = mark_workbook(data, notes(("B2", "Sai."), ("C2", "Sai năm.")))
    before, after = opened(data), opened(back)
    old, new = before["Danh sách"], after["Danh sách"]
    assert [v.sqref for v in new.data_validations.dataValidation] == [
        v.sqref for v in old.data_validations.dataValidation
    ]
    assert new.data_validations.dataValidation[0].formula1 == "Mã!$A$1:$A$2"
    assert new["A1"].comment.text == "Ghi chú của phòng"
    assert new["B2"].comment.text == "Xem lại\n[Vinh Danh] Sai."
    assert new["C2"].font.b
    assert new["C2"].number_format == "0.00"
    assert new["C2"].border.left.style == old["C2"].border.left.style
    assert new.merged_cells == old.merged_cells
    assert new.protection.sheet == old.protection.sheet
    assert list(new.tables) == list(old.tables)
    assert list(after.defined_names) == ["ma_dh"]
    assert after.sheetnames == ["Danh sách", "Mã", "Kết quả"]


def test_formulas_are_values_and_text_like_a_formula_stays_text() -> None:
    back = opened(mark_workbook(dressed(), notes()))["Danh sách"]
    assert back["C3"].value == 2024
    assert back["B4"].value == "@x"
    assert back["A3"].value == "=1+1"
    assert back["A3"].data_type == "s"
    assert back["A3"].quotePrefix
    with zipfile.ZipFile(BytesIO(mark_workbook(dressed(), notes()))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert "xl/calcChain.xml" not in archive.namelist()


def test_a_second_return_forgets_the_marks_of_the_first() -> None:
    once = mark_workbook(dressed(), notes(("B2", "Sai."), ("C2", "Sai năm.")))
    twice = opened(mark_workbook(once, notes(("C2", "Vẫn sai."))))
    sheet = twice["Danh sách"]
    assert sheet["B2"].fill.fgColor.rgb != RED
    assert sheet["C2"].fill.fgColor.rgb == RED
    assert sheet["B2"].comment.text == "Xem lại"
    assert sheet["C2"].comment.text == "Vẫn sai."
    assert twice.sheetnames.count("Kết quả") == 1


def test_parts_are_well_named_and_declared_once() -> None:
    with zipfile.ZipFile(BytesIO(mark_workbook(dressed(), notes(("B2", "Sai."))))) as archive:
        assert archive.testzip() is None
        types = archive.read("[Content_Types].xml").decode()
        declared = re.findall(r'PartName="/([^"]+)"', types)
        assert len(declared) == len(set(declared))
        assert set(declared) <= set(archive.namelist())
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_workbook_with_declarations_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(dressed())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/comments1.xml":
                data = data.replace(b"<comments", b'<!DOCTYPE a [<!ENTITY b "c">]><comments', 1)
            new.writestr(name, data)
    with pytest.raises(ReadingFault):
        mark_workbook(out.getvalue(), notes(("B2", "Sai.")))


def test_read_and_marked_in_a_confined_process() -> None:
    made = planted(200, 20)
    found = read_workbook_limited(made.data, "a.xlsx", kind="awards", known=KNOWN)
    assert found == read_workbook(made.data, "a.xlsx", kind=AWARDS, known=KNOWN)
    wrong = [
        (found.place(row, verdict.column), verdict.said)
        for row in found.rows
        for verdict in row.verdicts
        if verdict.mark == "wrong"
    ]
    back = opened(mark_workbook_limited(made.data, notes(*wrong)))["Khen thưởng"]
    red = {cell.coordinate for row in back.iter_rows() for cell in row if cell.fill.fgColor.rgb == RED}
    assert red == made.faults
    assert {cell.coordinate for row in back.iter_rows() for cell in row if cell.comment} == red | {"B6"}


def test_a_broken_file_is_an_answer_not_a_crash() -> None:
    with pytest.raises(ReadingFault):
        read_workbook_limited(b"PK\x03\x04 no", "a.xlsx", kind="awards", known=KNOWN)
    with pytest.raises(ReadingFault):
        mark_workbook_limited(b"PK\x03\x04 no", notes())
