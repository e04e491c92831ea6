"""Rows as pages show them: built from ids in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.obligations.queries.conditions import SOON_DAYS, days_left, extended_to
from vinhdanh.domain.organisations.queries.labels import short_name_of
from vinhdanh.domain.planning.models import Task, TaskParty
from vinhdanh.domain.planning.periods import period_words
from vinhdanh.domain.planning.queries.products import count_of_products
from vinhdanh.domain.planning.states import OPEN_STATES, PartyRole, TaskState


@dataclass(frozen=True, slots=True)
class Chip:
    """A body or group in a task: the words to show, the full name, and whether it is linked."""

    label: str
    title: str
    linked: bool
    group: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """``status`` is one of late, today, soon, doing, done, not_needed, ahead; ``days`` counts
    days late (late) or days left (soon); ``until`` is the working day to which a limit that ends on a
    day off moves."""

    id: UUID
    ordinal: str
    text: str
    plan_id: UUID
    plan_name: str
    plan_number: str
    issuer: str
    year: int
    lane: int
    period: str
    due_on: date | None
    until: date | None
    moved: bool
    conditional: bool
    state: str
    status: str
    days: int
    leads: Sequence[Chip] = field(default=())
    coordinators: Sequence[Chip] = field(default=())
    products_met: int = 0
    products: int = 0


def task_rows(ids: Sequence[UUID], on: date) -> list[TaskRow]:
    """The rows of these tasks in the order given; two queries."""
    tasks = {task.pk: task for task in with_plan(Task.objects.filter(pk__in=ids))}
    parties = parties_of(ids)
    return [task_row(tasks[pk], parties[pk], on) for pk in ids if pk in tasks]


def with_plan(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with what a row says about their plan, its issuer and their products."""
    rows = tasks.select_related("plan", "plan__issuer").annotate(issuer_short=short_name_of("plan__issuer"))
    return rows.annotate(product_count=count_of_products(), product_met=count_of_products(met=True))


def parties_of(ids: Iterable[UUID]) -> dict[UUID, list[TaskParty]]:
    """The parties of these tasks, leads first; one query."""
    found: dict[UUID, list[TaskParty]] = defaultdict(list)
    rows = TaskParty.objects.filter(task_id__in=list(ids)).select_related("body", "group")
    for row in rows.annotate(short=short_name_of("body")).order_by("-role", "position"):
        found[row.task_id].append(row)
    return found


def chips(parties: Iterable[TaskParty], role: str) -> list[Chip]:
    """The chips of one role, in the paper's order."""
    return [_chip(party) for party in parties if party.role == role]


def _chip(party: TaskParty) -> Chip:
    if party.body is not None:
        short: str | None = getattr(party, "short", None)
        return Chip(short or party.body.name, party.body.name, linked=True, group=False)
    if party.group is not None:
        return Chip(party.text, party.group.name, linked=True, group=True)
    return Chip(party.text, party.text, linked=False, group=False)


def status_of(task: Task, on: date) -> tuple[str, int]:
    """The status to show and its days; a year-round or untimed open task is being done or ahead."""
    if task.state not in OPEN_STATES:
        return ("done" if task.state == TaskState.DONE else "not_needed"), 0
    left = days_left(task.due_on, on)
    if left is not None and left < 0:
        return "late", -left
    if left == 0:
        return "today", 0
    if task.state == TaskState.IN_PROGRESS:
        return "doing", left or 0
    if left is not None and left <= SOON_DAYS:
        return "soon", left
    return "ahead", left or 0


def task_row(task: Task, parties: Sequence[TaskParty], on: date) -> TaskRow:
    """One row out of a task fetched by :func:`with_plan` and its parties."""
    status, days = status_of(task, on)
    return TaskRow(
        id=task.pk,
        ordinal=task.ordinal,
        text=task.text,
        plan_id=task.plan_id,
        plan_name=task.plan.name,
        plan_number=task.plan.number,
        issuer=getattr(task, "issuer_short", None) or task.plan.issuer.name,
        year=task.year,
        lane=task.lane,
        period=period_words(task.period_kind, task.period_value, month=task.month, deadline=task.deadline),
        due_on=task.due_on,
        until=extended_to(task.due_on),
        moved=task.first_due_on != task.due_on,
        conditional=task.conditional,
        state=task.state,
        status=status,
        days=days,
        leads=chips(parties, PartyRole.LEAD),
        coordinators=chips(parties, PartyRole.COORDINATOR),
        products=getattr(task, "product_count", 0),
        products_met=getattr(task, "product_met", 0),
    )
