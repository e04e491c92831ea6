"""One task as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.groups import expand_group
from vinhdanh.domain.planning.access import lead_keys, may_close, may_edit, may_report
from vinhdanh.domain.planning.models import Task, TaskParty
from vinhdanh.domain.planning.queries.rows import TaskRow, parties_of, task_rows
from vinhdanh.domain.planning.states import ProductKind
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
    products: Sequence[str]
    any_product: bool
    first_due_on: date | None
    notes: Sequence[NoteRow]
    groups: Sequence[Members]
    steps: Sequence[Transition]
    why_not: str
    may_edit: bool
    may_report: bool


def task_detail(scope: Scope, task: Task) -> TaskDetail:
    """Everything on a task's page but its history; a constant number of queries (groups are few)."""
    leads = lead_keys(task)
    closing = may_close(scope, task, leads)
    steps = open_from(task.state, TASK.values()) if closing else []
    return TaskDetail(
        row=task_rows([task.pk], scope.on)[0],
        products=[str(ProductKind(kind).label) for kind in task.products if kind in ProductKind.values],
        any_product=task.any_product,
        first_due_on=task.first_due_on if task.first_due_on != task.due_on else None,
        notes=_notes(task),
        groups=_groups(task, scope.on),
        steps=steps,
        why_not=closing.reason if isinstance(closing, Refusal) else "",
        may_edit=bool(may_edit(scope, task)),
        may_report=bool(may_report(scope, task)),
    )


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


def _groups(task: Task, on: date) -> list[Members]:
    parties: list[TaskParty] = [p for p in parties_of([task.pk])[task.pk] if p.group is not None]
    return [Members(p.text, [row.name for row in expand_group(p.group, on)]) for p in parties if p.group]
