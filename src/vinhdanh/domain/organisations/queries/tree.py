"""The administrative tree as it stood on a day, out of the dated parents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from vinhdanh.domain.organisations.models import BodyGroup

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
_MEMBER_VALID = _VALID.replace("r.", "m.")
_UP = f"""
WITH RECURSIVE tree(start, id) AS (
    SELECT t, t FROM unnest(%s::uuid[]) t
    UNION
    SELECT tree.start, r.target_id FROM tree JOIN organisations_bodyrelation r ON r.source_id = tree.id
    WHERE r.kind = 'administrative' AND {_VALID}
), alive AS (
    SELECT tree.start AS id, r.kind, r.level, r.place_unit, array_agg(tree.id) AS above
    FROM tree JOIN organisations_body r ON r.id = tree.start
    WHERE {_VALID}
    GROUP BY 1, 2, 3, 4
)
SELECT g.id, g.name, g.owner_id, g.under_id, g.kinds, g.levels, g.units,
    alive.kind, alive.level, alive.place_unit, alive.above, m.included
FROM alive CROSS JOIN organisations_bodygroup g
LEFT JOIN organisations_groupmember m ON m.group_id = g.id AND m.body_id = alive.id AND {_MEMBER_VALID}
"""  # noqa: S608
_GROUP = ("id", "name", "owner_id", "under_id", "kinds", "levels", "units")


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


def standings_by_group(bodies: Iterable[UUID], on: date) -> Iterator[tuple[BodyGroup, Standing, bool | None]]:
    """Each group with each of ``bodies`` that existed on ``on``, as it stood, and what the group's list says
    of it that day (``None``: nothing); one query."""
    with connection.cursor() as cursor:
        cursor.execute(_UP, (list(bodies), *(on,) * 6))
        for row in cursor.fetchall():
            group = dict(zip(_GROUP, row, strict=False))
            kind, level, unit, above, included = row[len(_GROUP) :]
            yield BodyGroup(**group), Standing(kind, level, unit, frozenset(above)), included
