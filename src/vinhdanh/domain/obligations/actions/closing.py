"""What was owed has come, is not needed, or is owed again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models, transaction

from vinhdanh.domain.obligations.actions.owing import Source, refresh_items
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash


@dataclass(frozen=True, slots=True)
class Paper:
    """What shows that it was done: the row that holds it, and how people call it."""

    name: str
    kind: str = ""
    id: UUID | None = None

    @classmethod
    def of(cls, row: models.Model) -> "Paper":
        return cls(str(row)[:300], row._meta.label_lower, row.pk)


@transaction.atomic
def fulfil(
    *,
    actor: Actor | None,
    kind: str,
    party_id: UUID,
    period: str | None,
    paper: Paper,
    source: Source | None = None,
    on: date | None = None,
) -> Sequence[Obligation]:
    """Close the open obligations of ``party_id`` that ``paper`` fulfils; returns them.

    ``period`` None means whatever the period. Nothing open is no error: a paper may come unasked.
    """
    rows = Obligation.objects.filter(kind=kind, party_id=party_id)
    if period is not None:
        rows = rows.filter(period=period)
    if source is not None:
        rows = rows.filter(source_kind=source.kind, source_id=source.id)
    return _close(
        actor,
        rows,
        action="fulfil_obligation",
        state=ObligationState.FULFILLED,
        fulfilled_on=on or today(),
        reason="",
        paper_kind=paper.kind,
        paper_id=paper.id,
        paper_name=paper.name,
    )


@transaction.atomic
def waive(
    *, actor: Actor | None, source: Source, reason: str, party_id: UUID | None = None
) -> Sequence[Obligation]:
    """Declare what ``source`` asks for not needed; raises RefusedError without a reason."""
    if not squash(reason):
        raise RefusedError(Refusal("reason_missing", "Ghi lý do không phải làm.", field="reason"))
    rows = _of(source, None if party_id is None else [party_id])
    return _close(actor, rows, action="waive_obligation", state=ObligationState.WAIVED, reason=squash(reason))


@transaction.atomic
def reopen(
    *,
    actor: Actor | None,
    source: Source,
    party_id: UUID | None = None,
    parties: Collection[UUID] | None = None,
    period: str | None = None,
    reason: str = "",
    said: str = "",
) -> Sequence[Obligation]:
    """Owe again what was closed, by ``party_id`` or ``parties`` and of one period only when given;
    returns what was opened. ``said`` stands with the work until it is done again: why it came back."""
    only = [party_id] if party_id is not None else parties
    rows = _of(source, only).select_for_update(of=("self",)).order_by("id")
    if period is not None:
        rows = rows.filter(period=period)
    found = list(rows.exclude(state=ObligationState.OPEN))
    for row in found:
        before = {"state": row.state, "paper": row.paper_name}
        row.state, row.closed_at, row.fulfilled_on = ObligationState.OPEN, None, None
        row.reason = squash(said)
        row.paper_kind, row.paper_id, row.paper_name = "", None, ""
        row.save()
        _record(actor, row, action="reopen_obligation", before=before, reason=squash(reason))
    refresh_items(source.kind, [source.id], parties={row.party_id for row in found})
    return found


def _of(source: Source, parties: Collection[UUID] | None) -> models.QuerySet[Obligation]:
    rows = Obligation.objects.filter(source_kind=source.kind, source_id=source.id)
    return rows if parties is None else rows.filter(party_id__in=parties)


def _close(
    actor: Actor | None, rows: models.QuerySet[Obligation], *, action: str, **changes: object
) -> Sequence[Obligation]:
    # In one order, so that two who close the same rows at once take turns.
    found = list(rows.select_for_update(of=("self",)).filter(state=ObligationState.OPEN).order_by("id"))
    for row in found:
        for name, value in {**changes, "closed_at": now()}.items():
            setattr(row, name, value)
        row.save(update_fields=[*changes, "closed_at"])
        _record(actor, row, action=action, before={"state": ObligationState.OPEN})
    sources: dict[str, list[UUID]] = {}
    for row in found:
        sources.setdefault(row.source_kind, []).append(row.source_id)
    for kind, ids in sources.items():
        refresh_items(kind, ids, parties={row.party_id for row in found if row.source_kind == kind})
    return found


def _record(
    actor: Actor | None, row: Obligation, *, action: str, before: Mapping[str, object], reason: str = ""
) -> None:
    record(
        actor=actor,
        action=action,
        subject=row,
        body=row.party_id,
        before=before,
        after={"state": row.state, "paper": row.paper_name},
        reason=reason or row.reason,
    )
