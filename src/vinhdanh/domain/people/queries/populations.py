"""Everybody of some trees, for work that goes through all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from vinhdanh.domain.access.scope import in_trees
from vinhdanh.domain.people.models import Subject


@dataclass(frozen=True, slots=True)
class Member:
    """Who somebody is, as lists show it, and the unit to which they belong now."""

    id: UUID
    name: str
    sort_key: str
    kind: str
    unit_id: UUID
    unit: str
    path: str


def population(trees: Sequence[str] | None, without: Iterable[str] = ()) -> QuerySet[Subject]:
    """Subjects who belong at or below the bodies at ``trees`` (None: everybody), less the trees ``without``.

    For jobs and commands, which check themselves whose trees these are.
    """
    rows = Subject.objects.filter(merged_into__isnull=True)
    if trees is not None:
        rows = rows.filter(in_trees(tuple(trees), "path"))
    left = tuple(without)
    return rows.exclude(in_trees(left, "path")) if left else rows


def members(ids: Iterable[UUID]) -> dict[UUID, Member]:
    """By key; unknown ones are missing. One query."""
    fields = ("id", "name", "sort_key", "kind", "body_id", "body__name", "path")
    rows = Subject.objects.filter(pk__in=list(ids)).values_list(*fields)
    return {row[0]: Member(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how many belong to it."""

    id: UUID
    name: str
    size: int


def units(rows: QuerySet[Subject]) -> list[Unit]:
    """The units of ``rows`` in the order of their paths; one query."""
    counted = rows.order_by("path").values_list("path", "body_id", "body__name").annotate(Count("pk"))
    return [Unit(unit, name, count) for _, unit, name, count in counted]
