"""Who may be the same person: points, reasons, what is sure; and the names under which one looks."""

import unicodedata
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.domain.people.matching import Profile, best_of, likeness, spellings

HERE, THERE = uuid4(), uuid4()


def who(name: str = "Lò Thị Hoà", born: str = "1980", at: object = HERE, **more: object) -> Profile:
    bodies = frozenset({at} if at else ())
    return Profile(kind="individual", names=(name,), born=born, bodies=bodies, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "sure"),
    [
        (who("Lò Thị Hòa"), True),
        (who("LÒ THỊ HÒA"), True),
        (who(unicodedata.normalize("NFD", "Lò Thị Hoà")), True),
        (who(born=""), True),
        (who(born="1980-06-05"), True),
        (who(at=THERE), False),
        (who(at=None), False),
        (who("Lo Thi Hoa"), False),
        (who(born="1981"), False),
    ],
)
def test_what_is_sure(other: Profile, sure: bool) -> None:
    assert likeness(who(), other).sure is sure
    assert likeness(other, who()).sure is sure


def test_the_same_day_of_birth_is_enough_wherever_they_work() -> None:
    found = likeness(who(born="1980-06-05"), who(born="1980-06-05", at=THERE))
    assert found.sure
    assert "cùng ngày sinh" in found.said
    assert "khác đơn vị" in found.said


def test_another_birth_speaks_against_everything() -> None:
    assert likeness(who(born="1980-06-05"), who(born="1980-06-06")).points == 0
    assert likeness(who(), who(born="1979")).points == 0


def test_other_names_and_kinds_are_not_compared() -> None:
    assert likeness(who(), who("Lò Văn An")).points == 0
    assert likeness(who(), Profile(kind="collective", names=("Lò Thị Hoà",))).points == 0


def test_i_and_y_are_looked_for_both() -> None:
    assert set(spellings("Lý Thị Mỹ")) >= {"ly thi my", "li thi mi", "ly thi mi", "li thi my"}
    assert likeness(who("Lý Mỹ"), who("Lí Mĩ")).sure


def test_of_two_as_good_nobody_is_taken() -> None:
    sure = likeness(who(), who())
    weaker = likeness(who(), who(at=THERE, born=""))
    first, second = uuid4(), uuid4()
    assert best_of([(first, sure), (second, sure)]) is None
    assert best_of([(first, sure), (second, weaker)]) == first
    assert best_of([]) is None


NAMES = st.sampled_from(["Lò Thị Hoà", "Lò Thị Hòa", "Lý Mỹ", "Lí Mĩ", "Trần An", "Tran An"])
BIRTHS = st.sampled_from(["", "1980", "1980-06", "1980-06-05", "1981"])
PLACES = st.sampled_from([HERE, THERE, None])


@given(NAMES, BIRTHS, PLACES, NAMES, BIRTHS, PLACES)
def test_likeness_is_the_same_both_ways(a: str, b: str, c: object, d: str, e: str, f: object) -> None:
    one, other = who(a, b, c), who(d, e, f)
    there, back = likeness(one, other), likeness(other, one)
    assert (there.points, there.sure) == (back.points, back.sure)
    assert there.points or not there.sure
    if there.points:
        assert there.reasons
