"""The facts of many subjects as columns, for screening a whole province at once.

Encodings are those of ``engines.law.columns``: subjects are numbered from 0; days are proleptic ordinals
(0: not said; -1: said not to be, as a hold without an end); values of closed lists are their place in the
tuples below, -1 when not known; ragged tables are sorted by subject.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet

from vinhdanh.foundation.arrays import int_columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

KINDS: Final = ("individual", "collective", "household")
GROUPS: Final = (
    "cong_chuc", "vien_chuc", "cong_nhan", "nong_dan", "nguoi_lao_dong", "doanh_nhan", "tri_thuc",
    "nha_khoa_hoc", "quan_nhan", "cong_an", "nguoi_nuoc_ngoai", "nguoi_viet_o_nuoc_ngoai", "doanh_nghiep",
    "quan_doi", "khac",
)  # fmt: skip
LEVELS: Final = ("not_completed", "completed", "good", "excellent", "exceeds_targets")
MANNERS: Final = (
    "merit", "campaign", "sudden", "thematic", "contribution", "seniority", "external", "resistance",
)  # fmt: skip
ISSUERS: Final = ("co_so", "xa", "huyen", "tinh", "bo", "nha_nuoc")
SCOPES: Final = ("co_so", "huyen", "tinh", "bo", "toan_quoc")
DISCIPLINE: Final = ("khien_trach", "canh_cao", "ha_bac_luong", "giang_chuc", "cach_chuc", "buoc_thoi_viec")
ORGANISERS: Final = ("bo", "tinh", "trung_uong")
_BLOCK: Final = 8_192
"""Subjects whose rows the server packs together."""


class Awards(NamedTuple):
    """One row a decision; ``code`` is a place in ``BookColumns.codes``; ``revoked`` 0 or 1."""

    subject: "Ints"
    code: "Ints"
    year: "Ints"
    decided: "Ints"
    manner: "Ints"
    issuer: "Ints"
    revoked: "Ints"


class Ratings(NamedTuple):
    subject: "Ints"
    year: "Ints"
    level: "Ints"


class Works(NamedTuple):
    """``recognised``: day, -1 not recognised; ``used`` 0 or 1."""

    subject: "Ints"
    scope: "Ints"
    year: "Ints"
    recognised: "Ints"
    used: "Ints"


class Disciplines(NamedTuple):
    """``ended``: day, -1 still running."""

    subject: "Ints"
    decided: "Ints"
    ended: "Ints"


class Figures(NamedTuple):
    """One row a collective with figures of the year; -1 where not known. ``discipline``: -1 not known,
    0 nobody, else 1 and the place of the form."""

    subject: "Ints"
    members: "Ints"
    completed: "Ints"
    flag_eligible: "Ints"
    discipline: "Ints"
    rank: "Ints"
    organiser: "Ints"


class TitleCounts(NamedTuple):
    """How many members of a collective hold a title; ``code`` is a place in ``BookColumns.codes``."""

    subject: "Ints"
    code: "Ints"
    holders: "Ints"


@dataclass(frozen=True, slots=True)
class BookColumns:
    """``size`` subjects. ``keys`` holds their ids, 16 bytes each; ``women``, ``minority``, ``direct`` and
    ``leader`` are 1, 0 or -1 (not known); ``groups`` bits by place in :data:`GROUPS`, 0 when not known;
    ``held_up`` 1 under an open hold on the day; ``service`` and ``in_post`` whole years or -1."""

    size: int
    keys: bytes
    kind: "Ints"
    groups: "Ints"
    women: "Ints"
    minority: "Ints"
    direct: "Ints"
    leader: "Ints"
    founded: "Ints"
    service: "Ints"
    in_post: "Ints"
    held_up: "Ints"
    codes: tuple[str, ...]
    awards: Awards
    ratings: Ratings
    initiatives: Works
    science: Works
    discipline: Disciplines
    figures: Figures
    titles: TitleCounts

    def id_at(self, place: int) -> UUID:
        return UUID(bytes=self.keys[16 * place : 16 * place + 16])


def columns_of(subjects: QuerySet[Any], *, year: int, received_on: date) -> BookColumns:
    """The columns of ``subjects`` (as from ``visible_subjects``) for files received that day for ``year``.

    Fourteen queries, whatever the size; some twenty seconds and half a gigabyte for a million subjects
    with ten million awards. The order of subjects is that of their bodies.
    """
    with transaction.atomic(), _chosen(subjects):
        codes = _codes()
        about = _about(received_on)
        return BookColumns(
            size=len(about["kind"]),
            keys=_keys(),
            codes=codes,
            **about,
            held_up=_held_up(len(about["kind"]), received_on),
            awards=_awards(codes),
            ratings=Ratings(*_ragged(_RATINGS, [list(LEVELS)], 3)),
            initiatives=Works(*_ragged(_WORKS, [list(SCOPES), "initiative"], 5)),
            science=Works(*_ragged(_WORKS, [list(SCOPES), "science_work"], 5)),
            discipline=Disciplines(*_ragged(_DISCIPLINE, [received_on], 3)),
            figures=Figures(*_ragged(_FIGURES, [list(DISCIPLINE), list(ORGANISERS), year], 7)),
            titles=TitleCounts(*_ragged(_TITLES, [list(codes), year], 3)),
        )


@contextmanager
def _chosen(subjects: QuerySet[Any]) -> Iterator[None]:
    """A numbered list of the subjects for the block, in a table of this transaction."""
    inner, values = _compiled(subjects.order_by("path", "sort_key", "pk").values("pk"))
    numbered = f"SELECT (row_number() OVER () - 1)::int4 AS n, id FROM ({inner}) chosen (id)"  # noqa: S608
    with connection.cursor() as cursor:
        # With the usual memory the server writes ten million rows aside before it joins them: 46 s, not 16.
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(f"CREATE TEMP TABLE chosen ON COMMIT DROP AS {numbered}", values)
        cursor.execute("CREATE UNIQUE INDEX ON chosen (id)")
        cursor.execute("ANALYZE chosen")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE chosen")


def _compiled(rows: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    """The text of a query and its values apart; a query known to find nothing has a text as well."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT NULL::uuid WHERE false", ()


def _keys() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [_BLOCK])
        return b"".join(bytes(block) for (block,) in cursor.fetchall())


def _codes() -> tuple[str, ...]:
    """Every code of the book and of the figures."""
    with connection.cursor() as cursor:
        cursor.execute(_CODES)
        return tuple(sorted(code for (code,) in cursor.fetchall()))


_KEYS = """
SELECT string_agg(uuid_send(id), ''::bytea ORDER BY n) FROM chosen GROUP BY n / %s ORDER BY min(n)
"""
_CODES = """
WITH RECURSIVE one AS (
    (SELECT code FROM registry_award ORDER BY code LIMIT 1)
    UNION ALL
    SELECT (SELECT a.code FROM registry_award a WHERE a.code > one.code ORDER BY a.code LIMIT 1)
    FROM one WHERE one.code IS NOT NULL
)
SELECT code FROM one WHERE code IS NOT NULL
UNION SELECT DISTINCT jsonb_object_keys(titles) FROM registry_yearfigures
"""

_ABOUT = """
SELECT array_agg(c.n), array_agg(array_position(%s::text[], s.kind) - 1),
    array_agg((SELECT coalesce(bit_or(1 << (array_position(%s::text[], g) - 1)), 0) FROM unnest(s.groups) g)),
    array_agg(CASE p.sex WHEN 'female' THEN 1 WHEN 'male' THEN 0 ELSE -1 END),
    array_agg(coalesce(p.ethnic_minority::int4, -1)), array_agg(coalesce(p.direct_worker::int4, -1)),
    array_agg(coalesce(p.leader::int4, -1)),
    array_agg(coalesce(s.founded_on - DATE '0001-01-01' + 1, 0)),
    array_agg(coalesce(extract(year FROM age(%s::date, p.served_since))::int4, -1)),
    array_agg(coalesce(extract(year FROM age(%s::date, l.since))::int4, -1))
FROM chosen c JOIN people_subject s ON s.id = c.id
LEFT JOIN people_person p ON p.subject_id = s.id
LEFT JOIN (
    SELECT subject_id, min(valid_from) AS since FROM people_post
    WHERE leader AND valid_to IS NULL AND valid_from IS NOT NULL GROUP BY subject_id
) l ON l.subject_id = s.id
GROUP BY c.n / {block}
"""
_AWARDS = """
SELECT array_agg(c.n),
    array_agg(((k.place - 1)::int4 << 16) | a.year::int4),
    array_agg(coalesce(a.decided_on - DATE '0001-01-01' + 1, 0)),
    array_agg((coalesce(array_position(%s::text[], a.manner::text), 0) << 8)
        | (coalesce(array_position(%s::text[], a.issuer_level::text), 0) << 1)
        | (a.state = 'revoked')::int4)
FROM registry_award a
JOIN chosen c ON c.id = a.subject_id
JOIN unnest(%s::text[]) WITH ORDINALITY k (code, place) ON k.code = a.code
WHERE a.state IN ('given', 'revoked')
GROUP BY c.n / {block}
"""
_RATINGS = """
SELECT array_agg(c.n), array_agg(r.year::int4), array_agg(array_position(%s::text[], r.level::text) - 1)
FROM registry_rating r JOIN chosen c ON c.id = r.subject_id
WHERE r.state = 'given' GROUP BY c.n / {block}
"""
_WORKS = """
SELECT array_agg(c.n), array_agg(array_position(%s::text[], r.scope::text) - 1), array_agg(r.year::int4),
    array_agg(coalesce(r.recognised_on - DATE '0001-01-01' + 1, -1)), array_agg((u.id IS NOT NULL)::int4)
FROM registry_recognition r JOIN chosen c ON c.id = r.subject_id
LEFT JOIN registry_recognitionuse u ON u.recognition_id = r.id
WHERE r.state = 'given' AND r.kind = %s GROUP BY c.n / {block}
"""
_DISCIPLINE = """
SELECT array_agg(c.n), array_agg(d.decided_on - DATE '0001-01-01' + 1),
    array_agg(coalesce(d.ended_on - DATE '0001-01-01' + 1, -1))
FROM registry_discipline d JOIN chosen c ON c.id = d.subject_id
WHERE d.state = 'given' AND d.decided_on <= %s GROUP BY c.n / {block}
"""
_HOLDS = """
SELECT array_agg(c.n) FROM registry_hold h JOIN chosen c ON c.id = h.subject_id
WHERE h.state = 'given' AND h.opened_on <= %s AND (h.closed_on IS NULL OR h.closed_on > %s)
GROUP BY c.n / {block}
"""
_FIGURES = """
SELECT array_agg(c.n), array_agg(coalesce(f.members, -1)),
    array_agg(coalesce(f.completed_percent::int4, -1)), array_agg(coalesce(f.flag_eligible::int4, -1)),
    array_agg(CASE WHEN f.discipline_known
        THEN coalesce(array_position(%s::text[], f.max_discipline::text), 0) ELSE -1 END),
    array_agg(coalesce(f.cluster_rank::int4, -1)),
    array_agg(coalesce(array_position(%s::text[], f.cluster_organiser::text), 0) - 1)
FROM registry_yearfigures f JOIN chosen c ON c.id = f.subject_id
WHERE f.state = 'given' AND f.year = %s GROUP BY c.n / {block}
"""
_TITLES = """
SELECT array_agg(c.n), array_agg((k.place - 1)::int4), array_agg(t.value::int4)
FROM registry_yearfigures f JOIN chosen c ON c.id = f.subject_id
CROSS JOIN jsonb_each_text(f.titles) t (code, value)
JOIN unnest(%s::text[]) WITH ORDINALITY k (code, place) ON k.code = t.code
WHERE f.state = 'given' AND f.year = %s GROUP BY c.n / {block}
"""


def _ragged(statement: str, values: Sequence[Any], width: int) -> "list[Ints]":
    """The columns of a query, sorted by their first one."""
    import numpy as np

    found = int_columns(statement.replace("{block}", str(_BLOCK)), values, width)
    order = np.argsort(found[0], kind="stable")
    return [column[order] for column in found]


def _about(received_on: date) -> "dict[str, Ints]":
    _, *columns = _ragged(_ABOUT, [list(KINDS), list(GROUPS), received_on, received_on], 10)
    names = ("kind", "groups", "women", "minority", "direct", "leader", "founded", "service", "in_post")
    return dict(zip(names, columns, strict=True))


def _awards(codes: tuple[str, ...]) -> Awards:
    subject, both, decided, more = _ragged(_AWARDS, [list(MANNERS), list(ISSUERS), list(codes)], 4)
    return Awards(
        subject=subject,
        code=both >> 16,
        year=both & 0xFFFF,
        decided=decided,
        manner=(more >> 8) - 1,
        issuer=(more >> 1 & 0x7F) - 1,
        revoked=more & 1,
    )


def _held_up(size: int, on: date) -> "Ints":
    import numpy as np

    flags = np.zeros(size, np.int32)
    flags[_ragged(_HOLDS, [on, on], 1)[0]] = 1
    return flags
