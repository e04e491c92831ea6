"""The layout of a written Word file, cell by cell, from its XML; figures of Nghị định 30/2020, Phụ lục I."""

import io
import os
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import docx as python_docx
import pytest

from tests.unit.documents.papers import COLUMNS, FORMS, ROWS, ballot, decision, letter, minutes, plan
from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.docx import write_annex, write_docx
from vinhdanh.engines.documents.docx.xml import twips
from vinhdanh.engines.documents.lint import lint_docx, seen_cells, seen_lines
from vinhdanh.engines.documents.metrics import width
from vinhdanh.engines.documents.model import (
    Annex,
    Cell,
    Head,
    Marks,
    PageBreak,
    Paper,
    Paragraph,
    Signer,
    Table,
)
from vinhdanh.engines.reading import extract

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GOLDEN = Path(__file__).parent / "golden"


def part(data: bytes, name: str = "word/document.xml") -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return fromstring(archive.read(name))


def sections(data: bytes) -> list[Element]:
    return list(part(data).iter(f"{W}sectPr"))


def value(element: Element, path: str, name: str) -> str:
    found = element.find(path.replace("w:", W))
    assert found is not None, path
    return found.get(f"{W}{name}", "")


def texts(data: bytes) -> list[str]:
    return [line.text for line in seen_lines(data) if line.text]


def dump(data: bytes) -> str:
    """A paper as lines: style, size, weight, side, words."""
    rows = []
    for line in seen_lines(data):
        look = f"{line.size:g}{' đậm' * line.bold}{' nghiêng' * line.italic} {line.align}"
        rows.append(
            f"{line.style} | {look} | {line.text}" if line.text else f"{line.style} |{' ──' * line.drawn}"
        )
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_written_as_before(form: str) -> None:
    """Run with VINHDANH_GOLDEN=write to accept a new look."""
    file = GOLDEN / f"{form}.txt"
    written = dump(write_docx(FORMS[form]))
    if os.environ.get("VINHDANH_GOLDEN") == "write":
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_nothing_against_the_decree(form: str) -> None:
    assert lint_docx(write_docx(FORMS[form])) == ()


@pytest.mark.parametrize("form", FORMS)
def test_each_form_opens_in_another_reader_and_says_the_same(form: str) -> None:
    data = write_docx(FORMS[form])
    theirs = python_docx.Document(io.BytesIO(data))
    assert theirs.core_properties.language == "vi-VN"
    ours = extract(data, "a.docx")
    said = " ".join(
        [block.text for block in ours.paragraphs()]
        + [cell.text for table in ours.tables() for row in table.rows for cell in row.cells]
    )
    for text in texts(data):
        assert text in " ".join(said.split())


@pytest.mark.parametrize("form", FORMS)
def test_properties_stand_in_the_order_of_the_schema(form: str) -> None:
    """Word refuses a file whose properties are out of order; other programs do not say."""
    order = {
        "pPr": "pStyle keepNext pageBreakBefore pBdr tabs spacing ind jc outlineLvl rPr sectPr",
        "rPr": "rFonts b bCs i iCs noProof vanish color sz szCs lang",
        "tblPr": "tblW tblInd tblBorders tblLayout tblCellMar",
        "tcPr": "tcW gridSpan vMerge vAlign",
        "sectPr": "headerReference footerReference type pgSz pgMar pgNumType titlePg",
        "pBdr": "top left bottom right",
    }
    data = write_docx(FORMS[form])
    for name in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
        for element in part(data, name).iter():
            allowed = order.get(element.tag.removeprefix(W), "").split()
            if allowed and element.tag.startswith(W):
                found = [child.tag.removeprefix(W) for child in element]
                known = [allowed.index(child) for child in found if child != "widowControl"]
                assert known == sorted(known), found


def test_the_page_is_a4_with_the_decrees_margins() -> None:
    for section in sections(write_docx(decision())):
        assert value(section, "w:pgSz", "w") == str(twips(210))
        assert value(section, "w:pgSz", "h") == str(twips(297))
        sides = {name: value(section, "w:pgMar", name) for name in ("top", "bottom", "left", "right")}
        assert sides == {name: str(twips(mm)) for name, mm in
                         (("top", 20), ("bottom", 20), ("left", 30), ("right", 15))}  # fmt: skip


def test_the_page_number_is_centred_at_the_top_and_not_on_page_one() -> None:
    data = write_docx(decision())
    for section in sections(data):
        assert section.find(f"{W}titlePg") is not None
        assert value(section, "w:pgNumType", "start") == "1"
        kinds = [one.get(f"{W}type") for one in section.findall(f"{W}headerReference")]
        assert kinds == ["default", "first"]
    number, first = part(data, "word/header1.xml"), part(data, "word/header2.xml")
    assert [field.get(f"{W}instr") for field in number.iter(f"{W}fldSimple")] == [" PAGE "]
    assert not list(first.iter(f"{W}fldSimple"))
    assert value(number, "w:p/w:pPr/w:pStyle", "val") == layout.PAGE_NUMBER.key
    assert layout.PAGE_NUMBER.align == "centre"
    assert layout.PAGE_NUMBER.size in {13, 14}


def test_every_style_names_the_decrees_type_for_all_scripts() -> None:
    fonts = list(part(write_docx(decision()), "word/styles.xml").iter(f"{W}rFonts"))
    assert len(fonts) == 2
    for one in fonts:
        assert {one.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {layout.FONT}


@pytest.mark.parametrize(
    ("cell", "size", "bold", "italic", "align"),
    [
        ("state", 12, True, False, "centre"),
        ("motto", 13, True, False, "centre"),
        ("number", 13, False, False, "centre"),
        ("day", 13, False, True, "centre"),
        ("kind", 14, True, False, "centre"),
        ("recipients_word", 12, True, True, "left"),
        ("signer", 14, True, False, "centre"),
    ],
)
def test_single_cells(cell: str, size: float, bold: bool, italic: bool, align: str) -> None:
    line = getattr(seen_cells(write_docx(decision())), cell)
    assert (line.size, line.bold, line.italic, line.align) == (size, bold, italic, align)


@pytest.mark.parametrize(
    ("cell", "size", "bold", "italic", "align"),
    [
        ("subject", 14, True, False, "centre"),
        ("bases", 14, False, True, "justify"),
        ("recipients", 11, False, False, "left"),
        ("offices", 14, True, False, "centre"),
        ("annexes", 14, True, False, "centre"),
        ("references", 14, False, True, "centre"),
    ],
)
def test_cells_of_several_lines(cell: str, size: float, bold: bool, italic: bool, align: str) -> None:
    lines = getattr(seen_cells(write_docx(decision())), cell)
    assert {(line.size, line.bold, line.italic, line.align) for line in lines} == {
        (size, bold, italic, align)
    }


def test_the_parent_is_upright_and_the_issuer_bold() -> None:
    parent, issuer = seen_cells(write_docx(plan())).names
    assert (parent.text, parent.bold, parent.size) == ("UBND TỈNH SÔNG MÂY", False, 12)
    assert (issuer.text, issuer.bold, issuer.size) == ("SỞ NỘI VỤ", True, 12)


def test_body_text_is_justified_and_set_in() -> None:
    first = seen_cells(write_docx(plan())).body[0]
    assert (first.size, first.align, round(first.first, 1)) == (14, "justify", 12.7)
    assert first.after >= 6
    assert first.spacing == 1


def test_an_award_decision_is_signed_by_the_chair_alone() -> None:
    cells = seen_cells(write_docx(decision()))
    assert [line.text for line in cells.offices] == ["CHỦ TỊCH"]


def rule_length(data: bytes, look: layout.Look, room: float) -> float:
    for paragraph in part(data).iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if (
            properties is not None
            and properties.find(f"{W}pBdr") is not None
            and value(properties, "w:pStyle", "val") == look.key
        ):
            sides = sum(int(value(properties, "w:ind", side)) for side in ("left", "right"))
            return room - sides * 25.4 / 1440
    raise AssertionError(look.key)


def test_the_rule_under_the_motto_is_as_long_as_its_line() -> None:
    rule = rule_length(write_docx(decision()), layout.MOTTO_LINE, 99 - 1)
    assert rule == pytest.approx(width(layout.MOTTO, 13, bold=True), abs=0.2)


def test_the_rule_under_a_subject_is_a_third_to_a_half_of_its_last_line() -> None:
    words = "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Sông Mây cho các tập thể, cá nhân"
    long = replace(decision().head, subject=words + " đã có thành tích xuất sắc năm 2025")
    data = write_docx(decision(head=long))
    rule = rule_length(data, layout.SUBJECT, 165)
    # Two lines of about the same length: half of the words is near the last line's.
    line = width(long.subject, 14, bold=True) / 2
    assert line / 3 < rule < line / 2


def test_rules_are_borders_and_never_underscores() -> None:
    assert not any("_" in text for text in texts(write_docx(decision())))


def test_small_numbers_days_and_early_months_have_a_zero() -> None:
    said = texts(write_docx(decision()))
    assert "Số: 05/QĐ-UBND" in said
    assert "Sông Mây, ngày 05 tháng 01 năm 2026" in said
    assert "Sông Mây, ngày 19 tháng 3 năm 2026" in texts(write_docx(letter()))


def test_a_paper_without_number_and_day_leaves_room_for_them() -> None:
    raw = "".join(element.text or "" for element in part(write_docx(plan())).iter(f"{W}t"))
    assert "Số:       /KH-SNV" in raw
    assert "Sông Mây, ngày      tháng      năm" in raw


def test_points_follow_the_vietnamese_alphabet() -> None:
    said = texts(write_docx(plan()))
    letters = [text[0] for text in said if "Nội dung thứ" in text]
    assert letters == ["a", "b", "c", "d", "đ", "e"]


def test_bases_recipients_and_body_end_as_the_decree_ends_them() -> None:
    cells = seen_cells(write_docx(decision()))
    assert [line.text[-1] for line in cells.bases] == [";", "."]
    assert [line.text for line in cells.recipients] == [
        "- Như Điều 2;", "- Chủ tịch UBND tỉnh (b/c);", "- Lưu: VT, NC (3).",
    ]  # fmt: skip
    assert cells.body[-1].text.endswith("thi hành Quyết định này./.")


def test_one_addressee_stands_on_the_line_several_below_it() -> None:
    one, many = texts(write_docx(letter("Sở Y tế"))), texts(write_docx(letter("Sở Y tế", "Sở Tài chính")))
    assert "Kính gửi: Sở Y tế" in one
    at = many.index("Kính gửi:")
    assert many[at + 1 : at + 3] == ["- Sở Y tế;", "- Sở Tài chính."]


def test_a_letter_has_its_subject_under_the_number() -> None:
    cells = seen_cells(write_docx(letter()))
    (line,) = cells.letter_subject
    assert line.text == "V/v góp ý danh sách đề nghị khen thưởng"
    assert (line.size, line.bold, line.before) == (12, False, 6)


def test_minutes_have_no_day_and_the_chair_at_the_right() -> None:
    cells = seen_cells(write_docx(minutes()))
    assert cells.day is None
    offices = [line for line in cells.lines if line.style == layout.OFFICE.key]
    assert [(line.text, line.place.column) for line in offices] == [("THƯ KÝ", 0), ("CHỦ TỌA", 1)]
    other = [line.text for line in cells.lines if line.style == layout.OTHER_OFFICE.key]
    assert other == ["PHÓ CHỦ TỊCH UBND TỈNH"]


def test_the_annex_line_is_filled_on_paper_and_open_in_an_electronic_paper() -> None:
    (paper,) = seen_cells(write_docx(decision())).references
    (electronic,) = seen_cells(write_docx(decision(medium="electronic"))).references
    who = "của Chủ tịch Ủy ban nhân dân tỉnh Sông Mây)"
    assert paper.text == f"(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 {who}"
    assert electronic.text == f"(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng … năm … {who}"


def test_several_annexes_are_numbered_in_roman_each_in_a_section_of_its_own() -> None:
    lying = Annex("Danh sách tập thể", (Table(COLUMNS, ROWS),), landscape=True)
    data = write_docx(decision(annexes=(*decision().annexes, lying)))
    assert [line.text for line in seen_cells(data).annexes] == ["Phụ lục I", "Phụ lục II"]
    pages = sections(data)
    assert len(pages) == 3
    orients = [element.get(f"{W}orient") for page in pages for element in page.iter(f"{W}pgSz")]
    assert orients == [None, None, "landscape"]


def test_an_annex_may_be_a_file_of_its_own() -> None:
    lying = replace(decision().annexes[0], landscape=True)
    data = write_annex(decision(annexes=(*decision().annexes, lying)), 1)
    assert texts(data)[:2] == ["Phụ lục II", "DANH SÁCH CÁ NHÂN"]
    (page,) = sections(data)
    assert value(page, "w:pgSz", "orient") == "landscape"
    assert lint_docx(write_annex(decision())) == ()


def test_a_list_may_be_named_by_its_title_alone() -> None:
    bare = replace(decision().annexes[0], plain_heading=True)
    said = texts(write_docx(decision(annexes=(bare,))))
    assert "Phụ lục" not in said
    assert "DANH SÁCH CÁ NHÂN" in said


def test_table_heads_are_repeated_and_rows_not_split() -> None:
    (table,) = (
        one for one in part(write_docx(decision())).iter(f"{W}tbl") if len(list(one.iter(f"{W}gridCol"))) == 4
    )
    rows = table.findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]


def test_cells_fill_columns_and_rows() -> None:
    rows = (
        (Cell("a", down=2), Cell("b", across=2), "c"),
        ("d", "e", "f"),
        ("g",),
    )
    table = Table(COLUMNS, rows, head=((Cell("Nhóm", across=4),),))
    data = write_docx(Paper("form", Head(("Sở",)), (table,), ends=False))
    (read,) = (one for one in extract(data, "a.docx").tables() if len(one.rows) == 4)
    assert [[cell.text for cell in row.cells] for row in read.rows] == [
        ["Nhóm"], ["a", "b", "c"], ["", "d", "e", "f"], ["g", "", "", ""],
    ]  # fmt: skip


def test_a_row_wider_than_its_table_is_refused_not_cut() -> None:
    table = Table(COLUMNS[:2], (("1", "Lý Thị Ánh", "Sở Y tế"),))
    with pytest.raises(ValueError, match="1 cells more"):
        write_docx(Paper("form", Head(("Sở",)), (table,)))


def test_the_last_lines_stay_with_the_signature() -> None:
    short = tuple(Paragraph(f"Dòng ngắn thứ {place}.") for place in range(4))
    body = [
        line for line in seen_lines(write_docx(decision(body=short))) if line.text.startswith("Dòng ngắn")
    ]
    assert [line.keep for line in body] == [False, False, True, True]
    long = (*short, Paragraph("Dòng ngắn đã thành dài hơn một dòng của trang giấy thẳng đứng. " * 3))
    body = [line for line in seen_lines(write_docx(decision(body=long))) if line.text.startswith("Dòng ngắn")]
    assert [line.keep for line in body] == [False, False, False, False, True]


def test_a_body_that_ends_with_a_table_keeps_its_last_rows() -> None:
    data = write_docx(decision(body=(Table(COLUMNS, ROWS * 3),), ends=False, annexes=()))
    kept = [
        line.keep
        for line in seen_lines(data)
        if line.style == layout.TABLE_CELL.key and line.place.column == 0
    ]
    assert kept == [False, False, False, False, True, True]


def test_stamps_stand_in_boxes_of_the_decrees_size() -> None:
    data = write_docx(decision(marks=Marks(urgency="thuong_khan", secrecy="mat", drafter="pl", copies=300)))
    boxes = [p for p in part(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}pBdr/{W}right") is not None]
    words = ["".join(t.text or "" for t in box.iter(f"{W}t")) for box in boxes]
    assert words == ["MẬT", "THƯỢNG KHẨN"]
    sides = sum(int(value(boxes[1], "w:pPr/w:ind", side)) for side in ("left", "right")) * 25.4 / 1440
    assert 65 - sides == pytest.approx(40, abs=0.2)
    assert {color.get(f"{W}val") for box in boxes for color in box.iter(f"{W}color")} == {"FF0000"}
    assert "PL.(300)" in texts(data)


def test_the_address_stands_at_the_foot_of_page_one_only() -> None:
    data = write_docx(decision(marks=Marks(address="Số 1, đường Sông Mây")))
    feet = [one.get(f"{W}type") for page in sections(data) for one in page.findall(f"{W}footerReference")]
    assert feet == ["first", "first"]
    assert "Số 1, đường Sông Mây" in "".join(part(data, "word/footer1.xml").itertext())
    assert not "".join(part(data, "word/footer2.xml").itertext())


def test_a_draft_carries_its_watermark_on_every_page() -> None:
    drafted, signed = write_docx(decision(draft=True)), write_docx(decision())
    for name in ("word/header1.xml", "word/header2.xml"):
        with zipfile.ZipFile(io.BytesIO(drafted)) as archive:
            assert "DỰ THẢO" in archive.read(name).decode()
        with zipfile.ZipFile(io.BytesIO(signed)) as archive:
            assert "DỰ THẢO" not in archive.read(name).decode()


def test_a_page_break_sets_what_follows_on_a_new_page() -> None:
    data = write_docx(decision(body=(Paragraph("Trước."), PageBreak(), Paragraph("Sau."))))
    broken = [p for p in part(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in broken] == ["Sau./."]


def test_words_are_composed_and_the_bytes_are_the_same_each_time() -> None:
    loose = unicodedata.normalize("NFD", "Nguyễn Thị Hòa")
    data = write_docx(decision(signers=(Signer(("Chủ tịch",), loose),)))
    assert data == write_docx(decision())
    assert all(unicodedata.is_normalized("NFC", text) for text in texts(data))


def test_what_xml_cannot_hold_is_left_out() -> None:
    data = write_docx(decision(body=(Paragraph("A\x00B\x0bC \ud800 <w:p> & “ngoặc”\r\nDòng hai"),)))
    said = " ".join(texts(data))
    assert "ABC <w:p> & “ngoặc” Dòng hai./." in said


def test_a_head_alone_is_a_paper_too() -> None:
    assert texts(write_docx(Paper("form", Head(("Sở Nội vụ",)), ())))[0] == "SỞ NỘI VỤ"
    assert lint_docx(write_docx(ballot())) == ()
