"""How much the book says of some subjects: for telling twins at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Min

from vinhdanh.domain.registry.models import Award, Rating
from vinhdanh.domain.registry.states import EntryState


@dataclass(frozen=True, slots=True)
class Weight:
    """Awards that count with their first and last year, and rated years."""

    awards: int = 0
    first: int | None = None
    last: int | None = None
    ratings: int = 0


def weights_of(subject_ids: Iterable[UUID]) -> dict[UUID, Weight]:
    """By subject, for keys that the caller may see; two queries."""
    ids = list(subject_ids)
    awards = Award.objects.filter(subject__in=ids, state=EntryState.GIVEN).values_list("subject")
    rated = Rating.objects.filter(subject__in=ids, state=EntryState.GIVEN).values_list("subject")
    ratings = dict(rated.annotate(Count("pk")))
    found = {
        pk: Weight(count, first, last, ratings.get(pk, 0))
        for pk, count, first, last in awards.annotate(Count("pk"), Min("year"), Max("year"))
    }
    return {pk: found.get(pk, Weight(ratings=ratings.get(pk, 0))) for pk in ids}
