"""A plan in force answers what its issuer owed to a superior."""

from uuid import UUID

from vinhdanh.domain.obligations.actions import Paper, Source, fulfil, reopen
from vinhdanh.domain.obligations.queries.sources import open_of, owed_from
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.planning.keys import rekey
from vinhdanh.domain.planning.models import Filing, Plan
from vinhdanh.domain.planning.states import DutyKind, FilingState, PlanKind
from vinhdanh.domain.planning.workflow import FILING
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import ALLOWED

_WHOLE_YEAR = frozenset({PlanKind.ANNUAL, PlanKind.MULTI_YEAR})


def note_filed(*, actor: Actor | None, plan: Plan) -> None:
    """``plan`` came into force: close what its issuer owed for its years. Call it inside the transaction.

    It answers a superior's plan that it follows, or, following none, one of its own kind. A plan that
    another one replaced answers nothing any more.
    """
    if plan.superseded_by_id is not None:
        return
    years = [str(year) for year in range(plan.first_year, plan.last_year + 1)]
    owed = open_of(plan.issuer_id, DutyKind.UNIT_PLAN).filter(period__in=years)
    parents = Plan.objects.in_bulk([row.source_id for row in owed])
    for row in owed:
        parent = parents.get(row.source_id)
        if parent is not None and _answers(plan, parent):
            _file(actor, plan, parent=parent, year=int(row.period), through=row.through_id)
    rekey(plan)


def _answers(plan: Plan, parent: Plan) -> bool:
    if plan.parent_id is not None:
        return plan.parent_id == parent.pk
    return plan.kind == parent.kind or {plan.kind, parent.kind} <= _WHOLE_YEAR


def _file(actor: Actor | None, plan: Plan, *, parent: Plan, year: int, through: UUID | None) -> None:
    filing, _ = Filing.objects.get_or_create(
        parent=parent,
        body_id=plan.issuer_id,
        year=year,
        defaults={"path": plan.path, "created_by_id": actor.pk if actor else None},
    )
    if filing.state != FilingState.SENT:
        sent(actor=actor, filing=filing, plan=plan, through=through)
    if plan.parent_id is None:
        plan.parent = parent
        plan.save(update_fields=["parent"])


def sent(*, actor: Actor | None, filing: Filing, plan: Plan, through: UUID | None) -> Filing:
    """Move a filing to "sent" with the plan it became, and close the obligation."""
    row = perform(
        subject=filing,
        transition=FILING["send_filing"],
        actor=actor,
        check=lambda _: ALLOWED,
        body=filing.body_id,
        changes={"plan": plan, "through_id": through, "sent_on": today(), "opened_at": None},
    )
    fulfil(
        actor=actor,
        kind=DutyKind.UNIT_PLAN,
        party_id=filing.body_id,
        period=str(filing.year),
        paper=Paper.of(plan),
        source=Source("planning.plan", filing.parent_id),
    )
    return row


def take_out_of_force(*, actor: Actor, plan: Plan) -> list[UUID]:
    """``plan`` answers nothing any more: what it answered is owed again. Returns the filings it was sent as.

    Call it inside the transaction, before another plan of the issuer takes its place.
    """
    filings = list(plan.filed_as.filter(state=FilingState.SENT).select_related("parent"))
    for filing in filings:
        perform(
            subject=filing,
            transition=FILING["withdraw_filing"],
            actor=actor,
            check=lambda _: ALLOWED,
            body=filing.body_id,
            changes={"plan": None, "sent_on": None, "opened_at": None},
        )
        if filing.parent.superseded_by_id is None:
            source, year = Source("planning.plan", filing.parent_id), str(filing.year)
            reopen(actor=actor, source=source, party_id=filing.body_id, period=year)
    plan.filed_as.update(plan=None)
    return [filing.pk for filing in filings]


def note_all_filed(*, actor: Actor | None, parent: Plan) -> None:
    """Plans that came before anybody asked for them count as sent when they are asked for."""
    owed = owed_from("planning.plan", [parent.pk], DutyKind.UNIT_PLAN).filter(state=ObligationState.OPEN)
    waiting = set(owed.values_list("party_id", "period"))
    bodies = {body for body, _ in waiting}
    returned = Filing.objects.filter(parent=parent, state=FilingState.RETURNED).values("plan")
    early = (
        Plan.objects.filter(issuer__in=bodies, superseded_by=None)
        .exclude(pk=parent.pk)
        .exclude(pk__in=returned)
    )
    for plan in early.order_by("id"):
        if any((plan.issuer_id, str(year)) in waiting for year in range(plan.first_year, plan.last_year + 1)):
            note_filed(actor=actor, plan=plan)
