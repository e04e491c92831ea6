"""What is owed, what came, and who waits for whom meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from tests.world import World
from vinhdanh.domain.obligations.actions import Owed, Paper, Source, fulfil, reopen, set_obligations, waive
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.engines.workflow.items import awaited_by, held_by
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
KINDS = ("unit_plan",)


def owe(world: World, *owed: Owed) -> Source:
    source = Source.of(world.plan)
    set_obligations(actor=None, source_kind=source.kind, owed={source.id: owed}, kinds=KINDS)
    return source


def plan_of(world: World) -> list[Owed]:
    due = date(2026, 3, 31)
    return [
        Owed("unit_plan", body.pk, world.province.pk, "Kế hoạch năm 2026", period="2026", due_on=due)
        for body in (world.health, world.commune)
    ]


def held(world: World, body: str) -> list[str]:
    rows = held_by([getattr(world, body).pk], None).filter(kind="unit_plan 2026")
    return [row.title for row in rows]


def test_each_body_holds_what_it_owes_and_the_creditor_waits(world: World) -> None:
    owe(world, *plan_of(world))
    assert held(world, "commune") == ["Kế hoạch năm 2026"]
    assert awaited_by([world.province.pk]).filter(kind="unit_plan 2026").count() == 2


def test_saying_the_same_again_changes_nothing(world: World) -> None:
    owe(world, *plan_of(world))
    before = set(Obligation.objects.values_list("pk", flat=True))
    owe(world, *plan_of(world))
    assert set(Obligation.objects.values_list("pk", flat=True)) == before


def test_a_later_day_follows_and_what_is_no_longer_owed_goes(world: World) -> None:
    first, second = plan_of(world)
    owe(world, first, second)
    owe(world, replace(first, due_on=date(2026, 4, 15)))
    row = Obligation.objects.get(kind="unit_plan")
    assert (row.party, row.due_on) == (world.health, date(2026, 4, 15))
    assert held(world, "commune") == []
    assert held_by([world.health.pk], None).get(kind="unit_plan 2026").due_on == date(2026, 4, 15)
    assert AuditRow.objects.filter(action="drop_obligation").count() == 1


def test_a_paper_closes_it_once(world: World) -> None:
    owe(world, *plan_of(world))
    wanted = {"kind": "unit_plan", "party_id": world.commune.pk, "period": "2026"}
    closed = fulfil(actor=world.clerk, **wanted, paper=Paper.of(world.plan), on=date(2026, 3, 1))
    assert [(row.state, row.paper_name) for row in closed] == [("fulfilled", "Kế hoạch 1/KH-UBND")]
    assert fulfil(actor=world.clerk, **wanted, paper=Paper("khác")) == []
    assert held(world, "commune") == []
    owe(world, *plan_of(world))
    assert held(world, "commune") == []


def test_a_closed_one_can_be_owed_again(world: World) -> None:
    source = owe(world, *plan_of(world))
    waive(actor=world.officer, source=source, reason="Đơn vị đã giải thể", party_id=world.commune.pk)
    assert held(world, "commune") == []
    assert len(reopen(actor=world.officer, source=source)) == 1
    assert held(world, "commune") == ["Kế hoạch năm 2026"]


def test_waiving_wants_a_reason(world: World) -> None:
    source = owe(world, *plan_of(world))
    with pytest.raises(RefusedError, match="lý do"):
        waive(actor=world.officer, source=source, reason=" ")


def test_what_goes_through_a_body_is_awaited_by_it(world: World) -> None:
    first, _ = plan_of(world)
    owe(world, replace(first, through_id=world.office.pk))
    assert awaited_by([world.office.pk]).filter(kind="unit_plan 2026").count() == 1
    assert awaited_by([world.province.pk]).filter(kind="unit_plan 2026").count() == 0
