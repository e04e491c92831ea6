"""The open items of some bodies as lists: the first lines bundled for a home page, or page by page.

Both walk the indexes body by body and stop early, so the cost grows with what is shown and not
with what waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from vinhdanh.engines.workflow.models import WorkItem

WINDOW = 2_000
"""As many items of a body, the earliest due first, are looked at when lines are bundled."""
NAMED = 30
"""As many items of a line are handed out one by one."""

# Only column names and conditions written here are put into the text; values travel as parameters.
_HELD = """
    SELECT i.* FROM unnest(%(bodies)s::uuid[]) AS b(body) CROSS JOIN LATERAL (
        SELECT * FROM workflow_workitem
        WHERE holder = b.body AND holder_user_id IS NULL AND closed_at IS NULL
            AND split_part(kind, ' ', 1) = ANY(%(kinds)s)
        ORDER BY due_on, id LIMIT %(window)s) i
    UNION ALL
    (SELECT * FROM workflow_workitem
     WHERE holder_user_id = %(user)s AND closed_at IS NULL AND split_part(kind, ' ', 1) = ANY(%(kinds)s)
     ORDER BY due_on, id LIMIT %(window)s)
"""
_AWAITED = """
    SELECT i.* FROM unnest(%(bodies)s::uuid[]) AS b(body) CROSS JOIN LATERAL (
        SELECT * FROM workflow_workitem
        WHERE awaited_by = b.body AND closed_at IS NULL AND NOT holder = ANY(%(bodies)s)
        ORDER BY due_on, id LIMIT %(window)s) i
"""
_LINES = """
WITH item AS MATERIALIZED ({items}), line AS (
    SELECT kind, coalesce(bundle, subject_id) AS about, min(due_on) AS due_on, count(*) AS count,
        (array_agg(subject_kind))[1] AS subject_kind,
        (array_agg(subject_id ORDER BY due_on, id))[1:%(named)s] AS subjects,
        (array_agg(title ORDER BY due_on, id))[1:%(named)s] AS titles,
        (array_agg(holder ORDER BY due_on, id))[1:%(named)s] AS holders,
        (array_agg(awaited_by ORDER BY due_on, id))[1] AS awaited_by,
        (array_agg(note ORDER BY due_on, id))[1] AS note, min(id::text) AS first
    FROM item GROUP BY 1, 2
)
SELECT kind, about, subject_kind, due_on, count, subjects, titles, holders, awaited_by, note,
    (SELECT count(*) FROM item), (SELECT count(*) FROM item WHERE due_on < %(late_before)s),
    (SELECT count(*) FROM item WHERE due_on >= %(late_before)s AND due_on <= %(soon)s)
FROM line ORDER BY due_on, first LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Items of one kind about one thing (``about``: the row, or the bundle); ``due_on`` is the earliest,
    ``count`` how many they are.

    ``subjects``, ``titles`` and ``holders`` run side by side, item by item, :data:`NAMED` at most.
    """

    kind: str
    about: UUID
    subject_kind: str
    due_on: date | None
    count: int
    subjects: Sequence[UUID]
    titles: Sequence[str]
    holders: Sequence[UUID]
    awaited_by: UUID | None
    note: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The first lines and how many items there are in all, late and due by ``soon``.

    The counts are those of the window: :data:`WINDOW` and above mean "at least".
    """

    lines: Sequence[Line] = ()
    more: bool = False
    count: int = 0
    late: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class Days:
    """What is due before ``late_before`` is late; what is due by ``soon`` is near."""

    late_before: date
    soon: date


def held_lines(
    bodies: Sequence[UUID], user: UUID | None, *, kinds: Sequence[str], days: Days, most: int
) -> Lines:
    """What ``bodies`` hold, or ``user`` by name, of kinds that begin with one of ``kinds``; one query."""
    return _lines(_HELD, days, most, bodies=list(bodies), user=user, kinds=list(kinds))


def awaited_lines(bodies: Sequence[UUID], *, days: Days, most: int) -> Lines:
    """What ``bodies`` wait for while others hold it; one query."""
    return _lines(_AWAITED, days, most, bodies=list(bodies))


def _lines(items: str, days: Days, most: int, **values: Any) -> Lines:
    values |= {"window": WINDOW, "named": NAMED, "late_before": days.late_before, "soon": days.soon}
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(items=items), {**values, "most": most + 1})
        rows = cursor.fetchall()
    if not rows:
        return Lines()
    count, late, soon = rows[0][10:]
    return Lines([Line(*row[:10]) for row in rows[:most]], len(rows) > most, count, late, soon)


def first_ids(pieces: Sequence[QuerySet[WorkItem]], start: int, stop: int) -> list[UUID]:
    """The ids from ``start`` to ``stop`` over several disjoint pieces, the earliest due first; one query.

    Each piece is cut before they are put together, so that each walks its own index.
    """
    cut = [rows.order_by("due_on", "id").values_list("due_on", "id")[:stop] for rows in pieces]
    if not cut:
        return []
    both = cut[0].union(*cut[1:], all=True) if len(cut) > 1 else None
    found = cut[0] if both is None else both.order_by("due_on", "id")
    return [pk for _, pk in found[start:stop]]
