"""Bodies by their place in the present tree."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.organisations.models import Body


def ids_within(tops: Iterable[str]) -> QuerySet[Body, UUID]:
    """For ``…__in``: the keys of the bodies at these paths and of all below them."""
    wanted = Q(pk__in=())
    for top in tops:
        wanted |= Q(path=top) | Q(path__startswith=top + ".")
    return Body.objects.filter(wanted).values_list("pk", flat=True)
