"""One task as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries.parts import Part, Parts, parts_of
from vinhdanh.domain.organisations.queries.groups import expand_group
from vinhdanh.domain.planning.access import (
    may_close,
    may_edit,
    may_report,
    may_report_part,
    reporting_body,
    visible_sessions,
    visible_tasks,
)
from vinhdanh.domain.planning.models import CouncilSession, Task, TaskParty
from vinhdanh.domain.planning.queries.files import FileRow, file_row
from vinhdanh.domain.planning.queries.products import ProductRow, products_of, wanting_of
from vinhdanh.domain.planning.queries.rows import TaskRow, parties_of, task_row, with_plan
from vinhdanh.domain.planning.states import OPEN_STATES, OWED_BY, PartyRole, ProductKind
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.engines.workflow.transitions import Transition, open_from
from vinhdanh.foundation.files.store import renditions_of
from vinhdanh.foundation.kernel.results import Refusal


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
class Kin:
    """A task above or below in the cascade, by the plan that holds it."""

    id: UUID
    text: str
    plan: str
    issuer: str


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """``steps`` are the transitions open to this person; ``why_not`` says why there are none.

    ``owed`` are those who have to do it; of ``my_parts`` the person may say that they are done, and
    ``own_left`` are those of them that the person's own bodies have still to do.
    ``above`` is the superior's task that it carries out, ``below`` are units' tasks that carry it out,
    both as far as the person sees them.
    ``speaks_for`` names the body without an account in whose place the person reports; else empty.
    """

    row: TaskRow
    parties: Sequence[TaskParty]
    products: Sequence[ProductRow]
    wanting: Sequence[str]
    any_product: bool
    first_due_on: date | None
    notes: Sequence[NoteRow]
    groups: Sequence[Members]
    owed: Parts
    my_parts: frozenset[UUID]
    own_left: Sequence[Part]
    steps: Sequence[Transition]
    sessions: Sequence[CouncilSession]
    above: Kin | None
    below: Sequence[Kin]
    why_not: str
    may_edit: bool
    may_report: bool
    speaks_for: str


def find_task(scope: Scope, pk: UUID) -> Task | None:
    """The task with its plan, if the person may see it; one query."""
    return with_plan(visible_tasks(scope)).select_related("plan__parent").filter(pk=pk).first()


def task_detail(scope: Scope, task: Task) -> TaskDetail:
    """Everything on a task's page but its history; ``task`` as from :func:`find_task`.

    Seven queries at most, and two to four for each named group (there are few).
    """
    parties = parties_of([task.pk])[task.pk]
    leads = frozenset(p.body_id for p in parties if p.role == PartyRole.LEAD and p.body_id is not None)
    closing = may_close(scope, task, leads)
    products = products_of(task)
    owed = _own_first(parts_of(OWED_BY, task.pk, scope.on), scope)
    my_parts = _my_parts(scope, task, owed)
    kin = _kin(scope, task)
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
        owed=owed,
        my_parts=my_parts,
        own_left=[p for p in owed.left if p.party_id in my_parts and p.party_id in scope.keys],
        steps=open_from(task.state, TASK.values()) if closing else [],
        sessions=_sessions(scope, task, products),
        above=next((row for row in kin if row.id == task.parent_id), None),
        below=[row for row in kin if row.id != task.parent_id],
        why_not=closing.reason if isinstance(closing, Refusal) else "",
        may_edit=bool(may_edit(scope, task)),
        may_report=bool(may_report(scope, task)),
        speaks_for=_speaks_for(scope, task),
    )


def _kin(scope: Scope, task: Task) -> list[Kin]:
    """What stands above, and up to fifty of what stands below; one query."""
    rows = (
        visible_tasks(scope).filter(Q(pk=task.parent_id) | Q(parent=task.pk)).select_related("plan__issuer")
    )
    return [
        Kin(row.pk, row.text, row.plan.name, row.plan.issuer.name) for row in rows.order_by("path", "id")[:51]
    ]


def _own_first(owed: Parts, scope: Scope) -> Parts:
    return Parts(sorted(owed.rows, key=lambda part: (not part.is_open, part.party_id not in scope.keys)))


def _my_parts(scope: Scope, task: Task, owed: Parts) -> frozenset[UUID]:
    """Where one body alone owes the task, ending it is all there is to say."""
    if task.state not in OPEN_STATES or owed.total < 2:
        return frozenset()
    parties = [part.party_id for part in owed.rows]
    return frozenset(party for party in parties if may_report_part(scope, task, party))


def _speaks_for(scope: Scope, task: Task) -> str:
    body = reporting_body(scope, task)
    return next((one.body_name for one in scope.answers_for if one.body_id == body), "")


def _sessions(scope: Scope, task: Task, products: Sequence[ProductRow]) -> Sequence[CouncilSession]:
    """The sessions of the plan, for a task that a session is the product of; one query, or none."""
    if all(row.kind != ProductKind.COUNCIL_SESSION for row in products):
        return []
    rows = visible_sessions(scope).filter(plan=task.plan_id, cancelled_at__isnull=True)
    return list(rows.order_by("held_on", "id")[:12])


def _notes(task: Task) -> list[NoteRow]:
    rows = list(task.notes.select_related("author", "body").prefetch_related("evidence__file"))
    made = renditions_of(e.file.sha256 for note in rows for e in note.evidence.all())
    return [
        NoteRow(
            at=note.created_at,
            author=note.author.name,
            body=note.body.name,
            text=note.text,
            files=[file_row(e.pk, e.file, made) for e in note.evidence.all()],
        )
        for note in rows
    ]
