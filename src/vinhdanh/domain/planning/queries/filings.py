"""A body's plan being written, and where it stands with the superior."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.obligations.access import visible_obligations
from vinhdanh.domain.obligations.queries.sources import owed_from
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.planning.access import may_receive_plan, may_write_for, visible_filings, visible_plans
from vinhdanh.domain.planning.actions.filing import lead_ids, tasks_naming
from vinhdanh.domain.planning.actions.sending import check_filing, is_later, may_withdraw
from vinhdanh.domain.planning.models import Filing, FilingRow, Plan
from vinhdanh.domain.planning.queries.rows import TaskRow, task_rows
from vinhdanh.domain.planning.states import DutyKind, FilingState
from vinhdanh.foundation.kernel.results import Refusal


@dataclass(frozen=True, slots=True)
class Choice:
    """A task of the superior that names the body; ``taken`` when the plan being written has it."""

    row: TaskRow
    leads: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class Composing:
    """The plan being written: its rows, the superior's later ones marked, and what is still wanting."""

    filing: Filing
    rows: Sequence[FilingRow]
    later: frozenset[UUID]
    leads: dict[UUID, str]
    faults: Sequence[Refusal]
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a plan that was sent stands; ``may_return`` and ``may_withdraw`` for the person who asks."""

    id: UUID
    parent_id: UUID
    parent: str
    state: str
    body: str
    sent_on: date | None
    opened_at: datetime | None
    remarks: str
    returned: int
    may_write: bool
    may_return: bool
    may_withdraw: bool
    why_not: str


def find_filing(scope: Scope, pk: UUID) -> Filing | None:
    """The filing with what its pages say about it, if the person may see it; one query."""
    rows = visible_filings(scope).select_related("parent__issuer", "body", "plan", "through")
    return rows.filter(pk=pk).first()


def sent_filing(scope: Scope, pk: UUID) -> Filing | None:
    """A filing whose plan the person sees, as it came in; None else."""
    return Filing.objects.filter(pk=pk, plan__in=visible_plans(scope)).first()


def choices_for(scope: Scope, parent: Plan, body_id: UUID, *, filing: Filing | None) -> list[Choice]:
    """The superior's tasks that name the body, those it leads first; six queries at most."""
    tasks = tasks_naming(parent, body_id)
    held = set(filing.rows.values_list("source_id", flat=True)) if filing else set()
    rows = {row.id: row for row in task_rows([task.pk for task in tasks], scope.on)}
    found = [Choice(rows[task.pk], getattr(task, "is_led", False), task.pk in held) for task in tasks]
    return sorted(found, key=lambda choice: not choice.leads)


def composing(filing: Filing) -> Composing:
    """Everything on the page where the plan is written; five queries."""
    rows = list(filing.rows.select_related("source", "lead"))
    return Composing(
        filing=filing,
        rows=rows,
        later=frozenset(row.pk for row in rows if is_later(row, filing.year)),
        leads=lead_ids(filing.body_id),
        faults=check_filing(filing, rows),
        due_on=_due(filing),
    )


def _due(filing: Filing) -> date | None:
    rows = owed_from("planning.plan", [filing.parent_id], DutyKind.UNIT_PLAN)
    mine = rows.filter(party=filing.body_id, period=str(filing.year))
    return mine.values_list("due_on", flat=True).first()


@dataclass(frozen=True, slots=True)
class MyPart:
    """What the superior's plan asks of one of the person's bodies, and how far it is."""

    body_id: UUID
    body: str
    year: int
    due_on: date | None
    sent: bool
    filing_id: UUID | None
    state: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a plan stands: with the superior, if it was sent, and with the person's own bodies below it."""

    standing: Standing | None
    my_parts: Sequence[MyPart]


def place_of(scope: Scope, plan: Plan) -> Place:
    """Both at once; three queries at most."""
    bodies = {p.body_id: p.body_name for p in scope.posts if Permission.READ_PLANS in p.permissions}
    bodies.pop(plan.issuer_id, None)
    rows = Filing.objects.filter(Q(plan=plan) | Q(parent=plan, body__in=bodies))
    found = list(rows.select_related("parent__issuer", "body", "plan").order_by("year", "id"))
    sent = [row for row in found if row.plan_id == plan.pk]
    begun = {(row.body_id, row.year): row for row in found if row.parent_id == plan.pk}
    return Place(
        standing=_standing(scope, sent[-1]) if sent else None,
        my_parts=_my_parts(scope, plan, bodies=bodies, begun=begun) if bodies else [],
    )


def my_parts(scope: Scope, plan: Plan) -> Sequence[MyPart]:
    """For each body for which the person writes plans: what is asked, or what was begun; two queries."""
    return place_of(scope, plan).my_parts


def _standing(scope: Scope, filing: Filing) -> Standing:
    withdrawing = may_withdraw(scope, filing)
    is_sent = filing.state == FilingState.SENT
    return Standing(
        id=filing.pk,
        parent_id=filing.parent_id,
        parent=filing.parent.name,
        state=filing.state,
        body=filing.body.name,
        sent_on=filing.sent_on,
        opened_at=filing.opened_at,
        remarks=filing.remarks,
        returned=filing.returned,
        may_write=bool(may_write_for(scope, filing.path)),
        may_return=is_sent and not filing.returned and bool(may_receive_plan(scope, filing)),
        may_withdraw=is_sent and bool(withdrawing),
        why_not=withdrawing.reason if isinstance(withdrawing, Refusal) else "",
    )


def _my_parts(
    scope: Scope, plan: Plan, *, bodies: dict[UUID, str], begun: dict[tuple[UUID, int], Filing]
) -> list[MyPart]:
    owed = visible_obligations(scope).filter(
        source_kind="planning.plan", source_id=plan.pk, kind=DutyKind.UNIT_PLAN, party__in=bodies
    )
    asked = {(row.party_id, int(row.period)): row for row in owed}
    done = {key for key, row in asked.items() if row.state != ObligationState.OPEN}
    return [
        MyPart(
            body_id=key[0],
            body=bodies[key[0]],
            year=key[1],
            due_on=asked[key].due_on if key in asked else None,
            sent=_is_sent(begun.get(key), fulfilled=key in done),
            filing_id=begun[key].pk if key in begun else None,
            state=begun[key].state if key in begun else "",
        )
        for key in sorted({*asked, *begun}, key=lambda key: (key[1], str(key[0])))
    ]


def _is_sent(filing: Filing | None, *, fulfilled: bool) -> bool:
    return fulfilled or (filing is not None and filing.state == FilingState.SENT)
