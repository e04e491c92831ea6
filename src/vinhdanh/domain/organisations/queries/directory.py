"""The directory on a day: lists, the tree, names, search."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from vinhdanh.domain.organisations.models import Body, BodyName, BodyRelation
from vinhdanh.domain.organisations.models.periods import valid_on
from vinhdanh.domain.organisations.naming.reading import read
from vinhdanh.domain.organisations.queries.rows import BodyRow, row_of
from vinhdanh.domain.organisations.queries.tree import below
from vinhdanh.domain.organisations.states import NameKind, RelationKind
from vinhdanh.foundation.kernel.text import fold

_MAX_WORDS = 12


def rows_on(bodies: QuerySet[Body], on: date) -> list[BodyRow]:
    """Rows in list order under the names of the day; one query."""
    names = BodyName.objects.filter(valid_on(on), kind=NameKind.OFFICIAL, body=OuterRef("pk"))
    found = bodies.annotate(name_then=Subquery(names.values("text")[:1]))
    return [row_of(body, body.name_then or body.name) for body in found]


def bodies_on(on: date, *, kinds: Sequence[str] = (), levels: Sequence[str] = ()) -> list[BodyRow]:
    """Every body that existed on ``on``, in Vietnamese order; kinds and levels narrow it. One query."""
    bodies = Body.objects.filter(valid_on(on))
    if kinds:
        bodies = bodies.filter(kind__in=kinds)
    if levels:
        bodies = bodies.filter(level__in=levels)
    return rows_on(bodies, on)


def bodyrows_on(ids: Iterable[UUID], on: date) -> dict[UUID, BodyRow]:
    """The rows of given bodies, existing or not, under the names of the day. One query."""
    return {row.id: row for row in rows_on(Body.objects.filter(pk__in=list(ids)), on)}


def children_of(body_id: UUID, on: date) -> list[BodyRow]:
    """The bodies whose administrative parent was ``body_id`` on ``on``. One query."""
    links = BodyRelation.objects.filter(valid_on(on), kind=RelationKind.ADMINISTRATIVE, target=body_id)
    return rows_on(Body.objects.filter(valid_on(on), pk__in=links.values("source")), on)


def subtree(body_id: UUID, on: date) -> list[BodyRow]:
    """The body and all that stood below it on ``on``. One query."""
    return rows_on(Body.objects.filter(valid_on(on), pk__in=below([body_id], on)), on)


def related(body_id: UUID, kind: str, on: date, *, inward: bool = False) -> list[BodyRow]:
    """The bodies to which ``body_id`` stood in a relation on ``on`` ("báo cáo qua" whom).

    ``inward`` asks the other way round: which bodies stood so to ``body_id``. One query.
    """
    here, there = ("target", "source") if inward else ("source", "target")
    links = BodyRelation.objects.filter(valid_on(on), kind=kind, **{here: body_id})
    return rows_on(Body.objects.filter(pk__in=links.values(there)), on)


def served_by(offices: Iterable[UUID], on: date) -> set[UUID]:
    """The bodies of which one of ``offices`` was the standing office on ``on``. One query."""
    links = BodyRelation.objects.filter(
        valid_on(on), kind=RelationKind.STANDING_OFFICE_OF, source__in=list(offices)
    )
    return set(links.values_list("target_id", flat=True))


def served_on(on: date) -> QuerySet[BodyRelation, Any]:
    """The keys of all bodies that have a standing office on ``on``, for a condition of another query."""
    links = BodyRelation.objects.filter(valid_on(on), kind=RelationKind.STANDING_OFFICE_OF)
    return links.values("target_id")


def bodies_meeting(wanted: Q | Exists, start: int, stop: int) -> list[tuple[UUID, str]]:
    """Keys and names of the bodies that meet another room's condition, in Vietnamese order. One query."""
    rows = Body.objects.filter(wanted).order_by("sort_key", "id")
    return list(rows.values_list("id", "name")[start:stop])


def names_on(ids: Iterable[UUID], on: date) -> dict[UUID, str]:
    """The official names in force on ``on``. One query."""
    rows = BodyName.objects.filter(valid_on(on), kind=NameKind.OFFICIAL, body__in=list(ids))
    return dict(rows.values_list("body_id", "text"))


def display_name(body: Body, on: date) -> str:
    """What the body was called on ``on``: old papers keep old names. One query."""
    return names_on([body.pk], on).get(body.pk, body.name)


def short_name(body: Body, on: date) -> str:
    """The short name in force on ``on``, else the official one. At most two queries."""
    rows = BodyName.objects.filter(valid_on(on), kind=NameKind.SHORT, body=body).order_by("id")
    short = rows.values_list("text", flat=True).first()
    return short or display_name(body, on)


def _all_words(words: Iterable[str]) -> Q:
    wanted = Q()
    for word in list(words)[:_MAX_WORDS]:
        wanted &= Q(folded__contains=word)
    return wanted


def search_bodies(text: str, *, on: date | None = None, limit: int = 20) -> list[BodyRow]:
    """Bodies one of whose names holds every word of ``text``, without regard to marks and case.

    Abbreviations count as written and as written out. Names that start with the text come
    first. ``on`` leaves out bodies that did not exist on that day. One query; empty text finds nothing.
    """
    plain = fold(text)
    if not plain:
        return []
    wanted = _all_words(plain.split())
    for reading in read(text):
        wanted |= _all_words(token.plain for token in reading.whole)
    hits = BodyName.objects.filter(wanted)
    bodies = Body.objects.filter(Q(pk__in=hits.values("body")))
    if on:
        bodies = bodies.filter(valid_on(on))
    found = bodies.order_by("sort_key", "id")[: limit * 5]
    ranked = sorted(found, key=lambda body: not body.folded.startswith(plain))
    return [row_of(body) for body in ranked[:limit]]
