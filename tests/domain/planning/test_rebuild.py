"""What every action keeps by itself is what a rebuild from the plans finds."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.world import World, body, party, plan, row, scope
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.planning.actions.editing import add_task, assign_parties
from vinhdanh.domain.planning.actions.following import BATCH, rebuild
from vinhdanh.domain.planning.actions.parts import reopen_part, report_part
from vinhdanh.domain.planning.actions.progress import change_state, move_task
from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
STEPS = 40


def owed() -> set[tuple[Any, ...]]:
    fields = ("source_id", "party_id", "creditor_id", "title", "note", "due_on", "state", "origin", "path")
    return set(Obligation.objects.values_list(*fields))


def waiting() -> set[tuple[Any, ...]]:
    fields = ("kind", "subject_id", "holder", "awaited_by", "title", "note", "due_on", "bundle")
    return set(WorkItem.objects.filter(closed_at__isnull=True).values_list(*fields))


class Office:
    """An officer who does one thing after another at random."""

    def __init__(self, world: World, dice: random.Random) -> None:
        self.world, self.dice = world, dice
        self.who = {"actor": world.officer, "scope": scope(world.officer)}
        self.targets = [world.office, world.health, world.commune, world.everyone]

    def _task(self) -> Task:
        return self.dice.choice(list(Task.objects.select_related("plan").order_by("pk")))

    def _leads(self) -> list[dict[str, Any]]:
        return [party(one) for one in self.dice.sample(self.targets, self.dice.randint(1, 2))]

    def add(self) -> None:
        leads = self._leads() if self.dice.random() < 0.8 else []
        kind, value = self.dice.choice([("year_round", "2026"), ("quarter", "2026-Q3")])
        add_task(
            **self.who,
            plan_id=self.world.plan.pk,
            text=f"Việc {self.dice.random():.6f}",
            kind=kind,
            value=value,
            deadline=None,
            leads=leads,
            coordinators=[],
        )

    def assign(self) -> None:
        assign_parties(**self.who, task_id=self._task().pk, leads=self._leads(), coordinators=[])

    def move(self) -> None:
        day = date(2026, self.dice.randint(3, 12), self.dice.randint(1, 28))
        move_task(**self.who, task_id=self._task().pk, kind="", value="", deadline=day, reason="Đổi lịch")

    def change(self) -> None:
        name = self.dice.choice(list(TASK))
        change_state(**self.who, task=self._task(), name=name, reason="Theo họp giao ban")

    def report(self) -> None:
        found = self.dice.choice(list(Obligation.objects.order_by("pk")))
        report_part(**self.who, task_id=found.source_id, party_id=found.party_id)

    def take_back(self) -> None:
        found = self.dice.choice(list(Obligation.objects.order_by("pk")))
        reopen_part(**self.who, task_id=found.source_id, party_id=found.party_id, reason="Chưa đủ")

    def work(self, acts: list[Callable[[], None]]) -> int:
        """Do ``STEPS`` things; a refusal is part of the day. How many went through."""
        through = 0
        for _ in range(STEPS):
            try:
                self.dice.choice(acts)()
                through += 1
            except RefusedError:
                continue
        return through


@pytest.mark.parametrize("seed", range(6))
def test_a_rebuild_changes_nothing_that_the_actions_kept(world: World, seed: int) -> None:
    office = Office(world, random.Random(seed))
    acts = [office.add, office.assign, office.move, office.change, office.report, office.take_back]
    assert office.work(acts) > STEPS / 4
    before = owed(), waiting(), AuditRow.objects.count()
    rebuild()
    assert (owed(), waiting(), AuditRow.objects.count()) == before


@pytest.mark.parametrize("seed", range(6))
def test_a_rebuild_from_nothing_finds_the_same(world: World, seed: int) -> None:
    """Without reports of single parts, of which the obligation itself is the only record."""
    office = Office(world, random.Random(100 + seed))
    assert office.work([office.add, office.assign, office.move, office.change]) > STEPS / 4
    before = owed(), waiting()
    Obligation.objects.all().delete()
    WorkItem.objects.all().delete()
    rebuild()
    assert (owed(), waiting()) == before


def test_a_rebuild_cut_short_goes_on_from_its_last_key(world: World) -> None:
    plan(world.officer, world.province, [row(f"Việc {n}", world.health) for n in range(3)], number="2/KH")
    Obligation.objects.all().delete()
    ids = list(Task.objects.order_by("pk").values_list("pk", flat=True))
    told: list[Any] = []
    tasks, _ = rebuild(after=ids[3], told=lambda count, last: told.append((count, last)))
    assert (tasks, told) == (len(ids) - 4, [(len(ids) - 4, ids[-1])])
    assert set(Obligation.objects.values_list("source_id", flat=True)) == set(ids[4:])
    assert len(ids) < BATCH


def test_a_database_made_before_gets_its_obligations(world: World) -> None:
    task = world.tasks["Việc của xã"]
    done = change_state(
        actor=world.clerk, scope=scope(world.clerk), task=task, name="complete_task", reason="Xong"
    )
    Obligation.objects.all().delete()
    WorkItem.objects.all().delete()
    body("Sở Khoa học tỉnh Thử Nghiệm", parent=world.province)
    rebuild()
    row_ = Obligation.objects.get(source_id=task.pk)
    assert (row_.state, row_.closed_at, row_.fulfilled_on) == ("fulfilled", done.closed_at, date(2026, 3, 16))
    assert Obligation.objects.filter(state="open").count() == 4


def test_the_command_says_what_it_saw_and_refuses_a_key_that_is_none(world: World, capsys: Any) -> None:
    import argparse
    import json

    from vinhdanh.interfaces.cli import obligations_rebuild
    from vinhdanh.interfaces.cli.problems import BadInput

    assert obligations_rebuild.run(argparse.Namespace(after="")) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"tasks": 4, "drafts": 1}
    assert "--after" in shown.err
    with pytest.raises(BadInput, match="mã nhiệm vụ"):
        obligations_rebuild.run(argparse.Namespace(after="abc"))
