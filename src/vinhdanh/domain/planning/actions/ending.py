"""The one way in which a task changes its state, for people and for rooms that make its papers."""

from dataclasses import dataclass
from typing import IO
from uuid import UUID

from vinhdanh.domain.obligations.actions import Paper, Source, fulfil, reopen, waive
from vinhdanh.domain.obligations.queries.parts import reported_parties, states_of
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.domain.planning.actions.owed import ENDED, Expansion, Leads, keep_owed
from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.queries.products import wanting
from vinhdanh.domain.planning.states import OWED_BY
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.engines.workflow.transitions import Check, perform
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict
from vinhdanh.foundation.kernel.text import squash

TASK_OWED = ObligationKind.TASK
PART_PAPER = "planning.progressnote"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of evidence as it came in: its bytes, or a stream of them."""

    name: str
    data: bytes | IO[bytes]


def end_task(
    *, actor: Actor | None, task: Task, name: str, check: Check, body: UUID | None, reason: str
) -> Task:
    """Run one transition of the task table; call it inside a transaction. Raises RefusedError."""
    transition = TASK[name]
    ends = transition.target in {"done", "not_needed"}
    after = perform(
        subject=task,
        transition=transition,
        actor=actor,
        check=check,
        body=body,
        reason=squash(reason),
        changes={"closed_at": now() if ends else None},
    )
    _settle(actor, after, name=name, reason=squash(reason))
    return after


def _settle(actor: Actor | None, task: Task, *, name: str, reason: str) -> None:
    """What is owed ends, or is owed again, with the task."""
    if name == "start_task":
        return
    source = Source(OWED_BY, task.pk)
    if name == "complete_task":
        paper = Paper(reason[:300] or "Đánh dấu xong cả việc", OWED_BY, task.pk)
        for party in sorted(Expansion().leads_of([task.pk]).get(task.pk, Leads()).direct):
            fulfil(actor=actor, kind=TASK_OWED, party_id=party, period=None, paper=paper, source=source)
        waive(actor=actor, source=source, reason=ENDED)
    elif name == "waive_task":
        waive(actor=actor, source=source, reason=reason)
    else:
        # Those who had reported their own part before the end have still done it.
        done = reported_parties(OWED_BY, task.pk, PART_PAPER)
        closed = states_of(OWED_BY, [task.pk]).get(task.pk, {}).keys() - done
        reopen(actor=actor, source=source, parties=closed, reason=reason)
    keep_owed(actor=actor, tasks=[task])


def may_complete(task: Task, reason: str) -> Verdict:
    """A task is done when its products are there; without them only with a word of why."""
    missing = wanting(task)
    if not missing or squash(reason):
        return ALLOWED
    which = "một trong các sản phẩm" if task.any_product else "sản phẩm"
    return Refusal(
        "products_missing",
        f"Việc này còn thiếu {which}: {', '.join(missing)}. Đánh dấu sản phẩm đã có, "
        "hoặc ghi ở ô Kết quả vì sao xong mà chưa có.",
        field="reason",
    )
