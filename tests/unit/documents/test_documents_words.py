"""Words of fixed places, widths of letters, shares of columns."""

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.papers import COLUMNS, ROWS, decision
from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.columns import column_widths
from vinhdanh.engines.documents.metrics import MM_PER_POINT, even_room, lines, width
from vinhdanh.engines.documents.model import (
    Annex,
    Article,
    Bullets,
    Clause,
    Column,
    FillIn,
    Head,
    Heading,
    Paragraph,
    Point,
    Run,
    Signer,
    Signers,
    Table,
    point_letter,
)
from vinhdanh.engines.documents.words import (
    annex_heading,
    annex_reference,
    closed,
    day_in_words,
    heading_lines,
    letter_subject,
    recipients,
    reference_to,
    roman,
    shares,
)

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


@pytest.mark.parametrize(("style", "bold"), [("regular", False), ("bold", True)])
def test_widths_are_those_of_the_type(style: str, bold: bool) -> None:
    """Every Vietnamese letter, compared with the metric twin that the PDF renderer embeds."""
    from fontTools.ttLib import TTFont

    found = importlib.util.find_spec("rinoh_typeface_texgyretermes")
    assert found is not None
    assert found.origin
    font = TTFont(Path(found.origin).parent / f"texgyretermes-{style}.otf", lazy=True)
    names, advances = font.getBestCmap(), font["hmtx"]
    for letter in VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,;:()/-–“”…":
        wanted = advances[names[ord(letter)]][0]
        assert width(letter, 1000, bold=bold) / MM_PER_POINT == pytest.approx(wanted), letter


def test_lines_break_where_the_room_ends() -> None:
    text = "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"
    assert lines(text, 300, size=12, bold=True) == [text]
    assert lines(text, 55, size=12, bold=True) == ["HỘI ĐỒNG THI ĐUA -", "KHEN THƯỞNG"]
    assert lines("a\nb", 60, size=12) == ["a", "b"]
    assert lines("dàidàidài", 1, size=12) == ["dàidàidài"]


@given(st.text("aăbđ ", min_size=1, max_size=200), st.integers(20, 170))
def test_even_lines_are_as_many(text: str, room: int) -> None:
    even = even_room(text, room, size=14)
    assert even <= room
    assert len(lines(text, even, size=14)) <= len(lines(text, room, size=14))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_days(day: date, said: str) -> None:
    assert day_in_words(day) == said


def test_letters_of_points() -> None:
    assert "".join(map(point_letter, range(1, 8))) == "abcdđeg"
    assert point_letter(len("abcdđeghiklmnopqrstuvxy") + 1) == "aa"
    with pytest.raises(ValueError, match="from 1"):
        point_letter(0)


@given(st.integers(1, 3999))
def test_roman_numbers_read_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[letter] for letter in roman(number)]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    assert sum(-one if one < after else one for one, after in pairs) == number


def test_headings_have_the_words_of_the_decree() -> None:
    assert heading_lines(Heading("chapter", 2, "Quy định chung")) == ("Chương II", "QUY ĐỊNH CHUNG")
    assert heading_lines(Heading("section", 2, "Cụm thi đua")) == ("Mục 2", "CỤM THI ĐUA")
    assert heading_lines(Heading("roman", 4, "Tổ chức"))[1] == "IV. TỔ CHỨC"
    assert heading_lines(Heading("letter", 5, "Mục tiêu"))[1] == "đ) Mục tiêu"


@pytest.mark.parametrize(
    ("last", "ended"),
    [
        (Paragraph("Hết."), Paragraph("Hết./.")),
        (Paragraph("Hết ./."), Paragraph("Hết./.")),
        (Paragraph((Run("Hết", bold=True),)), Paragraph((Run("Hết./.", bold=True),))),
        (Bullets(("một;", "hai;")), Bullets(("một;", "hai./."))),
        (Clause(1, "Giao;", points=(Point("a;"),)), Clause(1, "Giao;", points=(Point("a./."),))),
        (Article(3, "Thi hành."), Article(3, "Thi hành./.")),
        (Article(3, title="X", body=(Clause(1, "y"),)), Article(3, title="X", body=(Clause(1, "y./."),))),
        (FillIn("Ngày:"), FillIn("Ngày:")),
    ],
)
def test_the_end_mark_follows_the_last_words(last: object, ended: object) -> None:
    assert closed((Paragraph("Đầu."), last))[-1] == ended  # type: ignore[arg-type]


def test_the_end_mark_has_a_line_after_a_table_and_stands_before_signatures() -> None:
    table = Table(COLUMNS, ROWS)
    signed = Signers((Signer(("Tổ trưởng",)),))
    assert [getattr(block, "text", "") for block in closed((table, signed))] == ["", "./.", ""]
    assert closed(()) == ()


def test_recipients_end_with_what_is_kept() -> None:
    assert recipients(decision(recipients=("Sở Y tế;", "Sở Tài chính."), archive="")) == [
        "- Sở Y tế;", "- Sở Tài chính;", "- Lưu: VT.",
    ]  # fmt: skip
    assert recipients(decision(recipients=(), archive="")) == []


def test_the_subject_of_a_letter_is_marked_once() -> None:
    assert letter_subject(Head(("Sở",), subject="góp ý")) == "V/v góp ý"
    assert letter_subject(Head(("Sở",), subject="V/v góp ý")) == "V/v góp ý"


def test_an_annex_refers_to_its_paper_unless_it_says_to_what() -> None:
    annex = Annex(
        "Danh sách", (), reference="(Kèm theo Tờ trình số 12/TTr-SNV ngày 02/01/2026 của Sở Nội vụ)"
    )
    paper = decision(annexes=(annex, replace(annex, plain_heading=True), annex), medium="electronic")
    assert annex_reference(paper, annex) == (
        "(Kèm theo Tờ trình số …/TTr-SNV ngày … tháng … năm … của Sở Nội vụ)"
    )
    assert [annex_heading(paper, place) for place in range(3)] == ["Phụ lục I", "", "Phụ lục II"]


def test_a_paper_not_yet_numbered_is_referred_to_with_gaps() -> None:
    head = Head(("Sở Nội vụ",), symbol="KH-SNV", title="Kế hoạch")
    assert (
        reference_to(head, "Sở Nội vụ") == "Kèm theo Kế hoạch số …/KH-SNV ngày … tháng … năm … của Sở Nội vụ"
    )


@given(st.lists(st.floats(0, 400), min_size=1, max_size=12), st.sampled_from((165.0, 252.0)))
def test_columns_share_the_whole_room(wide: list[float], room: float) -> None:
    found = shares([Column("x", one) for one in wide], room)
    assert sum(found) == pytest.approx(room)
    assert min(found) >= 0


def test_no_column_is_so_narrow_that_a_word_is_torn() -> None:
    columns = (Column("TT", 6), Column("Nghiêng", 5), Column("Họ và tên"))
    narrow = column_widths(Table(columns, (("1", "12/10/1980", "Lý Thị Ánh"),)), 165)
    assert sum(narrow) == pytest.approx(165)
    assert narrow[0] > width("TT", 13, bold=True)
    assert narrow[1] > width("12/10/1980", 13)
    assert column_widths(Table(COLUMNS, ROWS), 165) == pytest.approx(shares(COLUMNS, 165))


def test_every_look_is_inside_what_the_decree_allows_and_names_its_place() -> None:
    assert len({look.key for look in layout.LOOKS}) == len(layout.LOOKS)
    for look in layout.LOOKS:
        assert look.sizes[0] <= look.size <= look.sizes[1]
        assert look.source
    assert layout.TOP_RANGE[0] <= layout.TOP <= layout.TOP_RANGE[1]
    assert layout.LEFT_RANGE[0] <= layout.LEFT <= layout.LEFT_RANGE[1]
    assert layout.RULE_RANGE[0] <= layout.RULE_PART <= layout.RULE_RANGE[1]
