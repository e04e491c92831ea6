"""Lists in: read, matched, tried, taken; nothing half, nothing twice."""

from datetime import date
from typing import Any

import pytest

from tests.domain.imports.lists import HEAD, brought, line, rows_of, standings, taken, uploaded
from tests.domain.registry.book import award, person, take
from tests.workbooks import book
from tests.world import World, scope
from vinhdanh.domain.imports.actions import (
    accept_list,
    accepting,
    choose_subject,
    discard_list,
    drop_row,
    mend_row,
    read_list,
    reading,
    take_list,
    upload_list,
)
from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.people.models import Person, Subject
from vinhdanh.domain.registry.models import Award, Rating, Recognition
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.jobs.states import JobCancelledError
from vinhdanh.foundation.kernel.results import RefusedError


def mended(world: World, listing: ListImport, row: ImportRow, **typed: str) -> ImportRow:
    return mend_row(
        actor=world.officer,
        scope=scope(world.officer),
        listing_id=listing.pk,
        row_id=row.pk,
        revision=row.revision,
        typed=typed,
    )


def said(row: ImportRow) -> str:
    return " ".join(words for _, _, words in row.verdicts)


def test_good_rows_are_taken_and_bad_rows_wait(world: World) -> None:
    listing = brought(world, [line(), line("Vàng A Sơn", year="hai nghìn"), line("Lò Văn An", unit="Sở Áo")])
    assert listing.state == "ready"
    assert standings(listing) == ["good", "wrong", "wrong"]
    assert Subject.objects.count() == 0
    assert taken(world, listing) == {"added": 1, "known": 0, "faults": 0}
    assert listing.state == "ready"
    assert standings(listing) == ["taken", "wrong", "wrong"]
    row = Award.objects.get()
    assert (row.code, row.year, row.number, row.name) == ("cstd_co_so", 2024, "12/QĐ-UBND", "CSTĐCS")
    assert (row.subject.name, row.subject.body_id) == ("Lò Thị Mẫu", world.health.pk)
    assert Person.objects.get().birth_year == 1980
    assert AuditRow.objects.filter(action="leave_rows").count() == 1


def test_the_same_list_twice_adds_nothing(world: World) -> None:
    rows = [line(), line("Vàng A Sơn", born="5/6/1970"), line(year=2023, number="9/QĐ-UBND", day="5/1/2024")]
    taken(world, brought(world, rows))
    before = (Subject.objects.count(), Award.objects.count())
    again = brought(world, [*rows, ()], head=(*HEAD, "Ghi chú"))
    assert standings(again) == ["good"] * 3
    assert all(row.who["known"] for row in rows_of(again))
    assert taken(world, again) == {"added": 0, "known": 3, "faults": 0}
    assert standings(again) == ["known"] * 3
    assert again.state == "done"
    assert (Subject.objects.count(), Award.objects.count()) == before == (2, 3)


def test_the_same_bytes_give_the_list_that_exists(world: World) -> None:
    data = book([HEAD, line()])
    first = uploaded(world, data)
    found = upload_list(
        actor=world.officer, scope=scope(world.officer), kind="awards", data=data, name="khac.xlsx"
    )
    assert found.known
    assert found.listing.pk == first.pk


def test_rows_of_one_new_person_open_one_record(world: World) -> None:
    listing = brought(world, [line(), line("LÒ THỊ MẪU", year=2023, number="9/QĐ", day="5/1/2024")])
    taken(world, listing)
    assert Subject.objects.get().name == "Lò Thị Mẫu"
    assert Award.objects.count() == 2


def test_a_person_on_record_is_found_by_name_and_unit_or_birth(world: World) -> None:
    here = person("Lò Thị Hoà", world.health)
    born = person("Vàng A Sơn", world.commune, born_on=date(1970, 6, 5))
    listing = brought(world, [line("Lò Thị Hòa"), line("Vàng A Sơn", born="5/6/1970")])
    first, second = rows_of(listing)
    assert (first.who["subject"], second.who["subject"]) == (str(here), str(born))
    assert "cùng đơn vị" in first.who["said"]


def test_a_doubtful_person_is_a_question_and_never_linked(world: World) -> None:
    elsewhere = person("Lò Thị Mẫu", world.commune, birth_year=1980)
    listing = brought(world, [line(), line(year=2023, number="9/QĐ", day="5/1/2024")])
    assert standings(listing) == ["doubtful", "doubtful"]
    row = rows_of(listing)[0]
    assert row.who["options"][0][0] == str(elsewhere)
    with pytest.raises(RefusedError):
        accept_list(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk)
    ask: dict[str, Any] = {"actor": world.officer, "scope": scope(world.officer), "listing_id": listing.pk}
    with pytest.raises(RefusedError):
        choose_subject(**ask, row_id=row.pk, choice="x")
    assert len(choose_subject(**ask, row_id=row.pk, choice=str(elsewhere))) == 2
    taken(world, listing)
    assert Award.objects.filter(subject=elsewhere).count() == 2


def test_somebody_else_of_the_same_name_gets_a_record_and_is_known_next_time(world: World) -> None:
    person("Lò Thị Mẫu", world.commune, birth_year=1980)
    listing = brought(world, [line()])
    ask: dict[str, Any] = {"actor": world.officer, "scope": scope(world.officer), "listing_id": listing.pk}
    choose_subject(**ask, row_id=rows_of(listing)[0].pk, choice="new")
    taken(world, listing)
    assert Subject.objects.filter(name="Lò Thị Mẫu").count() == 2
    again = brought(world, [line(), line("Vàng A Sơn")])
    assert standings(again)[0] == "good"
    assert rows_of(again)[0].who["known"]


def test_what_the_book_refuses_is_seen_before_taking(world: World) -> None:
    someone = person("Lò Thị Mẫu", world.health, birth_year=1980)
    take("award", award(someone, year=2024, number="77/QĐ"))
    listing = brought(world, [line()])
    assert standings(listing) == ["wrong"]
    assert "2024" in said(rows_of(listing)[0])
    assert Award.objects.count() == 1


def test_a_row_is_mended_on_the_page(world: World) -> None:
    listing = brought(world, [line(year="hai nghìn")])
    row = mended(world, listing, rows_of(listing)[0], year="2024")
    assert row.standing == "good"
    assert row.typed["year"] == "2024"
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        mend_row(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk, row_id=row.pk,
                 revision=0, typed={"year": "2023"})  # fmt: skip
    taken(world, listing)
    row.refresh_from_db()
    assert row.standing == "taken"
    with pytest.raises(RefusedError):
        mended(world, listing, row, year="2023")


def test_the_log_holds_no_birth_date(world: World) -> None:
    listing = brought(world, [line(born="x")])
    mended(world, listing, rows_of(listing)[0], birth="5/6/1970")
    told = AuditRow.objects.get(action="mend_import_row")
    assert "1970" not in str(told.after)
    assert told.after["cells"] == ["birth"]


def test_rows_without_a_unit_belong_to_the_unit_of_the_list(world: World) -> None:
    head = ("Họ tên", "Danh hiệu", "Năm")
    assert standings(brought(world, [("Lò Thị Mẫu", "LĐTT", 2024)], head=head)) == ["wrong"]
    listing = brought(world, [("Lò Thị Mẫu", "LĐTT", 2024)], head=head, home_id=world.commune.pk)
    taken(world, listing)
    assert Subject.objects.get().body_id == world.commune.pk


def test_a_collective_of_the_directory_is_its_record(world: World) -> None:
    head = ("Tên tập thể", "Danh hiệu", "Năm")
    listing = brought(world, [("Sở Y tế", "Tập thể lao động xuất sắc", 2024)], head=head)
    assert standings(listing) == ["good"]
    taken(world, listing)
    assert Subject.objects.get().own_body_id == world.health.pk


def test_ratings_recognitions_and_people(world: World) -> None:
    taken(world, brought(world, [("Lò Thị Mẫu", "Sở Y tế", "HTXSNV", 2024)],
                         head=("Họ tên", "Đơn vị", "Xếp loại", "Năm"), kind="ratings"))  # fmt: skip
    assert Rating.objects.get().level == "excellent"
    taken(world, brought(world, [("Lò Thị Mẫu", "Sở Y tế", "Sổ nước", "Cơ sở", 2024)],
                         head=("Tác giả", "Đơn vị", "Tên sáng kiến", "Phạm vi", "Năm"),
                         kind="recognitions"))  # fmt: skip
    assert Recognition.objects.get().scope == "co_so"
    head = ("Họ tên", "Đơn vị", "Giới tính", "Năm sinh", "Lãnh đạo")
    rows = [("Vàng Thị Sa", "Sở Y tế", "Nữ", 1990, "x")]
    assert taken(world, brought(world, rows, head=head, kind="people"))["added"] == 1
    assert taken(world, brought(world, rows, head=(*head, "STT"), kind="people"))["known"] == 1
    assert Person.objects.get(sex="female").leader is True


def test_of_two_who_take_at_once_one_is_told(world: World) -> None:
    listing = brought(world, [line(), line("Vàng A Sơn", year="x")])
    accept_list(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk)
    with pytest.raises(RefusedError, match="Có thể người khác vừa xử lý"):
        accept_list(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk)
    take_list(listing.pk)
    with pytest.raises(RefusedError, match="Officer nhận lúc"):
        accept_list(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk)
    assert take_list(listing.pk) == {}
    assert Award.objects.count() == 1


@pytest.mark.parametrize("broken", ["settle_row", "keep_returned"])
def test_a_kill_in_the_middle_leaves_nothing_half(
    world: World, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    listing = brought(world, [line(), line("Vàng A Sơn")])
    accept_list(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk)

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(accepting, broken, killed)
        with pytest.raises(KeyboardInterrupt):
            take_list(listing.pk)
    half = Award.objects.count()
    assert half == (0 if broken == "settle_row" else 2)
    take_list(listing.pk)
    assert Award.objects.count() == 2
    listing.refresh_from_db()
    assert listing.state == "done"


def test_stopping_the_taking_leaves_the_list_ready(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = brought(world, [line()])
    accept_list(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk)

    def stopped(done: int, **_: Any) -> None:
        if done > 5:
            raise JobCancelledError

    with monkeypatch.context() as patch:
        patch.setattr(accepting, "report", stopped)
        with pytest.raises(JobCancelledError):
            take_list(listing.pk)
    listing.refresh_from_db()
    assert (listing.state, Award.objects.count(), Subject.objects.count()) == ("ready", 0, 0)
    assert taken(world, listing)["added"] == 1


def test_stopping_the_reading_gives_the_list_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(done: int, **_: Any) -> None:
        raise JobCancelledError

    monkeypatch.setattr(reading, "report", stopped)
    found = upload_list(
        actor=world.officer,
        scope=scope(world.officer),
        kind="awards",
        data=book([HEAD, line()]),
        name="a.xlsx",
    )
    with pytest.raises(JobCancelledError):
        read_list(found.listing.pk, world.officer.pk)
    found.listing.refresh_from_db()
    assert found.listing.state == "discarded"


def test_reading_again_changes_nothing(world: World) -> None:
    listing = brought(world, [line()])
    assert read_list(listing.pk, world.officer.pk) == {}
    assert standings(listing) == ["good"]


def test_a_mended_copy_takes_the_place_of_the_list(world: World) -> None:
    listing = brought(world, [line(), line("Vàng A Sơn", year="x")])
    taken(world, listing)
    again = brought(world, [line(), line("Vàng A Sơn")], replaces_id=listing.pk)
    listing.refresh_from_db()
    assert listing.state == "discarded"
    assert taken(world, again) == {"added": 1, "known": 1, "faults": 0}


def test_a_dropped_row_is_left_out_and_may_come_back(world: World) -> None:
    listing = brought(world, [line()])
    ask: dict[str, Any] = {"actor": world.officer, "scope": scope(world.officer), "listing_id": listing.pk}
    row = rows_of(listing)[0]
    assert drop_row(**ask, row_id=row.pk).standing == "dropped"
    with pytest.raises(RefusedError, match="Chưa có dòng nào"):
        accept_list(**ask)
    assert drop_row(**ask, row_id=row.pk, dropped=False).standing == "good"
    discard_list(**ask)
    with pytest.raises(RefusedError):
        drop_row(**ask, row_id=row.pk)


def test_a_workbook_that_is_none_ends_with_a_sentence(world: World) -> None:
    listing = uploaded(world, book([["Việc", "Đơn vị"], ["Họp", "Sở A"]]))
    assert listing.state == "failed"
    assert "Không tìm thấy hàng tiêu đề" in listing.fault
    with pytest.raises(RefusedError):
        uploaded(world, b"Ho ten;Nam\n")


def test_who_may_not_keep_the_book_brings_no_list(world: World) -> None:
    with pytest.raises(RefusedError):
        upload_list(
            actor=world.clerk, scope=scope(world.clerk), kind="awards", data=book([HEAD]), name="a.xlsx"
        )


def test_the_workbook_goes_back_marked(world: World) -> None:
    import openpyxl

    from vinhdanh.foundation.files.store import path_of

    person("Lò Thị Mẫu", world.commune, birth_year=1980)
    listing = brought(world, [line(), line("Vàng A Sơn", year="x"), line("Lò Văn Tư")])
    assert listing.returned
    sheet = openpyxl.load_workbook(path_of(listing.returned).open("rb"))["Sheet1"]
    assert sheet["E3"].fill.fgColor.rgb == "FFFF9B9A"
    assert "không phải năm" in sheet["E3"].comment.text
    assert "cùng năm sinh" in sheet["A2"].comment.text
    assert sheet["A4"].fill.fgColor.rgb == "FFD3F0D9"
