"""The checker against files as offices make them: what it tells, what it lets pass, what it cannot open."""

import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.unit.documents.papers import decision, plan
from vinhdanh.engines.documents.docx import write_docx
from vinhdanh.engines.documents.lint import Deviation, UnreadablePaper, lint_docx
from vinhdanh.interfaces.cli.main import main

CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@cache
def blank() -> bytes:
    """A new file of another writer, without the hundred styles that nothing uses."""
    book, out = python_docx.Document(), io.BytesIO()
    for style in list(book.styles.element):
        name = style.get(f"{{{style.nsmap['w']}}}styleId")
        if name not in {None, "Normal", "Header", "Footer"} or style.tag.endswith("latentStyles"):
            book.styles.element.remove(style)
    book.save(out)
    return out.getvalue()


class Office:
    """A paper typed in Word: right in all that is asked of it, until a test spoils a part."""

    def __init__(self, *, kind: str = "KẾ HOẠCH", symbol: str = "Số: 15/KH-UBND") -> None:
        self.book = python_docx.Document(io.BytesIO(blank()))
        style = self.book.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(14)
        page = self.book.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin = page.bottom_margin = Mm(20)
        page.left_margin, page.right_margin = Mm(30), Mm(15)
        head = self.book.add_table(rows=2, cols=2)
        self.rules: dict[str, Any] = {}
        self.parent = self.line(head.cell(0, 0), "UBND TỈNH SÔNG MÂY", 12)
        self.issuer = self.line(head.cell(0, 0), "ỦY BAN NHÂN DÂN PHƯỜNG SAO", 12, bold=True)
        self.rule("issuer", head.cell(0, 0))
        self.state = self.line(head.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
        self.motto = self.line(head.cell(0, 1), "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
        self.rule("motto", head.cell(0, 1))
        self.number = self.line(head.cell(1, 0), symbol, 13)
        self.day = self.line(head.cell(1, 1), "Sao, ngày 05 tháng 3 năm 2026", 13, italic=True)
        self.kind = self.line(self.book, kind, 14, bold=True)
        self.subject = self.line(self.book, "Công tác thi đua, khen thưởng năm 2026", 14, bold=True)
        self.rule("subject", self.book)
        self.basis = self.body("Căn cứ Luật Thi đua, khen thưởng.", italic=True)
        self.text = self.body("Ủy ban nhân dân phường ban hành Kế hoạch như sau:")
        self.last = self.body("Các đơn vị nghiêm túc triển khai thực hiện Kế hoạch này./.")
        foot = self.book.add_table(rows=1, cols=2)
        left, right = foot.cell(0, 0), foot.cell(0, 1)
        self.word = self.line(left, "Nơi nhận:", 12, bold=True, italic=True, align=None)
        self.sent = self.line(left, "- Các phòng;", 11, align=None)
        self.kept = self.line(left, "- Lưu: VT.", 11, align=None)
        self.right = self.line(right, "TM. ỦY BAN NHÂN DÂN", 14, bold=True)
        self.office = self.line(right, "CHỦ TỊCH", 14, bold=True)
        self.name = self.line(right, "Nguyễn Thị Hòa", 14, bold=True)

    def line(self, where: Any, text: str, size: float, *, bold: bool = False, italic: bool = False,
             align: Any = CENTRE) -> Any:  # fmt: skip
        empty = hasattr(where, "_tc") and not where.paragraphs[0].text
        paragraph = where.paragraphs[0] if empty else where.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
        return paragraph

    def rule(self, under: str, where: Any) -> None:
        """A low paragraph with a border."""
        paragraph = self.rules[under] = where.add_paragraph()
        border = OxmlElement("w:pBdr")
        line = OxmlElement("w:top")
        line.set(qn("w:val"), "single")
        border.append(line)
        paragraph._p.get_or_add_pPr().append(border)

    def unruled(self, under: str) -> None:
        element = self.rules[under]._p
        element.getparent().remove(element)

    def body(self, text: str, *, italic: bool = False) -> Any:
        paragraph = self.line(self.book, text, 14, italic=italic, align=JUSTIFY)
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_after = Pt(6)
        return paragraph

    def found(self) -> list[Deviation]:
        out = io.BytesIO()
        self.book.save(out)
        return list(lint_docx(out.getvalue()))


def say(paragraph: Any, text: str) -> None:
    paragraph.runs[0].text = text


def rules(paper: Office) -> set[str]:
    return {one.rule for one in paper.found()} - {"so-trang"}


def test_a_paper_typed_well_has_nothing_but_its_missing_page_number() -> None:
    assert [(one.rule, one.severity) for one in Office().found()] == [("so-trang", "hint")]


SPOILT: tuple[tuple[str, Callable[[Office], None]], ...] = (
    ("so-0", lambda p: say(p.number, "Số: 5/KH-UBND")),
    ("so-0", lambda p: say(p.day, "Sao, ngày 5 tháng 3 năm 2026")),
    ("so-0", lambda p: say(p.day, "Sao, ngày 05 tháng 2 năm 2026")),
    ("dau-phay", lambda p: say(p.day, "Sao ngày 05 tháng 3 năm 2026")),
    ("gach-cheo", lambda p: say(p.number, "Số: 15-KH-UBND")),
    ("cach-chu", lambda p: say(p.number, "Số: 15/KH - UBND")),
    ("chu-viet-tat", lambda p: say(p.number, "Số: 15/QĐ-UBND")),
    ("tieu-ngu", lambda p: say(p.motto, "Độc lập – Tự do – Hạnh phúc")),
    ("duong-ke", lambda p: p.unruled("motto")),
    ("duong-ke", lambda p: p.unruled("issuer")),
    ("duong-ke", lambda p: p.unruled("subject")),
    ("thieu-so", lambda p: say(p.number, "")),
    ("thieu-ngay", lambda p: say(p.day, "")),
    ("thieu-trich-yeu", lambda p: say(p.subject, "")),
    ("can-cu-luat", lambda p: say(p.basis, "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15.")),
    ("can-cu-luat", lambda p: say(p.basis, "Căn cứ Luật Thi đua, khen thưởng của Quốc hội.")),
    ("cuoi-can-cu", lambda p: say(p.basis, "Căn cứ Luật Thi đua, khen thưởng")),
    ("nghieng", lambda p: setattr(p.basis.runs[0], "italic", False)),
    ("ket-thuc", lambda p: say(p.last, "Các đơn vị nghiêm túc triển khai thực hiện Kế hoạch này.")),
    ("thieu-luu", lambda p: say(p.kept, "- Sở Nội vụ.")),
    ("luu-vt", lambda p: say(p.kept, "- Lưu: TĐKT.")),
    ("cuoi-dong", lambda p: say(p.sent, "- Các phòng")),
    ("thieu-noi-nhan", lambda p: say(p.word, "Gửi:")),
    ("hoc-ham", lambda p: say(p.name, "TS. Nguyễn Thị Hòa")),
    ("thieu-tm", lambda p: say(p.right, "")),
    ("phong-chu", lambda p: setattr(p.text.runs[0].font, "name", "Arial")),
    ("co-chu", lambda p: setattr(p.text.runs[0].font, "size", Pt(12))),
    ("co-chu", lambda p: setattr(p.state.runs[0].font, "size", Pt(14))),
    ("dam", lambda p: setattr(p.issuer.runs[0], "bold", False)),
    ("in-hoa", lambda p: say(p.issuer, "Ủy ban nhân dân phường Sao")),
    ("can-giua", lambda p: setattr(p.motto, "alignment", JUSTIFY)),
    ("canh-deu", lambda p: setattr(p.text, "alignment", WD_ALIGN_PARAGRAPH.LEFT)),
    ("lui-dau-dong", lambda p: setattr(p.text.paragraph_format, "first_line_indent", Mm(0))),
    ("cach-dong", lambda p: setattr(p.text.paragraph_format, "line_spacing", 2.0)),
    ("cach-doan", lambda p: setattr(p.text.paragraph_format, "space_after", Pt(0))),
    ("le-trang", lambda p: setattr(p.book.sections[0], "left_margin", Mm(20))),
    ("kho-giay", lambda p: setattr(p.book.sections[0], "page_height", Mm(279))),
    ("unicode", lambda p: say(p.text, "Ủy ban nhân dân phường ban hành Kế hoa\u0323ch như sau:")),
    ("thu-tu-diem", lambda p: (p.body("d) Điểm thứ tư;"), p.body("e) Điểm thứ năm;"), None)[-1]),
    ("thu-tu-diem", lambda p: (p.body("f) Điểm của bảng chữ khác;"), None)[-1]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "spoil"), SPOILT, ids=[f"{rule}-{at}" for at, (rule, _) in enumerate(SPOILT)]
)
def test_each_deviation_is_told(rule: str, spoil: Callable[[Office], None]) -> None:
    paper = Office()
    spoil(paper)
    assert rule in rules(paper)


def underline(paper: Office) -> None:
    paper.motto.runs[0].underline = True


@pytest.mark.parametrize(
    "draw",
    [
        underline,
        lambda p: p.line(p.motto._parent, "_________", 13),
        lambda p: p.motto.add_run()._r.append(OxmlElement("w:pict")),
    ],
    ids=["underlined", "underscores", "drawing"],
)
def test_a_rule_drawn_in_another_way_is_let_pass(draw: Callable[[Office], None]) -> None:
    paper = Office()
    paper.unruled("motto")
    draw(paper)
    assert "duong-ke" not in rules(paper)


@pytest.mark.parametrize(
    "written",
    ["Các đơn vị nghiêm túc thực hiện Kế hoạch này./", "Các đơn vị nghiêm túc thực hiện Kế hoạch này/."],
)
def test_what_offices_often_write_is_a_hint_only(written: str) -> None:
    paper = Office()
    say(paper.last, written)
    assert [(one.rule, one.severity) for one in paper.found() if one.rule == "ket-thuc"] == [
        ("ket-thuc", "hint")
    ]


def test_a_plan_signed_by_the_chair_alone_is_a_hint_only() -> None:
    paper = Office()
    say(paper.right, "")
    assert {one.severity for one in paper.found()} == {"hint"}


def test_a_law_may_be_cited_with_its_day_and_a_decree_with_its_number() -> None:
    paper = Office()
    say(paper.basis, "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")
    paper.text.insert_paragraph_before("Căn cứ Nghị định số 152/2025/NĐ-CP quy định chi tiết Luật Thi đua.")
    assert "can-cu-luat" not in rules(paper)


def test_an_award_decision_signed_for_the_committee_is_told() -> None:
    paper = Office(kind="QUYẾT ĐỊNH", symbol="Số: 15/QĐ-UBND")
    say(paper.subject, "Về việc tặng Giấy khen năm 2026")
    paper.basis.insert_paragraph_before("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG SAO").alignment = CENTRE
    assert "tm-khen-thuong" in rules(paper)
    say(paper.right, "")
    assert "tm-khen-thuong" not in rules(paper)


def test_a_letter_marked_cv_or_without_a_subject_is_told() -> None:
    paper = Office(symbol="Số: 15/CV-UBND")
    say(paper.kind, "Kính gửi: Sở Nội vụ")
    paper.kind.runs[0].bold = False
    say(paper.subject, "")
    assert {"chu-viet-tat", "thieu-trich-yeu"} <= rules(paper)


def page_field(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(OxmlElement("w:r"))
    paragraph._p.append(field)


def test_a_number_on_page_one_or_below_is_told() -> None:
    paper = Office()
    page_field(paper.book.sections[0].header.paragraphs[0])
    assert "so-trang-dau" in rules(paper)
    paper.book.sections[0].different_first_page_header_footer = True
    assert "so-trang-dau" not in rules(paper)
    below = Office()
    page_field(below.book.sections[0].footer.paragraphs[0])
    assert ("so-trang", "warn") in {(one.rule, one.severity) for one in below.found()}


def test_annexes_need_numbers_and_a_reference() -> None:
    paper = Office()
    for _ in range(2):
        paper.line(paper.book, "PHỤ LỤC", 14, bold=True)
        paper.line(paper.book, "DANH SÁCH", 14, bold=True)
    assert {"in-thuong", "so-la-ma", "kem-theo"} <= rules(paper)


def test_each_deviation_says_where_and_by_what_rule() -> None:
    paper = Office()
    say(paper.number, "Số: 5/KH-UBND")
    (one,) = (one for one in paper.found() if one.rule == "so-0")
    assert one.as_json() == {
        "rule": "so-0", "cell": "3", "severity": "warn", "place": "bảng 1, dòng 2",
        "found": "Số viết “5”", "says": "Số nhỏ hơn 10 phải thêm số 0: “05”",
        "source": "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm c",
    }  # fmt: skip
    assert one.sentence().startswith("Cần sửa (ô 3, bảng 1, dòng 2): Số viết “5”.")


def test_words_that_were_deleted_or_hidden_are_not_read() -> None:
    paper = Office()
    hidden = paper.number.add_run(" XX")
    hidden.font.hidden = True
    assert rules(paper) == set()


def entity_bomb() -> bytes:
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(write_docx(plan())))
    with source, zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = b'<!DOCTYPE a [<!ENTITY b "c">]>' + data.split(b"?>", 1)[1]
            archive.writestr(name, data)
    return out.getvalue()


def without(name: str) -> bytes:
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(write_docx(plan())))
    with source, zipfile.ZipFile(out, "w") as archive:
        for other in source.namelist():
            if other != name:
                archive.writestr(other, source.read(other))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"khong phai zip",
        b"PK\x03\x04 hong",
        entity_bomb(),
        without("word/document.xml"),
        write_docx(plan())[:-40],
    ],
)
def test_what_is_no_sound_docx_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadablePaper, match="Tệp"):
        lint_docx(data)


def test_a_file_without_styles_is_checked_as_it_is() -> None:
    assert lint_docx(without("word/styles.xml"))


def test_the_command_tells_and_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, none = tmp_path / "tot.docx", tmp_path / "chua.docx", tmp_path / "anh.docx"
    good.write_bytes(write_docx(decision()))
    paper = Office()
    say(paper.number, "Số: 5/KH-UBND")
    paper.book.save(str(bad))
    none.write_bytes(b"khong")
    assert main(["document", "lint", str(good), str(bad)]) == 0
    said = capsys.readouterr().out
    assert "tot.docx: không thấy điểm nào khác Nghị định" in said
    assert "Cần sửa (ô 3" in said
    assert main(["document", "lint", "--json", str(bad)]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert {one["rule"] for one in answer["deviations"]} == {"so-0", "so-trang"}
    assert main(["document", "lint", str(none)]) == 2
    assert "anh.docx" in capsys.readouterr().err
