"""What people do with a task: begin, report, finish, waive, reopen, move, assign."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.access import lead_keys, may_close, may_edit, may_report, reporting_body
from vinhdanh.domain.planning.actions.ending import Attachment, end_task, may_complete
from vinhdanh.domain.planning.actions.owed import keep_owed
from vinhdanh.domain.planning.models import Evidence, ProgressNote, Task
from vinhdanh.domain.planning.periods import placing
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.files.intake import Incoming, received_all
from vinhdanh.foundation.files.store import keep
from vinhdanh.foundation.kernel.results import Allowed, Refusal, RefusedError, Verdict, first_refusal
from vinhdanh.foundation.kernel.text import squash

__all__ = ["Attachment", "add_note", "change_state", "keep_note", "move_task", "receiving"]


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

    def check(row: Task) -> Verdict:
        closing = may_close(scope, row, lead_keys(row))
        return first_refusal(closing, may_complete(row, reason)) if name == "complete_task" else closing

    arriving = receiving(attachments, actor=actor, body=reporting_body(scope, task))
    with arriving as files, transaction.atomic():
        after = end_task(
            actor=actor,
            task=task,
            name=name,
            check=check,
            body=reporting_body(scope, task),
            reason=reason,
        )
        if squash(reason) or files:
            keep_note(
                actor=actor,
                scope=scope,
                task=after,
                text=reason or TASK[name].label,
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
    arriving = receiving(attachments, actor=actor, body=reporting_body(scope, task))
    with arriving as files, transaction.atomic():
        note = keep_note(actor=actor, scope=scope, task=task, text=text, files=files)
        record(
            actor=actor,
            action="add_note",
            subject=task,
            body=note.body_id,
            after={"text": note.text, "files": [item.name for item in attachments]},
        )
    return note


def receiving(
    attachments: Sequence[Attachment], *, actor: Actor, body: UUID | None
) -> AbstractContextManager[list[Incoming]]:
    """The attachments as they arrive, checked before the transaction that keeps them."""
    return received_all([(item.name, item.data) for item in attachments], by=actor, body=body)


def keep_note(
    *,
    actor: Actor,
    scope: Scope,
    task: Task,
    text: str,
    files: Sequence[Incoming],
    body_id: UUID | None = None,
) -> ProgressNote:
    """Write a note for ``body_id`` (else for the body the person speaks for) with its files.

    Only inside an action that has checked the right and records the act.
    """
    body_id = body_id or reporting_body(scope, task)
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
    keep_owed(actor=actor, tasks=[task])
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
