"""PDF: lines, paragraphs, columns, ruled tables, turned pages, and what is refused."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter, Transformation

from tests.unit.reading.formats.files import pdf, picture_pdf
from vinhdanh.engines.reading import FaultCode, ReadingFault, extract
from vinhdanh.engines.reading.model import Document, Table

SETTING = """
#set page(paper: "a4", margin: 2.5cm, numbering: "1", number-align: center + top)
#set text(size: 13pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.8em)
"""
HEAD = """
#grid(columns: (2fr, 3fr), align: center,
  [ỦY BAN NHÂN DÂN\\ *TỈNH TÂY SƠN*\\ #text(size: 11pt)[Số: 12/KH-UBND]],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*\\ *Độc lập - Tự do - Hạnh phúc*\\
   _Tây Sơn, ngày 05 tháng 01 năm 2025_])
#align(center)[*KẾ HOẠCH*\\ *Công tác thi đua, khen thưởng năm 2025*]
"""
LONG = (
    "Mỗi phòng ban tự lập danh mục việc phải làm theo quý, ghi rõ người phụ trách và ngày xong, "
    "rồi gửi về bộ phận tổng hợp để ghép thành một lịch chung cho cả cơ quan cùng theo dõi"
)
SIGNATURE = """
#grid(columns: (1fr, 1fr),
  text(size: 11pt)[*_Nơi nhận:_*\\ \\- Chủ tịch;\\ \\- Các sở, ban, ngành;\\
    \\- Các xã;\\ \\- Báo, Đài;\\ \\- Lưu: VT.],
  align(center)[*TM. ỦY BAN NHÂN DÂN*\\ *CHỦ TỊCH*\\ \\ \\ \\ *Lê Văn Mẫu*])
"""


@cache
def read(markup: str) -> Document:
    return extract(pdf(SETTING + markup), "a.pdf")


def words(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs()]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_wrapped_lines_become_paragraphs_and_short_lines_stay_apart() -> None:
    document = read(f"{LONG}.\n\nHai.\n\n*I. MỤC ĐÍCH*\n\n1. {LONG};\n\n2. {LONG}.")
    assert words(document) == [f"{LONG}.", "Hai.", "I. MỤC ĐÍCH", f"1. {LONG};", f"2. {LONG}."]
    assert [block.bold for block in document.paragraphs()] == [False, False, True, False, False]


def test_two_columns_are_read_one_after_the_other() -> None:
    document = read(f"{HEAD}\n{LONG}.")
    assert words(document)[:-1] == [
        "ỦY BAN NHÂN DÂN", "TỈNH TÂY SƠN", "Số: 12/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Tây Sơn, ngày 05 tháng 01 năm 2025", "KẾ HOẠCH",
        "Công tác thi đua, khen thưởng năm 2025",
    ]  # fmt: skip
    assert [block.text for block in document.paragraphs() if block.centred] == words(document)[-3:-1]


def test_recipients_come_before_the_signature_beside_them() -> None:
    assert words(read(f"{LONG}.\n\n{SIGNATURE}"))[1:] == [
        "Nơi nhận:", "- Chủ tịch;", "- Các sở, ban, ngành;", "- Các xã;", "- Báo, Đài;", "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Mẫu",
    ]  # fmt: skip


def test_a_paragraph_goes_on_over_a_page_end_and_page_numbers_are_dropped() -> None:
    texts = [f"{LONG}; {LONG.lower()}; {LONG.lower()} {number}." for number in range(9)]
    document = read("\n\n".join(texts))
    assert document.pages == 2
    assert words(document) == texts
    assert {block.page for block in document.paragraphs()} == {1, 2}


TABLE = """
#table(columns: (1cm, 3fr, 2fr, 2fr), stroke: STROKE,
  [*TT*], [*Nội dung*], [*Chủ trì*], [*Thời gian*],
  table.cell(colspan: 4)[*Quý I*],
  [1], [Tổng kết phong trào của năm cũ và ký giao ước thi đua năm mới tại hội trường],
  table.cell(rowspan: 2)[Sở Nội vụ], [Tháng 1],
  [2], [Ban hành kế hoạch theo Công văn số 45/BNV-\\ TCBC], [Tháng 2],
  [3], [Họp Hội đồng;\\ \\- Xét danh hiệu;\\ \\- Xét hình thức.], [], [Tháng 3])
"""
ROWS = [
    ["TT", "Nội dung", "Chủ trì", "Thời gian"],
    ["Quý I"],
    ["1", "Tổng kết phong trào của năm cũ và ký giao ước thi đua năm mới tại hội trường", "Sở Nội vụ",
     "Tháng 1"],
    ["2", "Ban hành kế hoạch theo Công văn số 45/BNV-TCBC", "Sở Nội vụ", "Tháng 2"],
    ["3", "Họp Hội đồng;\n- Xét danh hiệu;\n- Xét hình thức.", "", "Tháng 3"],
]  # fmt: skip


@pytest.mark.parametrize("stroke", ["0.5pt", "1pt + gray", "(x, y) => (left: 0.4pt, rest: 0.8pt)", "2pt"])
def test_ruled_tables_are_rebuilt_with_merged_cells(stroke: str) -> None:
    document = read("Trước bảng.\n" + TABLE.replace("STROKE", stroke) + "\nSau bảng.")
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Table", "Paragraph"]
    table = next(document.tables())
    assert cells(table) == ROWS
    assert table.rows[1].cells[0].colspan == 4
    assert [cell.bold for cell in table.rows[0].cells] == [True] * 4
    assert not table.rows[2].cells[1].bold


def test_borders_drawn_as_thin_filled_boxes_are_borders() -> None:
    boxes = "".join(
        f"#place(dx: {x}pt, dy: 0pt, rect(width: 0.6pt, height: 60pt, fill: black))" for x in (0, 80, 300)
    )
    lines = "".join(
        f"#place(dx: 0pt, dy: {y}pt, rect(width: 300pt, height: 0.6pt, fill: black))" for y in (0, 30, 60)
    )
    text = "".join(
        f"#place(dx: {x}pt, dy: {y}pt)[{word}]"
        for x, y, word in ((5, 8, "TT"), (90, 8, "Việc"), (5, 38, "1"), (90, 38, "Họp"))
    )
    document = read(f"#block(height: 70pt, width: 100%)[{boxes}{lines}{text}]\nSau.")
    assert [cells(table) for table in document.tables()] == [[["TT", "Việc"], ["1", "Họp"]]]


def test_a_table_cut_by_a_page_end_is_two_tables_with_their_pages() -> None:
    rows = ", ".join(f"[{number}], [Việc số {number}]" for number in range(1, 60))
    document = read(f"#table(columns: 2, table.header([TT], [Việc]), {rows})")
    tables = list(document.tables())
    assert [table.page for table in tables] == [1, 2]
    assert [row[0] for table in tables for row in cells(table) if row[0] != "TT"] == [
        str(n) for n in range(1, 60)
    ]


def test_a_table_without_borders_is_not_guessed_but_said() -> None:
    rows = ", ".join(f"[{number}], [Việc số {number}], [Sở A], [Quý I]" for number in range(1, 6))
    document = read(f"#table(columns: (1fr,) * 4, stroke: none, {rows})")
    assert not list(document.tables())
    assert words(document)[:4] == ["1", "Việc số 1", "Sở A", "Quý I"]
    assert "không kẻ khung" in document.notes[0]


def test_a_frame_and_underlines_are_no_table() -> None:
    document = read("#rect(width: 100%)[Trong khung]\n\n#underline[Gạch chân]")
    assert not list(document.tables())
    assert words(document) == ["Trong khung", "Gạch chân"]


def turned(data: bytes, angle: int) -> bytes:
    """The same pages, drawn turned and shown turned back."""
    writer, file = PdfWriter(), BytesIO()
    for page in PdfReader(BytesIO(data)).pages:
        writer.add_page(page)
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        shift = {90: (height, 0), 180: (width, height), 270: (0, width)}[angle]
        page.add_transformation(Transformation().rotate(angle).translate(*shift))
        if angle != 180:
            for box in (page.mediabox, page.cropbox):
                box.lower_left, box.upper_right = (0, 0), (height, width)
        page.rotate(angle)
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_read_as_they_are_seen(angle: int) -> None:
    markup = SETTING + HEAD + TABLE.replace("STROKE", "0.5pt")
    assert extract(turned(pdf(markup), angle), "a.pdf").blocks == extract(pdf(markup), "a.pdf").blocks


def test_words_set_aslant_are_left_out() -> None:
    assert words(read("#place(dx: 5cm, dy: 9cm, rotate(45deg)[DỰ THẢO])\nViệc một.")) == ["Việc một."]


def test_a_page_without_text_is_noted() -> None:
    document = read("Trang một\n#pagebreak()\n#set page(numbering: none)\n#rect(fill: gray)")
    assert words(document) == ["Trang một"]
    assert "2" in document.notes[0]


def encrypted(user: str, owner: str) -> bytes:
    writer, file = PdfWriter(), BytesIO()
    writer.append(BytesIO(pdf("Việc một.")))
    writer.encrypt(user, owner, algorithm="AES-256")
    writer.write(file)
    return file.getvalue()


def test_a_file_locked_only_against_changes_is_read() -> None:
    assert words(extract(encrypted("", "chủ"), "a.pdf")) == ["Việc một."]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: encrypted("mật khẩu", "chủ"), FaultCode.ENCRYPTED),
        (picture_pdf, FaultCode.NO_TEXT),
        (lambda: pdf("#rect()"), FaultCode.NO_TEXT),
        (lambda: pdf("\n#pagebreak()\n".join(["a"] * 301)), FaultCode.TOO_MANY_PAGES),
        (lambda: b"%PDF-1.7\n%%EOF", FaultCode.DAMAGED),
        (lambda: pdf("Việc")[:400], FaultCode.DAMAGED),
    ],
    ids=["password", "scan", "no letters", "many pages", "stub", "cut"],
)
def test_bad_files_are_refused(make: Callable[[], bytes], code: FaultCode) -> None:
    with pytest.raises(ReadingFault) as caught:
        extract(make(), "a.pdf")
    assert caught.value.code is code
