"""A plan that another one replaced answers nothing; what is owed says which plan asks for it."""

import pytest

from tests.cascade import ask, ask_report, send
from tests.world import World, plan, row, scope
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.planning.actions.withdrawing import supersede_plan
from vinhdanh.domain.planning.models import Filing

pytestmark = pytest.mark.django_db


def test_what_is_owed_names_the_plan_that_asks(world: World) -> None:
    ask(world, world.commune)
    ask_report(world, world.commune)
    rows = Obligation.objects.exclude(kind="task")
    assert {row.kind for row in rows} == {"unit_plan", "report"}
    assert {(row.origin, row.note) for row in rows} == {(world.plan.pk, world.plan.name)}


def test_the_plan_that_takes_its_place_answers_for_it(world: World) -> None:
    ask(world, world.commune)
    first = send(world)
    second = plan(world.clerk, world.commune, [row("Việc của xã ta", world.commune)], number="2/KH-UBND")
    given = {"actor": world.clerk, "scope": scope(world.clerk), "reason": "Ban hành lại"}
    supersede_plan(plan_id=first.pk, by_id=second.pk, **given)  # type: ignore[arg-type]
    owed = Obligation.objects.get(kind="unit_plan", party=world.commune, source_id=world.plan.pk)
    assert (owed.state, owed.paper_id) == ("fulfilled", second.pk)
    assert Filing.objects.get(body=world.commune, parent=world.plan).plan_id == second.pk
