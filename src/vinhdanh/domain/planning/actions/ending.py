"""The one way in which a task changes its state, for people and for rooms that make its papers."""

from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.queries.products import wanting
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.engines.workflow.transitions import Check, perform
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict
from vinhdanh.foundation.kernel.text import squash


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of evidence as it came in."""

    name: str
    data: bytes


def end_task(
    *, actor: Actor | None, task: Task, name: str, check: Check, body: UUID | None, reason: str
) -> Task:
    """Run one transition of the task table; call it inside a transaction. Raises RefusedError."""
    transition = TASK[name]
    ends = transition.target in {"done", "not_needed"}
    return perform(
        subject=task,
        transition=transition,
        actor=actor,
        check=check,
        body=body,
        reason=squash(reason),
        changes={"closed_at": now() if ends else None},
    )


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
