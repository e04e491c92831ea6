"""Plain text and Markdown: lines, tables, marks, code pages."""

import pytest

from vinhdanh.engines.reading import FaultCode, ReadingFault, extract
from vinhdanh.engines.reading.formats.marks import plain, plain_lines
from vinhdanh.engines.reading.model import Document, Paragraph, Table


def read(text: str, name: str = "a.txt") -> Document:
    return extract(text.encode(), name)


def words(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs()]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_blank_lines_show_only_in_line_numbers() -> None:
    blocks = read("Số: 1/KH\n\n\n- Việc một;\nViệc hai\n").blocks
    assert [(b.text, b.line) for b in blocks if isinstance(b, Paragraph)] == [
        ("Số: 1/KH", 1),
        ("- Việc một;", 4),
        ("Việc hai", 5),
    ]


def test_tabs_make_a_table_that_runs_over_blank_lines_and_keeps_its_line_numbers() -> None:
    document = read("Mở đầu\nTT\tViệc\tĐơn vị\nI\tQuý I\t\n1\tHọp và\tSở A\n\n\tkhen thưởng.\t\nHết")
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert cells(table)[2:] == [["1", "Họp và", "Sở A"], ["", "khen thưởng.", ""]]
    assert [row.line for row in table.rows] == [2, 3, 4, 6]
    assert words(document) == ["Mở đầu", "Hết"]


@pytest.mark.parametrize(
    "text", ["\tThụt đầu dòng.\n\tCũng thụt.", "1.\tViệc một\n2.\tViệc hai", "-\tA\n-\tB"]
)
def test_indents_and_list_marks_set_off_by_a_tab_are_no_table(text: str) -> None:
    document = read(text)
    assert not list(document.tables())
    assert len(words(document)) == 2
    assert all("\t" not in line for line in words(document))


def test_an_indented_line_before_a_table_stays_outside_it() -> None:
    document = read("\tDanh mục việc:\nTT\tViệc\tĐơn vị\n1\tHọp\tSở A")
    assert words(document) == ["Danh mục việc:"]
    assert len(document.blocks) == 2


def test_pipe_tables_lose_their_rule_and_keep_escaped_pipes() -> None:
    table = read("| TT | Việc |\n|:--|---:|\n| 1 | **Họp** \\| ký |\n", "a.md").blocks[0]
    assert isinstance(table, Table)
    assert cells(table) == [["TT", "Việc"], ["1", "Họp | ký"]]


def test_cells_know_whether_they_are_bold() -> None:
    table = read("<b>TT</b>\t<b>Việc</b>\n1\tHọp").blocks[0]
    assert isinstance(table, Table)
    assert [[cell.bold for cell in row.cells] for row in table.rows] == [[True, True], [False, False]]


@pytest.mark.parametrize(
    ("source", "text", "bold"),
    [
        ("**KẾ HOẠCH**  ", "KẾ HOẠCH", True),
        ("**Quý I:** họp", "Quý I: họp", False),
        ("ngày<sup>20</sup> tháng 12", "ngày 20 tháng 12", False),
        ("VT, AB<sub>xy</sub>", "VT, AB xy", False),
        ("“ <i>Học tập</i> ” (*trước ngày 15/5*)", "“ Học tập ” (trước ngày 15/5)", False),
        ("VT^(ABC).", "VT(ABC).", False),
        ("5 * 3 = 15 và 2*4", "5 * 3 = 15 và 2*4", False),
        ("Số: ____/KH-UBND", "Số: ____/KH-UBND", False),
        ("A&amp;B < 5", "A&B < 5", False),
        ("một<br/>hai", "một\nhai", False),
        ("nga\u0300y \u00a0 thi\u200b đua", "ngày thi đua", False),
    ],
)
def test_marks_go_and_words_stay(source: str, text: str, bold: bool) -> None:
    assert (plain(source).text, plain(source).bold) == (text, bold)


def test_bold_may_close_on_a_later_line_and_a_stray_mark_makes_nothing_bold() -> None:
    assert [line.bold for line in plain_lines(["**TM. ỦY BAN", "CHỦ TỊCH**", "Tên"])] == [True, True, False]
    assert [(line.text, line.bold) for line in plain_lines(["một ** hai", "ba"])] == [
        ("một hai", False),
        ("ba", False),
    ]


def test_headings_quotes_escapes_and_links_of_markdown() -> None:
    document = read("### III. TỔ CHỨC ##\n> Trích\n* Mục\n1\\. Một [luật](http://a.vn)\n\n---\n", "a.md")
    assert words(document) == ["III. TỔ CHỨC", "Trích", "- Mục", "1. Một luật"]
    assert next(document.paragraphs()).heading == 3


def test_form_feeds_count_pages() -> None:
    document = read("một\n\fhai\n\fba")
    assert [block.page for block in document.blocks] == [1, 2, 3]
    assert document.pages == 3


def test_two_columns_of_a_head_are_two_lines() -> None:
    assert words(read("TỈNH TÂY SƠN          Độc lập - Tự do")) == ["TỈNH TÂY SƠN\nĐộc lập - Tự do"]


SENTENCE = "Ủy ban nhân dân tỉnh ban hành kế hoạch năm 2025 cho các sở, đặc biệt là những việc mới ở cấp xã"
TCVN3 = (
    b"\xf1y ban nh\xa9n d\xa9n t\xd8nh ban h\xb5nh K\xd5 ho\xb9ch c\xabng t\xb8c thi \xaeua, "
    b"khen th\xad\xebng n\xa8m 2025 cho \xae\xd1p"
)
VNI = "Uûy ban nhaân daân tænh ban haønh Keá hoaïch coâng taùc thi ñua, khen thöôûng naêm 2025".encode(
    "cp1252"
)


def windows_1258(text: str) -> bytes:
    """Python writes only letters that exist as such; the code page wants tone marks apart."""
    import unicodedata

    out = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[:-1], unicodedata.normalize("NFD", letter)[-1]
            if tone not in "\u0300\u0301\u0303\u0309\u0323":
                parts = unicodedata.normalize("NFD", letter)
                tone = next(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
                base = parts.replace(tone, "")
            out += unicodedata.normalize("NFC", base).encode("cp1258") + tone.encode("cp1258")
    return out


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        b"\xef\xbb\xbf" + SENTENCE.encode(),
        SENTENCE.encode("utf-16"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("utf-16-be"),
        windows_1258(SENTENCE),
    ],
)
def test_every_usual_encoding_gives_the_same_words(data: bytes) -> None:
    assert words(extract(data, "a.txt")) == [SENTENCE]


def test_the_old_code_pages_of_offices() -> None:
    assert words(extract(TCVN3, "a.txt")) == [
        "ủy ban nhân dân tỉnh ban hành Kế hoạch công tác thi đua, khen thưởng năm 2025 cho đẹp"
    ]
    assert words(extract(VNI, "a.txt")) == [
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch công tác thi đua, khen thưởng năm 2025"
    ]


def test_a_few_lost_bytes_do_not_spoil_utf8() -> None:
    assert "kế hoạch" in words(extract(SENTENCE.encode()[:-1] + b"\xc3", "a.txt"))[0]


def test_an_unknown_code_page_is_refused() -> None:
    with pytest.raises(ReadingFault) as caught:
        extract("Совет народных депутатов".encode("koi8-r"), "a.txt")
    assert caught.value.code is FaultCode.ENCODING


def test_decomposed_text_reads_like_composed() -> None:
    import unicodedata

    assert read(unicodedata.normalize("NFD", SENTENCE)).blocks == read(SENTENCE).blocks
