"""Subjects as lists show them, fifty at a time."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.people.queries.lists import ListedSubject, listed_subjects
from vinhdanh.domain.registry.catalogue import short_of
from vinhdanh.domain.registry.models import Award
from vinhdanh.domain.registry.states import EntryState

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class FoundRow:
    """``awards`` counts those that stand; ``latest`` are the last of them ("CSTĐCS 2025"), those that were
    asked for first."""

    subject: ListedSubject
    awards: int
    latest: Sequence[str]


def found_rows(ids: Sequence[UUID], codes: Collection[str] = ()) -> list[FoundRow]:
    """The rows of these keys in their order; three queries. The lists took the keys from what may be seen."""
    subjects = listed_subjects(ids)
    awards = _awards(ids)
    return [
        FoundRow(subjects[pk], len(awards[pk]), _latest(awards[pk], codes)) for pk in ids if pk in subjects
    ]


def _awards(ids: Sequence[UUID]) -> Mapping[UUID, list[tuple[str, int]]]:
    rows = Award.objects.filter(subject__in=list(ids), state=EntryState.GIVEN)
    found: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    for subject, code, year in rows.order_by("-year", "-id").values_list("subject_id", "code", "year"):
        found[subject].append((code, year))
    return found


def _latest(awards: Sequence[tuple[str, int]], codes: Collection[str]) -> list[str]:
    first = sorted(awards, key=lambda row: row[0] not in codes) if codes else awards
    return [f"{short_of(code)} {year}" for code, year in first[:_SHOWN]]
