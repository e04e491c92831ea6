"""From settled duties to obligations: which body owes which report or plan, to whom, by which day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.obligations.actions import Owed, set_obligations
from vinhdanh.domain.obligations.queries.sources import owed_from
from vinhdanh.domain.organisations.queries.groups import expand_group
from vinhdanh.domain.planning.models import DutyParty, Plan, PlanDraft, ReportingDuty
from vinhdanh.domain.planning.recurrence import Occurrence, occurrences
from vinhdanh.domain.planning.states import DutyKind
from vinhdanh.engines.workflow.items import Wait, set_waits_of
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.calendars.days import calendar_for
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.workdays import WorkCalendar

PLAN, DUTY = "planning.plan", "planning.reportingduty"
SETTLE = "settle_duty"
AT_ONCE = 1_000
"""Rows owed under one plan that are still written while a person waits for the page."""


@transaction.atomic
def owe_plan(*, actor: Actor | None, plan: Plan, past: bool = True) -> None:
    """Make what others owe under ``plan`` follow its duties; unsettled ones wait on who keeps the plan.

    A plan that another one replaced asks for nothing new. Groups are expanded on this day. Without
    ``past`` a body new to a group does not owe what fell due before: so the daily refresh asks. Ten
    queries and some for each duty.
    """
    if plan.superseded_by_id is not None:
        return
    duties = list(plan.duties.select_related("to_body", "through_body"))
    settled = [duty for duty in duties if duty.settled_at is not None]
    _wait(plan, [duty for duty in duties if duty.settled_at is None], settled)
    members = {duty.pk: members_of(duty, plan) for duty in settled}
    calendar = calendar_for(_years(settled)) if settled else WorkCalendar()
    reports: dict[UUID, list[Owed]] = {duty.pk: [] for duty in duties}
    plans: list[Owed] = []
    for duty in settled:
        for each in occurrences(duty.days, _span(duty), calendar):
            if duty.kind == DutyKind.UNIT_PLAN:
                plans += _unit_plans(duty, plan, each, members=members[duty.pk])
            else:
                reports[duty.pk] += _reports(duty, plan, each, members=members[duty.pk], calendar=calendar)
    wanted = {DUTY: reports, PLAN: {plan.pk: plans}}
    kinds = {DUTY: DutyKind.REPORT.value, PLAN: DutyKind.UNIT_PLAN.value}
    for source, owed in wanted.items():
        kept = owed if past else _without_new_past(source, kinds[source], owed)
        set_obligations(actor=actor, source_kind=source, owed=kept, kinds=(kinds[source],))


def members_of(duty: ReportingDuty, plan: Plan) -> list[UUID]:
    """The bodies that owe it on this day, each once, without the one that asks and the one that consolidates.

    A group of a body above the issuer means only its members under the issuer.
    """
    on = today()
    found: dict[UUID, None] = {}
    for party in duty.parties.select_related("body", "group__owner"):
        found |= dict.fromkeys(_members(party, plan, on))
    outside = {duty.to_body_id, duty.through_body_id}
    if duty.kind == DutyKind.UNIT_PLAN:
        outside.add(plan.issuer_id)
    return [key for key in found if key not in outside]


def _members(party: DutyParty, plan: Plan, on: date) -> list[UUID]:
    if party.body is not None:
        return [party.body.pk] if party.body.is_valid_on(on) else []
    if party.group is None:
        return []
    rows = expand_group(party.group, on)
    owner = party.group.owner
    if owner is not None and plan.path.startswith(owner.path + "."):
        rows = [row for row in rows if row.path.startswith(plan.path + ".")]
    return [row.id for row in rows]


def asks_many(plan: Plan) -> bool:
    """Whether the duties settled under ``plan`` mean more than :data:`AT_ONCE` obligations."""
    settled = plan.duties.filter(settled_at__isnull=False).select_related("to_body", "through_body")
    return sum(len(members_of(d, plan)) * len(d.days) * len(_span(d)) for d in settled) > AT_ONCE


def _span(duty: ReportingDuty) -> range:
    if duty.first_year is None or duty.last_year is None:
        return range(0)
    return range(duty.first_year, duty.last_year + 1)


def _years(duties: Iterable[ReportingDuty]) -> list[int]:
    """The years whose days off are asked for; a day in late December may move into the next."""
    years = {year for duty in duties for year in _span(duty)}
    return sorted(years | {year + 1 for year in years})


def _unit_plans(duty: ReportingDuty, plan: Plan, each: Occurrence, *, members: Sequence[UUID]) -> list[Owed]:
    year = each.named.year
    creditor = duty.to_body_id or plan.issuer_id
    title = f"Gửi kế hoạch năm {year} theo {plan.name}"
    return [
        Owed(
            kind=DutyKind.UNIT_PLAN,
            party_id=body,
            creditor_id=creditor,
            title=title,
            period=str(year),
            due_on=each.due_on,
            through_id=duty.through_body_id,
            note=plan.name[:300],
            origin_id=plan.pk,
        )
        for body in members
    ]


def _reports(
    duty: ReportingDuty, plan: Plan, each: Occurrence, *, members: Sequence[UUID], calendar: WorkCalendar
) -> list[Owed]:
    """What each member sends, and what the body in between sends on once it has summed up."""
    creditor, through = duty.to_body_id, duty.through_body_id
    if creditor is None:
        return []
    title = f"{duty.what[:1].upper()}{duty.what[1:]}, kỳ {each.named:%d/%m/%Y}"
    one = Owed(
        kind=DutyKind.REPORT,
        party_id=creditor,
        creditor_id=creditor,
        title=title,
        period=each.period,
        due_on=each.due_on,
        note=plan.name[:300],
        origin_id=plan.pk,
    )
    found = [replace(one, party_id=body, through_id=through) for body in members]
    if through is not None and members:
        due = calendar.add_working_days(each.due_on, duty.forward_days)
        found.append(replace(one, party_id=through, title=f"Tổng hợp: {title}", due_on=due))
    return found


def _without_new_past(source: str, kind: str, owed: dict[UUID, list[Owed]]) -> dict[UUID, list[Owed]]:
    rows = owed_from(source, owed, kind).values_list("source_id", "party_id", "period")
    held, on = set(rows), today()
    return {
        pk: [one for one in some if (one.due_on or on) >= on or (pk, one.party_id, one.period) in held]
        for pk, some in owed.items()
    }


def _wait(plan: Plan, open_: Sequence[ReportingDuty], settled: Sequence[ReportingDuty]) -> None:
    keeper = keeper_of(plan)
    waits: dict[UUID, list[Wait]] = {duty.pk: [] for duty in settled}
    for duty in open_:
        title = f"Chốt chế độ báo cáo: {duty.what}"
        waits[duty.pk] = [Wait(SETTLE, keeper, title, note=plan.name, bundle=plan.pk)]
    set_waits_of(subject_kind=DUTY, waits=waits, kinds=(SETTLE,))


def keeper_of(plan: Plan) -> UUID:
    """Who looks after the plan: the office that read it in, else the issuer. One query."""
    reader = PlanDraft.objects.filter(plan=plan).values_list("body_id", flat=True).first()
    return reader or plan.issuer_id


def refresh_owed() -> int:
    """Let obligations follow the groups' members of this day; returns the number of plans looked at."""
    duties = ReportingDuty.objects.filter(
        settled_at__isnull=False, last_year__gte=today().year, plan__superseded_by__isnull=True
    )
    ids = sorted(duties.values_list("plan_id", flat=True).distinct())
    for pk in ids:
        with transaction.atomic():
            owe_plan(actor=None, plan=Plan.objects.select_for_update(of=("self",)).get(pk=pk), past=False)
    return len(ids)
