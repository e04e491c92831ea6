"""Who answers for whom, and which bodies hold work that nobody would see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q

from vinhdanh.domain.access.access import naming_trees, visible_representations
from vinhdanh.domain.access.models import Representation
from vinhdanh.domain.access.queries.scopes import on_day, posts_on
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.directory import served_on
from vinhdanh.domain.organisations.queries.places import bodies_in, bodies_of
from vinhdanh.engines.workflow.models import WorkItem

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A body with open work and nobody behind it: how much, and the first day on which some is due."""

    id: UUID
    name: str
    items: int
    first_due: date | None


def unanswered(scope: Scope) -> list[Unanswered]:
    """Bodies in the person's trees, or waited for by bodies in them, that hold open work while nobody has a
    post there and nobody answers for them; the most pressing first, a hundred at most. Two queries.

    The work of a body with a standing office is that office's, and a body that ended is answered for
    where it has an heir, whose people see its work.
    """
    trees = naming_trees(scope)
    if not trees:
        return []
    mine = bodies_in(trees)
    near = Q(holder__in=mine.values("pk")) | Q(awaited_by__in=mine.values("pk"))
    rows = WorkItem.objects.filter(near, closed_at__isnull=True, holder_user__isnull=True)
    near_posts = Q(body=OuterRef("holder")) | Q(scope=OuterRef("holder"))
    rows = rows.exclude(Exists(posts_on(scope.on).filter(near_posts)))
    rows = rows.exclude(holder__in=served_on(scope.on))
    rows = rows.exclude(Exists(Representation.objects.filter(on_day(scope.on), body=OuterRef("holder"))))
    found = rows.values("holder").annotate(n=Count("pk"), due=Min("due_on")).order_by("due", "holder")
    held = {row["holder"]: row for row in found[:SHOWN]}
    by_id = {key: body for key, body in bodies_of(held).items() if body.is_valid_on(scope.on)}
    return [Unanswered(pk, by_id[pk].name, row["n"], row["due"]) for pk, row in held.items() if pk in by_id]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    id: UUID
    body_id: UUID
    body: str
    by: str
    starts_on: date
    ends_on: date | None
    reason: str


def answer_lines(scope: Scope) -> Sequence[AnswerLine]:
    """Who answers for whom today or later, in the person's trees; one query."""
    rows = visible_representations(scope).exclude(ends_on__lt=scope.on)
    whole = rows.select_related("body", "by_body", "by_user").order_by("body__sort_key", "id")
    return [
        AnswerLine(
            row.pk,
            row.body_id,
            row.body.name,
            str(row.by_body or row.by_user),
            row.starts_on,
            row.ends_on,
            row.reason,
        )
        for row in whole[:SHOWN]
    ]
