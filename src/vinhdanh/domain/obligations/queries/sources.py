"""Obligations by the row they come from, and those of some bodies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.states import ObligationState


@dataclass(frozen=True, slots=True)
class Standing:
    """How one obligation stands. ``closed``: fulfilled or waived; ``on`` is the day it was fulfilled."""

    id: UUID
    party_id: UUID
    due_on: date | None
    closed: bool
    waived: bool
    on: date | None
    paper: str
    reason: str


def standing_of(source_kind: str, source_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """The obligation of each source that has exactly one; one query."""
    rows = Obligation.objects.filter(source_kind=source_kind, source_id__in=list(source_ids))
    return {
        row.source_id: Standing(
            id=row.pk,
            party_id=row.party_id,
            due_on=row.due_on,
            closed=row.state != ObligationState.OPEN,
            waived=row.state == ObligationState.WAIVED,
            on=row.fulfilled_on,
            paper=row.paper_name,
            reason=row.reason,
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Due:
    """One open obligation with a day."""

    id: UUID
    kind: str
    title: str
    due_on: date
    source_kind: str
    source_id: UUID


def owed_between(
    parties: Iterable[UUID], first: date, last: date, *, kinds: Sequence[str], limit: int
) -> list[Due]:
    """What these bodies still owe and is due from ``first`` to ``last``, the earliest first; one query."""
    rows = Obligation.objects.filter(
        party__in=list(parties), state=ObligationState.OPEN, due_on__range=(first, last), kind__in=kinds
    )
    columns = ("id", "kind", "title", "due_on", "source_kind", "source_id")
    return [Due(*row) for row in rows.order_by("due_on", "id").values_list(*columns)[:limit]]


def any_closed(source_kind: str, source_ids: Iterable[UUID]) -> bool:
    """Was anything that these rows ask for fulfilled or waived? One query."""
    rows = Obligation.objects.filter(source_kind=source_kind, source_id__in=list(source_ids))
    return rows.exclude(state=ObligationState.OPEN).exists()


def owed_from(source_kind: str, source_ids: Iterable[UUID], kind: str) -> QuerySet[Obligation]:
    """Every obligation of ``kind`` from these rows, open and closed. Nobody's scope is asked."""
    return Obligation.objects.filter(source_kind=source_kind, source_id__in=list(source_ids), kind=kind)


def open_of(party_id: UUID, kind: str) -> QuerySet[Obligation]:
    """What a body still owes of one kind."""
    return Obligation.objects.filter(party_id=party_id, kind=kind, state=ObligationState.OPEN)
