"""The filters of lists, boards and exports, and how each becomes SQL."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.groups import groups_containing
from vinhdanh.domain.planning.access import visible_tasks
from vinhdanh.domain.planning.models import Task, TaskParty
from vinhdanh.domain.planning.states import OPEN_STATES, TaskState
from vinhdanh.engines.search.words import query_for, vector_of
from vinhdanh.foundation.calendars.days import late_before


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What to show. ``role`` narrows ``body`` to lead or coordinator; ``status`` is a state,
    ``open``, ``late`` or ``no_lead``; ``mine`` keeps what names one of the person's bodies;
    ``keys`` are bodies and groups already known, of which one must be named."""

    year: int | None = None
    plan: UUID | None = None
    issuer: UUID | None = None
    body: UUID | None = None
    role: str = ""
    lane: int | None = None
    status: str = ""
    text: str = ""
    mine: bool = False
    keys: tuple[UUID, ...] = ()


def filtered(scope: Scope, wanted: TaskFilter) -> QuerySet[Task]:
    """The visible tasks that pass the filter, not yet ordered."""
    rows = visible_tasks(scope)
    exact = {
        "year": wanted.year,
        "plan_id": wanted.plan,
        "plan__issuer_id": wanted.issuer,
        "lane": wanted.lane,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    rows = _by_status(rows, wanted.status, scope.on)
    if wanted.mine:
        rows = rows.filter(party_keys__overlap=list(scope.keys))
    if wanted.keys:
        rows = rows.filter(party_keys__overlap=list(wanted.keys))
    if wanted.body:
        rows = _by_body(rows, wanted.body, role=wanted.role, on=scope.on)
    return _by_text(rows, wanted.text)


def _by_status(rows: QuerySet[Task], status: str, on: date) -> QuerySet[Task]:
    if status == "late":
        return rows.filter(state__in=OPEN_STATES, due_on__lt=late_before(on))
    if status == "open":
        return rows.filter(state__in=OPEN_STATES)
    if status == "no_lead":
        return rows.filter(has_lead=False, state__in=OPEN_STATES)
    if status in TaskState.values:
        return rows.filter(state=status)
    return rows


def _by_body(rows: QuerySet[Task], body: UUID, *, role: str, on: date) -> QuerySet[Task]:
    keys = [body, *groups_containing({body}, on)]
    rows = rows.filter(party_keys__overlap=keys)
    if not role:
        return rows
    named = TaskParty.objects.filter(Q(body__in=keys) | Q(group__in=keys), task=OuterRef("pk"), role=role)
    return rows.filter(Exists(named))


def _by_text(rows: QuerySet[Task], text: str) -> QuerySet[Task]:
    query = query_for(text)
    if query is None:
        return rows
    return rows.alias(found=vector_of("words")).filter(found=query)
