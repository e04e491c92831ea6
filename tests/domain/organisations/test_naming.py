"""Written names as pure text: no database."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.domain.organisations.naming.collective import collective_of
from vinhdanh.domain.organisations.naming.places import PlaceRef, place_of_name, plain, split_place
from vinhdanh.domain.organisations.naming.reading import memory_key, read

_OFFICE = ["các", "sở", "ban", "ngành", "UBND", "tỉnh", "xã", "phường", "TĐ-KT", "HĐ", "TU", "Sông", "Mây"]
_REST = ["và", ",", ";", "(", ")", "-", "Trưởng", "trường", "được", "giao", "liên", "quan", "2026"]
WORDS = st.sampled_from(_OFFICE + _REST)


def words(text: str) -> list[str]:
    return [plain(reading.words) for reading in read(text)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sở GD&ĐT", "so giao duc dao tao"),
        ("Sở GD-ĐT", "so giao duc dao tao"),
        ("Sở VH, TT&DL", "so van hoa the thao du lich"),
        ("Đài PTTH", "dai phat thanh truyen hinh"),
        ("Trường PTTH Mai Sơn", "truong trung hoc pho thong mai son"),
        ("HĐ.TĐKT tỉnh", "hoi dong thi dua khen thuong tinh"),
        ("CA tỉnh", "cong an tinh"),
        ("Hội ca hát", "hoi ca hat"),
        ("Sở Tư pháp", "so tu phap"),
        ("Mặt trận cấp tỉnh", "mat tran tinh"),
        ("Kỹ thuật viên năm 2026", "ki thuat vien"),
    ],
)
def test_abbreviations_are_written_out(text: str, meant: str) -> None:
    assert words(text) == [meant]


def test_an_abbreviation_with_two_meanings_gives_two_readings() -> None:
    assert words("Ban Tổ chức TU") == ["ban to chuc thanh uy", "ban to chuc tinh uy"]


@pytest.mark.parametrize(
    ("text", "role", "rest"),
    [
        ("Chủ tịch UBND tỉnh", "Chủ tịch", "uy ban nhan dan tinh"),
        ("CT, các PCT UBND tỉnh", "CT, PCT", "uy ban nhan dan tinh"),
        ("Trưởng các cụm thi đua", "Trưởng", "cum thi dua"),
        ("Trường Tiểu học Hoa Mai", "", "truong tieu hoc hoa mai"),
        ("Truong Tieu hoc Hoa Mai", "", "truong tieu hoc hoa mai"),
        ("Các thành viên Hội đồng", "thành viên", "hoi dong"),
        ("TT. HĐND tỉnh", "TT", "hoi dong nhan dan tinh"),
    ],
)
def test_posts_are_told_from_bodies(text: str, role: str, rest: str) -> None:
    reading = read(text)[0]
    assert (reading.role, plain(reading.words)) == (role, rest)


@pytest.mark.parametrize(
    ("text", "items", "unit"),
    [
        ("Các sở, ban, ngành, đoàn thể thành phố", {"so", "ban", "nganh", "doan the"}, "thanh_pho"),
        ("Các sở, ban ngành tỉnh", {"so", "ban", "nganh"}, "tinh"),
        ("UBND quận, huyện", {"quan", "huyen"}, ""),
        ("UBND các huyện, thị, thành phố", {"huyen", "thi_xa", "thanh_pho"}, ""),
        ("Chủ tịch Ủy ban nhân dân các xã, phường", {"xa", "phuong"}, ""),
        ("các phường xã", {"xa", "phuong"}, ""),
        ("Trưởng các cụm, khối thi đua năm 2017", {"cum", "khoi"}, ""),
        ("Các cụm, khối thi đua của thành phố", {"cum", "khoi"}, "thanh_pho"),
        ("HĐND và UBND các xã", {"hoi dong nhan dan", "uy ban nhan dan", "xa"}, ""),
    ],
)
def test_lists_are_taken_apart(text: str, items: set[str], unit: str) -> None:
    listed = collective_of(read(text)[0])
    assert listed is not None
    assert (listed.items, listed.unit) == (items, unit)


@pytest.mark.parametrize(
    "text", ["UBND tỉnh", "UBND xã Đông Sơn", "Sở Nội vụ", "Cụm thi đua số 1", "Hợp tác xã Lúa Vàng"]
)
def test_one_body_is_no_list(text: str) -> None:
    assert collective_of(read(text)[0]) is None


def test_the_words_that_leave_it_open_are_kept() -> None:
    reading = read("Các cơ quan, đơn vị được giao nhiệm vụ")[0]
    assert reading.vague == "được giao nhiệm vụ"
    listed = collective_of(reading)
    assert listed is not None
    assert listed.open_ended


@pytest.mark.parametrize(
    ("text", "unit", "name"),
    [
        ("UBND xã Đông Sơn", "xa", "dong son"),
        ("Ủy ban nhân dân thị xã Bến Đá", "thi_xa", "ben da"),
        ("Sở Nội vụ", "", ""),
    ],
)
def test_the_place_of_an_authority_is_in_its_name(text: str, unit: str, name: str) -> None:
    assert place_of_name(text) == PlaceRef(unit, name)


def test_only_known_places_are_taken_off_a_name() -> None:
    known = {PlaceRef("tinh", "song may"), PlaceRef(name="song may"), PlaceRef("xa", "dong son")}
    name = read("Hợp tác xã Đông Sơn")[0].whole
    assert split_place(name, known.__contains__) is None
    split = split_place(read("UBND xã Đông Sơn, tỉnh Sông Mây")[0].whole, known.__contains__)
    assert split is not None
    assert (plain(split.core), split.ref, split.outer) == (
        "uy ban nhan dan",
        PlaceRef("xa", "dong son"),
        PlaceRef("tinh", "song may"),
    )
    assert split_place(read("Báo Biển Xanh")[0].whole, known.__contains__) is None


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=40))
def test_reading_never_fails_and_does_not_depend_on_the_normal_form(text: str) -> None:
    composed = [plain(reading.words) for reading in read(unicodedata.normalize("NFC", text))]
    apart = [plain(reading.words) for reading in read(unicodedata.normalize("NFD", text))]
    assert composed == apart
    for reading in read(text):
        collective_of(reading)


@given(st.lists(WORDS, min_size=1, max_size=10))
def test_memory_does_not_hang_on_spaces_and_dashes(parts: list[str]) -> None:
    assert memory_key(" ".join(parts)) == memory_key("  -  ".join(parts))
