"""Where bodies stand in the tree, and what they are called; many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.organisations.queries.lineage import heirs_on


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names that bodies have now; one query."""
    return dict(Body.objects.filter(pk__in={pk for pk in ids if pk}).values_list("pk", "name"))


def paths_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The places of bodies; one query."""
    return dict(Body.objects.filter(pk__in=set(ids)).values_list("pk", "path"))


def ids_within(top: str, wanted: QuerySet[Any, Any], *, without: Iterable[str] = ()) -> list[UUID]:
    """Those of ``wanted`` (a query of ids) at or below ``top``, less the trees ``without``; one query."""
    rows = Body.objects.filter(_tree(top), pk__in=wanted)
    for path in without:
        rows = rows.exclude(_tree(path))
    return list(rows.values_list("pk", flat=True))


def _tree(path: str) -> Q:
    return Q(path=path) | Q(path__startswith=path + ".")


def bodies_in(trees: Iterable[str]) -> QuerySet[Body]:
    """The bodies at the tops (paths) of ``trees`` and all below; none for no tree."""
    wanted = Q(pk__in=())
    for top in trees:
        wanted |= Q(path=top) | Q(path__startswith=top + ".")
    return Body.objects.filter(wanted)


def bodies_of(ids: Iterable[UUID]) -> dict[UUID, Body]:
    """The bodies of these ids, unknown ones missing; one query."""
    return {body.pk: body for body in Body.objects.filter(pk__in=list(ids))}


@dataclass(frozen=True, slots=True)
class Place:
    """Where what belonged to a body belongs on a day: the body that carries it on, and its path."""

    id: UUID
    path: str


def places_on(ids: Iterable[UUID], on: date) -> dict[UUID, Place]:
    """The place of each body: itself, or when it has ended its only heir; itself too where several carry it
    on, or none. Unknown bodies are missing. Two queries while all live, else four."""
    heirs = heirs_on(ids, on)
    stands = {pk: found[0] if len(found) == 1 else pk for pk, found in heirs.items()}
    paths = paths_of(stands.values())
    return {pk: Place(heir, paths[heir]) for pk, heir in stands.items() if heir in paths}


def ended_among(wanted: QuerySet[Any, Any], on: date) -> list[UUID]:
    """Those of ``wanted`` (a query of ids) that had ended by ``on``; one query."""
    return list(Body.objects.filter(pk__in=wanted, valid_to__lte=on).values_list("pk", flat=True))
