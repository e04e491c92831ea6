"""Who may move a task, what is kept, and what the second of two people hears."""

from datetime import date

import pytest

from tests.world import World, scope
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries.journal import events_of
from vinhdanh.domain.planning.actions.editing import add_task, assign_parties, set_public
from vinhdanh.domain.planning.actions.progress import Attachment, add_note, change_state, move_task
from vinhdanh.domain.planning.models import Evidence, ProgressNote, Task
from vinhdanh.domain.planning.queries.public import public_plan, public_plans
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def _step(user: User, task: Task, name: str, reason: str = "", *files: Attachment) -> Task:
    return change_state(actor=user, scope=scope(user), task=task, name=name, reason=reason, attachments=files)


def test_a_lead_finishes_its_task_with_evidence(world: World) -> None:
    proof = Attachment("bien-ban.pdf", b"%PDF-1.4 noi dung")
    done = _step(world.clerk, world.tasks["Việc của xã"], "complete_task", "Đã họp ngày 9/3.", proof)
    assert (done.state, done.closed_at is not None) == ("done", True)
    kept = Evidence.objects.get()
    assert read(kept.file) == proof.data
    assert kept.file.media_type == "application/pdf"
    assert kept.note.body_id == world.commune.pk


def test_one_member_of_a_named_group_reports_but_does_not_end_the_work_of_all(world: World) -> None:
    task = world.tasks["Việc của các sở"]
    add_note(actor=world.other_clerk, scope=scope(world.other_clerk), task=task, text="Sở Y tế đã xong.")
    with pytest.raises(RefusedError) as refused:
        _step(world.other_clerk, task, "complete_task")
    assert "trong nhóm cùng chủ trì" in refused.value.refusal.reason
    assert _step(world.officer, task, "complete_task", "Các sở đã báo đủ.").state == "done"


def test_a_coordinator_reports_but_does_not_close(world: World) -> None:
    task = world.tasks["Việc chưa có chủ trì"]
    add_note(actor=world.other_clerk, scope=scope(world.other_clerk), task=task, text="Đã gửi số liệu.")
    with pytest.raises(RefusedError) as refused:
        _step(world.other_clerk, task, "complete_task")
    assert "chỉ ghi tiến độ" in refused.value.refusal.reason


def test_a_stranger_reports_nothing(world: World) -> None:
    with pytest.raises(RefusedError) as refused:
        add_note(
            actor=world.clerk, scope=scope(world.clerk), task=world.tasks["Việc của Sở Nội vụ"], text="Chào"
        )
    assert refused.value.refusal.code == "not_a_party"


def test_the_second_of_two_hears_that_it_is_done(world: World) -> None:
    task = world.tasks["Việc của xã"]
    _step(world.clerk, task, "complete_task")
    with pytest.raises(RefusedError) as refused:
        _step(world.officer, task, "complete_task")
    assert "đang ở trạng thái “Xong”" in refused.value.refusal.reason


def test_not_needed_wants_a_reason_and_can_be_reopened(world: World) -> None:
    task = world.tasks["Việc của Sở Nội vụ"]
    with pytest.raises(RefusedError) as refused:
        _step(world.officer, task, "waive_task")
    assert refused.value.refusal.field == "reason"
    assert _step(world.officer, task, "waive_task", "Trung ương hoãn.").state == "not_needed"
    assert _step(world.officer, task, "reopen_task", "Trung ương tổ chức lại.").closed_at is None


def test_refused_evidence_leaves_nothing_behind(world: World) -> None:
    task = world.tasks["Việc của xã"]
    for bad in (Attachment("anh.jpg", b""), Attachment("la.exe", b"MZ\x00\x01")):
        with pytest.raises(RefusedError):
            _step(world.clerk, task, "complete_task", "Xong", bad)
    task.refresh_from_db()
    assert task.state == "planned"
    assert not ProgressNote.objects.exists()


def test_a_moved_task_keeps_its_first_date_and_tells_why(world: World) -> None:
    task = world.tasks["Việc của xã"]
    moved = move_task(
        actor=world.officer,
        scope=scope(world.officer),
        task_id=task.pk,
        kind="month",
        value="2026-05",
        deadline=None,
        reason="Chờ hướng dẫn.",
    )
    assert (moved.lane, moved.due_on, moved.first_due_on) == (2, date(2026, 5, 31), date(2026, 3, 10))
    event = events_of(moved).rows[0]
    assert (event.what, event.reason) == ("dời hạn từ 10/03/2026 sang 31/05/2026", "Chờ hướng dẫn.")


def test_only_the_issuer_moves_and_assigns(world: World) -> None:
    task = world.tasks["Việc của xã"]
    with pytest.raises(RefusedError):
        move_task(
            actor=world.clerk,
            scope=scope(world.clerk),
            task_id=task.pk,
            kind="month",
            value="2026-05",
            deadline=None,
            reason="Bận.",
        )


def test_an_assigned_lead_sees_the_task_from_then_on(world: World) -> None:
    from vinhdanh.domain.planning.access import visible_tasks

    task = world.tasks["Việc chưa có chủ trì"]
    assert not visible_tasks(scope(world.clerk)).filter(pk=task.pk).exists()
    leads = [{"text": "UBND xã Thử", "target": f"body:{world.commune.pk}"}]
    assign_parties(
        actor=world.officer, scope=scope(world.officer), task_id=task.pk, leads=leads, coordinators=[]
    )
    assert visible_tasks(scope(world.clerk)).filter(pk=task.pk).exists()
    task.refresh_from_db()
    assert task.has_lead


def test_an_added_task_stands_last(world: World) -> None:
    made = add_task(
        actor=world.officer,
        scope=scope(world.officer),
        plan_id=world.plan.pk,
        text="Việc mới",
        kind="year_round",
        value="2026",
        deadline=None,
        leads=[{"text": "Sở Y tế", "target": f"body:{world.health.pk}"}],
        coordinators=[],
    )
    assert (made.position, made.lane, made.due_on) == (5, 5, None)


def test_the_public_sees_only_what_was_published(world: World) -> None:
    assert public_plan(world.plan.pk) is None
    set_public(actor=world.officer, scope=scope(world.officer), plan_id=world.plan.pk, public=True)
    assert [plan.id for plan in public_plans("thi dua")] == [world.plan.pk]
    found = public_plan(world.plan.pk)
    assert found is not None
    assert [len(lane.tasks) for lane in found.lanes] == [3, 1]
    set_public(actor=world.officer, scope=scope(world.officer), plan_id=world.plan.pk, public=False)
    assert public_plan(world.plan.pk) is None


def test_reassigned_work_is_taken_off_the_old_lead_and_its_plan(world: World) -> None:
    from vinhdanh.domain.planning.access import visible_plans, visible_tasks

    task = world.tasks["Việc của xã"]
    leads = [{"text": "Sở Y tế", "target": f"body:{world.health.pk}"}]
    assign_parties(
        actor=world.officer, scope=scope(world.officer), task_id=task.pk, leads=leads, coordinators=[]
    )
    assert not visible_tasks(scope(world.clerk)).exists()
    assert not visible_plans(scope(world.clerk)).exists()


@pytest.mark.parametrize("target", ["body:00000000-0000-7000-8000-000000000000", "group:x", "rác"])
def test_a_link_to_nothing_is_refused_by_name(world: World, target: str) -> None:
    with pytest.raises(RefusedError) as refused:
        assign_parties(
            actor=world.officer,
            scope=scope(world.officer),
            task_id=world.tasks["Việc của xã"].pk,
            leads=[{"text": "Ai đó", "target": target}],
            coordinators=[],
        )
    assert "“Ai đó”" in refused.value.refusal.reason


def test_a_task_is_not_moved_to_no_time_at_all(world: World) -> None:
    with pytest.raises(RefusedError, match="không ai nhắc"):
        move_task(
            actor=world.officer,
            scope=scope(world.officer),
            task_id=world.tasks["Việc của xã"].pk,
            kind="",
            value="",
            deadline=None,
            reason="Chưa rõ",
        )
