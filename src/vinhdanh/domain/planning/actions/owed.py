"""Tasks as things owed: who has to do them, who has to assign or to end them.

Every action on a task calls :func:`keep_owed` in its own transaction, so that obligations and work
items are never behind; the nightly job and ``obligations rebuild`` call the same function.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from vinhdanh.domain.obligations.actions import Closed, Owed, set_obligations
from vinhdanh.domain.obligations.queries.parts import states_of
from vinhdanh.domain.obligations.states import ObligationKind, ObligationState
from vinhdanh.domain.organisations.queries.groups import expand_groups
from vinhdanh.domain.organisations.queries.lineage import heirs_on
from vinhdanh.domain.planning.models import PlanDraft, Task, TaskParty
from vinhdanh.domain.planning.states import (
    ASSIGN,
    END,
    OPEN_STATES,
    OWED_BY,
    RETRY,
    REVIEW,
    DraftState,
    PartyRole,
    TaskState,
)
from vinhdanh.engines.workflow.items import Wait, set_waits, set_waits_of
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.kernel.clock import now, today

KINDS = (ObligationKind.TASK,)
ENDED = "Cơ quan ban hành đã kết thúc cả việc."
NOT_NEEDED = "Việc không phát sinh."
Linked = tuple[UUID, UUID | None, UUID | None]


@dataclass(frozen=True, slots=True)
class Leads:
    """The bodies that owe a task: named in it one by one, or members of a group named in it."""

    direct: frozenset[UUID] = frozenset()
    members: frozenset[UUID] = frozenset()

    @property
    def all(self) -> frozenset[UUID]:
        return self.direct | self.members


@dataclass
class Expansion:
    """Who stands behind a linked name on a day; remembers, so that many tasks cost few queries."""

    on: date = field(default_factory=today)
    _groups: dict[UUID, frozenset[UUID]] = field(default_factory=dict)
    _heirs: dict[UUID, frozenset[UUID]] = field(default_factory=dict)

    def leads_of(self, ids: Iterable[UUID]) -> dict[UUID, Leads]:
        """The owing bodies of these tasks: members of groups, heirs of ended bodies. A body that ended
        without an heir still owes. One query, and a few for names not met before."""
        rows = TaskParty.objects.filter(task_id__in=list(ids), role=PartyRole.LEAD)
        linked: list[Linked] = list(rows.values_list("task_id", "body_id", "group_id"))
        self._learn(linked)
        direct: dict[UUID, set[UUID]] = {}
        members: dict[UUID, set[UUID]] = {}
        for task, body, group in linked:
            if body:
                direct.setdefault(task, set()).update(self._heirs[body])
            elif group:
                members.setdefault(task, set()).update(self._groups[group])
        return {
            task: Leads(frozenset(direct.get(task, ())), frozenset(members.get(task, ())))
            for task in {*direct, *members}
        }

    def _learn(self, linked: Sequence[Linked]) -> None:
        bodies = {body for _, body, _ in linked if body} - self._heirs.keys()
        groups = {group for _, _, group in linked if group} - self._groups.keys()
        if bodies:
            self._heirs |= {pk: frozenset(found or [pk]) for pk, found in heirs_on(bodies, self.on).items()}
        if groups:
            self._groups |= expand_groups(groups, self.on)


def keep_owed(*, actor: Actor | None, tasks: Sequence[Task], expansion: Expansion | None = None) -> None:
    """Make obligations and work items of these tasks what the tasks say now.

    Call it with the tasks locked (or just made), in the transaction of the change; each needs its
    ``plan``. A constant number of queries but for changed rows.
    """
    leads = (expansion or Expansion()).leads_of(task.pk for task in tasks)
    ended = states_of(OWED_BY, [task.pk for task in tasks if task.state not in OPEN_STATES])
    owed = {
        # Who joins a group after the work ended owes nothing of it.
        task.pk: _owed(task, leads.get(task.pk, Leads()), only=ended.get(task.pk))
        for task in tasks
    }
    set_obligations(actor=actor, source_kind=OWED_BY, owed=owed, kinds=KINDS)
    keep_marks(tasks)


def _owed(task: Task, leads: Leads, *, only: Mapping[UUID, str] | None) -> list[Owed]:
    note = note_of(task)
    parties = leads.all if only is None else leads.all.intersection(only)
    return [
        Owed(
            kind=ObligationKind.TASK,
            party_id=party,
            creditor_id=task.plan.issuer_id,
            title=task.text,
            due_on=task.due_on,
            note=note,
            origin_id=task.plan_id,
            closed=_closed(task, direct=party in leads.direct),
        )
        for party in sorted(parties)
    ]


def _closed(task: Task, *, direct: bool) -> Closed | None:
    """How an ended task ended for one body: the lead did it, a member of a group need not any more."""
    if task.state in OPEN_STATES:
        return None
    at = task.closed_at or now()
    if task.state == TaskState.NOT_NEEDED:
        return Closed(ObligationState.WAIVED, at, NOT_NEEDED)
    return Closed(ObligationState.FULFILLED, at) if direct else Closed(ObligationState.WAIVED, at, ENDED)


def note_of(task: Task) -> str:
    """Where the task stands, as lists say it: "Kế hoạch 12/KH-UBND, mục 8"."""
    return f"{task.plan.name[:240]}, mục {task.ordinal}" if task.ordinal else task.plan.name[:240]


def keep_marks(tasks: Sequence[Task]) -> None:
    """Who has to assign an open task that nobody owes, and who has to end one that all have done."""
    still = [task for task in tasks if task.state in OPEN_STATES]
    states = states_of(OWED_BY, [task.pk for task in still])
    waits: dict[UUID, list[Wait]] = {task.pk: [] for task in tasks}
    for task in still:
        waits[task.pk] = _marks(task, states.get(task.pk, {}).values())
    set_waits_of(subject_kind=OWED_BY, waits=waits, kinds=[ASSIGN, END])


def _marks(task: Task, states: Collection[str]) -> list[Wait]:
    if ObligationState.OPEN in states:
        return []
    kind = END if states else ASSIGN
    wait = Wait(
        kind,
        task.plan.issuer_id,
        task.text,
        due_on=task.due_on,
        note=note_of(task),
        bundle=task.plan_id if kind == ASSIGN else None,
    )
    return [wait]


def keep_draft(draft: PlanDraft) -> None:
    """The work item of a paper under review; call it in the transaction of the change."""
    set_waits(subject=draft, waits=draft_waits(draft))


def draft_waits(draft: PlanDraft) -> list[Wait]:
    """A paper that was read waits for the body that sent it, and so does one that could not be read."""
    kind = {DraftState.READY: REVIEW, DraftState.FAILED: RETRY}.get(DraftState(draft.state))
    if kind is None:
        return []
    return [Wait(kind, draft.body_id, str(draft), note=f"Đọc từ tệp {draft.file.name}")]


def waits_by_draft(drafts: Iterable[PlanDraft]) -> Mapping[UUID, Sequence[Wait]]:
    """The same for many drafts."""
    return {draft.pk: draft_waits(draft) for draft in drafts}
