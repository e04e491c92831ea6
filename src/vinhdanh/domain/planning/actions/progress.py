"""What people do with a task: begin, report, finish, waive, reopen, move, assign."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import IO
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.access import lead_keys, may_close, may_edit, may_report, reporting_body
from vinhdanh.domain.planning.models import Evidence, ProgressNote, Task
from vinhdanh.domain.planning.periods import placing
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.files.intake import Incoming, received_all
from vinhdanh.foundation.files.store import keep
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import Allowed, Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of evidence as it came in: its bytes, or a stream of them."""

    name: str
    data: bytes | IO[bytes]


def change_state(
    *,
    actor: Actor,
    scope: Scope,
    task: Task,
    name: str,
    reason: str = "",
    attachments: Sequence[Attachment] = (),
) -> Task:
    """Run one transition of the task table; a note with the reason and evidence is kept beside it."""
    transition = TASK[name]
    ends = transition.target in {"done", "not_needed"}
    with _received(attachments, actor=actor, body=reporting_body(scope, task)) as files, transaction.atomic():
        after = perform(
            subject=task,
            transition=transition,
            actor=actor,
            check=lambda row: may_close(scope, row, lead_keys(row)),
            body=reporting_body(scope, task),
            reason=squash(reason),
            changes={"closed_at": now() if ends else None},
        )
        if squash(reason) or files:
            _note(
                actor=actor,
                scope=scope,
                task=after,
                text=reason or transition.label,
                files=files,
            )
    return after


def add_note(
    *, actor: Actor, scope: Scope, task: Task, text: str, attachments: Sequence[Attachment] = ()
) -> ProgressNote:
    """Keep a progress note with its files."""
    verdict = may_report(scope, task)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    if not squash(text) and not attachments:
        raise RefusedError(Refusal("note_empty", "Ghi tiến độ hoặc đính kèm tệp rồi gửi.", field="text"))
    with _received(attachments, actor=actor, body=reporting_body(scope, task)) as files, transaction.atomic():
        note = _note(actor=actor, scope=scope, task=task, text=text, files=files)
        record(
            actor=actor,
            action="add_note",
            subject=task,
            body=note.body_id,
            after={"text": note.text, "files": [item.name for item in attachments]},
        )
    return note


def _received(
    attachments: Sequence[Attachment], *, actor: Actor, body: UUID | None
) -> AbstractContextManager[list[Incoming]]:
    return received_all([(item.name, item.data) for item in attachments], by=actor, body=body)


def _note(*, actor: Actor, scope: Scope, task: Task, text: str, files: Sequence[Incoming]) -> ProgressNote:
    body_id = reporting_body(scope, task)
    if body_id is None:
        raise RefusedError(Refusal("no_post", "Tài khoản chưa được bổ nhiệm ở đơn vị nào."))
    note = ProgressNote.objects.create(task=task, body_id=body_id, author_id=actor.pk, text=text.strip())
    for item in files:
        Evidence.objects.create(note=note, file=keep(item, by=actor, body=body_id))
    return note


@transaction.atomic
def move_task(
    *,
    actor: Actor,
    scope: Scope,
    task_id: UUID,
    kind: str,
    value: str,
    deadline: date | None,
    reason: str,
) -> Task:
    """Give an open task another period or deadline; the first due date stays on record."""
    task = _editable(scope, task_id)
    if task.closed_at is not None:
        raise RefusedError(Refusal("closed", "Việc đã kết thúc thì không dời được; hãy mở lại trước."))
    if not squash(reason):
        raise RefusedError(Refusal("reason_missing", "Ghi lý do dời việc.", field="reason"))
    if not kind and deadline is None:
        text = "Chọn thời gian mới hoặc ghi hạn cụ thể; việc không có thời gian sẽ không ai nhắc."
        raise RefusedError(Refusal("period_missing", text, field="period"))
    try:
        place = placing(kind=kind, value=value, deadline=deadline, plan_year=task.year)
    except ValueError as error:
        text = "Thời gian mới không đọc được. Chọn quý, tháng hoặc ghi ngày theo dạng ngày/tháng/năm."
        raise RefusedError(Refusal("period_unreadable", text, field="period")) from error
    before = {"due_on": _iso(task.due_on), "period": task.period_value}
    task.period_kind, task.period_value, task.month, task.deadline = kind, value, "", deadline
    task.year, task.lane, task.due_on = place.year, place.lane, place.due_on
    task.save()
    after = {"due_on": _iso(task.due_on), "period": value}
    record(
        actor=actor,
        action="move_task",
        subject=task,
        body=reporting_body(scope, task),
        before=before,
        after=after,
        reason=squash(reason),
    )
    return task


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _editable(scope: Scope, task_id: UUID) -> Task:
    task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
    verdict: Allowed | Refusal = may_edit(scope, task)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    return task
