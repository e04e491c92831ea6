"""A plan accepted by mistake goes back to review; one with reports is replaced."""

from datetime import date

import pytest

from tests.world import World, plan, row, scope
from vinhdanh.domain.access.models import User
from vinhdanh.domain.obligations.actions import Owed, set_obligations
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.planning.actions.acceptance import accept_draft
from vinhdanh.domain.planning.actions.editing import add_task, assign_parties
from vinhdanh.domain.planning.actions.progress import add_note, change_state
from vinhdanh.domain.planning.actions.withdrawing import supersede_plan, withdraw_plan
from vinhdanh.domain.planning.models import Plan, PlanDraft, Task
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def _withdraw(
    world: World, of: Plan, reason: str = "Nhận nhầm bản dự thảo", user: User | None = None
) -> PlanDraft:
    who = user or world.officer
    draft = withdraw_plan(actor=who, scope=scope(who), plan_id=of.pk, reason=reason)
    assert draft is not None
    return draft


def test_the_plan_is_gone_and_its_paper_waits_for_review(world: World) -> None:
    name = world.plan.name
    draft = _withdraw(world, world.plan)
    draft.refresh_from_db()
    assert (draft.state, draft.plan_id, draft.rows.count()) == ("ready", None, 4)
    assert not Plan.objects.exists()
    assert not Task.objects.exists()
    kept = AuditRow.objects.get(action="withdraw_plan")
    assert (kept.before["plan"], kept.reason) == (name, "Nhận nhầm bản dự thảo")


def test_what_was_changed_since_comes_back_with_the_paper(world: World) -> None:
    given = {"actor": world.officer, "scope": scope(world.officer)}
    lead = [{"text": world.health.name, "target": f"body:{world.health.pk}"}]
    task = world.tasks["Việc chưa có chủ trì"]
    assign_parties(task_id=task.pk, leads=lead, coordinators=[], **given)  # type: ignore[arg-type]
    add_task(
        plan_id=world.plan.pk,
        text="Việc thêm sau",
        kind="quarter",
        value="2026-Q3",
        deadline=date(2026, 8, 20),
        leads=lead,
        coordinators=[],
        **given,  # type: ignore[arg-type]
    )
    draft = _withdraw(world, world.plan)
    rows = {one.text: one for one in draft.rows.all()}
    assert rows["Việc chưa có chủ trì"].leads[0]["target"] == f"body:{world.health.pk}"
    assert rows["Việc thêm sau"].deadline == date(2026, 8, 20)
    again = accept_draft(
        actor=world.officer, scope=scope(world.officer), draft_id=draft.pk, allow_doubtful=True
    )
    assert again.tasks.count() == 5


def test_nobody_owes_anything_of_it_any_more(world: World) -> None:
    task = world.tasks["Việc của xã"]
    owed = [Owed("task", world.commune.pk, world.province.pk, task.text)]
    set_obligations(actor=None, source_kind="planning.task", owed={task.pk: owed}, kinds=["task"])
    _withdraw(world, world.plan)
    assert not Obligation.objects.exists()
    assert not WorkItem.objects.filter(closed_at__isnull=True, subject_id=task.pk).exists()


def test_a_plan_with_reports_or_followers_stays(world: World) -> None:
    child = plan(world.clerk, world.commune, [row("Việc của xã ta", world.commune)], number="2/KH-UBND")
    Plan.objects.filter(pk=child.pk).update(parent=world.plan)
    with pytest.raises(RefusedError) as refused:
        _withdraw(world, world.plan)
    assert refused.value.refusal.code == "followed"
    Plan.objects.filter(pk=child.pk).update(parent=None)
    add_note(
        actor=world.clerk, scope=scope(world.clerk), task=world.tasks["Việc của xã"], text="Đã gửi hồ sơ."
    )
    with pytest.raises(RefusedError) as refused:
        _withdraw(world, world.plan)
    assert refused.value.refusal.code == "reported"
    assert Plan.objects.filter(pk=world.plan.pk).exists()


def test_a_reason_and_the_right_are_wanted(world: World) -> None:
    for reason, user, code in (("  ", world.officer, "reason_missing"), ("Thử", world.clerk, "not_issuer")):
        with pytest.raises(RefusedError) as refused:
            _withdraw(world, world.plan, reason, user)
        assert refused.value.refusal.code == code


def test_another_plan_takes_its_place(world: World) -> None:
    done = world.tasks["Việc của Sở Nội vụ"]
    change_state(
        actor=world.officer, scope=scope(world.officer), task=done, name="complete_task", reason="Xong"
    )
    other = plan(world.officer, world.province, [row("Việc mới", world.office)], number="12/KH-UBND")
    given = {"actor": world.officer, "scope": scope(world.officer), "plan_id": world.plan.pk}
    supersede_plan(by_id=other.pk, reason="Điều chỉnh", **given)  # type: ignore[arg-type]
    states = {task.text: task.state for task in world.tasks.values()}
    assert states.pop("Việc của Sở Nội vụ") == "done"
    assert set(states.values()) == {"not_needed"}
    told = AuditRow.objects.filter(reason__startswith="Thay bằng Kế hoạch 12/KH-UBND: Điều chỉnh")
    assert told.filter(action="waive_task").count() == 3
    with pytest.raises(RefusedError) as refused:
        supersede_plan(by_id=other.pk, reason="Lần nữa", **given)  # type: ignore[arg-type]
    assert refused.value.refusal.code == "superseded"


def test_only_a_plan_of_the_same_issuer_replaces(world: World) -> None:
    child = plan(world.clerk, world.commune, [row("Việc của xã ta", world.commune)], number="2/KH-UBND")
    for other in (child.pk, world.plan.pk):
        with pytest.raises(RefusedError) as refused:
            supersede_plan(
                actor=world.officer,
                scope=scope(world.officer),
                plan_id=world.plan.pk,
                by_id=other,
                reason="Thử",
            )
        assert refused.value.refusal.code == "other_missing"
