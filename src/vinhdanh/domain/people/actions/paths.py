"""Where subjects belong follows the tree of bodies."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, OuterRef, Subquery, UUIDField, Value

from vinhdanh.domain.organisations.queries.places import ended_among, places_on
from vinhdanh.domain.people.models import Subject
from vinhdanh.foundation.kernel.clock import today


def follow_subjects() -> int:
    """Bring places of subjects in line with their bodies; returns how many were behind.

    Subjects of an ended body with one heir go to it, and keep the old body among their keys; with several
    heirs, or none, they stay until somebody says where they belong. Run it in the transaction that changed
    the tree; rows that are right already are not written.
    """
    on = today()
    for old, place in places_on(ended_among(Subject.objects.values("body"), on), on).items():
        if place.id != old:
            Subject.objects.filter(body=old).update(body=place.id, keys=_with_key(place.id))
    right = Subject.objects.filter(pk=OuterRef("pk")).values("body__path")
    return Subject.objects.exclude(path=F("body__path")).update(path=Subquery(right[:1]))


def _with_key(key: UUID) -> Func:
    """``keys`` with one more key; twice the same does no harm."""
    kind = ArrayField(UUIDField())
    return Func(F("keys"), Value(key, UUIDField()), function="array_append", output_field=kind)
