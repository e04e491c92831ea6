"""Reports across periods: owed, sent through the body in between, summed up, returned, closed."""

from datetime import date

import pytest

from tests.cascade import ask, ask_report, report
from tests.world import World, draft, row, scope
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.organisations.models import NameChoice
from vinhdanh.domain.planning.access import visible_reports
from vinhdanh.domain.planning.actions.acceptance import accept_draft
from vinhdanh.domain.planning.actions.bases import add_basis, drop_basis
from vinhdanh.domain.planning.actions.duties import drop_duty
from vinhdanh.domain.planning.actions.progress import Attachment
from vinhdanh.domain.planning.actions.reports import (
    note_report_opened,
    return_report,
    withdraw_report,
)
from vinhdanh.domain.planning.models import DraftDuty, PlanDraft, ReportingDuty
from vinhdanh.domain.planning.queries.bases import bases_of
from vinhdanh.domain.planning.queries.duties import duty_rows
from vinhdanh.domain.planning.queries.reports import due_reports, incoming, sending
from vinhdanh.engines.workflow.items import held_by
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def owed(world: World) -> list[tuple[object, str, date | None, object]]:
    rows = Obligation.objects.filter(kind="report").order_by("period", "party__name")
    return [(r.party_id, r.period, r.due_on, r.through_id) for r in rows]


def test_each_member_owes_each_period_and_the_body_between_sends_on(world: World) -> None:
    ask_report(world, world.everyone, due="15/5, 15/11", last_year=2027)
    # The office consolidates, so that the group's other member owes its own report.
    assert owed(world)[:2] == [
        (world.office.pk, "2026-05-15", date(2026, 5, 22), None),
        (world.health.pk, "2026-05-15", date(2026, 5, 15), world.office.pk),
    ]
    assert [r[1] for r in owed(world)[::2]] == ["2026-05-15", "2026-11-15", "2027-05-15", "2027-11-15"]


def test_the_report_closes_the_duty_and_only_its_period(world: World) -> None:
    duty = ask_report(world, world.commune, due="15/5, 15/11")
    sent = report(world, world.clerk, world.commune, duty)
    rows = Obligation.objects.filter(party=world.commune, kind="report")
    states = dict(rows.values_list("period", "state"))
    assert states == {"2026-05-15": "fulfilled", "2026-11-15": "open"}
    assert sent.receiver_id == world.office.pk
    with pytest.raises(RefusedError, match="đã được gửi"):
        report(world, world.clerk, world.commune, duty)
    return_report(actor=world.officer, scope=scope(world.officer), report_id=sent.pk, reason="Thiếu biểu")
    (item,) = held_by([world.commune.pk], None).filter(kind="report 2026-05-15")
    assert item.note.startswith("Bị trả lại: Thiếu biểu")
    again = report(world, world.clerk, world.commune, duty)
    assert again.pk != sent.pk
    assert not rows.filter(reason__contains="trả lại").exists()


def test_the_body_between_sums_up_and_sends_on(world: World) -> None:
    duty = ask_report(world)
    parts = [
        report(world, world.clerk, world.commune, duty),
        report(world, world.other_clerk, world.health, duty),
    ]
    found = sending(scope(world.officer), duty, "2026-05-15", body_id=world.office.pk)
    assert found is not None
    assert {part.pk for part in found.parts} == {part.pk for part in parts}
    summed = report(world, world.officer, world.office, duty, part_ids=[parts[0].pk])
    assert summed.receiver_id == world.province.pk
    assert [part.pk for part in summed.parts.all()] == [parts[0].pk]
    with pytest.raises(RefusedError, match="đã được tổng hợp"):
        return_report(actor=world.officer, scope=scope(world.officer), report_id=parts[0].pk, reason="x")
    withdraw_report(actor=world.officer, scope=scope(world.officer), report_id=summed.pk)
    parts[0].refresh_from_db()
    assert parts[0].into_id is None


def test_only_sender_receiver_and_those_above_see_a_report(world: World) -> None:
    duty = ask_report(world)
    sent = report(world, world.clerk, world.commune, duty)
    assert visible_reports(scope(world.officer)).filter(pk=sent.pk).exists()
    assert visible_reports(scope(world.clerk)).filter(pk=sent.pk).exists()
    assert not visible_reports(scope(world.other_clerk)).filter(pk=sent.pk).exists()


def test_a_report_is_taken_back_unread_only(world: World) -> None:
    duty = ask_report(world)
    sent = report(world, world.clerk, world.commune, duty)
    withdraw_report(actor=world.clerk, scope=scope(world.clerk), report_id=sent.pk)
    again = report(world, world.clerk, world.commune, duty)
    note_report_opened(actor=world.clerk, scope=scope(world.clerk), report=again)
    again.refresh_from_db()
    assert again.opened_at is None
    note_report_opened(actor=world.officer, scope=scope(world.officer), report=again)
    with pytest.raises(RefusedError, match="đã mở"):
        withdraw_report(actor=world.clerk, scope=scope(world.clerk), report_id=again.pk)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": " "}, "Đính kèm tệp"),
        ({"attachments": [Attachment("a.exe", b"MZ\0\0")]}, "không thuộc loại nhận được"),
        ({"attachments": [Attachment("a.pdf", b"")]}, "rỗng"),
        ({"number": "x" * 61}, "dài quá 60"),
        ({"period": "2026-06-01"}, "không còn phải gửi"),
    ],
)
def test_a_report_that_cannot_be_kept_is_refused_and_nothing_half_done(
    world: World, changed: dict[str, object], words: str
) -> None:
    duty = ask_report(world)
    with pytest.raises(RefusedError, match=words):
        report(world, world.clerk, world.commune, duty, **changed)
    assert not duty.reports.exists()


def test_nobody_sends_for_another_body(world: World) -> None:
    duty = ask_report(world)
    with pytest.raises(RefusedError, match="đơn vị khác gửi"):
        report(world, world.clerk, world.health, duty)


def test_lists_say_what_to_send_and_what_comes(world: World) -> None:
    duty = ask_report(world)
    due, more = due_reports(scope(world.clerk))
    assert [(d.duty_id, d.receiver, more) for d in due] == [(duty.pk, world.office.name, False)]
    report(world, world.clerk, world.commune, duty)
    assert due_reports(scope(world.clerk))[0] == []
    came = incoming(scope(world.officer))
    assert [(c.came, c.total) for c in came] == [(1, 2)]
    row = duty_rows(scope(world.officer), world.plan)[0]
    assert [(p.sent, p.total, p.open) for p in row.periods] == [(1, 3, 2)]


def with_duty(world: World, who: str, to: str, number: str, **more: object) -> PlanDraft:
    waiting = draft(world.officer, world.province, [row("Việc")], number=number)
    DraftDuty.objects.create(draft=waiting, position=1, who=who, what="báo cáo năm", to=to, **more)
    return waiting


def accepted_duty(world: World, waiting: PlanDraft) -> ReportingDuty:
    made = accept_draft(
        actor=world.officer, scope=scope(world.officer), draft_id=waiting.pk, allow_doubtful=True
    )
    return made.duties.get()


def test_a_duty_that_leaves_no_doubt_is_settled_when_the_plan_is_accepted(world: World) -> None:
    waiting = with_duty(
        world,
        "Sở Y tế tỉnh Thử Nghiệm",
        "Ủy ban nhân dân tỉnh Thử Nghiệm",
        "21/KH",
        due_on=date(2026, 11, 15),
    )
    duty = accepted_duty(world, waiting)
    assert duty.settled_at is not None
    assert owed(world) == [(world.health.pk, "2026-11-15", date(2026, 11, 16), None)]


def test_a_duty_in_doubt_waits_on_the_officer_and_their_answer_is_remembered(world: World) -> None:
    waiting = with_duty(
        world, "các đơn vị liên quan", "Ủy ban nhân dân tỉnh Thử Nghiệm", "22/KH", due_text="định kỳ"
    )
    duty = accepted_duty(world, waiting)
    assert duty.settled_at is None
    assert owed(world) == []
    assert held_by([world.province.pk], None).filter(kind="settle_duty").count() == 1
    world.plan = duty.plan
    settled = ask(world, world.commune, duty=duty.pk, kind="report", what="báo cáo năm", due="15/11")
    assert settled.pk == duty.pk
    assert [r[0] for r in owed(world)] == [world.commune.pk]
    assert not held_by([world.province.pk], None).filter(kind="settle_duty").exists()
    ask(world, "các đơn vị liên quan", world.commune, kind="report", what="báo cáo khác", due="15/6")
    assert not NameChoice.objects.filter(example="các đơn vị liên quan").exists()


def test_a_duty_is_dropped_with_what_is_owed_until_a_report_came(world: World) -> None:
    duty = ask_report(world)
    mine = scope(world.officer)
    with pytest.raises(RefusedError, match="Ghi lý do"):
        drop_duty(actor=world.officer, scope=mine, duty_id=duty.pk, reason="")
    drop_duty(actor=world.officer, scope=mine, duty_id=duty.pk, reason="Thôi áp dụng")
    assert owed(world) == []
    again = ask_report(world)
    report(world, world.clerk, world.commune, again)
    with pytest.raises(RefusedError, match="Đã có báo cáo"):
        drop_duty(actor=world.officer, scope=mine, duty_id=again.pk, reason="Thôi áp dụng")


def test_a_clerk_settles_nothing_for_the_province(world: World) -> None:
    duty = ask_report(world)
    with pytest.raises(RefusedError, match="cơ quan ban hành"):
        drop_duty(actor=world.clerk, scope=scope(world.clerk), duty_id=duty.pk, reason="x")


def test_governing_papers_are_read_linked_and_shown_both_ways(world: World) -> None:
    waiting = draft(world.clerk, world.commune, [row("Việc")], number="7/KH-UBND")
    waiting.head["legal_bases"] = {
        "value": [
            "Kế hoạch số 1/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh Thử Nghiệm",
            "Kế hoạch số 1/KH-UBND ngày 10/01/2026 của nơi khác",
            "Luật Thi đua, khen thưởng ngày 15/6/2022",
        ]
    }
    waiting.save()
    made = accept_draft(actor=world.clerk, scope=scope(world.clerk), draft_id=waiting.pk, allow_doubtful=True)
    rows = bases_of(scope(world.officer), made).above
    assert [(r.plan_id, r.issued_on) for r in rows] == [
        (world.plan.pk, date(2026, 1, 9)),
        (None, date(2026, 1, 10)),
        (None, date(2022, 6, 15)),
    ]
    assert [r.id for r in bases_of(scope(world.officer), world.plan).below] == [made.pk]


def test_a_basis_is_added_and_taken_off(world: World) -> None:
    wanted = {"actor": world.officer, "scope": scope(world.officer), "plan_id": world.plan.pk}
    blank = {"text": "", "number": "", "issued_on": None, "issuer": "", "held_id": None}
    with pytest.raises(RefusedError, match="Ghi tên văn bản"):
        add_basis(**wanted, **blank)
    with pytest.raises(RefusedError, match="căn cứ chính nó"):
        add_basis(**wanted, **{**blank, "held_id": world.plan.pk})
    made = add_basis(**wanted, **{**blank, "text": "Chỉ thị số 01/CT-TTg", "number": "01/CT-TTg"})
    assert [r.number for r in bases_of(scope(world.officer), world.plan).above] == ["01/CT-TTg"]
    drop_basis(**wanted, basis_id=made.pk)
    assert bases_of(scope(world.officer), world.plan).above == []
