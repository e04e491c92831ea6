"""Reporting duties: settled from the paper's words, added by the officer, taken off again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vinhdanh.domain.access.queries.accounts import account_of
from vinhdanh.domain.access.scope import Scope, is_within
from vinhdanh.domain.obligations.actions import set_obligations
from vinhdanh.domain.organisations.actions import confirm_name
from vinhdanh.domain.organisations.queries.labels import body_label, body_path
from vinhdanh.domain.organisations.queries.matching import Match, match_names
from vinhdanh.domain.planning.access import may_add
from vinhdanh.domain.planning.actions.filed import note_all_filed
from vinhdanh.domain.planning.actions.owing import DUTY, SETTLE, asks_many, owe_plan
from vinhdanh.domain.planning.checks import check_parties
from vinhdanh.domain.planning.keys import rekey
from vinhdanh.domain.planning.models import DutyParty, Plan, ReportingDuty
from vinhdanh.domain.planning.parties import parse_target
from vinhdanh.domain.planning.periods import FIRST_YEAR, LAST_YEAR
from vinhdanh.domain.planning.recurrence import MOST_DAYS, is_yearly, read_days
from vinhdanh.domain.planning.states import DutyKind
from vinhdanh.engines.workflow.items import set_waits_of
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.jobs.carrying import report
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import fold, squash

MOST_FORWARD, MOST_YEARS, WHAT_LENGTH = 60, 10, 2_000
_PLAN_WORDS = ("ke hoach",)
OWE_JOB = "planning.owe_plan"


@dataclass(frozen=True, slots=True)
class Settling:
    """A duty as the officer settles it. ``parties`` are ``{text, target}``; ``due`` the days as written
    ("15/5, 15/11")."""

    kind: str
    what: str
    parties: Sequence[dict[str, Any]]
    to_id: UUID | None
    through_id: UUID | None
    due: str
    first_year: int | None
    last_year: int | None
    forward_days: int = 5


@transaction.atomic
def settle_duty(
    *, actor: Actor, scope: Scope, plan_id: UUID, duty_id: UUID | None, wanted: Settling
) -> ReportingDuty:
    """Settle a duty of the paper, or add one (``duty_id`` None); what is owed follows at once, or
    through a job where that means thousands of rows.

    Raises RefusedError naming the field: what, who, to, through, due, years.
    """
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    require(may_add(scope, plan))
    days = _checked(wanted, plan)
    duty = plan.duties.get(pk=duty_id) if duty_id else ReportingDuty(plan=plan, position=_next(plan))
    before = {"what": duty.what, "due": list(duty.days), "settled": duty.settled_at is not None}
    _write(duty, wanted, days)
    _remember(actor, duty, wanted)
    record(
        actor=actor,
        action="settle_duty" if duty_id else "add_duty",
        subject=plan,
        body=plan.issuer_id,
        before=before if duty_id else {},
        after={"what": duty.what, "due": days, "who": [party["text"] for party in wanted.parties]},
    )
    rekey(plan)
    if asks_many(plan):
        # Thousands of rows: the person goes on working while they are written.
        enqueue(
            OWE_JOB,
            lock=str(plan.pk),
            asked_by=actor,
            title=f"Giao việc phải gửi theo {plan.name}",
            plan_id=str(plan.pk),
            actor_id=str(actor.pk),
        )
    else:
        owe_settled(actor=actor, plan=plan)
    return duty


def owe_settled(*, actor: Actor, plan: Plan) -> None:
    """What is owed under ``plan`` follows its duties, and plans that came before count as sent."""
    report(0, message="Lập việc phải gửi của từng đơn vị")
    owe_plan(actor=actor, plan=plan)
    report(80, message="Đối chiếu với các kế hoạch đã có")
    note_all_filed(actor=actor, parent=plan)


@transaction.atomic
def owe_later(plan_id: UUID, actor_id: UUID) -> None:
    """The same, as a job: whole or not at all, and safe to run twice."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    owe_settled(actor=account_of(actor_id), plan=plan)


def _next(plan: Plan) -> int:
    return (plan.duties.aggregate(last=Max("position"))["last"] or 0) + 1


def _refuse(code: str, reason: str, field: str) -> NoReturn:
    raise RefusedError(Refusal(code, reason, field=field))


def _checked(wanted: Settling, plan: Plan) -> list[str]:
    """The days of the year; raises RefusedError for whatever is wanting."""
    if wanted.kind not in DutyKind.values:
        _refuse("kind_unknown", "Chọn báo cáo hoặc kế hoạch của đơn vị.", "kind")
    if not squash(wanted.what):
        _refuse("what_missing", "Ghi tên báo cáo hoặc kế hoạch phải gửi.", "what")
    if len(wanted.what) > WHAT_LENGTH:
        _refuse("too_long", f"Tên báo cáo dài quá {WHAT_LENGTH} chữ; rút gọn rồi lưu lại.", "what")
    _check_bodies(wanted, plan)
    _check_years(wanted)
    return _check_days(wanted)


def _check_bodies(wanted: Settling, plan: Plan) -> None:
    check_parties(wanted.parties)
    if not any(parse_target(party.get("target", "")).key for party in wanted.parties):
        _refuse("who_missing", "Chọn ít nhất một đơn vị hoặc nhóm đơn vị phải gửi.", "who")
    if wanted.to_id is None or body_path(wanted.to_id) is None:
        _refuse("to_missing", "Chọn cơ quan nhận trong danh bạ.", "to")
    if wanted.through_id is not None and body_path(wanted.through_id) is None:
        _refuse("through_gone", "Đơn vị đầu mối không còn trong danh bạ; chọn lại.", "through")
    if wanted.through_id is not None and wanted.through_id == wanted.to_id:
        text = "Đơn vị đầu mối trùng nơi nhận; để trống ô “Qua” nếu gửi thẳng."
        _refuse("through_same", text, "through")
    if not 0 <= wanted.forward_days <= MOST_FORWARD:
        _refuse("forward_range", f"Số ngày tổng hợp từ 0 đến {MOST_FORWARD}.", "forward_days")


def _check_years(wanted: Settling) -> None:
    first, last = wanted.first_year, wanted.last_year
    if first is None or last is None:
        _refuse("years_missing", "Ghi năm đầu và năm cuối phải gửi.", "years")
    if not FIRST_YEAR <= first <= last <= LAST_YEAR or last - first >= MOST_YEARS:
        text = f"Năm cuối không trước năm đầu, và không quá {MOST_YEARS} năm."
        _refuse("years_wrong", text, "years")


def _check_days(wanted: Settling) -> list[str]:
    read = read_days(wanted.due)
    if not read.sure:
        _refuse("due_missing", "Ghi ngày và tháng phải gửi, ví dụ 15/5, 15/11.", "due")
    if len(read.days) > MOST_DAYS:
        _refuse("due_many", f"Một năm không quá {MOST_DAYS} kỳ; bớt ngày rồi lưu lại.", "due")
    if wanted.kind == DutyKind.UNIT_PLAN and len(read.days) > 1:
        _refuse("due_many", "Kế hoạch năm chỉ có một hạn gửi; ghi một ngày.", "due")
    return list(read.days)


def _write(duty: ReportingDuty, wanted: Settling, days: list[str]) -> None:
    duty.kind, duty.what = wanted.kind, squash(wanted.what)
    duty.to_body_id, duty.through_body_id = wanted.to_id, wanted.through_id
    duty.days, duty.forward_days = days, wanted.forward_days
    duty.first_year, duty.last_year = wanted.first_year, wanted.last_year
    duty.settled_at = now()
    duty.who = duty.who or ("; ".join(party["text"] for party in wanted.parties))[:500]
    duty.to = duty.to or body_label(wanted.to_id)[:300] if wanted.to_id else duty.to
    if wanted.through_id and not duty.through:
        duty.through = body_label(wanted.through_id)[:300]
    duty.save()
    _set_parties(duty, wanted.parties)


def _set_parties(duty: ReportingDuty, parties: Iterable[dict[str, Any]]) -> None:
    duty.parties.all().delete()
    DutyParty.objects.bulk_create(
        DutyParty(
            duty=duty,
            position=place,
            text=squash(party["text"])[:500],
            body_id=parse_target(party.get("target", "")).body_id,
            group_id=parse_target(party.get("target", "")).group_id,
        )
        for place, party in enumerate(parties)
    )


def _remember(actor: Actor, duty: ReportingDuty, wanted: Settling) -> None:
    """What the officer linked otherwise than matching is a confirmed choice for the next paper."""
    chosen = [(party["text"], parse_target(party.get("target", ""))) for party in wanted.parties]
    pairs = [(text, target.body_id, target.group_id) for text, target in chosen if target.key]
    pairs += [(duty.to, wanted.to_id, None)] if wanted.to_id else []
    pairs += [(duty.through, wanted.through_id, None)] if wanted.through_id else []
    issuer = duty.plan.issuer
    known = match_names([text for text, *_ in pairs], within=issuer, on=today())
    for (text, body, group), match in zip(pairs, known, strict=True):
        if not any(letter.isalnum() for letter in text) or _same(match, body, group):
            continue
        confirm_name(actor=actor, text=text, scope_id=issuer.pk, body_id=body, group_id=group)


def _same(match: Match, body: UUID | None, group: UUID | None) -> bool:
    best = match.best
    return match.sure and best is not None and (best.body_id, best.group_id) == (body, group)


@transaction.atomic
def drop_duty(*, actor: Actor, scope: Scope, duty_id: UUID, reason: str) -> None:
    """Take a duty off the plan with what is owed by it; refused once a report has come."""
    duty = ReportingDuty.objects.select_related("plan__issuer").get(pk=duty_id)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=duty.plan_id)
    require(may_add(scope, plan))
    if not squash(reason):
        _refuse("reason_missing", "Ghi lý do bỏ chế độ báo cáo này.", "reason")
    if duty.reports.exists():
        text = "Đã có báo cáo gửi theo chế độ này nên không bỏ được; hãy rút ngắn năm cuối."
        _refuse("reports_came", text, "reason")
    record(
        actor=actor,
        action="drop_duty",
        subject=plan,
        body=plan.issuer_id,
        before={"what": duty.what},
        reason=squash(reason),
    )
    set_obligations(actor=actor, source_kind=DUTY, owed={duty.pk: []}, kinds=(DutyKind.REPORT,))
    set_waits_of(subject_kind=DUTY, waits={duty.pk: []}, kinds=(SETTLE,))
    duty.delete()
    rekey(plan)
    owe_plan(actor=actor, plan=plan)


def settle_read_duties(*, actor: Actor | None, plan: Plan) -> None:
    """What the reader found and matching is sure of is settled at once; the rest waits on the officer."""
    duties = list(plan.duties.filter(settled_at__isnull=True))
    if not duties:
        return
    names = list(dict.fromkeys(text for duty in duties for text in (duty.who, duty.to, duty.through) if text))
    on = plan.issued_on or today()
    found = dict(zip(names, match_names(names, within=plan.issuer, on=on), strict=True))
    for duty in duties:
        _prefill(duty, plan, found)
    rekey(plan)
    owe_plan(actor=actor, plan=plan)
    note_all_filed(actor=actor, parent=plan)


def _prefill(duty: ReportingDuty, plan: Plan, found: dict[str, Match]) -> None:
    """Links and days as far as they are sure; settled when nothing is wanting."""
    if fold(duty.what).startswith(_PLAN_WORDS):
        duty.kind = DutyKind.UNIT_PLAN
    who = found[duty.who]
    linked = _sure(who)
    duty.to_body_id = _sure(found.get(duty.to))[0]
    duty.through_body_id = _sure(found.get(duty.through))[0]
    read = read_days(duty.due_text)
    if duty.due_on is not None:
        duty.days = [f"{duty.due_on:%m-%d}"]
    elif read.sure:
        duty.days = list(read.days)
    years = _span(duty, plan)
    duty.first_year, duty.last_year = years
    through_known = not duty.through or duty.through_body_id is not None
    if any(linked) and through_known and duty.days and _is_inside(duty.to_body_id, plan):
        duty.settled_at = now()
    duty.save()
    DutyParty.objects.create(duty=duty, position=0, text=duty.who, body_id=linked[0], group_id=linked[1])


def _is_inside(body_id: UUID | None, plan: Plan) -> bool:
    """Does the receiver stand in the issuer's tree? What goes further up the plan there asks for itself."""
    path = body_path(body_id) if body_id else None
    return path is not None and is_within(path, plan.path)


def _sure(match: Match | None) -> tuple[UUID | None, UUID | None]:
    best = match.best if match and match.sure else None
    return (best.body_id, best.group_id) if best else (None, None)


def _span(duty: ReportingDuty, plan: Plan) -> tuple[int, int]:
    """Every year of the plan where the paper says "hằng năm" or names no year, else the year it names."""
    if is_yearly(f"{duty.due_text} {duty.what}") or duty.due_on is None:
        return plan.first_year, plan.last_year
    return duty.due_on.year, duty.due_on.year
