"""Who may sign for a body."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.access import visible_signatories
from vinhdanh.domain.papers.models import Signatory


def signatories_on(body_id: UUID, day: date) -> Sequence[Signatory]:
    """The lines of the roster that hold on a day."""
    rows = Signatory.objects.filter(body=body_id, starts_on__lte=day)
    return list(rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day)))


def roster(scope: Scope, limit: int = 300) -> Sequence[Signatory]:
    """The roster of the bodies that the person sees, those that still hold first."""
    rows = visible_signatories(scope).select_related("body")
    return list(rows.order_by("ends_on", "body__sort_key", "name_key", "id")[:limit])
