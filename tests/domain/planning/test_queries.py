"""Lists, boards and search show each person what is theirs, and count it rightly."""

from datetime import date

import pytest

from tests.world import World, plan, row, scope
from vinhdanh.domain.access.models import User
from vinhdanh.domain.planning.queries.board import CARDS, year_board
from vinhdanh.domain.planning.queries.filters import TaskFilter
from vinhdanh.domain.planning.queries.home import months_of
from vinhdanh.domain.planning.queries.lists import export_rows, task_page
from vinhdanh.domain.planning.queries.plans import plan_page

pytestmark = pytest.mark.django_db


def _texts(user: User, **wanted: object) -> list[str]:
    return [row.text for row in task_page(scope(user), TaskFilter(**wanted)).rows]  # type: ignore[arg-type]


def test_each_sees_their_own(world: World) -> None:
    assert len(_texts(world.officer)) == 4
    assert len(_texts(world.leader)) == 4
    assert _texts(world.clerk) == ["Việc của xã"]
    assert set(_texts(world.other_clerk)) == {"Việc của các sở", "Việc chưa có chủ trì"}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"status": "late"}, {"Việc của xã"}),
        ({"status": "no_lead"}, {"Việc chưa có chủ trì"}),
        ({"lane": 2}, {"Việc chưa có chủ trì"}),
        ({"text": "viec cua so noi vu"}, {"Việc của Sở Nội vụ", "Việc của xã"}),
        ({"text": "VIỆC của x"}, {"Việc của xã"}),
        ({"year": 2025}, set()),
        ({"mine": True}, {"Việc của Sở Nội vụ", "Việc của xã", "Việc của các sở"}),
    ],
)
def test_filters(world: World, wanted: dict[str, object], expected: set[str]) -> None:
    assert set(_texts(world.officer, **wanted)) == expected


def test_a_body_is_found_as_lead_as_coordinator_and_through_its_groups(world: World) -> None:
    assert set(_texts(world.officer, body=world.office.pk)) == {
        "Việc của Sở Nội vụ",
        "Việc của xã",
        "Việc của các sở",
    }
    assert set(_texts(world.officer, body=world.office.pk, role="lead")) == {
        "Việc của Sở Nội vụ",
        "Việc của các sở",
    }
    assert set(_texts(world.officer, body=world.office.pk, role="coordinator")) == {"Việc của xã"}


def test_late_work_stands_first_and_says_by_how_many_days(world: World) -> None:
    first = task_page(scope(world.officer), TaskFilter()).rows[0]
    assert (first.text, first.status, first.days) == ("Việc của xã", "late", 6)
    assert [chip.label for chip in first.coordinators] == ["Sở Nội vụ tỉnh Thử Nghiệm"]


def test_the_board_counts_all_and_shows_the_first(world: World) -> None:
    rows = [row(f"Việc {n}", world.health) for n in range(CARDS + 5)]
    plan(world.officer, world.province, rows, number="2/KH-UBND")
    board = year_board(scope(world.officer), TaskFilter(), 2026)
    first = board.columns[0]
    assert (first.count, len(first.rows), first.hidden, first.late) == (CARDS + 8, CARDS, 8, 1)
    assert first.rows[0].text == "Việc của xã"
    assert first.current
    assert (board.totals.tasks, board.totals.late, board.totals.no_lead) == (CARDS + 9, 1, 1)


def test_the_export_holds_every_row_of_the_filter(world: World) -> None:
    assert len(list(export_rows(scope(world.officer), TaskFilter()))) == 4
    assert len(list(export_rows(scope(world.clerk), TaskFilter()))) == 1


def test_the_strip_counts_the_late_ones_of_each_month(world: World) -> None:
    assert {month.number: month.late for month in months_of(scope(world.officer)) if month.late} == {3: 1}


def test_plans_of_several_years_and_issuers_stand_side_by_side(world: World) -> None:
    plan(world.clerk, world.commune, [row("Việc riêng", period_value="2026-Q3")], number="9/KH-UBND")
    rows, more = plan_page(scope(world.officer), year=2026, text="", page=1)
    assert {r.issuer for r in rows} == {world.province.name, world.commune.name}
    assert not more
    assert plan_page(scope(world.officer), year=2024, text="", page=1) == ([], False)
    assert [r.tasks for r in plan_page(scope(world.clerk), year=None, text="", page=1)[0]] == [1, 1]


def test_a_body_closed_yesterday_leaves_the_group(world: World) -> None:
    from vinhdanh.domain.organisations.actions import close_body

    close_body(actor=None, body_id=world.health.pk, effective_on=date(2026, 3, 15))
    assert "Việc của các sở" not in _texts(world.other_clerk)
