"""The administrative tree as it stood on a day, out of the dated parents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

# The only text put into the statements is this condition; values travel as parameters.
_VALID = "(r.valid_from IS NULL OR r.valid_from <= %s) AND (r.valid_to IS NULL OR r.valid_to > %s)"
_DOWN = f"""
WITH RECURSIVE tree(id) AS (
    SELECT unnest(%s::uuid[])
    UNION
    SELECT r.source_id FROM tree JOIN organisations_bodyrelation r ON r.target_id = tree.id
    WHERE r.kind = 'administrative' AND {_VALID}
)
SELECT id FROM tree
"""  # noqa: S608
_UP = f"""
WITH RECURSIVE tree(start, id) AS (
    SELECT t, t FROM unnest(%s::uuid[]) t
    UNION
    SELECT tree.start, r.target_id FROM tree JOIN organisations_bodyrelation r ON r.source_id = tree.id
    WHERE r.kind = 'administrative' AND {_VALID}
)
SELECT tree.start, r.kind, r.level, r.place_unit, array_agg(tree.id)
FROM tree JOIN organisations_body r ON r.id = tree.start
WHERE {_VALID}
GROUP BY 1, 2, 3, 4
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Standing:
    """A body on a day: what the rule of a group looks at. ``above`` holds itself and all it stood under."""

    kind: str
    level: str
    place_unit: str
    above: frozenset[UUID]


def below(tops: Iterable[UUID], on: date) -> RawSQL:
    """For ``pk__in``: ``tops`` and every body that stood below one of them on ``on``."""
    return RawSQL(_DOWN, (list(tops), on, on))  # noqa: S611


def standings(bodies: Iterable[UUID], on: date) -> dict[UUID, Standing]:
    """Those of ``bodies`` that existed on ``on``, with all they stood under; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_UP, (list(bodies), on, on, on, on))
        return {row[0]: Standing(row[1], row[2], row[3], frozenset(row[4])) for row in cursor.fetchall()}
