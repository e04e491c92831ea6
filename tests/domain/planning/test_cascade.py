"""The superior asks for plans; units write, send, take back, mend; the counters follow."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from tests.cascade import HEAD, ask, begin, send, typed, write
from tests.world import World, body, draft, make_world, plan, row, scope
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.organisations.actions import close_body
from vinhdanh.domain.planning.actions import owing
from vinhdanh.domain.planning.actions.acceptance import accept_draft
from vinhdanh.domain.planning.actions.duties import OWE_JOB
from vinhdanh.domain.planning.actions.filing import (
    add_filing_row,
    drop_filing_row,
    save_filing,
    start_filing,
)
from vinhdanh.domain.planning.actions.owing import refresh_owed
from vinhdanh.domain.planning.actions.progress import change_state
from vinhdanh.domain.planning.actions.sending import (
    note_opened,
    return_filing,
    send_filing,
    withdraw_filing,
)
from vinhdanh.domain.planning.jobs import owe_plan_job
from vinhdanh.domain.planning.models import Filing, Plan, Task
from vinhdanh.domain.planning.queries.filings import composing
from vinhdanh.domain.planning.queries.owed import (
    OwedFilter,
    Tally,
    owed_export,
    owed_page,
    plans_asked,
    tally_of,
)
from vinhdanh.engines.workflow.items import held_by
from vinhdanh.foundation.jobs.models import Run
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def tally(world: World) -> Tally:
    return tally_of(scope(world.officer), plans_asked(world.plan, 2026))


def test_each_body_asked_owes_its_plan_and_the_counters_are_honest(world: World, clock: FrozenClock) -> None:
    ask(world)
    assert tally(world) == Tally(none=2)
    begin(world)
    assert tally(world) == Tally(none=1, drafting=1)
    send(world)
    assert tally(world) == Tally(none=1, on_time=1)
    clock.move_to("2026-04-02")
    assert tally(world) == Tally(none=1, on_time=1, overdue=1)
    send(world, world.other_clerk, world.health, number="3/KH-SYT")
    assert tally(world) == Tally(on_time=1, late=1)


def test_a_group_is_expanded_and_follows_its_members(world: World, clock: FrozenClock) -> None:
    ask(world, world.everyone)
    assert tally(world).total == 2
    body("Sở Mới tỉnh Thử Nghiệm", parent=world.province)
    assert refresh_owed() == 1
    assert tally(world).total == 3
    clock.move_to("2026-05-02")
    body("Sở Muộn tỉnh Thử Nghiệm", parent=world.province)
    refresh_owed()
    # What fell due before a body joined is not its debt; what others owe stays.
    assert tally(world) == Tally(none=3, overdue=3)


def test_a_body_that_ended_owes_nothing_any_more(world: World) -> None:
    ask(world)
    close_body(
        actor=None,
        body_id=world.health.pk,
        effective_on=date(2026, 3, 10),
        decision="Quyết định thử",
    )
    refresh_owed()
    assert tally(world) == Tally(none=1)


def test_what_is_sent_is_a_plan_linked_to_the_superiors_tasks(world: World) -> None:
    ask(world)
    made = send(world)
    own = world.tasks["Việc của xã"]
    assert (made.parent_id, made.issuer_id, made.number) == (world.plan.pk, world.commune.pk, "8/KH-UBND")
    task = made.tasks.get()
    assert (task.parent_id, task.text, task.due_on) == (own.pk, own.text, own.due_on)
    assert task.party_keys == [world.commune.pk]
    assert Obligation.objects.get(party=world.commune, kind="unit_plan").paper_id == made.pk
    assert not held_by([world.commune.pk], None).filter(kind="unit_plan 2026").exists()
    assert made.governing.get().held == world.plan


def test_only_the_tasks_that_name_the_unit_are_taken(world: World) -> None:
    assert [r.text for r in begin(world).rows.all()] == ["Việc của xã"]


def test_typing_is_kept_as_typed_and_checked_only_when_it_goes(world: World) -> None:
    ask(world)
    filing = begin(world)
    write(world.clerk, filing, head={"issued_on": "1/"}, text="", deadline="31/02/2026")
    filing.refresh_from_db()
    assert filing.head["issued_on"] == "1/"
    assert filing.rows.get().deadline == "31/02/2026"
    faults = [fault.reason for fault in composing(filing).faults]
    assert any("“1/” không phải ngày" in fault for fault in faults)
    assert any("Việc 1 chưa ghi nội dung" in fault for fault in faults)
    with pytest.raises(RefusedError, match="Ghi số, ký hiệu"):
        send_filing(actor=world.clerk, scope=scope(world.clerk), filing_id=filing.pk)
    assert tally(world).drafting == 1


def test_a_later_period_than_the_superiors_is_marked_and_still_goes(world: World) -> None:
    ask(world)
    filing = begin(world)
    write(world.clerk, filing, deadline="", period="quarter:2026-Q2")
    filing.refresh_from_db()
    assert len(composing(filing).later) == 1
    made = send_filing(actor=world.clerk, scope=scope(world.clerk), filing_id=filing.pk)
    assert made.tasks.get().due_on == date(2026, 6, 30)


def test_of_two_colleagues_the_second_is_told_and_overwrites_nothing(world: World) -> None:
    filing = begin(world)
    write(world.clerk, filing, text="Bản của người thứ nhất")
    with pytest.raises(RefusedError, match="Đồng nghiệp vừa lưu"):
        save_filing(
            actor=world.clerk,
            scope=scope(world.clerk),
            filing_id=filing.pk,
            revision=0,
            head=HEAD,
            rows=typed(filing, text="Bản của người thứ hai"),
        )
    assert filing.rows.get().text == "Bản của người thứ nhất"


def test_own_tasks_are_added_and_any_is_dropped(world: World) -> None:
    filing = begin(world)
    added = add_filing_row(actor=world.clerk, scope=scope(world.clerk), filing_id=filing.pk)
    assert filing.rows.count() == 2
    drop_filing_row(actor=world.clerk, scope=scope(world.clerk), filing_id=filing.pk, row_id=added.pk)
    with pytest.raises(RefusedError, match="đã được bỏ"):
        drop_filing_row(actor=world.clerk, scope=scope(world.clerk), filing_id=filing.pk, row_id=added.pk)
    assert filing.rows.count() == 1


def test_nobody_writes_for_another_unit(world: World) -> None:
    with pytest.raises(RefusedError, match="đơn vị khác"):
        start_filing(
            actor=world.clerk,
            scope=scope(world.clerk),
            parent_id=world.plan.pk,
            body_id=world.health.pk,
            year=2026,
            task_ids=[],
        )


def test_a_plan_goes_back_once_and_is_mended_in_place(world: World) -> None:
    ask(world)
    made = send(world)
    filing = Filing.objects.get()
    first = made.tasks.get()
    officer = scope(world.officer)
    with pytest.raises(RefusedError, match="lý do"):
        return_filing(actor=world.officer, scope=officer, filing_id=filing.pk, reason=" ")
    return_filing(actor=world.officer, scope=officer, filing_id=filing.pk, reason="Thiếu hạn")
    assert tally(world) == Tally(none=1, drafting=1)
    (item,) = held_by([world.commune.pk], None).filter(kind="unit_plan 2026")
    assert item.note.startswith("Bị trả lại: Thiếu hạn")
    write(world.clerk, filing, head={**HEAD, "number": "9/KH-UBND"}, text="Đã sửa lời")
    again = send_filing(actor=world.clerk, scope=scope(world.clerk), filing_id=filing.pk)
    assert (again.pk, again.number) == (made.pk, "9/KH-UBND")
    assert [(t.pk, t.text) for t in again.tasks.all()] == [(first.pk, "Đã sửa lời")]
    with pytest.raises(RefusedError, match="đã trả lại một lần"):
        return_filing(actor=world.officer, scope=officer, filing_id=filing.pk, reason="Lần nữa")


def test_the_clerk_takes_it_back_until_somebody_has_looked(world: World) -> None:
    ask(world)
    send(world)
    filing = Filing.objects.get()
    mine = scope(world.clerk)
    withdraw_filing(actor=world.clerk, scope=mine, filing_id=filing.pk)
    assert not Plan.objects.filter(issuer=world.commune).exists()
    assert not Task.objects.filter(path=world.commune.path).exists()
    assert tally(world) == Tally(none=1, drafting=1)
    made = send_filing(actor=world.clerk, scope=mine, filing_id=filing.pk)
    note_opened(actor=world.clerk, scope=mine, plan=made)
    filing.refresh_from_db()
    assert filing.opened_at is None
    note_opened(actor=world.officer, scope=scope(world.officer), plan=made)
    with pytest.raises(RefusedError, match="đã mở"):
        withdraw_filing(actor=world.clerk, scope=mine, filing_id=filing.pk)


def test_work_on_the_plan_keeps_it_from_being_taken_back(world: World) -> None:
    ask(world)
    made = send(world)
    mine = scope(world.clerk)
    change_state(actor=world.clerk, scope=mine, task=made.tasks.get(), name="start_task")
    with pytest.raises(RefusedError, match="làm việc trên kế hoạch"):
        withdraw_filing(actor=world.clerk, scope=mine, filing_id=Filing.objects.get().pk)


def test_a_plan_read_from_word_answers_as_well(world: World) -> None:
    ask(world)
    made = plan(world.clerk, world.commune, [row("Việc xã", world.commune)], number="5/KH-UBND")
    made.refresh_from_db()
    assert made.parent_id == world.plan.pk
    assert tally(world) == Tally(none=1, on_time=1)
    filing = Filing.objects.get()
    with pytest.raises(RefusedError, match="nhận từ tệp"):
        withdraw_filing(actor=world.clerk, scope=scope(world.clerk), filing_id=filing.pk)
    return_filing(actor=world.officer, scope=scope(world.officer), filing_id=filing.pk, reason="Sửa")
    assert [r.text for r in filing.rows.all()] == ["Việc xã"]


def test_a_plan_for_something_else_does_not_answer(world: World) -> None:
    ask(world)
    other = draft(world.clerk, world.commune, [row("Việc xã")], number="6/KH-UBND")
    other.head["kind"] = {"value": "event"}
    other.save()
    accept_draft(actor=world.clerk, scope=scope(world.clerk), draft_id=other.pk, allow_doubtful=True)
    assert tally(world) == Tally(none=2)


def test_a_plan_that_came_before_it_was_asked_for_counts(world: World) -> None:
    plan(world.clerk, world.commune, [row("Việc xã")], number="5/KH-UBND")
    ask(world)
    assert tally(world) == Tally(none=1, on_time=1)


def test_the_list_puts_the_late_first_and_shows_each_their_part(world: World, clock: FrozenClock) -> None:
    ask(world, through_id=world.office.pk)
    send(world, world.other_clerk, world.health, number="3/KH-SYT")
    clock.move_to("2026-04-03")
    asked = plans_asked(world.plan, 2026)
    rows = owed_page(scope(world.officer), asked, OwedFilter()).rows
    assert [(r.body_id, r.status, r.overdue, r.days) for r in rows] == [
        (world.commune.pk, "none", True, 3),
        (world.health.pk, "on_time", False, 15),
    ]
    theirs = owed_page(scope(world.clerk), asked, OwedFilter()).rows
    assert [r.body_id for r in theirs] == [world.commune.pk]
    found = list(owed_export(scope(world.officer), asked, OwedFilter(status="overdue", text="xa thu")))
    assert [r.body_id for r in found] == [world.commune.pk]
    assert owed_page(scope(world.officer), asked, OwedFilter(through=world.health.pk)).rows == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"due": "định kỳ"}, "Ghi ngày và tháng"),
        ({"due": "15/5, 15/11"}, "chỉ có một hạn"),
        ({"to_id": None}, "Chọn cơ quan nhận"),
        ({"first_year": None}, "Ghi năm đầu"),
        ({"last_year": 2025}, "Năm cuối không trước"),
        ({"what": " "}, "Ghi tên báo cáo"),
        ({"kind": "khác"}, "Chọn báo cáo"),
        ({"forward_days": 99}, "Số ngày tổng hợp"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_field(
    world: World, changed: dict[str, object], words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        ask(world, **changed)
    assert not Obligation.objects.exclude(kind="task").exists()


def test_the_unit_asked_sees_the_superiors_plan(world: World) -> None:
    lonely = body("Sở Lẻ tỉnh Thử Nghiệm", parent=world.province, kind="office")
    ask(world, lonely)
    world.plan.refresh_from_db()
    assert lonely.pk in world.plan.party_keys


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_at_once_one_sends() -> None:
    world = make_world()
    ask(world)
    filing = begin(world)
    write(world.clerk, filing)
    mine, start, outcomes = scope(world.clerk), threading.Barrier(2), []

    def go() -> None:
        start.wait()
        try:
            send_filing(actor=world.clerk, scope=mine, filing_id=filing.pk)
            outcomes.append("sent")
        except RefusedError as refused:
            outcomes.append(refused.refusal.code)
        finally:
            connection.close()

    both = [threading.Thread(target=go) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(outcomes) == ["already_sent", "sent"]
    assert Plan.objects.filter(issuer=world.commune).count() == 1


def test_what_thousands_owe_is_written_by_a_job(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owing, "AT_ONCE", 1)
    duty = ask(world, world.everyone)
    assert not Obligation.objects.filter(kind="unit_plan").exists()
    run = Run.objects.get(name=OWE_JOB)
    assert run.asked_by_id == world.officer.pk
    for _ in range(2):
        owe_plan_job(str(duty.plan_id), str(world.officer.pk))
        assert Obligation.objects.filter(kind="unit_plan").count() == 2
    client = Client()
    client.force_login(world.officer)
    page = client.get(f"/ke-hoach/{duty.plan_id}/che-do-bao-cao/").content.decode()
    assert str(run.pk) in page
