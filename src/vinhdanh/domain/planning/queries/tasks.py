"""One task as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.groups import expand_group
from vinhdanh.domain.planning.access import may_close, may_edit, may_report, visible_sessions, visible_tasks
from vinhdanh.domain.planning.models import CouncilSession, Task, TaskParty
from vinhdanh.domain.planning.queries.products import ProductRow, products_of, wanting_of
from vinhdanh.domain.planning.queries.rows import TaskRow, parties_of, task_row, with_plan
from vinhdanh.domain.planning.states import PartyRole, ProductKind
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.engines.workflow.transitions import Transition, open_from
from vinhdanh.foundation.kernel.results import Refusal


@dataclass(frozen=True, slots=True)
class FileRow:
    id: UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class NoteRow:
    at: datetime
    author: str
    body: str
    text: str
    files: Sequence[FileRow]


@dataclass(frozen=True, slots=True)
class Members:
    """A named group in the task and its members on the day asked."""

    text: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """``steps`` are the transitions open to this person; ``why_not`` says why there are none."""

    row: TaskRow
    parties: Sequence[TaskParty]
    products: Sequence[ProductRow]
    wanting: Sequence[str]
    any_product: bool
    first_due_on: date | None
    notes: Sequence[NoteRow]
    groups: Sequence[Members]
    steps: Sequence[Transition]
    sessions: Sequence[CouncilSession]
    why_not: str
    may_edit: bool
    may_report: bool


def find_task(scope: Scope, pk: UUID) -> Task | None:
    """The task with its plan, if the person may see it; one query."""
    return with_plan(visible_tasks(scope)).select_related("plan__parent").filter(pk=pk).first()


def task_detail(scope: Scope, task: Task) -> TaskDetail:
    """Everything on a task's page but its history; ``task`` as from :func:`find_task`.

    Six queries at most, and two to four for each named group (there are few).
    """
    parties = parties_of([task.pk])[task.pk]
    leads = frozenset(p.body_id for p in parties if p.role == PartyRole.LEAD and p.body_id is not None)
    closing = may_close(scope, task, leads)
    products = products_of(task)
    return TaskDetail(
        row=task_row(task, parties, scope.on),
        parties=parties,
        products=products,
        wanting=wanting_of(products, any_product=task.any_product),
        any_product=task.any_product,
        first_due_on=task.first_due_on if task.first_due_on != task.due_on else None,
        notes=_notes(task),
        groups=[
            Members(party.text, [row.name for row in expand_group(party.group, scope.on)])
            for party in parties
            if party.group
        ],
        steps=open_from(task.state, TASK.values()) if closing else [],
        sessions=_sessions(scope, task, products),
        why_not=closing.reason if isinstance(closing, Refusal) else "",
        may_edit=bool(may_edit(scope, task)),
        may_report=bool(may_report(scope, task)),
    )


def _sessions(scope: Scope, task: Task, products: Sequence[ProductRow]) -> Sequence[CouncilSession]:
    """The sessions of the plan, for a task that a session is the product of; one query, or none."""
    if all(row.kind != ProductKind.COUNCIL_SESSION for row in products):
        return []
    rows = visible_sessions(scope).filter(plan=task.plan_id, cancelled_at__isnull=True)
    return list(rows.order_by("held_on", "id")[:12])


def _notes(task: Task) -> list[NoteRow]:
    rows = task.notes.select_related("author", "body").prefetch_related("evidence__file")
    return [
        NoteRow(
            at=note.created_at,
            author=note.author.name,
            body=note.body.name,
            text=note.text,
            files=[FileRow(e.pk, e.file.name, e.file.size) for e in note.evidence.all()],
        )
        for note in rows
    ]
