"""The pairs worth a look, found again every night."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from vinhdanh.domain.people.matching import Likeness, likeness
from vinhdanh.domain.people.models import Twin
from vinhdanh.domain.people.queries.candidates import profiles_of
from vinhdanh.foundation.jobs.carrying import report

ENOUGH: Final = 60
"""The name with a birth year or an employer; see the points of ``matching``."""
_CROWD: Final = 30
_CHUNK: Final = 2_000
_MOST: Final = 50_000
# The same name when i and y are one, and besides the same birth year, or the same body.
_ALIKE: Final = """
SELECT array_agg(s.id ORDER BY s.id)
  FROM people_subject s LEFT JOIN people_person p ON p.subject_id = s.id
 WHERE s.merged_into_id IS NULL AND s.own_body_id IS NULL {known}
 GROUP BY s.kind, translate(s.folded, 'y', 'i'), {by}
HAVING count(*) BETWEEN 2 AND %s
 LIMIT %s
"""


@transaction.atomic
def find_twins() -> dict[str, int]:
    """Write the open pairs as they are now; answers that were given stay. Safe to run twice."""
    pairs = sorted(_pairs())
    Twin.objects.filter(apart=False).delete()
    decided = set(Twin.objects.values_list("one", "other"))
    made = 0
    for start in range(0, len(pairs), _CHUNK):
        part = [pair for pair in pairs[start : start + _CHUNK] if pair not in decided]
        rows = [_twin(one, other, found) for one, other, found in _compared(part)]
        Twin.objects.bulk_create(rows)
        made += len(rows)
        report(start, of=len(pairs), message=f"Đã xem {start} cặp")
    return {"pairs": made}


def _pairs() -> set[tuple[UUID, UUID]]:
    """Pairs of keys, the smaller first; crowds of one name are left to the search."""
    found: set[tuple[UUID, UUID]] = set()
    blocks = (("AND p.birth_year IS NOT NULL", "p.birth_year"), ("", "s.body_id"))
    for known, by in blocks:
        with connection.cursor() as cursor:
            cursor.execute(_ALIKE.format(known=known, by=by), [_CROWD, _MOST])
            for (ids,) in cursor.fetchall():
                found.update(combinations(sorted(ids), 2))
    return found


def _compared(pairs: Iterable[tuple[UUID, UUID]]) -> Iterator[tuple[UUID, UUID, Likeness]]:
    wanted = list(pairs)
    known = profiles_of({pk for pair in wanted for pk in pair})
    for one, other in wanted:
        found = likeness(known[one][1], known[other][1])
        if found.points >= ENOUGH:
            yield one, other, found


def _twin(one: UUID, other: UUID, found: Likeness) -> Twin:
    reasons = [[reason.sign, reason.text] for reason in found.reasons]
    return Twin(one_id=one, other_id=other, points=found.points, reasons=reasons)
