"""Word files: paragraphs, numbering, tables, tracked changes, and what is left out."""

import zipfile
from io import BytesIO

import docx as python_docx
import pytest

from tests.unit.reading.formats.files import docx, p, tbl, tc, tr, zipped
from vinhdanh.engines.reading import FaultCode, ReadingFault, extract
from vinhdanh.engines.reading.formats.docx.numbering import written
from vinhdanh.engines.reading.model import Document, Paragraph, Table


def read(body: str, **parts: str) -> Document:
    return extract(docx(body, **parts), "a.docx")


def words(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs()]


def cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables() for row in table.rows]


def first(document: Document) -> Paragraph:
    return next(document.paragraphs())


def test_a_file_of_another_writer_reads_in_order() -> None:
    source, file = python_docx.Document(), BytesIO()
    source.add_heading("KẾ HOẠCH", level=2)
    source.add_paragraph().add_run("Công tác năm 2025").bold = True
    table = source.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "TT", "Việc"
    table.cell(1, 0).text, table.cell(1, 1).text = "1", "Họp"
    source.add_paragraph("Hết")
    source.save(file)
    document = extract(file.getvalue(), "a.docx")
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Table, Paragraph]
    assert first(document).heading == 2
    assert [block.bold for block in document.paragraphs()] == [True, True, False]
    assert cells(document) == [["TT", "Việc"], ["1", "Họp"]]


def test_bold_heading_and_centre_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 3"/>'
        '<w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    body = (
        p("Tên", paragraph='<w:pStyle w:val="T"/>')
        + p("Thường", paragraph='<w:pStyle w:val="T"/><w:outlineLvl w:val="9"/>', run='<w:b w:val="0"/>')
        + p("Vòng", paragraph='<w:pStyle w:val="Loop"/>')
    )
    title, plain, loop = read(body, styles=styles).paragraphs()
    assert (title.bold, title.centred, title.heading) == (True, True, 3)
    assert (plain.bold, plain.heading) == (False, 0)
    assert (loop.bold, loop.text) == (False, "Vòng")


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%4"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def item(level: int, instance: int = 1, text: str = "Việc") -> str:
    return p(text, paragraph=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>')


def test_automatic_numbers_are_counted_as_word_does() -> None:
    body = "".join(
        [
            item(0),
            item(1),
            item(1),
            item(2),
            item(2),
            item(0),
            item(1),
            item(3),
            item(0, 2),
            item(1, 3),
            item(1, 3),
        ]
    )
    assert [block.marker for block in read(body, numbering=LISTS).paragraphs()] == [
        "I.", "1.", "2.", "a)", "b)", "II.", "1.", "2.1.1", "•", "5.", "6.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "style", "text"),
    [
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (9, "none", ""),
        (3, "odd", "3"),
    ],
)
def test_number_styles(count: int, style: str, text: str) -> None:
    assert written(count, style) == text


def test_a_row_number_drawn_by_word_is_the_cell_s_text() -> None:
    rows = [tr(tc(item(1, text="")), tc(f"Việc {n}")) for n in (1, 2)]
    assert cells(read(tbl(*rows), numbering=LISTS)) == [["1.", "Việc 1"], ["2.", "Việc 2"]]


def test_cells_merged_across_and_down() -> None:
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read(
        tbl(
            tr(tc("Quý I", '<w:gridSpan w:val="4"/>')),
            tr(tc("1"), tc("Tổng kết năm cũ của toàn tỉnh"), tc("Sở Nội vụ", down), tc("Tháng 1")),
            tr(tc("2"), tc("Ban hành kế hoạch kiểm tra"), tc("", more), tc("Tháng 2")),
            tr(tc("3"), tc("Xét khen thưởng chuyên đề trong năm", down), tc("Sở A"), tc("Tháng 3", down)),
            tr(tc(""), tc("", more), tc("Sở B"), tc("", more)),
        )
    )
    table = next(document.tables())
    assert table.rows[0].cells[0].colspan == 4
    assert cells(document)[2] == ["2", "Ban hành kế hoạch kiểm tra", "Sở Nội vụ", "Tháng 2"]
    assert cells(document)[4] == ["", "", "Sở B", ""]


def test_tables_in_cells_are_flattened_and_a_frame_of_one_cell_is_none() -> None:
    inner = tbl(tr(tc("a"), tc("b")), tr(tc("c"), tc("d")))
    assert cells(read(tbl(tr(tc("1"), tc(p("Việc") + inner + p(""))), tr(tc("2"), tc("x"))))) == [
        ["1", "Việc\na b\nc d"],
        ["2", "x"],
    ]
    assert cells(read(tbl(tr(tc(p("Khung") + inner))))) == [["a", "b"], ["c", "d"]]


def test_tracked_changes_are_taken_as_accepted_and_said() -> None:
    body = (
        "<w:p><w:r><w:t>Họp </w:t></w:r><w:ins><w:r><w:t>Quý II</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Quý I</w:delText></w:r></w:del></w:p>"
        + tbl(tr(tc("giữ"), tc("lại")), tr(tc("xoá"), tc("đi"), properties="<w:del/>"))
    )
    document = read(body)
    assert words(document) == ["Họp Quý II"]
    assert cells(document) == [["giữ", "lại"]]
    assert len(document.notes) == 1


def test_breaks_tabs_raised_and_hidden_words() -> None:
    body = (
        "<w:p><w:r><w:t>ngày</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>20</w:t></w:r>"
        "<w:r><w:t>tháng 12</w:t><w:br/><w:t>năm</w:t><w:noBreakHyphen/><w:t>2022</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Số: 1/KH</w:t><w:tab/><w:tab/><w:t>Tây Sơn, ngày 1</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Việc</w:t></w:r></w:p>" + p("kế hoạch", run="<w:caps/>")
    )
    assert words(read(body)) == [
        "ngày 20 tháng 12\nnăm-2022",
        "Số: 1/KH\nTây Sơn, ngày 1",
        "1. Việc",
        "KẾ HOẠCH",
    ]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('TM. ỦY BAN')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        "<w:t>Nơi nhận:</w:t></w:r></w:p>"
    )
    assert words(read(body)) == ["Nơi nhận:", "TM. ỦY BAN"]


def test_pages_are_those_word_noted() -> None:
    turn = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>"
    document = read(p("một") + turn + tbl(tr(tc("1"), tc("việc"))))
    assert document.pages == 2
    assert [block.page for block in document.blocks] == [1, 2, 2]
    assert read(p("một")).pages is None


def test_content_controls_links_and_fields_are_seen_through() -> None:
    body = (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>Luật</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:fldSimple><w:r><w:t> 2022</w:t></w:r></w:fldSimple></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    assert words(read(body)) == ["Luật 2022"]


def test_old_fonts_become_unicode() -> None:
    run = '<w:rFonts w:ascii=".VnTime"/>'
    assert words(read(p("KÕ ho¹ch n¨m", run=run) + p("Kế hoạch", run=run))) == ["Kế hoạch năm", "Kế hoạch"]


def test_the_main_part_may_have_another_name() -> None:
    with zipfile.ZipFile(BytesIO(docx(p("Việc")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    renamed = {
        name.replace("document.xml", "document2.xml"): content.replace(
            b"word/document.xml", b"word/document2.xml"
        )
        for name, content in parts.items()
    }
    assert words(extract(zipped(renamed), "a.docx")) == ["Việc"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx(p("")), FaultCode.NO_CONTENT),
        (docx(p("x"), macro=True), FaultCode.MACROS),
        (
            docx(p("&x;"), head='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            FaultCode.EXTERNAL_ENTITIES,
        ),
        (docx(p("x"), head="<!DOCTYPE d>"), FaultCode.EXTERNAL_ENTITIES),
        (docx("<w:p>"), FaultCode.DAMAGED),
        (docx(p("x"))[:-30], FaultCode.DAMAGED),
        (
            docx("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
            FaultCode.DAMAGED,
        ),
    ],
    ids=["empty", "macro", "entity", "dtd", "unclosed", "cut", "deep"],
)
def test_bad_files_are_refused(data: bytes, code: FaultCode) -> None:
    with pytest.raises(ReadingFault) as caught:
        extract(data, "a.docx")
    assert caught.value.code is code
    assert caught.value.sentence.endswith(".")
