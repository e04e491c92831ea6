"""What a body became, and what it grew out of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from vinhdanh.domain.organisations.models import Body, Succession
from vinhdanh.domain.organisations.models.periods import is_valid, valid_on


@dataclass(frozen=True, slots=True)
class Step:
    """On ``effective_on`` ``predecessor`` passed into ``successor`` (None: into nothing)."""

    kind: str
    predecessor_id: UUID
    successor_id: UUID | None
    effective_on: date
    decision: str = ""


def all_steps() -> list[Step]:
    """Every succession, oldest first. One query: there are as many as bodies that ended."""
    rows = Succession.objects.values_list(
        "kind", "predecessor_id", "successor_id", "effective_on", "decision"
    )
    return [Step(*row) for row in rows]


def reachable(start: UUID, edges: Mapping[UUID, Iterable[UUID]]) -> list[UUID]:
    """All that can be reached from ``start``, nearest first, without it; safe on rings."""
    seen, queue = {start}, [start]
    for here in queue:
        for there in edges.get(here, ()):
            if there not in seen:
                seen.add(there)
                queue.append(there)
    return queue[1:]


def edges_of(steps: Iterable[Step], *, backward: bool = False) -> dict[UUID, list[UUID]]:
    """Successors by body, or predecessors when ``backward``."""
    edges: dict[UUID, list[UUID]] = {}
    for step in steps:
        if step.successor_id:
            one, other = step.predecessor_id, step.successor_id
            edges.setdefault(other if backward else one, []).append(one if backward else other)
    return edges


def living_successors(
    start: UUID, edges: Mapping[UUID, Iterable[UUID]], lives: Callable[[UUID], bool]
) -> list[UUID]:
    """Follow successors until each line comes to a body for which ``lives``; that body itself if it does."""
    if lives(start):
        return [start]
    found: list[UUID] = []
    seen, queue = {start}, [start]
    for here in queue:
        for there in edges.get(here, ()):
            if there in seen:
                continue
            seen.add(there)
            (found if lives(there) else queue).append(there)
    return found


@dataclass(frozen=True, slots=True)
class Lineage:
    """The steps that lead to a body and those that lead on from it, oldest first."""

    backward: tuple[Step, ...]
    forward: tuple[Step, ...]


def lineage_of(body_id: UUID) -> Lineage:
    """Every step before and after a body, through all generations. One query."""
    steps = all_steps()
    before = {body_id, *reachable(body_id, edges_of(steps, backward=True))}
    after = {body_id, *reachable(body_id, edges_of(steps))}
    return Lineage(
        backward=tuple(step for step in steps if step.successor_id in before),
        forward=tuple(step for step in steps if step.predecessor_id in after),
    )


def successors_on(body_id: UUID, on: date) -> list[UUID]:
    """Who stands for the body on ``on``: itself while it lives, else its living successors. Two queries."""
    edges = edges_of(all_steps())
    ids = [body_id, *reachable(body_id, edges)]
    periods = {
        row[0]: row[1:] for row in Body.objects.filter(pk__in=ids).values_list("id", "valid_from", "valid_to")
    }
    return living_successors(body_id, edges, lambda one: is_valid(*periods[one], on))


def heirs_on(bodies: Iterable[UUID], on: date) -> dict[UUID, list[UUID]]:
    """For each body who stands for it on ``on``: itself while it lives, else its living successors, of
    whom there may be none. One query while all live, else three."""
    wanted = list(bodies)
    living = set(Body.objects.filter(valid_on(on), pk__in=wanted).values_list("pk", flat=True))
    ended = [pk for pk in wanted if pk not in living]
    found = {pk: [pk] for pk in living}
    if not ended:
        return found
    edges = edges_of(all_steps())
    later = {heir for pk in ended for heir in reachable(pk, edges)}
    living |= set(Body.objects.filter(valid_on(on), pk__in=later).values_list("pk", flat=True))
    return found | {pk: living_successors(pk, edges, living.__contains__) for pk in ended}


def forebears_of(body_id: UUID) -> list[UUID]:
    """Every body whose history this one carries on, nearest first. One query."""
    return reachable(body_id, edges_of(all_steps(), backward=True))


def inherited_from(bodies: Iterable[UUID], on: date) -> set[UUID]:
    """The ended bodies whose work had come down to ``bodies`` by ``on``. One query a generation."""
    found: set[UUID] = set()
    heirs = set(bodies)
    while heirs:
        ended = Succession.objects.filter(
            successor__in=heirs, effective_on__lte=on, predecessor__valid_to__lte=on
        )
        heirs = set(ended.values_list("predecessor_id", flat=True)) - found
        found |= heirs
    return found


def carries_on(body: str) -> Exists:
    """Did the body that the column ``body`` points to succeed another? For ``annotate``."""
    return Exists(Succession.objects.filter(successor=OuterRef(body)))


def heirs_of(body_ids: Iterable[UUID], on: date) -> dict[UUID, list[tuple[UUID, str]]]:
    """The living successors, ``(id, name)``, of those of these bodies that are ended on ``on``; an ended body
    without any has an empty list. Two queries."""
    wanted = set(body_ids)
    edges = edges_of(all_steps())
    ids = wanted.union(*(reachable(one, edges) for one in wanted))
    rows = Body.objects.filter(pk__in=ids).values_list("id", "name", "valid_from", "valid_to")
    known = {pk: (name, is_valid(first, end, on)) for pk, name, first, end in rows}
    return {
        one: [(heir, known[heir][0]) for heir in living_successors(one, edges, lambda pk: known[pk][1])]
        for one in wanted
        if one in known and not known[one][1]
    }
