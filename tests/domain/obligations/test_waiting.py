"""What waits for whom, as the home page and the full lists tell it."""

from datetime import date
from typing import Any

import pytest

from tests.world import World, account, body, plan, row, scope
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.obligations.queries import ledger
from vinhdanh.domain.obligations.queries.ledger import LedgerFilter, body_counts, ledger_page
from vinhdanh.domain.obligations.queries.waiting import (
    WorkFilter,
    awaited_page,
    bodies_of,
    held_page,
    work_for,
)
from vinhdanh.domain.organisations.actions import relate_bodies
from vinhdanh.engines.workflow.items import Wait, set_waits
from vinhdanh.interfaces.office.work import KINDS, kinds_for, shown

pytestmark = pytest.mark.django_db


def home(user: Any, mine: int = 20, others: int = 20) -> Any:
    who = scope(user)
    return work_for(who, kinds_for(who), mine=mine, others=others)


def texts(found: Any) -> list[str]:
    return [line.title for line in found.rows]


def test_the_officer_of_a_standing_office_waits_in_the_name_of_the_body_served(world: World) -> None:
    found = home(world.officer)
    assert texts(found.mine) == ["Việc của Sở Nội vụ", "Việc của các sở", "Việc chưa có chủ trì"]
    assert [(line.title, list(line.who)) for line in found.others.rows] == [
        ("Việc của xã", [world.commune.name]),
        ("Việc của các sở", [world.health.name]),
    ]
    assert (found.mine.count, found.mine.late, found.others.late) == (3, 0, 1)


def test_a_leader_does_not_see_what_only_officers_can_settle(world: World) -> None:
    assert texts(home(world.leader).mine) == ["Việc của Sở Nội vụ", "Việc của các sở"]
    assert texts(home(world.leader).others) == ["Việc của xã", "Việc của các sở"]


def test_a_clerk_sees_what_their_body_has_to_do_and_what_it_waits_for(world: World) -> None:
    room = body("Phòng Văn hóa xã Thử", parent=world.commune, kind="office", level="commune")
    plan(world.clerk, world.commune, [row("Việc của phòng", room), row("Chưa ai")], number="5/KH")
    found = home(world.clerk)
    assert texts(found.mine) == ["Việc của xã", "Chưa ai"]
    assert texts(found.others) == ["Việc của phòng"]


def test_members_and_administrators_have_nothing_to_do_here(world: World) -> None:
    for user in (world.member, world.admin):
        found = home(user)
        assert (found.mine.count, found.others.count) == (0, 0)


def test_the_standing_office_of_a_council_acts_for_it(world: World) -> None:
    council = body("Hội đồng Thử Nghiệm", parent=world.province, kind="council")
    plan(world.officer, world.province, [row("Họp phiên thứ nhất", council)], number="6/KH")
    assert "Họp phiên thứ nhất" not in texts(home(world.officer).mine)
    relate_bodies(
        actor=None,
        source_id=world.office.pk,
        target_id=council.pk,
        kind="standing_office_of",
        valid_from=date(2025, 7, 1),
    )
    assert council.pk in bodies_of(scope(world.officer))
    assert "Họp phiên thứ nhất" in texts(home(world.officer).mine)


def test_many_of_one_kind_are_one_line_that_opens(world: World) -> None:
    for n in range(3):
        body(f"Sở Thứ {n} tỉnh Thử Nghiệm", parent=world.province)
    plan(
        world.officer, world.province, [row("Gửi báo cáo", world.everyone), row("A"), row("B")], number="7/KH"
    )
    found = home(world.officer)
    together = next(line for line in found.others.rows if line.title == "Gửi báo cáo")
    assert (together.count, len(together.who)) == (4, 4)
    line = shown(together, own=False)
    assert line.text == "4 đơn vị chưa xong: Gửi báo cáo"
    assert "Sở Thứ 0 tỉnh Thử Nghiệm" in [words for words, _ in line.members]
    unled = next(one for one in found.mine.rows if one.kind == "assign_lead" and one.count == 2)
    assert shown(unled, own=True).text == "2 nhiệm vụ chưa có chủ trì"
    assert [words for words, _ in shown(unled, own=True).members] == ["A", "B"]


def test_late_work_comes_first_and_the_rest_on_demand(world: World) -> None:
    rows = [row(f"Việc {n}", world.commune, deadline=date(2026, 3, n + 1)) for n in range(28)]
    plan(world.officer, world.province, rows, number="8/KH")
    found = home(world.clerk, mine=8)
    assert texts(found.mine)[:2] == ["Việc 0", "Việc 1"]
    assert (len(found.mine.rows), found.mine.more, found.mine.count) == (8, True, 29)
    assert found.mine.rows[0].status == "late"


def test_a_limit_on_a_day_off_counts_until_the_next_working_day(world: World) -> None:
    """14/03/2026 is a Saturday; today is Monday the 16th."""
    rows = [
        row("Hạn thứ Bảy", world.commune, deadline=date(2026, 3, 14)),
        row("Hạn thứ Sáu", world.commune, deadline=date(2026, 3, 13)),
    ]
    plan(world.officer, world.province, rows, number="9/KH")
    lines = {line.title: line for line in home(world.clerk).mine.rows}
    assert (lines["Hạn thứ Bảy"].status, lines["Hạn thứ Bảy"].until) == ("today", date(2026, 3, 16))
    assert (lines["Hạn thứ Sáu"].status, lines["Hạn thứ Sáu"].days) == ("late", 3)
    assert "ngày nghỉ, tính đến 16/03/2026" in shown(lines["Hạn thứ Bảy"], own=True).note
    late = held_page(scope(world.clerk), WorkFilter(late=True), kinds=["task"])
    assert "Hạn thứ Bảy" not in [line.title for line in late.rows]


def test_a_day_off_that_the_office_enters_counts_at_once(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    from vinhdanh.foundation.calendars.days import late_before, save_day

    assert late_before(date(2026, 3, 16)) == date(2026, 3, 14)
    with django_capture_on_commit_callbacks(execute=True):
        save_day(actor=world.officer, date=date(2026, 3, 13), working=False, name="Nghỉ bù")
    assert late_before(date(2026, 3, 16)) == date(2026, 3, 13)


def test_an_item_that_names_a_person_is_theirs_alone(world: World) -> None:
    colleague = account("dong-nghiep", Role.OFFICER, world.office, over=world.province)
    wait = Wait("task", world.office.pk, "Riêng cho đồng nghiệp", holder_user=colleague.pk)
    set_waits(subject=world.plan, waits=[wait])
    assert "Riêng cho đồng nghiệp" in texts(home(colleague).mine)
    assert "Riêng cho đồng nghiệp" not in texts(home(world.officer).mine)
    found = held_page(scope(colleague), WorkFilter(), kinds=["task"])
    assert "Riêng cho đồng nghiệp" in [line.title for line in found.rows]


def test_the_full_lists_filter_by_kind_body_and_lateness(world: World) -> None:
    who = scope(world.officer)
    all_kinds = kinds_for(who)
    assert [line.kind for line in held_page(who, WorkFilter(kind="assign_lead"), kinds=all_kinds).rows] == [
        "assign_lead"
    ]
    of_health = awaited_page(who, WorkFilter(body=world.health.pk))
    assert [(line.title, list(line.who)) for line in of_health.rows] == [
        ("Việc của các sở", [world.health.name])
    ]
    late = awaited_page(who, WorkFilter(late=True))
    assert ([line.title for line in late.rows], late.count) == (["Việc của xã"], 1)
    assert awaited_page(who, WorkFilter(kind="report")).rows == []
    assert set(all_kinds) <= set(KINDS)


def test_the_full_list_pages_without_gap_or_double(world: World) -> None:
    rows = [row(f"Việc {n:03d}", world.commune) for n in range(70)]
    plan(world.officer, world.province, rows, number="10/KH")
    who = scope(world.officer)
    pages = [awaited_page(who, WorkFilter(), number) for number in (1, 2)]
    seen = [(line.subjects[0], line.who[0]) for found in pages for line in found.rows]
    assert (len(seen), len(set(seen))) == (72, 72)
    assert (pages[0].has_next, pages[1].has_next, pages[0].count) == (True, False, 72)


def test_the_ledger_shows_each_their_own_and_the_officer_all(world: World) -> None:
    wanted = LedgerFilter(status="open")
    officers, clerks = (ledger_page(scope(user), wanted) for user in (world.officer, world.clerk))
    assert (officers.count, officers.late, officers.done) == (4, 1, 0)
    assert [line.title for line in clerks.rows] == ["Việc của xã"]


def test_the_ledger_counts_a_body_and_filters_by_plan_state_and_party(world: World) -> None:
    who = scope(world.officer)
    counts, more = body_counts(who, LedgerFilter(origin=world.plan.pk))
    assert not more
    assert {one.name: (one.total, one.open, one.late) for one in counts} == {
        world.office.name: (2, 2, 0),
        world.health.name: (1, 1, 0),
        world.commune.name: (1, 1, 1),
    }
    late = ledger_page(who, LedgerFilter(status="late"))
    assert [(line.party, line.status, line.days) for line in late.rows] == [(world.commune.name, "late", 6)]
    mine = ledger_page(who, LedgerFilter(party=world.health.pk, kind="task"))
    assert [line.title for line in mine.rows] == ["Việc của các sở"]
    assert len(list(ledger.export_rows(who, LedgerFilter()))) == 4
    assert not ledger.is_cut_short(who, LedgerFilter())
