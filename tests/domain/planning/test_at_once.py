"""Two people do the same thing at the same moment, in real transactions: one result, one explanation."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tests.world import World, draft, make_world, party, row, scope
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.planning.actions.acceptance import accept_draft
from vinhdanh.domain.planning.actions.editing import assign_parties
from vinhdanh.domain.planning.actions.following import follow_parties
from vinhdanh.domain.planning.actions.parts import report_part
from vinhdanh.domain.planning.actions.progress import change_state
from vinhdanh.domain.planning.models import Plan, ProgressNote
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def together(*acts: Callable[[], Any]) -> list[str]:
    """Run every act in a thread and connection of its own; "" for each that went through, else its reason."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            ready.wait(10)
            act()
        except RefusedError as refused:
            return refused.refusal.reason
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_officers_accept_the_same_draft(world: World) -> None:
    made = draft(world.officer, world.province, [row("Việc A", world.everyone), row("Việc B")], number="9/KH")
    who = {"actor": world.officer, "scope": scope(world.officer), "draft_id": made.pk}
    first, second = together(lambda: accept_draft(**who), lambda: accept_draft(**who))
    assert first == ""
    assert "đã được nhận thành kế hoạch" in second
    plan = Plan.objects.get(number="9/KH")
    assert Obligation.objects.filter(origin=plan.pk).count() == 2
    assert WorkItem.objects.filter(kind="assign_lead", bundle=plan.pk, closed_at__isnull=True).count() == 1


def test_two_people_close_one_part(world: World) -> None:
    task = world.tasks["Việc của các sở"]
    acts = [
        lambda user=user: report_part(
            actor=user, scope=scope(user), task_id=task.pk, party_id=world.health.pk, text=user.name
        )
        for user in (world.other_clerk, world.officer)
    ]
    first, second = together(*acts)
    assert first == ""
    assert "đã được" in second
    assert "ghi là xong lúc" in second
    assert ProgressNote.objects.filter(task=task).count() == 1
    assert AuditRow.objects.filter(action="fulfil_obligation").count() == 1


def test_the_lead_finishes_while_the_issuer_gives_it_to_another(world: World) -> None:
    """Whoever is first, the other is told, and what is owed agrees with the task."""
    task = world.tasks["Việc của xã"]
    finish = lambda: change_state(  # noqa: E731
        actor=world.clerk, scope=scope(world.clerk), task=task, name="complete_task"
    )
    give = lambda: assign_parties(  # noqa: E731
        actor=world.officer,
        scope=scope(world.officer),
        task_id=task.pk,
        leads=[party(world.health)],
        coordinators=[],
    )
    first, second = together(finish, give)
    assert (first, bool(second)) == ("", True)
    task.refresh_from_db()
    states = set(Obligation.objects.filter(source_id=task.pk).values_list("party_id", "state"))
    done = {(world.commune.pk, "fulfilled")}
    assert states == (done if task.state == "done" else {(world.health.pk, "open")})


def test_all_members_report_while_the_nightly_job_follows_the_groups(world: World) -> None:
    task = world.tasks["Việc của các sở"]
    report = lambda body: report_part(  # noqa: E731
        actor=world.officer, scope=scope(world.officer), task_id=task.pk, party_id=body.pk
    )
    said = together(lambda: report(world.office), lambda: report(world.health), follow_parties)
    assert said == ["", "", ""]
    assert set(Obligation.objects.filter(source_id=task.pk).values_list("state", flat=True)) == {"fulfilled"}
    open_items = WorkItem.objects.filter(subject_id=task.pk, closed_at__isnull=True)
    assert [item.kind for item in open_items] == ["end_task"]
