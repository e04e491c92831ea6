"""The job behind an upload: read in a limited process, link names, fill the draft, all or nothing."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction

from vinhdanh.domain.organisations.queries.matching import Candidate, Match, MatchKind, match_names
from vinhdanh.domain.planning.actions.owed import draft_waits
from vinhdanh.domain.planning.models import DraftDuty, DraftTask, PlanDraft
from vinhdanh.domain.planning.parties import OPEN
from vinhdanh.domain.planning.states import DraftState
from vinhdanh.domain.planning.workflow import DRAFT
from vinhdanh.engines.reading import read_limited
from vinhdanh.engines.reading.encode import document_to_data
from vinhdanh.engines.reading.model import Span
from vinhdanh.engines.reading.plan.model import Field, Head, PlanReading, ReportingDuty, Task
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import ALLOWED

_LOG = logging.getLogger(__name__)
BROKEN = "Đọc tệp không thành. Hãy lưu lại tệp bằng Word hoặc Excel rồi gửi lần nữa."
MOST_TASKS, MOST_NAMES = 1_000, 2_000
TOO_MANY = (
    f"Tệp có hơn {MOST_TASKS} việc hoặc hơn {MOST_NAMES} tên đơn vị, quá mức một kế hoạch. "
    "Tách riêng phần kế hoạch rồi gửi lại."
)
NO_PLAN = (
    "Không tìm thấy nhiệm vụ nào trong tệp. Kiểm tra xem tệp có phải kế hoạch không; "
    "nếu đúng, hãy gửi bản Word của kế hoạch."
)


def read_draft(draft_id: UUID) -> None:
    """Read the paper of a draft; safe to run again after a kill, and does nothing once read.

    A lost database is the queue's affair (it tries again). Any other trouble ends the draft
    with a sentence, so that nobody waits for ever, and is logged for us.
    """
    draft = PlanDraft.objects.select_related("file", "body").get(pk=draft_id)
    if draft.state not in (DraftState.QUEUED, DraftState.READING):
        return
    _move(draft, "read_draft", progress=20)
    try:
        _read(draft)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        _LOG.exception("reading of draft %s failed", draft_id)
        _move(draft, "fail_reading", fault=BROKEN, progress=100)


def _read(draft: PlanDraft) -> None:
    outcome = read_limited(read(draft.file), draft.file.name)
    if outcome.reading is None or outcome.document is None:
        sentence = outcome.fault.sentence if outcome.fault else BROKEN
        _move(draft, "fail_reading", fault=sentence, progress=100)
    elif _says_nothing(outcome.reading):
        _move(draft, "fail_reading", fault=NO_PLAN, progress=100)
    elif len(outcome.reading.tasks) > MOST_TASKS or len(_names(outcome.reading)) > MOST_NAMES:
        _move(draft, "fail_reading", fault=TOO_MANY, progress=100)
    else:
        PlanDraft.objects.filter(pk=draft.pk).update(progress=70)
        _fill(draft, outcome.reading, document_to_data(outcome.document))


def _says_nothing(reading: PlanReading) -> bool:
    """No task, no duty, and no head by which an officer could know the paper: this is no plan."""
    head = reading.head
    return not (reading.tasks or reading.reporting_duties or head.number.value or head.title.value)


def _move(draft: PlanDraft, name: str, **changes: Any) -> PlanDraft:
    return perform(
        subject=draft,
        transition=DRAFT[name],
        actor=None,
        check=lambda _: ALLOWED,
        body=draft.body_id,
        changes=changes,
        waits=draft_waits,
    )


@transaction.atomic
def _fill(draft: PlanDraft, reading: PlanReading, document: Mapping[str, Any]) -> None:
    """Write rows and head, replacing what an attempt cut short may have left."""
    draft.issuer_id = _issuer(draft, reading.head)
    names = _names(reading)
    matches = match_names(
        names, within=draft.issuer or draft.body, on=reading.head.issued_on.value or today()
    )
    found = dict(zip(names, matches, strict=True))
    draft.rows.all().delete()
    draft.duties.all().delete()
    DraftTask.objects.bulk_create(
        _row(draft, place, task, found=found) for place, task in enumerate(reading.tasks, 1)
    )
    DraftDuty.objects.bulk_create(
        _duty(draft, place, duty) for place, duty in enumerate(reading.reporting_duties, 1)
    )
    years = reading.head.years.value
    _move(
        draft,
        "finish_reading",
        document=dict(document),
        head=_head(reading.head),
        warnings=[*reading.warnings, *([] if reading.tasks else [NO_PLAN])],
        issuer_id=draft.issuer_id,
        year=years[0] if years else None,
        progress=100,
        changed_at=now(),
    )


def _issuer(draft: PlanDraft, head: Head) -> UUID | None:
    """The issuing body, only when its name leaves no doubt."""
    if not head.issuer.value:
        return None
    match = match_names([head.issuer.value], within=draft.body, on=head.issued_on.value or today())[0]
    return match.best.body_id if match.sure and match.best else None


def _names(reading: PlanReading) -> list[str]:
    return list(dict.fromkeys(f.value for task in reading.tasks for f in [*task.lead, *task.coordinators]))


def _spans(spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [asdict(span) for span in spans]


def _head(head: Head) -> dict[str, Any]:
    single = (
        "number",
        "issued_on",
        "place",
        "issuer",
        "signer",
        "signer_title",
        "title",
        "years",
        "school_year",
    )
    values = {name: _entry(getattr(head, name)) for name in single}
    for name in ("legal_bases", "recipients"):
        items: Sequence[Field[str]] = getattr(head, name)
        values[name] = {
            "value": [item.value for item in items],
            "spans": [span for item in items for span in _spans(item.spans)],
            "confidence": min((item.confidence for item in items), default=1.0),
            "doubt": next((item.doubt for item in items if item.doubt), ""),
        }
    return values


def _entry(item: Field[Any]) -> dict[str, Any]:
    value = item.value
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, tuple):
        value = list(value)
    return {"value": value, "spans": _spans(item.spans), "confidence": item.confidence, "doubt": item.doubt}


def _parties(items: Sequence[Field[str]], found: Mapping[str, Match]) -> list[dict[str, Any]]:
    """The written names; one string that surely names several bodies becomes several entries."""
    entries = []
    for item in items:
        match = found[item.value]
        parts = match.parts if match.kind is MatchKind.SEVERAL and match.sure else (match,)
        entries += [_party(part) for part in parts]
    return entries


def _party(match: Match) -> dict[str, Any]:
    """A written name with what matching says; linked only where nothing is in doubt."""
    options = [
        {"target": _target(option), "label": option.name, "reason": option.reason}
        for option in match.candidates[:5]
    ]
    target = _target(match.best) if match.sure and match.best else ""
    if match.kind is MatchKind.UNSPECIFIED:
        target = OPEN
    return {
        "text": match.text,
        "target": target,
        "sure": match.sure,
        "reason": match.reason,
        "options": options,
    }


def _target(candidate: Candidate) -> str:
    return f"body:{candidate.body_id}" if candidate.body_id else f"group:{candidate.group_id}"


def _row(draft: PlanDraft, place: int, task: Task, *, found: Mapping[str, Match]) -> DraftTask:
    period = task.period.value
    parties = {"lead": task.lead, "coordinators": task.coordinators}
    written = {name: _parties(items, found) for name, items in parties.items()}
    spans = {name: _spans(getattr(task, name).spans) for name in ("text", "period", "deadline")}
    spans |= {name: [s for item in items for s in _spans(item.spans)] for name, items in parties.items()}
    return DraftTask(
        draft=draft,
        position=place,
        ordinal=task.ordinal.value[:20],
        text=task.text.value,
        period_kind=period.kind if period else "",
        period_value=(f"{period.value}/{period.until}" if period.until else period.value) if period else "",
        month=(period.month or "") if period else "",
        deadline=task.deadline.value,
        conditional=task.conditional.value,
        products=list(dict.fromkeys(product.kind for product in task.products)),
        any_product=task.any_product,
        leads=written["lead"],
        coordinators=written["coordinators"],
        spans=spans,
        doubts=_doubts(task),
    )


def _doubts(task: Task) -> dict[str, str]:
    found: dict[str, str] = {}
    for doubt in task.doubts():
        name = doubt["field"]
        found[name] = f"{found[name]} {doubt['reason']}" if name in found else doubt["reason"]
    return found


def _duty(draft: PlanDraft, place: int, duty: ReportingDuty) -> DraftDuty:
    due = duty.due.value
    items: dict[str, Field[Any]] = {
        "who": duty.who,
        "what": duty.what,
        "to": duty.to,
        "through": duty.through,
        "due": duty.due,
    }
    return DraftDuty(
        draft=draft,
        position=place,
        who=duty.who.value[:500],
        what=duty.what.value,
        to=duty.to.value[:300],
        through=duty.through.value[:300],
        due_text="" if due is None or isinstance(due, date) else str(due)[:120],
        due_on=due if isinstance(due, date) else None,
        spans={name: _spans(item.spans) for name, item in items.items()},
        doubts={name: item.doubt for name, item in items.items() if item.doubt},
    )
