import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.foundation.kernel.names import (
    PersonName,
    display_name,
    parse_name,
    same_spelling_key,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nguyễn Văn An", ("Nguyễn", "Văn", "An")),
        ("  LÊ   THỊ NGỌC  HOÀ ", ("Lê", "Thị Ngọc", "Hoà")),
        ("Trần Bình", ("Trần", "", "Bình")),
        ("tôn thất minh khang", ("Tôn Thất", "Minh", "Khang")),
        ("Tôn Thất", ("Tôn", "", "Thất")),
        ("Hoà", ("", "", "Hoà")),
        ("H'BIA niê", ("H'Bia", "", "Niê")),
        ("", ("", "", "")),
    ],
)
def test_parts(text: str, parts: tuple[str, str, str]) -> None:
    name = parse_name(text)
    assert (name.family, name.middle, name.given) == parts
    assert (name.titles, name.salutation) == ((), "")


@pytest.mark.parametrize(
    ("text", "salutation", "titles", "full"),
    [
        ("Ông Đỗ Quang Vinh", "Ông", (), "Đỗ Quang Vinh"),
        ("đ/c Đỗ Vinh", "đ/c", (), "Đỗ Vinh"),
        ("Đồng chí: Đỗ Vinh", "Đồng chí", (), "Đỗ Vinh"),
        ("Bà PGS.TS.NGƯT Vũ Thu Hà", "Bà", ("PGS", "TS", "NGƯT"), "Vũ Thu Hà"),
        ("ThS. Vũ Hà", "", ("ThS",), "Vũ Hà"),
        ("Thượng tá Hồ Nam", "", ("Thượng tá",), "Hồ Nam"),
        ("TS Hồ Nam", "", ("TS",), "Hồ Nam"),
        ("Ông", "", (), "Ông"),
        ("TS.", "", (), "Ts."),
    ],
)
def test_what_stands_before_a_name(text: str, salutation: str, titles: tuple[str, ...], full: str) -> None:
    name = parse_name(text)
    assert (name.salutation, name.titles, name.full) == (salutation, titles, full)


def test_capitals_inside_a_word_stay() -> None:
    assert display_name("nguyễn văn McKay") == "Nguyễn Văn McKay"


@given(st.text())
def test_display_name_is_stable(text: str) -> None:
    once = parse_name(text)
    assert isinstance(once, PersonName)
    assert once.full == once.full.strip()
    assert "  " not in once.full


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("THUỶ", "Thủy"),
        ("khoẻ", "khỏe"),
        ("Nguyễn  Thị Tuý", "nguyễn thị túy"),
        ("hoà", unicodedata.normalize("NFD", "hòa")),
    ],
)
def test_one_spelling(one: str, other: str) -> None:
    assert same_spelling_key(one) == same_spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoa", "hoà"), ("lí", "lý"), ("mơ", "mô"), ("đa", "da"), ("hoá", "hoả")],
)
def test_two_words(one: str, other: str) -> None:
    assert same_spelling_key(one) != same_spelling_key(other)
