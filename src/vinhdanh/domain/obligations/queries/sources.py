"""The obligations that come from given rows, for the room that owns those rows."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.states import ObligationState


def owed_from(source_kind: str, source_ids: Iterable[UUID], kind: str) -> QuerySet[Obligation]:
    """Every obligation of ``kind`` from these rows, open and closed. Nobody's scope is asked."""
    return Obligation.objects.filter(source_kind=source_kind, source_id__in=list(source_ids), kind=kind)


def open_of(party_id: UUID, kind: str) -> QuerySet[Obligation]:
    """What a body still owes of one kind."""
    return Obligation.objects.filter(party_id=party_id, kind=kind, state=ObligationState.OPEN)
