"""A collective's history follows what became of its body."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.organisations.queries.lineage import Step, all_steps, edges_of, reachable
from vinhdanh.domain.organisations.states import SuccessionKind
from vinhdanh.domain.people.queries.facts import subjects_of_bodies


@dataclass(frozen=True, slots=True)
class Forebear:
    """An earlier collective: its record, and the step by which its history came down."""

    subject_id: UUID
    body_id: UUID
    step: Step


def same_bodies(bodies: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
    """Former records of collectives (subject by body) whose body was only renamed: old record to present
    one. Two queries, none for no bodies."""
    if not bodies:
        return {}
    renamed = [step for step in all_steps() if step.kind == SuccessionKind.RENAMED]
    edges = edges_of(renamed, backward=True)
    owners = {old: subject for body, subject in bodies.items() for old in reachable(body, edges)}
    return {pk: owners[body] for body, pk in subjects_of_bodies(owners).items()} if owners else {}


def forebears(body_id: UUID) -> list[Forebear]:
    """The collectives whose history the body carries on, nearest first; two queries."""
    steps = all_steps()
    bodies = reachable(body_id, edges_of(steps, backward=True))
    subjects = subjects_of_bodies(bodies)
    first = {step.predecessor_id: step for step in reversed(steps) if step.successor_id}
    return [Forebear(subjects[body], body, first[body]) for body in bodies if body in subjects]
