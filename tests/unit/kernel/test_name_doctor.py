"""What the name doctor sees, what it suggests, and what it leaves alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.foundation.kernel.name_doctor import examine, matching_key, place_tones
from vinhdanh.foundation.kernel.old_letters import from_tcvn3, from_vni, recognised

ODD = [
    ("NguyÔn ThÞ Hµ", "old_font", "Nguyễn Thị Hà"),
    ("TrÇn V¨n §«ng", "old_font", "Trần Văn Đông"),
    ("Nguyeãn Vaên Huøng", "old_font", "Nguyễn Văn Hùng"),
    (unicodedata.normalize("NFD", "Lê Thị Hoà"), "decomposed", "Lê Thị Hoà"),
    ("Lê  Thị   Hoà ", "spaces", "Lê Thị Hoà"),
    ("Ông Nguyễn Văn A", "title", "Nguyễn Văn A"),
    ("Đ/c Trần Bình", "title", "Trần Bình"),
    ("ThS.Trần Bình", "title", "Trần Bình"),
    ("NGƯT Lê Thị Hoa", "title", "Lê Thị Hoa"),
    ("NGUYỄN VĂN BÌNH", "capitals", "Nguyễn Văn Bình"),
    ("nguyễn văn bình", "capitals", "Nguyễn Văn Bình"),
    ("Tr0ng Văn An", "digits", "Trong Văn An"),
    ("Тrần Văn An", "foreign_letters", "Trần Văn An"),
]


@pytest.mark.parametrize(("typed", "code", "meant"), ODD)
def test_each_oddity_is_named_and_a_spelling_suggested(typed: str, code: str, meant: str) -> None:
    found = examine(typed)
    assert [finding.code for finding in found.findings] == [code]
    assert found.suggested == meant
    assert found.typed == typed
    assert found.findings[0].said


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn An", "Lê Thị Hoà", "Lê Thị Hòa", "H'Brôih Êban", "Tôn Thất Tùng", "Y Blăk", "An", ""]
)
def test_a_name_that_is_well_is_left_alone(name: str) -> None:
    assert examine(name).healthy
    assert examine(name).suggested == name


def test_several_oddities_are_said_one_by_one() -> None:
    found = examine("Ông  TRẦN VĂN  AN")
    assert [finding.code for finding in found.findings] == ["spaces", "title", "capitals"]
    assert found.suggested == "Trần Văn An"


def test_digits_and_foreign_letters_are_questions() -> None:
    assert not examine("Nguy3n Văn An").sure
    assert not examine("Nguyễn Văn 7").sure
    assert examine("NGUYỄN VĂN AN").sure


def test_the_office_chooses_where_tones_stand() -> None:
    assert examine("Lê Thị Hoà", style="old").suggested == "Lê Thị Hòa"
    assert examine("Lê Thị Thủy", style="new").suggested == "Lê Thị Thuỷ"
    assert place_tones("HOÀ quý khoẻ toán", "old") == "HÒA quý khỏe toán"
    assert place_tones("xoài oai ngoằn", "old") == "xoài oai ngoằn"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lê Thị Hoà", "LÊ THỊ HÒA"),
        ("Lý Thị Thuỷ", "Lí Thị Thủy"),
        ("Ngô Quý", "Ngô Quí"),
        ("Trần Vỹ", unicodedata.normalize("NFD", "Trần  Vĩ")),
        ("Ông Trần An", "Trần An"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert matching_key(one) == matching_key(other)


def test_other_names_do_not_share_it() -> None:
    assert matching_key("Lê Thị Hoa") != matching_key("Lê Thị Hoà")
    assert matching_key("Trần Thúy") != matching_key("Trần Thúi")


@given(st.text(max_size=60))
def test_odd_input_passes_and_a_second_look_finds_nothing_sure(text: str) -> None:
    found = examine(text)
    assert found.typed == text
    matching_key(text)
    place_tones(text, "old")
    if found.sure:
        again = examine(found.suggested)
        assert not [f for f in again.findings if f.code in ("spaces", "decomposed")]


_FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Bùi", "Võ", "Hồ", "Dương", "Lý"]
_GIVEN = ["Hùng", "Thủy", "Hương", "Đức", "Nghĩa", "Quyền", "Phượng", "Khoẻ", "Mỹ", "Kỳ"]


def _old(name: str, table: str) -> str:
    turn = from_tcvn3 if table == "TCVN3" else from_vni
    back: dict[str, str] = {}
    for code in range(0xA1, 0x100):
        if turn(chr(code)) != chr(code) or chr(code) in "íì":
            back.setdefault(turn(chr(code)), chr(code))
    if table == "VNI":
        for base in "aeouyôö":
            for code in range(0xE0, 0x100):  # the mark has the case of its letter
                pair = base + chr(code)
                if len(turn(pair)) == 1:
                    back.setdefault(turn(pair), pair)
    return "".join(back.get(char.lower(), char) if not char.isascii() else char for char in name)


@given(st.sampled_from(_FAMILY), st.sampled_from(_GIVEN), st.sampled_from(["TCVN3", "VNI"]))
def test_old_letters_come_back(family: str, given_name: str, table: str) -> None:
    name = f"{family} Thị {given_name}"
    found = recognised(_old(name, table))
    assert found is not None
    assert found[1].lower() == name.lower()
