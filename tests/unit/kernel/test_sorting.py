import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.foundation.kernel.sorting import person_sort_key, sort_key

ALPHABET = [
    "a",
    "ă",
    "â",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "ê",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "ô",
    "ơ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "ư",
    "v",
    "x",
    "y",
]
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]
VIETNAMESE = "aàảãáạăằâấbcdđeéêệghiklmnoọôơpqrstuưừvxyAÀĂÂĐÊƠ 0123456789-,."


@pytest.mark.parametrize(
    "in_order",
    [
        pytest.param(ALPHABET, id="alphabet"),
        pytest.param(TONES, id="tones"),
        pytest.param(["ơ", "ờ", "ở", "ỡ", "ớ", "ợ"], id="tones-on-marked-letter"),
        pytest.param(["", "1", "9", "10", "100", "a"], id="digits-before-letters"),
        pytest.param(["Quý 2", "Quý 10", "Quý 10a"], id="numbers-inside-text"),
        pytest.param(["8" * 8, "1" * 9, "1" * 10, "2" * 18, "1" * 19], id="long-numbers"),
        pytest.param(["ban", "Ban", "bán", "Bán", "ban bố", "bang"], id="case-last"),
        pytest.param(["Hồ Tây", "Hội", "Hội An"], id="word-by-word"),
        pytest.param(["Da", "Đa", "Đà", "E"], id="d-with-stroke"),
        pytest.param(
            ["e", "f", "g", "i", "j", "k", "v", "w", "x", "y", "z"],
            id="foreign-letters",
        ),
        pytest.param(["zebra", "Ω"], id="other-scripts-last"),
    ],
)
def test_order(in_order: list[str]) -> None:
    keys = [sort_key(text) for text in in_order]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_letters_go_before_tones_over_the_whole_text() -> None:
    assert sort_key("Lễ Anh") < sort_key("Lê Bình") < sort_key("Lễ Bình")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Thi đua - Khen thưởng", "Thi đua, Khen thưởng"),
        ("Quý 02", "Quý 2"),
    ],
)
def test_same_place(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_people_by_given_then_family_then_middle_name() -> None:
    in_order = [
        "Trần Văn An",
        "Bà Lê Thị Ánh",
        "Đặng Bình",
        "Nguyễn Bình",
        "Nguyễn An Bình",
        "TS. Nguyễn Văn Bình",
        "Lê Hoa",
        "An Hoà",
    ]
    for shuffled in itertools.islice(itertools.permutations(in_order), 0, 40_000, 997):
        assert sorted(shuffled, key=person_sort_key) == in_order


@given(st.text())
def test_key_is_printable_ascii_for_any_text(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key.isprintable()


@given(st.lists(st.text(VIETNAMESE, max_size=12), max_size=8))
def test_bytes_and_characters_sort_alike(texts: list[str]) -> None:
    keys = [sort_key(text) for text in texts]
    assert sorted(keys) == sorted(keys, key=lambda key: key.encode("utf-8"))


@given(st.text(VIETNAMESE, max_size=20))
def test_normal_form_does_not_matter(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_sort_by_value(a: int, b: int) -> None:
    assert (sort_key(f"Quý {a}") < sort_key(f"Quý {b}")) == (a < b)


@given(
    st.text(VIETNAMESE, min_size=1, max_size=8),
    st.text(VIETNAMESE, min_size=1, max_size=8),
)
def test_longer_text_never_sorts_before_its_own_opening(start: str, more: str) -> None:
    assert sort_key(start) <= sort_key(f"{start} {more}")
