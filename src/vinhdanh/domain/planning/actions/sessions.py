"""Council sessions: fixed, moved, called off; their steps follow, and are reached."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.actions import Owed, Paper, Source, fulfil, reopen, set_obligations
from vinhdanh.domain.obligations.queries.sources import any_closed
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.domain.organisations.queries.labels import body_label
from vinhdanh.domain.organisations.queries.relations import standing_office_of
from vinhdanh.domain.planning.access import may_plan_session, may_reach, session_owner, visible_plans
from vinhdanh.domain.planning.backplan import Case, RingError, due_dates
from vinhdanh.domain.planning.models import CouncilSession, Milestone
from vinhdanh.domain.planning.models.session import RULE_FIELDS
from vinhdanh.domain.planning.queries.sessions import MILESTONE, Change, Sheet, sheet_of, working_calendar
from vinhdanh.domain.planning.queries.steps import steps_on
from vinhdanh.domain.planning.seeds import StepSeed
from vinhdanh.domain.planning.states import StepHolder
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

FIRST_YEAR, LAST_YEAR = 2000, 2100
NAME_LENGTH = 200
_KINDS = (ObligationKind.MILESTONE,)


def _refuse(code: str, reason: str, field: str = "") -> RefusedError:
    return RefusedError(Refusal(code, reason, field=field))


@transaction.atomic
def plan_session(
    *, actor: Actor, scope: Scope, council_id: UUID, name: str, held_on: date, plan_id: UUID | None = None
) -> CouncilSession:
    """Fix a session on a day; its steps get their days and each is owed by its body."""
    owner = session_owner(scope)
    if owner is None:
        raise _refuse("not_session_owner", "Tài khoản của anh/chị chưa có quyền xếp lịch phiên họp.")
    require(may_plan_session(scope, owner.scope_path))
    _check_name(name)
    _check_day(held_on)
    if plan_id is not None and not visible_plans(scope).filter(pk=plan_id).exists():
        raise _refuse("plan_gone", "Kế hoạch vừa chọn không còn; hãy chọn lại.", "plan")
    session = CouncilSession(
        owner_id=owner.scope_id,
        council_id=council_id,
        office_id=standing_office_of(council_id, today()) or owner.body_id,
        name=squash(name),
        held_on=held_on,
        plan_id=plan_id,
        path=owner.scope_path,
        created_by_id=actor.pk,
    )
    session.save()
    milestones = _make_milestones(session, steps_on(owner.scope_id, today()))
    _owe(actor, session, milestones)
    after = {"held_on": held_on.isoformat(), "name": session.name}
    record(actor=actor, action="plan_session", subject=session, body=session.owner_id, after=after)
    return session


def _check_name(name: str) -> None:
    if not squash(name):
        raise _refuse(
            "name_missing", "Ghi tên phiên họp, ví dụ “Họp Hội đồng xét khen thưởng đợt 2/9”.", "name"
        )
    if len(squash(name)) > NAME_LENGTH:
        raise _refuse("too_long", f"Tên phiên họp dài quá {NAME_LENGTH} chữ; rút gọn rồi lưu lại.", "name")


def _check_day(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        text = f"Năm {day.year} không hợp lý; chọn một ngày trong các năm {FIRST_YEAR} đến {LAST_YEAR}."
        raise _refuse("year_out_of_range", text, "held_on")


def _make_milestones(session: CouncilSession, steps: Sequence[StepSeed]) -> list[Milestone]:
    rules = [step.rule for step in steps]
    dates = due_dates(Case(session.held_on, rules, working_calendar(session.held_on), {}, {}))
    rows = [
        Milestone(
            session=session,
            position=place,
            body_id=_holder(session, step),
            due_on=dates[step.rule.code],
            **{name: getattr(step.rule, name) for name in RULE_FIELDS},
        )
        for place, step in enumerate(steps, 1)
    ]
    return Milestone.objects.bulk_create(rows)


def _holder(session: CouncilSession, step: StepSeed) -> UUID:
    if step.holder == StepHolder.COUNCIL:
        return session.council_id
    return step.body_id or session.office_id


def _owe(actor: Actor, session: CouncilSession, milestones: Sequence[Milestone]) -> None:
    """The steps as obligations of their bodies; who owes one sees the session."""
    bodies = [session.owner_id, session.council_id, session.office_id, *(row.body_id for row in milestones)]
    session.party_keys = list(dict.fromkeys(bodies))
    session.save(update_fields=["party_keys"])
    owed = {row.pk: [_owed(session, row)] for row in milestones}
    set_obligations(actor=actor, source_kind=MILESTONE, owed=owed, kinds=_KINDS)


def _owed(session: CouncilSession, row: Milestone) -> Owed:
    return Owed(
        kind=ObligationKind.MILESTONE,
        party_id=row.body_id,
        creditor_id=session.owner_id,
        title=f"{row.name} ({session.name})",
        due_on=row.due_on,
        note=session.name,
        origin_id=session.plan_id,
        keys=(session.council_id, session.office_id),
    )


@transaction.atomic
def move_session(
    *,
    actor: Actor,
    scope: Scope,
    session_id: UUID,
    revision: int,
    change: Change,
    reason: str,
    accept_breaks: bool = False,
) -> Sheet:
    """Apply a change that was seen on the proof sheet; what it breaks goes into the audit row.

    Raises RefusedError when the session has changed since ``revision``, without a reason, and where
    something binding breaks that the officer did not accept (``accept_breaks``).
    """
    session = _locked(scope, session_id)
    if session.revision != revision:
        text = "Người khác vừa đổi lịch phiên này. Xem lại tờ soát bên dưới rồi áp dụng lần nữa."
        raise _refuse("session_moved_on", text)
    if not squash(reason):
        raise _refuse("reason_missing", "Ghi lý do đổi lịch.", "reason")
    sheet = checked_sheet(session, change)
    if sheet.hard and not accept_breaks:
        text = "Lịch mới vi phạm điều bắt buộc; chọn ngày khác, hoặc đánh dấu đã biết mà vẫn áp dụng."
        raise _refuse("breaks_unaccepted", text, "accept")
    before = {"held_on": session.held_on.isoformat()}
    _write(actor, session, sheet, change=change)
    after = {
        "held_on": session.held_on.isoformat(),
        "moved": [
            f"{row.name}: {row.before:%d/%m/%Y} → {row.due_on:%d/%m/%Y}" for row in sheet.rows if row.moved
        ],
        "breaks": [one.text for one in sheet.breaks],
    }
    record(
        actor=actor,
        action="move_session",
        subject=session,
        body=session.owner_id,
        before=before,
        after=after,
        reason=squash(reason),
    )
    return sheet


def checked_sheet(session: CouncilSession, change: Change) -> Sheet:
    """The proof sheet of a change; raises RefusedError on a day or a step that cannot be."""
    if change.held_on is None and not change.pins:
        raise _refuse("date_missing", "Ghi ngày mới theo dạng ngày/tháng/năm.", "held_on")
    known = set(session.milestones.values_list("code", flat=True))
    if not change.pins.keys() <= known:
        raise _refuse("step_gone", "Bước này không còn trong phiên họp; chọn lại bước.")
    for day in (change.held_on, *change.pins.values()):
        if day is not None:
            _check_day(day)
    try:
        return sheet_of(session, today(), change)
    except RingError as error:
        raise _refuse("steps_in_ring", str(error)) from error


def _locked(scope: Scope, session_id: UUID) -> CouncilSession:
    session = CouncilSession.objects.select_for_update(of=("self",)).get(pk=session_id)
    require(may_plan_session(scope, session.path))
    if session.cancelled_at is not None:
        raise _refuse("session_cancelled", "Phiên họp này đã hủy nên không đổi lịch được; hãy lập phiên mới.")
    return session


def _write(actor: Actor, session: CouncilSession, sheet: Sheet, *, change: Change) -> None:
    session.held_on, session.revision = sheet.held_on, session.revision + 1
    session.save(update_fields=["held_on", "revision"])
    days = {row.code: row.due_on for row in sheet.rows}
    milestones = list(session.milestones.select_for_update().order_by("position"))
    for row in milestones:
        row.due_on = days[row.code]
        if row.code in change.pins:
            row.pinned_on = change.pins[row.code]
    Milestone.objects.bulk_update(milestones, ["due_on", "pinned_on"])
    _owe(actor, session, milestones)


@transaction.atomic
def assign_milestone(*, actor: Actor, scope: Scope, milestone_id: UUID, body_id: UUID) -> Milestone:
    """Give one step of one session to another body; only while it is not done."""
    found = Milestone.objects.select_related("body").get(pk=milestone_id)
    session = _locked(scope, found.session_id)
    if any_closed(MILESTONE, [found.pk]):
        raise _refuse("already_done", "Bước này đã xong nên không giao lại; mở lại bước trước.", "body")
    heir = body_label(body_id)
    if not heir:
        raise _refuse("body_gone", "Đơn vị vừa chọn không còn trong danh bạ; chọn lại.", "body")
    before, found.body_id = found.body.name, body_id
    found.save(update_fields=["body"])
    _owe(actor, session, list(session.milestones.order_by("position")))
    record(
        actor=actor,
        action="assign_milestone",
        subject=session,
        body=session.owner_id,
        before={"body": before},
        after={"step": found.name, "body": heir},
    )
    return found


@transaction.atomic
def cancel_session(*, actor: Actor, scope: Scope, session_id: UUID, reason: str) -> CouncilSession:
    """Call a session off: nobody owes its open steps any more; what was done stays on record."""
    session = _locked(scope, session_id)
    if not squash(reason):
        raise _refuse("reason_missing", "Ghi lý do hủy phiên họp.", "reason")
    session.cancelled_at, session.cancel_reason = now(), squash(reason)
    session.revision += 1
    session.save(update_fields=["cancelled_at", "cancel_reason", "revision"])
    nothing: dict[UUID, list[Owed]] = {pk: [] for pk in session.milestones.values_list("pk", flat=True)}
    set_obligations(actor=actor, source_kind=MILESTONE, owed=nothing, kinds=_KINDS)
    record(
        actor=actor,
        action="cancel_session",
        subject=session,
        body=session.owner_id,
        before={"held_on": session.held_on.isoformat()},
        reason=squash(reason),
    )
    return session


@transaction.atomic
def reach_milestone(
    *, actor: Actor, scope: Scope, milestone_id: UUID, paper: str, on: date | None = None
) -> Milestone:
    """Say that a step is done, with the paper that shows it (number and date), on a day that is not ahead.

    Rooms that make the paper themselves call ``obligations.actions.fulfil`` with the milestone as source.
    """
    row = _milestone(scope, milestone_id)
    day = on or today()
    if day > today():
        raise _refuse("day_ahead", "Ngày xong chưa tới; ghi ngày đã làm.", "done_on")
    _check_day(day)
    if len(squash(paper)) > 300:
        raise _refuse("too_long", "Số, ngày văn bản dài quá 300 chữ; rút gọn rồi lưu lại.", "paper")
    closed = fulfil(
        actor=actor,
        kind=ObligationKind.MILESTONE,
        party_id=row.body_id,
        period=None,
        paper=Paper(squash(paper)),
        source=Source.of(row),
        on=day,
    )
    if not closed:
        raise _refuse("already_done", "Bước này đã được ghi xong trước đó.")
    _bump(row.session_id)
    return row


@transaction.atomic
def reopen_milestone(*, actor: Actor, scope: Scope, milestone_id: UUID) -> Milestone:
    """A step was marked done by mistake."""
    row = _milestone(scope, milestone_id)
    if not reopen(actor=actor, source=Source.of(row)):
        raise _refuse("not_done", "Bước này chưa được ghi xong nên không có gì để mở lại.")
    _bump(row.session_id)
    return row


def _milestone(scope: Scope, milestone_id: UUID) -> Milestone:
    """The step with its session locked first, so that a move and a finish take turns."""
    row = Milestone.objects.select_related("session").get(pk=milestone_id)
    session = CouncilSession.objects.select_for_update(of=("self",)).get(pk=row.session_id)
    require(may_reach(scope, row))
    if session.cancelled_at is not None:
        raise _refuse("session_cancelled", "Phiên họp này đã hủy nên các bước không đổi được nữa.")
    return row


def _bump(session_id: UUID) -> None:
    """A proof sheet that was drawn before this is out of date."""
    session = CouncilSession.objects.get(pk=session_id)
    session.revision += 1
    session.save(update_fields=["revision"])
