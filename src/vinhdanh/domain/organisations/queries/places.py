"""Where bodies stand, for rooms that keep only their ids."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.organisations.models import Body


def bodies_in(trees: Iterable[str]) -> QuerySet[Body]:
    """The bodies at the tops (paths) of ``trees`` and all below; none for no tree."""
    wanted = Q(pk__in=())
    for top in trees:
        wanted |= Q(path=top) | Q(path__startswith=top + ".")
    return Body.objects.filter(wanted)


def bodies_of(ids: Iterable[UUID]) -> dict[UUID, Body]:
    """The bodies of these ids, unknown ones missing; one query."""
    return {body.pk: body for body in Body.objects.filter(pk__in=list(ids))}
