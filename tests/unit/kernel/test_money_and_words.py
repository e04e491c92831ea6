import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vinhdanh.foundation.kernel.money import format_dong, round_up
from vinhdanh.foundation.kernel.words import (
    MAX_NUMBER,
    money_in_words,
    number_in_words,
    padded,
)

UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
}
UNITS |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9}


SCALES = {"nghìn": 10**3, "triệu": 10**6}


def read_number(text: str) -> int:
    """Work words out by their place value, left to right: no knowledge of how they were made."""
    total, group, last = 0, 0, 0
    for word in text.replace("mươi", "lần mười").split():
        if word in UNITS:
            last = UNITS[word]
            group += last
        elif word == "lần":  # the "mười" that follows counts once less what already stands there
            group += last * 9 - 10
        elif word in SCALES:
            total, group = total + group * SCALES[word], 0
        elif word == "tỷ":
            total, group = (total + group) * 10**9, 0
        else:
            group = {"mười": group + 10, "trăm": group * 100}.get(word, group)
            assert word in {"mười", "trăm", "lẻ", "linh"}, word
    return total + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (11, "mười một"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm lẻ một"),
        (104, "một trăm lẻ bốn"),
        (110, "một trăm mười"),
        (4005, "bốn nghìn không trăm lẻ năm"),
        (4050, "bốn nghìn không trăm năm mươi"),
        (1_490_000, "một triệu bốn trăm chín mươi nghìn"),
        (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
        (1_000_005, "một triệu không trăm lẻ năm"),
        (1_000_000_010, "một tỷ không trăm mười"),
        (1_005 * 10**9, "một nghìn không trăm lẻ năm tỷ"),
        (10**15, "một triệu tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_official_wording(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_the_word_for_an_empty_ten_can_be_chosen() -> None:
    assert number_in_words(105, zero_ten="linh") == "một trăm linh năm"
    assert money_in_words(4005, zero_ten="linh") == "bốn nghìn không trăm linh năm đồng"
    assert money_in_words(4005) == "bốn nghìn không trăm lẻ năm đồng"


@given(st.integers(0, MAX_NUMBER) | st.integers(0, 10**6))
@example(10**9)
@example(MAX_NUMBER)
def test_words_read_back(number: int) -> None:
    assert read_number(number_in_words(number)) == number


@given(st.integers(0, MAX_NUMBER))
def test_words_never_join_wrongly(number: int) -> None:
    words = f" {number_in_words(number)} "
    assert "  " not in words
    for wrong in (
        "mươi năm ",
        "mươi một ",
        "mười mốt",
        "mươi không",
        "một mươi",
        "lẻ lăm",
        "lẻ tư",
        "lẻ mốt",
    ):
        assert f" {wrong}" not in words


@pytest.mark.parametrize("number", [MAX_NUMBER + 1, -MAX_NUMBER - 1])
def test_too_large_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="10\\^15"):
        number_in_words(number)


def test_padding() -> None:
    assert [padded(n) for n in (1, 9, 10, 31)] == ["01", "09", "10", "31"]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (1_490_000, "1.490.000 đồng"),
        (0, "0 đồng"),
        (999, "999 đồng"),
        (-1_000, "-1.000 đồng"),
    ],
)
def test_format(amount: int, text: str) -> None:
    assert format_dong(amount) == text


def test_another_unit_or_none() -> None:
    assert format_dong(2000, "đ") == "2.000 đ"
    assert format_dong(2000, "") == "2.000"


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**7))
def test_rounding_up_is_the_least_multiple_not_below(amount: int, step: int) -> None:
    rounded = round_up(amount, step)
    assert rounded % step == 0
    assert amount <= rounded < amount + step


def test_default_step_is_ten_thousand() -> None:
    assert round_up(702_001) == 710_000
    assert round_up(710_000) == 710_000


@pytest.mark.parametrize("amount", [1.5, True, "1000"])
def test_only_whole_numbers(amount: object) -> None:
    with pytest.raises(TypeError, match="số nguyên"):
        format_dong(amount)  # type: ignore[arg-type]


def test_a_step_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="lớn hơn 0"):
        round_up(10, 0)
