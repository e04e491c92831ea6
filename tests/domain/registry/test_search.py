"""Finding subjects: by any word of a name, by award, year and decision, within what one sees."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.registry.book import award, collective, person, take
from tests.world import World, scope
from vinhdanh.domain.people.actions import add_subject_name, merge_subjects, rename_subject, undo_merge
from vinhdanh.domain.people.models import Merge, Person, Post, Subject, SubjectName, SubjectWord
from vinhdanh.domain.people.queries import finding
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


WAYS: dict[str, dict[str, int]] = {
    "as it is": {},
    "along a word": {"_FEW_TOGETHER": 0, "_FREQUENT_AWARDS": 0},
    "too short a walk": {"_FEW_TOGETHER": 0, "_WALKED_BY_WORD": 1, "_WALKED": 1, "_PROBED": 1},
    "by the index of words": {"_SMALL": 0},
    "too many to gather": {"_FEW_TOGETHER": 0, "_WALKED_BY_WORD": 1, "_GATHERED": 1, "_FEW_AWARDS": 1},
    "no awards gathered": {"_FEW_AWARDS": 1},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("beside", [3, 0])
def test_every_way_finds_the_same(
    book: World, monkeypatch: pytest.MonkeyPatch, way: str, beside: int
) -> None:
    names = ["Lan Thị Hoa", "Hoa Văn Hòa", "Lò Hoàng Lan", "Nguyễn Thị Lan", "Lò Lanh Lan", "Đinh Lăng"]
    people = {person(name, book.health): name for name in names}
    take("award", *[award(pk, year=2023) for pk, name in people.items() if "Lan" in name])
    for name, value in WAYS[way].items():
        monkeypatch.setattr(search, name, value)
    # With a limit below what one letter may become, no word is walked along.
    monkeypatch.setattr(finding, "_SIDE_BY_SIDE", beside)
    for text in ("lan", "la", "hoa", "lan lo", "lo h", "hoa hoa", "thi lan", "la la", "nguyen van binh", "x"):
        assert found(book, text=text) == bearing(text), text
    assert found(book, text="lan 2023") == [name for name in bearing("lan") if name in names[:5]]
    assert found(book, text="lo lan cstdcs") == bearing("lo lan") == ["Lò Hoàng Lan", "Lò Lanh Lan"]
    clerk = book_page(scope(book.other_clerk), BookFilter(text="lan lo"))
    assert [row.subject.name for row in clerk.rows] == bearing("lo lan")
    assert clerk.count == 2


def bearing(text: str) -> list[str]:
    """Who bears the words, asked in the plainest way."""
    *whole, last = text.split()
    rows = [(row.name, row.words.split()) for row in Subject.objects.order_by("sort_key", "id")]
    return [
        name
        for name, words in rows
        if set(whole) <= set(words) and any(word.startswith(last) for word in words)
    ]


def test_words_follow_the_names(book: World) -> None:
    first, second, other = (person(f"Sùng {name}", book.health) for name in ("A Chớ", "A Chơ", "Thị Mỷ"))
    acting: dict[str, Any] = {"actor": book.officer, "scope": scope(book.officer), "reason": "Một người"}
    assert found(book, text="sung") == ["Sùng A Chơ", "Sùng A Chớ", "Sùng Thị Mỷ"]
    rename_subject(actor=None, scope=None, subject_id=other, name="Giàng Thị An")
    assert found(book, text="sung") == ["Giàng Thị An", "Sùng A Chơ", "Sùng A Chớ"]
    merge = merge_subjects(kept_id=first, gone_id=second, **acting)
    assert found(book, text="sung") == ["Giàng Thị An", "Sùng A Chớ"]
    undo_merge(merge_id=merge.pk, **acting)
    assert found(book, text="sung") == ["Giàng Thị An", "Sùng A Chơ", "Sùng A Chớ"]
    assert SubjectWord.objects.filter(subject_id=second).count() == 3
    SubjectName.objects.filter(subject=second).delete()
    Post.objects.filter(subject=second).delete()
    Person.objects.filter(subject=second).delete()
    Merge.objects.all().delete()
    Subject.objects.filter(pk=second).delete()
    assert not SubjectWord.objects.filter(subject_id=second).exists()


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
