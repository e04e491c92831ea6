"""Audit rows are only appended; a state moves through one door."""

import pytest
from django.db import ProgrammingError, transaction

from tests.world import World, draft, row
from vinhdanh.domain.planning.workflow import DRAFT, TASK
from vinhdanh.engines.workflow.transitions import Transition, open_from, perform, table
from vinhdanh.foundation.audit.log import history, record
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError

pytestmark = pytest.mark.django_db


def test_a_row_can_be_neither_changed_nor_deleted(world: World) -> None:
    record(actor=world.officer, action="try", subject=world.plan, after={"a": 1}, reason="thử")
    newest = AuditRow.objects.filter(action="try")
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        newest.update(reason="khác")
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        newest.delete()
    assert history(world.plan)[0].reason == "thử"


def test_a_refused_act_leaves_no_row_and_no_change(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Việc")], number="7")
    no = Refusal("no", "Không được.")
    before = AuditRow.objects.count()
    with pytest.raises(RefusedError):
        perform(subject=waiting, transition=DRAFT["discard_draft"], actor=world.officer, check=lambda _: no)
    waiting.refresh_from_db()
    assert waiting.state == "ready"
    assert AuditRow.objects.count() == before


def test_what_is_done_is_written_with_before_and_after(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Việc")], number="7")
    perform(
        subject=waiting,
        transition=DRAFT["discard_draft"],
        actor=world.officer,
        check=lambda _: ALLOWED,
        reason="Nhầm tệp",
    )
    entry = history(waiting)[0]
    assert (entry.before, entry.after, entry.reason) == (
        {"state": "ready"},
        {"state": "discarded"},
        "Nhầm tệp",
    )


def test_buttons_come_from_the_table() -> None:
    assert [step.name for step in open_from("planned", TASK.values())] == [
        "start_task",
        "complete_task",
        "waive_task",
    ]
    assert [step.name for step in open_from("done", TASK.values())] == ["reopen_task"]


def test_two_transitions_of_one_name_are_an_error() -> None:
    one = Transition("a", "A", frozenset({"x"}), "y")
    with pytest.raises(ValueError, match="share a name"):
        table(one, one)
