"""A paper comes in: it is kept, and a job to read it is queued in the same transaction."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Case, When

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.planning.access import may_read_in, visible_drafts
from vinhdanh.domain.planning.models import PlanDraft
from vinhdanh.domain.planning.states import DraftState
from vinhdanh.engines.reading.detect import detect
from vinhdanh.engines.reading.faults import ReadingFault
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.files.store import digest, keep
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

READ_JOB = "planning.read_draft"
MEDIA_TYPES = {
    "txt": "text/plain",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def reading_key(draft_id: UUID) -> str:
    """The key of the job that reads a draft."""
    return f"{READ_JOB}:{draft_id}"


@dataclass(frozen=True, slots=True)
class Upload:
    """``known`` says that the same bytes were here before and the draft is the earlier one."""

    draft: PlanDraft
    known: bool


def upload_plan(*, actor: Actor, scope: Scope, data: bytes, name: str) -> Upload:
    """Keep the paper and queue its reading; the same bytes again give the draft that exists.

    Raises RefusedError when the person may not, or when the file is not one we read;
    then nothing is kept.
    """
    verdict = may_read_in(scope)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    kind = _kind_of(data, name)
    incoming = received(
        data, name=name, by=actor, body=_reading_body(scope), media_type=MEDIA_TYPES[kind], field="file"
    )
    with incoming as arrived, transaction.atomic():
        # The same paper sent twice at once is one draft: uploads of one body take turns.
        body = locked(_reading_body(scope))
        earlier = _earlier(scope, data)
        if earlier:
            return Upload(earlier, known=True)
        file = keep(arrived, by=actor, body=body.pk)
        draft = PlanDraft.objects.create(file=file, body=body, path=body.path, created_by_id=actor.pk)
        record(actor=actor, action="upload_plan", subject=draft, body=body.pk, after={"file": file.name})
        enqueue(
            READ_JOB,
            lock=str(draft.pk),
            key=reading_key(draft.pk),
            asked_by=actor,
            title=f"Đọc {file.name}",
            draft_id=str(draft.pk),
        )
    return Upload(draft, known=False)


def _kind_of(data: bytes, name: str) -> str:
    try:
        return detect(data, name)
    except ReadingFault as fault:
        raise RefusedError(Refusal(fault.code, fault.sentence, field="file")) from fault


def _reading_body(scope: Scope) -> UUID:
    return next(p.body_id for p in scope.posts if Permission.READ_PLANS in p.permissions)


def _earlier(scope: Scope, data: bytes) -> PlanDraft | None:
    """The newest living draft of these bytes that the person may see."""
    return (
        visible_drafts(scope)
        .filter(file__sha256=digest(data))
        .exclude(state__in=[DraftState.DISCARDED, DraftState.FAILED])
        .order_by(Case(When(body=_reading_body(scope), then=0), default=1), "-id")
        .first()
    )
