"""What the plans ask for is owed from the moment they say so, by whom they name, until it is done."""

from datetime import date
from typing import Any

import pytest

from tests.world import World, account, body, draft, party, plan, row, scope
from vinhdanh.domain.access.queries.journal import events_of
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.flows import reorganising
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.planning.actions.acceptance import discard_draft
from vinhdanh.domain.planning.actions.editing import add_task, assign_parties
from vinhdanh.domain.planning.actions.following import follow_parties
from vinhdanh.domain.planning.actions.mending import mend_head
from vinhdanh.domain.planning.actions.parts import reopen_part, report_part
from vinhdanh.domain.planning.actions.progress import Attachment, change_state, move_task
from vinhdanh.domain.planning.jobs import follow_parties_job
from vinhdanh.domain.planning.models import Evidence, Plan, ProgressNote, Task
from vinhdanh.domain.planning.queries.tasks import find_task, task_detail
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.jobs.schedule import SCHEDULES
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
ALONE, TOGETHER, NOBODY = "Việc của xã", "Việc của các sở", "Việc chưa có chủ trì"


def states(task: Task) -> dict[str, str]:
    rows = Obligation.objects.filter(source_id=task.pk).select_related("party")
    return {owed.party.name: owed.state for owed in rows}


def items(task: Task) -> set[tuple[str, Any]]:
    rows = WorkItem.objects.filter(subject_id=task.pk, closed_at__isnull=True)
    return {(item.kind, item.holder) for item in rows}


def step(world: World, task: Task, name: str, reason: str = "") -> Task:
    return change_state(actor=world.officer, scope=scope(world.officer), task=task, name=name, reason=reason)


def give(world: World, task: Task, *leads: Any) -> None:
    assign_parties(
        actor=world.officer,
        scope=scope(world.officer),
        task_id=task.pk,
        leads=[party(lead) for lead in leads],
        coordinators=[],
    )


def done(world: World, task: Task, owing: Body, user: Any = None, *files: Attachment, text: str = "") -> None:
    who = user or world.officer
    report_part(actor=who, scope=scope(who), task_id=task.pk, party_id=owing.pk, text=text, attachments=files)


def test_an_accepted_plan_is_owed_by_its_leads_to_its_issuer(world: World) -> None:
    owed = Obligation.objects.get(source_id=world.tasks[ALONE].pk)
    assert (owed.party, owed.creditor, owed.due_on) == (world.commune, world.province, date(2026, 3, 10))
    assert (owed.origin, owed.note) == (world.plan.pk, "Kế hoạch 1/KH-UBND, mục 2")
    item = WorkItem.objects.get(subject_id=world.tasks[ALONE].pk)
    assert (item.kind, item.holder, item.awaited_by) == ("task", world.commune.pk, world.province.pk)


def test_a_named_group_is_owed_by_each_of_its_members(world: World) -> None:
    assert set(states(world.tasks[TOGETHER])) == {world.office.name, world.health.name}


def test_a_task_without_a_lead_waits_for_its_issuer_until_one_is_assigned(world: World) -> None:
    task = world.tasks[NOBODY]
    assert items(task) == {("assign_lead", world.province.pk)}
    give(world, task, world.health)
    assert items(task) == {("task", world.health.pk)}
    give(world, task, world.commune)
    assert states(task) == {world.commune.name: "open"}
    assert items(task) == {("task", world.commune.pk)}


def test_a_group_without_members_waits_for_its_issuer_too(world: World) -> None:
    from vinhdanh.domain.organisations.actions import define_group

    nobody = define_group(
        actor=None, name="Các trường", owner_id=world.province.pk, kinds=["school"], levels=["base"]
    )
    task = world.tasks[TOGETHER]
    give(world, task, nobody)
    assert states(task) == {}
    assert items(task) == {("assign_lead", world.province.pk)}


def test_moving_moves_what_is_owed(world: World) -> None:
    task = world.tasks[ALONE]
    move_task(
        actor=world.officer,
        scope=scope(world.officer),
        task_id=task.pk,
        kind="month",
        value="2026-05",
        deadline=None,
        reason="Chờ hướng dẫn.",
    )
    assert Obligation.objects.get(source_id=task.pk).due_on == date(2026, 5, 31)
    assert WorkItem.objects.get(subject_id=task.pk).due_on == date(2026, 5, 31)


def test_year_round_work_has_no_due_date(world: World) -> None:
    made = add_task(
        actor=world.officer,
        scope=scope(world.officer),
        plan_id=world.plan.pk,
        text="Tuyên truyền",
        kind="year_round",
        value="2026",
        deadline=None,
        leads=[party(world.health)],
        coordinators=[],
    )
    assert WorkItem.objects.get(subject_id=made.pk).due_on is None
    assert states(made) == {world.health.name: "open"}


def test_finishing_waiving_and_reopening_settle_it(world: World) -> None:
    task = world.tasks[ALONE]
    task = step(world, task, "complete_task", "Biên bản 12/BB")
    owed = Obligation.objects.get(source_id=task.pk)
    assert (owed.state, owed.paper_name, owed.fulfilled_on) == (
        "fulfilled",
        "Biên bản 12/BB",
        date(2026, 3, 16),
    )
    assert items(task) == set()
    task = step(world, task, "reopen_task", "Thiếu chữ ký")
    assert states(task) == {world.commune.name: "open"}
    assert items(task) == {("task", world.commune.pk)}
    step(world, task, "waive_task", "Hoãn")
    owed.refresh_from_db()
    assert (owed.state, owed.reason) == ("waived", "Hoãn")


def test_each_member_reports_its_part_and_the_issuer_ends_the_whole(world: World) -> None:
    task = world.tasks[TOGETHER]
    proof = Attachment("bao-cao.pdf", b"%PDF-1.4 noi dung")
    done(world, task, world.health, world.other_clerk, proof, text="Báo cáo số 5/BC-SYT")
    assert states(task) == {world.office.name: "open", world.health.name: "fulfilled"}
    assert items(task) == {("task", world.office.pk)}
    assert Evidence.objects.get().note.body == world.health
    row_ = find_task(scope(world.other_clerk), task.pk)
    assert row_ is not None
    detail = task_detail(scope(world.other_clerk), row_)
    assert (detail.owed.done, detail.owed.total) == (1, 2)
    assert detail.my_parts == {world.health.pk}
    assert events_of(task).rows[0].what == f"ghi {world.health.name} đã xong phần việc"
    done(world, task, world.office)
    assert items(task) == {("end_task", world.province.pk)}
    step(world, task, "complete_task")
    assert items(task) == set()
    assert set(states(task).values()) == {"fulfilled"}


def test_ending_the_whole_frees_those_who_have_not_reported(world: World) -> None:
    task = world.tasks[TOGETHER]
    done(world, task, world.health)
    task = step(world, task, "complete_task")
    assert states(task) == {world.office.name: "waived", world.health.name: "fulfilled"}
    task = step(world, task, "reopen_task", "Còn thiếu")
    assert states(task) == {world.office.name: "open", world.health.name: "fulfilled"}


def test_a_part_taken_back_is_owed_again_and_wants_a_reason(world: World) -> None:
    task = world.tasks[TOGETHER]
    done(world, task, world.health)
    again = {"scope": scope(world.other_clerk), "task_id": task.pk, "party_id": world.health.pk}
    with pytest.raises(RefusedError, match="lý do"):
        reopen_part(actor=world.other_clerk, **again, reason=" ")
    reopen_part(actor=world.other_clerk, **again, reason="Gửi nhầm tệp")
    assert states(task)[world.health.name] == "open"
    with pytest.raises(RefusedError, match="chưa xong"):
        reopen_part(actor=world.other_clerk, **again, reason="Lần nữa")


def test_nobody_reports_for_another_body(world: World) -> None:
    task = world.tasks[TOGETHER]
    with pytest.raises(RefusedError) as refused:
        done(world, task, world.office, world.other_clerk)
    assert refused.value.refusal.code == "not_your_part"
    assert not ProgressNote.objects.exists()


def test_who_comes_second_hears_who_was_first(world: World) -> None:
    task = world.tasks[TOGETHER]
    done(world, task, world.health, world.other_clerk)
    with pytest.raises(RefusedError) as refused:
        done(world, task, world.health)
    assert "đã được Other ghi là xong lúc 08:00 ngày 16/03/2026" in refused.value.refusal.reason


def test_an_ended_task_takes_no_more_parts_and_no_new_lead(world: World) -> None:
    task = step(world, world.tasks[TOGETHER], "complete_task")
    with pytest.raises(RefusedError, match="đã kết thúc"):
        done(world, task, world.health)
    with pytest.raises(RefusedError, match="mở lại trước"):
        give(world, task, world.commune)


def test_a_new_member_owes_from_the_night_it_joined(world: World, clock: FrozenClock) -> None:
    new = body("Sở Xây dựng tỉnh Thử Nghiệm", parent=world.province)
    task = world.tasks[TOGETHER]
    assert new.name not in states(task)
    follow_parties_job()
    assert states(task)[new.name] == "open"
    assert SCHEDULES["planning.follow_parties"].at is not None


def test_who_joins_after_the_end_owes_nothing(world: World) -> None:
    task = step(world, world.tasks[TOGETHER], "complete_task")
    body("Sở Xây dựng tỉnh Thử Nghiệm", parent=world.province)
    from vinhdanh.domain.planning.actions.following import rebuild

    rebuild()
    assert set(states(task)) == {world.office.name, world.health.name}


def test_work_of_a_merged_body_goes_to_its_heir_at_once(world: World) -> None:
    heir = body("Sở Y tế và Dân số tỉnh Thử Nghiệm", parent=world.province)
    own = world.tasks[NOBODY]
    give(world, own, world.health)
    reorganising.merge_bodies(
        actor=None,
        predecessor_ids=[world.health.pk],
        successor_id=heir.pk,
        effective_on=date(2026, 3, 16),
    )
    assert states(own) == {heir.name: "open"}
    assert items(own) == {("task", heir.pk)}
    assert set(states(world.tasks[TOGETHER])) == {world.office.name, heir.name}
    assert AuditRow.objects.filter(action="drop_obligation").count() == 2


def test_a_merger_of_tomorrow_is_followed_tomorrow(world: World, clock: FrozenClock) -> None:
    heir = body("Sở Y tế và Dân số tỉnh Thử Nghiệm", parent=world.province)
    own = world.tasks[NOBODY]
    give(world, own, world.health)
    reorganising.merge_bodies(
        actor=None,
        predecessor_ids=[world.health.pk],
        successor_id=heir.pk,
        effective_on=date(2026, 3, 17),
    )
    assert states(own) == {world.health.name: "open"}
    clock.move_to("2026-03-17T01:30")
    follow_parties()
    assert states(own) == {heir.name: "open"}


def test_a_body_closed_without_an_heir_still_owes(world: World) -> None:
    own = world.tasks[NOBODY]
    give(world, own, world.health)
    reorganising.close_body(actor=None, body_id=world.health.pk, effective_on=date(2026, 3, 16))
    assert states(own) == {world.health.name: "open"}


def test_obligations_move_with_the_tree_of_their_creditor(world: World) -> None:
    school = body("Trường Thử", parent=world.commune, kind="school", level="base")
    user = account("hieu-truong", Role.CLERK, school)
    made = plan(user, school, [row("Việc của trường", school)], number="3/KH")
    reorganising.move_body(
        actor=None, body_id=school.pk, parent_id=world.health.pk, effective_on=date(2026, 3, 16)
    )
    school.refresh_from_db()
    assert Obligation.objects.get(origin=made.pk).path == school.path


def test_a_draft_that_was_read_waits_for_its_body_until_it_is_settled(world: World) -> None:
    from vinhdanh.domain.planning.actions.following import rebuild

    waiting = draft(world.officer, world.office, [row("Một việc")], number="9/KH-SNV")
    rebuild()
    item = WorkItem.objects.get(subject_id=waiting.pk)
    assert (item.kind, item.holder, item.title) == (
        "review_draft",
        world.office.pk,
        "Công tác thi đua, khen thưởng năm 2026",
    )
    mend_head(
        actor=world.officer,
        scope=scope(world.officer),
        draft_id=waiting.pk,
        values={"title": "Kế hoạch riêng"},
        year=2026,
        issuer_id=world.office.pk,
    )
    item.refresh_from_db()
    assert item.title == "Kế hoạch riêng"
    discard_draft(actor=world.officer, scope=scope(world.officer), draft_id=waiting.pk)
    item.refresh_from_db()
    assert item.closed_at is not None


def test_nothing_is_owed_twice_however_often_it_is_said(world: World) -> None:
    before = (Obligation.objects.count(), WorkItem.objects.count(), AuditRow.objects.count())
    follow_parties()
    assert (Obligation.objects.count(), WorkItem.objects.count(), AuditRow.objects.count()) == before
    assert Plan.objects.count() == 1
