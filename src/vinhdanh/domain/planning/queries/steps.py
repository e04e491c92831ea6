"""The list of steps that an owner follows on a day: its own newest one, else the seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vinhdanh.domain.planning.models import Step, StepList
from vinhdanh.domain.planning.seeds import COUNCIL_STEPS, StepSeed


@dataclass(frozen=True, slots=True)
class Version:
    """One list of an owner; ``id`` is None for the seed."""

    id: UUID | None
    valid_from: date | None
    note: str
    by: str


def steps_on(owner_id: UUID, on: date) -> Sequence[StepSeed]:
    """The steps in force for ``owner_id`` on a day; two queries."""
    newest = StepList.objects.filter(owner=owner_id, valid_from__lte=on).first()
    if newest is None:
        return COUNCIL_STEPS
    return [_seed(row) for row in newest.steps.all()]


def _seed(row: Step) -> StepSeed:
    return StepSeed(row.rule, row.holder, row.body_id)


def versions_of(owner_id: UUID) -> list[Version]:
    """Every list of an owner, newest first, the seed last; one query."""
    rows = StepList.objects.filter(owner=owner_id).select_related("created_by")
    own = [Version(row.pk, row.valid_from, row.note, row.created_by.name) for row in rows[:50]]
    return [*own, Version(None, None, "Các bước có sẵn", "")]
