"""Finding subjects: by any word of a name, by award, year and decision, within what one sees."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.registry.book import award, collective, person, take
from tests.world import World, scope
from vinhdanh.domain.people.actions import add_subject_name, rename_subject
from vinhdanh.domain.registry.queries import BookFilter, book_page, search


def found(world: World, **wanted: Any) -> list[str]:
    page = book_page(scope(world.officer), BookFilter(**wanted))
    return [row.subject.name for row in page.rows]


@pytest.fixture
def book(world: World) -> World:
    hoa = person("Lò Thị Hoà", world.health, birth_year=1980, title="Bác sĩ")
    binh = person("Nguyễn Văn Bình", world.commune)
    team = collective("Khoa Nội tổng hợp", world.health)
    take("award", award(hoa), award(hoa, year=2024), award(binh, year=2024, number="88/QĐ-UBND"))
    take("award", award(team, "tap_the_ld_xuat_sac", 2024))
    return world


def test_names_need_no_marks_and_no_order(book: World) -> None:
    assert found(book, text="hoa lo") == ["Lò Thị Hoà"]
    assert found(book, text="LÒ THỊ HÒA") == ["Lò Thị Hoà"]
    assert found(book, text="nguyen bi") == ["Nguyễn Văn Bình"]
    assert found(book, text="khoa noi") == ["Khoa Nội tổng hợp"]
    assert found(book, text="khong co ai") == []


def test_lists_stand_in_the_order_of_given_names(book: World) -> None:
    assert found(book, kind="individual") == ["Nguyễn Văn Bình", "Lò Thị Hoà"]
    assert found(book) == ["Nguyễn Văn Bình", "Lò Thị Hoà", "Khoa Nội tổng hợp"]


def test_other_names_are_found_as_well(book: World) -> None:
    someone = person("Vàng A Sử", book.health)
    add_subject_name(actor=None, scope=None, subject_id=someone, text="Vàng A Xử")
    rename_subject(actor=None, scope=None, subject_id=someone, name="Vàng A Súa")
    assert found(book, text="vang xu") == found(book, text="vang su") == ["Vàng A Súa"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CSTĐCS 2024", ["Nguyễn Văn Bình", "Lò Thị Hoà"]),
        ("hoa cstdcs", ["Lò Thị Hoà"]),
        ("chiến sĩ thi đua cơ sở 2025", ["Lò Thị Hoà"]),
        ("88/QĐ-UBND", ["Nguyễn Văn Bình"]),
        ("88/qd", ["Nguyễn Văn Bình"]),
        ("2025", ["Lò Thị Hoà"]),
        ("1999", []),
        ("tập thể lao động xuất sắc", ["Khoa Nội tổng hợp"]),
    ],
)
def test_words_may_name_an_award_a_year_a_decision(book: World, text: str, names: list[str]) -> None:
    assert found(book, text=text) == names


def test_fields_ask_the_same(book: World) -> None:
    assert found(book, codes=frozenset({"cstd_co_so"}), year=2024) == ["Nguyễn Văn Bình", "Lò Thị Hoà"]
    assert found(book, number="2025/") == ["Lò Thị Hoà"]
    assert found(book, body=book.commune.pk) == ["Nguyễn Văn Bình"]
    assert found(book, body=book.province.pk, text="khoa") == ["Khoa Nội tổng hợp"]


def test_frequent_awards_ask_each_subject(book: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_FEW_AWARDS", 1)
    monkeypatch.setattr(search, "_GATHERED", 1)
    assert found(book, text="cstdcs 2024") == ["Nguyễn Văn Bình", "Lò Thị Hoà"]
    assert found(book, text="lo cstdcs") == ["Lò Thị Hoà"]


def test_one_finds_only_whom_one_sees(book: World) -> None:
    seen = {
        who.username: [row.subject.name for row in book_page(scope(who), BookFilter()).rows]
        for who in (book.clerk, book.other_clerk, book.leader, book.member)
    }
    assert seen["clerk"] == ["Nguyễn Văn Bình"]
    assert seen["other"] == ["Lò Thị Hoà", "Khoa Nội tổng hợp"]
    assert len(seen["leader"]) == 3
    assert seen["member"] == []


def test_a_page_costs_the_same_however_many_rows(book: World) -> None:
    seen = scope(book.officer)
    with CaptureQueriesContext(connection) as few:
        book_page(seen, BookFilter(text="lo"))
    for number in range(12):
        person(f"Lò Văn {number}", book.health, since=date(2020, 1, 1))
    with CaptureQueriesContext(connection) as many:
        page = book_page(seen, BookFilter(text="lo"))
    assert page.count == 13
    assert len(many) == len(few) <= 8
