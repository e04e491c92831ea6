"""One body of several reports its own part of a task done, or takes that back; the task goes on."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.actions import Paper, Source, fulfil, reopen
from vinhdanh.domain.obligations.queries.parts import locked_part
from vinhdanh.domain.obligations.states import ObligationKind, ObligationState
from vinhdanh.domain.planning.access import may_report_part
from vinhdanh.domain.planning.actions.ending import PART_PAPER, Attachment
from vinhdanh.domain.planning.actions.owed import Expansion, Leads, keep_marks, keep_owed
from vinhdanh.domain.planning.actions.progress import keep_note, receiving
from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.states import OPEN_STATES, OWED_BY
from vinhdanh.foundation.audit.log import Actor, history, record
from vinhdanh.foundation.files.intake import Incoming
from vinhdanh.foundation.kernel.clock import moment_words
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

DONE = "Đơn vị đã làm xong phần việc của mình."


def report_part(
    *,
    actor: Actor,
    scope: Scope,
    task_id: UUID,
    party_id: UUID,
    text: str = "",
    attachments: Sequence[Attachment] = (),
) -> Task:
    """Close what ``party_id`` owes of an open task, with a note and its files as the paper.

    The body itself reports, or the issuer writes it down for one that has no account. Of two who report
    at once one closes it and the other is told who did.
    """
    with receiving(attachments, actor=actor, body=party_id) as files, transaction.atomic():
        return _report_part(
            actor=actor,
            scope=scope,
            task_id=task_id,
            party_id=party_id,
            words=text.strip() or DONE,
            files=files,
        )


def _report_part(
    *, actor: Actor, scope: Scope, task_id: UUID, party_id: UUID, words: str, files: Sequence[Incoming]
) -> Task:
    task = _locked(scope, task_id, party_id)
    part = locked_part(OWED_BY, task_id, party_id)
    if part is None:
        raise RefusedError(Refusal("owes_nothing", "Đơn vị này không có phần việc nào ở nhiệm vụ này."))
    if part.state != ObligationState.OPEN:
        raise RefusedError(Refusal("part_closed", _who_closed(part)))
    note = keep_note(actor=actor, scope=scope, task=task, text=words, files=files, body_id=party_id)
    fulfil(
        actor=actor,
        kind=ObligationKind.TASK,
        party_id=party_id,
        period=None,
        paper=Paper(words[:300], PART_PAPER, note.pk),
        source=Source(OWED_BY, task_id),
    )
    keep_marks([task])
    after = {"party": part.party.name, "files": [item.name for item in files]}
    record(actor=actor, action="report_part", subject=task, body=party_id, after=after)
    return task


@transaction.atomic
def reopen_part(*, actor: Actor, scope: Scope, task_id: UUID, party_id: UUID, reason: str) -> Task:
    """Owe one part of an open task again; wants a reason."""
    task = _locked(scope, task_id, party_id)
    if not squash(reason):
        raise RefusedError(Refusal("reason_missing", "Ghi lý do mở lại phần việc.", field="reason"))
    part = locked_part(OWED_BY, task_id, party_id)
    if part is None or part.state == ObligationState.OPEN:
        raise RefusedError(Refusal("part_open", "Phần việc này đang được ghi là chưa xong."))
    name = part.party.name
    if party_id not in Expansion().leads_of([task_id]).get(task_id, Leads()).all:
        raise RefusedError(
            Refusal("no_longer_lead", f"{name} không còn chủ trì việc này nên không mở lại được.")
        )
    reopen(actor=actor, source=Source(OWED_BY, task_id), party_id=party_id, reason=reason)
    # The task may have moved while the part was closed.
    keep_owed(actor=actor, tasks=[task])
    after = {"party": name}
    record(actor=actor, action="reopen_part", subject=task, body=party_id, after=after, reason=squash(reason))
    return task


def _locked(scope: Scope, task_id: UUID, party_id: UUID) -> Task:
    """The task first, as everywhere: parts of one task are closed one after another."""
    task = Task.objects.select_for_update(of=("self",)).select_related("plan").get(pk=task_id)
    require(may_report_part(scope, task, party_id))
    if task.state not in OPEN_STATES:
        text = f"Cả việc đã kết thúc (“{task.get_state_display()}”) nên phần của đơn vị không ghi thêm được."
        raise RefusedError(Refusal("closed", text))
    return task


def _who_closed(part: Model) -> str:
    """One sentence for whoever comes second."""
    last = next(iter(history(part, limit=1)), None)
    party = getattr(part, "party", "")
    if last is None:
        return f"Phần việc của {party} đã được ghi là xong trước đó."
    who = last.actor or "hệ thống"
    return f"Phần việc của {party} đã được {who} ghi là xong lúc {moment_words(last.at)}; không phải báo lại."
