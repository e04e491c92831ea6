"""The directory as its pages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from vinhdanh.domain.organisations.models import Body, BodyName, BodyRelation, Succession
from vinhdanh.domain.organisations.models.periods import valid_on
from vinhdanh.domain.organisations.queries.directory import search_bodies
from vinhdanh.domain.organisations.queries.groups import groups_with
from vinhdanh.domain.organisations.states import BodyKind, Level, NameKind, RelationKind

PAGE = 50


@dataclass(frozen=True, slots=True)
class ListedBody:
    id: UUID
    name: str
    kind: str
    level: str
    parent: str
    ended: date | None


@dataclass(frozen=True, slots=True)
class BodyPage:
    rows: Sequence[ListedBody]
    page: int
    has_next: bool
    kinds: Sequence[tuple[str, str]]


def body_page(*, text: str, kind: str, on: date, page: int) -> BodyPage:
    """Fifty bodies in Vietnamese order, those in being on ``on``; a search finds ended ones too.

    Two queries.
    """
    page = max(page, 1)
    rows = Body.objects.select_related("parent")
    if text:
        rows = rows.filter(pk__in=[row.id for row in search_bodies(text, limit=200)])
    else:
        rows = rows.filter(valid_on(on))
    if kind in BodyKind.values:
        rows = rows.filter(kind=kind)
    start = (page - 1) * PAGE
    found = list(rows.order_by("sort_key", "id")[start : start + PAGE + 1])
    listed = [_listed(body, on) for body in found[:PAGE]]
    return BodyPage(listed, page, len(found) > PAGE, BodyKind.choices)


def _listed(body: Body, on: date) -> ListedBody:
    ended = body.valid_to if body.valid_to and body.valid_to <= on else None
    parent = body.parent.name if body.parent else ""
    return ListedBody(
        body.pk, body.name, str(BodyKind(body.kind).label), str(Level(body.level).label), parent, ended
    )


@dataclass(frozen=True, slots=True)
class BodyDetail:
    """``relations`` pairs a relation with a name; ``lineage`` is one sentence an event."""

    name: str
    kind: str
    level: str
    parent_id: UUID | None
    parent: str
    ended: date | None
    names: Sequence[str]
    relations: Sequence[tuple[str, str]]
    lineage: Sequence[str]
    groups: Mapping[UUID, str]


def body_detail(body_id: UUID, on: date) -> BodyDetail | None:
    """One body; six queries at most."""
    body = Body.objects.filter(pk=body_id).select_related("parent").first()
    if body is None:
        return None
    row = _listed(body, on)
    return BodyDetail(
        name=row.name,
        kind=row.kind,
        level=row.level,
        parent_id=body.parent_id,
        parent=row.parent,
        ended=row.ended,
        names=_other_names(body),
        relations=_relations(body, on),
        lineage=_lineage(body),
        groups=groups_with([body.pk], on),
    )


def _other_names(body: Body) -> list[str]:
    rows = BodyName.objects.filter(body=body).exclude(text=body.name)
    return [
        f"{row.text} (đến {row.valid_to:%d/%m/%Y})"
        if row.valid_to and row.kind == NameKind.OFFICIAL
        else row.text
        for row in rows.order_by("kind", "id")
    ]


def _relations(body: Body, on: date) -> list[tuple[str, str]]:
    rows = BodyRelation.objects.filter(valid_on(on), source=body).exclude(kind=RelationKind.ADMINISTRATIVE)
    return [(str(RelationKind(row.kind).label), row.target.name) for row in rows.select_related("target")]


def _lineage(body: Body) -> list[str]:
    rows = Succession.objects.filter(Q(predecessor=body) | Q(successor=body))
    found = []
    for row in rows.select_related("predecessor", "successor").order_by("effective_on", "id"):
        after = f" {row.successor.name}" if row.successor else ""
        found.append(f"{row.effective_on:%d/%m/%Y}: {row.predecessor.name} {row.get_kind_display()}{after}")
    return found
