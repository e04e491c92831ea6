"""Mending a draft: every change is kept at once, and a newer change is never overwritten unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.labels import body_path
from vinhdanh.domain.planning.access import may_issue, may_review
from vinhdanh.domain.planning.actions.owed import keep_draft
from vinhdanh.domain.planning.checks import check_head, check_parties
from vinhdanh.domain.planning.models import DraftDuty, DraftTask, PlanDraft
from vinhdanh.domain.planning.periods import placing
from vinhdanh.domain.planning.states import PlanKind
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

HEAD_FIELDS = ("number", "issued_on", "place", "title", "signer", "signer_title")


@dataclass(frozen=True, slots=True)
class RowChange:
    """The whole of a row as the officer left it; ``leads`` and ``coordinators`` are ``{text, target}``."""

    text: str
    period_kind: str
    period_value: str
    month: str
    deadline: date | None
    conditional: bool
    leads: Sequence[Mapping[str, Any]]
    coordinators: Sequence[Mapping[str, Any]]


def _locked(scope: Scope, draft_id: UUID) -> PlanDraft:
    draft = PlanDraft.objects.select_for_update(of=("self",)).get(pk=draft_id)
    verdict = may_review(scope, draft)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    return draft


def _touch(draft: PlanDraft) -> None:
    PlanDraft.objects.filter(pk=draft.pk).update(revision=F("revision") + 1, changed_at=now())


def _checked(change: RowChange, draft: PlanDraft) -> RowChange:
    if not squash(change.text):
        raise RefusedError(Refusal("text_missing", "Ghi nội dung nhiệm vụ, hoặc bỏ dòng này.", field="text"))
    try:
        placing(
            kind=change.period_kind,
            value=change.period_value,
            month=change.month,
            deadline=change.deadline,
            plan_year=draft.year or now().year,
        )
    except ValueError as error:
        text = "Thời gian hoặc đơn vị vừa chọn không đọc được. Chọn lại trong danh sách."
        raise RefusedError(Refusal("period_unreadable", text, field="period")) from error
    check_parties([*change.leads, *change.coordinators])
    return change


@transaction.atomic
def mend_row(
    *, actor: Actor, scope: Scope, draft_id: UUID, row_id: UUID, revision: int, change: RowChange
) -> DraftTask:
    """Save a row as mended and mark it checked; refused when somebody else saved it since ``revision``."""
    draft = _locked(scope, draft_id)
    change = _checked(change, draft)
    row = draft.rows.select_for_update().get(pk=row_id)
    if row.revision != revision:
        text = "Người khác vừa sửa dòng này. Xem bản mới bên dưới rồi sửa tiếp; chữ anh/chị gõ còn trong ô."
        raise RefusedError(Refusal("row_moved_on", text))
    before = {"text": row.text, "period": row.period_value, "leads": _names(row.leads)}
    for name in ("period_kind", "period_value", "month", "deadline", "conditional"):
        setattr(row, name, getattr(change, name))
    row.text = squash(change.text)
    row.leads = _merged(row.leads, change.leads)
    row.coordinators = _merged(row.coordinators, change.coordinators)
    row.checked, row.dropped, row.revision = True, False, row.revision + 1
    row.save()
    _touch(draft)
    after = {"text": row.text, "period": row.period_value, "leads": _names(row.leads)}
    record(actor=actor, action="mend_row", subject=draft, body=draft.body_id, before=before, after=after)
    return row


def _names(parties: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(party["text"]) for party in parties]


def _merged(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The new names with the options that matching had offered; a person chose, so they are sure."""
    kept = {party["text"]: party for party in old}
    return [
        {
            "text": squash(str(party["text"])),
            "target": party.get("target", ""),
            "sure": bool(party.get("target")),
            "confirmed": kept.get(party["text"], {}).get("confirmed", False)
            or kept.get(party["text"], {}).get("target", "") != party.get("target", ""),
            "reason": "",
            "options": kept.get(party["text"], {}).get("options", []),
        }
        for party in new
        if squash(str(party["text"]))
    ]


@transaction.atomic
def link_name(*, actor: Actor, scope: Scope, draft_id: UUID, text: str, target: str) -> int:
    """Link one written name everywhere in the draft; returns the number of rows changed."""
    draft = _locked(scope, draft_id)
    check_parties([{"text": text, "target": target}])
    changed = 0
    for row in draft.rows.select_for_update():
        if _relink(row.leads, text, target) | _relink(row.coordinators, text, target):
            row.revision += 1
            row.save(update_fields=["leads", "coordinators", "revision"])
            changed += 1
    _touch(draft)
    after = {"name": text, "target": target, "rows": changed}
    record(actor=actor, action="link_name", subject=draft, body=draft.body_id, after=after)
    return changed


def _relink(parties: list[dict[str, Any]], text: str, target: str) -> bool:
    found = [party for party in parties if party["text"] == text]
    for party in found:
        party.update(target=target, sure=True, reason="", confirmed=True)
    return bool(found)


@transaction.atomic
def set_row(
    *,
    actor: Actor,
    scope: Scope,
    draft_id: UUID,
    row_id: UUID,
    dropped: bool | None = None,
    checked: bool | None = None,
) -> DraftTask:
    """Drop a row, take it back, or say that a doubtful row is right as it stands."""
    draft = _locked(scope, draft_id)
    row = draft.rows.select_for_update().get(pk=row_id)
    before = {"dropped": row.dropped, "checked": row.checked}
    row.dropped = row.dropped if dropped is None else dropped
    row.checked = row.checked if checked is None else checked
    row.revision += 1
    row.save(update_fields=["dropped", "checked", "revision"])
    _touch(draft)
    after = {"dropped": row.dropped, "checked": row.checked, "text": row.text[:80]}
    record(actor=actor, action="set_row", subject=draft, body=draft.body_id, before=before, after=after)
    return row


@transaction.atomic
def add_row(
    *, actor: Actor, scope: Scope, draft_id: UUID, after_id: UUID | None, change: RowChange
) -> DraftTask:
    """Add a row that the reader missed, after another one or at the end."""
    draft = _locked(scope, draft_id)
    change = _checked(change, draft)
    position = _place_after(draft, after_id)
    row = DraftTask.objects.create(
        draft=draft,
        position=position,
        text=squash(change.text),
        period_kind=change.period_kind,
        period_value=change.period_value,
        month=change.month,
        deadline=change.deadline,
        conditional=change.conditional,
        leads=_merged([], change.leads),
        coordinators=_merged([], change.coordinators),
        checked=True,
    )
    _touch(draft)
    record(actor=actor, action="add_row", subject=draft, body=draft.body_id, after={"text": row.text})
    return row


def _place_after(draft: PlanDraft, after_id: UUID | None) -> int:
    if after_id is None:
        return (draft.rows.aggregate(last=Max("position"))["last"] or 0) + 1
    place = draft.rows.get(pk=after_id).position
    draft.rows.filter(position__gt=place).update(position=F("position") + 1)
    return place + 1


@transaction.atomic
def mend_head(
    *,
    actor: Actor,
    scope: Scope,
    draft_id: UUID,
    values: Mapping[str, str],
    year: int | None,
    issuer_id: UUID | None,
    kind: str = "",
) -> PlanDraft:
    """Save the head as mended: number, dates and names as text, the year, the issuing body, the kind of plan
    (empty: as it was)."""
    draft = _locked(scope, draft_id)
    _require_date(values.get("issued_on", ""))
    check_head(values, year)
    _require_issuer(scope, issuer_id)
    before = {name: draft.head.get(name, {}).get("value") for name in values}
    before |= {"year": draft.year, "issuer": str(draft.issuer_id or "")}
    for name in HEAD_FIELDS:
        if name in values:
            old = draft.head.get(name, {})
            draft.head[name] = {**old, "value": squash(values[name]) or None, "doubt": "", "confidence": 1.0}
    if kind in PlanKind.values:
        draft.head["kind"] = {"value": kind}
    years = draft.head.get("years", {})
    if year is not None and year not in (years.get("value") or []):
        draft.head["years"] = {**years, "value": [year], "doubt": "", "confidence": 1.0}
    draft.year, draft.issuer_id = year, issuer_id
    draft.save(update_fields=["head", "year", "issuer"])
    _touch(draft)
    keep_draft(draft)
    after = {**values, "year": year, "issuer": str(issuer_id or "")}
    record(actor=actor, action="mend_head", subject=draft, body=draft.body_id, before=before, after=after)
    return draft


def _require_issuer(scope: Scope, issuer_id: UUID | None) -> None:
    """The issuer must be there, and be one for which the person may issue."""
    path = body_path(issuer_id) if issuer_id else None
    if issuer_id and path is None:
        text = "Cơ quan ban hành không còn trong danh bạ; chọn lại."
        raise RefusedError(Refusal("issuer_unknown", text, field="issuer"))
    if path is not None:
        require(may_issue(scope, path))


def _require_date(raw: str) -> None:
    try:
        if raw:
            date.fromisoformat(raw)
    except ValueError as error:
        text = "Ngày ban hành không có trong lịch. Ghi theo dạng ngày/tháng/năm, ví dụ 09/01/2026."
        raise RefusedError(Refusal("date_unreadable", text, field="issued_on")) from error


@transaction.atomic
def set_duty(*, actor: Actor, scope: Scope, draft_id: UUID, duty_id: UUID, dropped: bool) -> DraftDuty:
    """Drop a reporting duty or take it back."""
    draft = _locked(scope, draft_id)
    duty = draft.duties.select_for_update().get(pk=duty_id)
    duty.dropped = dropped
    duty.save(update_fields=["dropped"])
    _touch(draft)
    after = {"dropped": dropped, "what": duty.what[:80]}
    record(actor=actor, action="set_duty", subject=draft, body=draft.body_id, after=after)
    return duty
