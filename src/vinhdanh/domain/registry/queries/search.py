"""Who is in the book: by name, unit, award, year, decision; in the order of Vietnamese lists.

The rows that fit are gathered first, up to a limit, and only then put in order: the index of the order holds
people of one given name side by side, and a walk along it may pass half a million others before the first.
Beyond the limit rows are frequent, and the walk finds a page of them at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from vinhdanh.domain.access.scope import Scope, in_trees
from vinhdanh.domain.organisations.queries.labels import body_path
from vinhdanh.domain.people.access import visible_subjects
from vinhdanh.domain.people.queries.finding import with_words
from vinhdanh.domain.people.states import SubjectKind
from vinhdanh.domain.registry.actions.kinds import number_key
from vinhdanh.domain.registry.catalogue import award_names, codes_in, plain
from vinhdanh.domain.registry.models import Award
from vinhdanh.domain.registry.queries.rows import FoundRow, found_rows
from vinhdanh.domain.registry.states import EntryState
from vinhdanh.engines.search.counts import LIMIT, capped_counts
from vinhdanh.foundation.kernel.clock import today

PAGE: Final = 50
LAST_PAGE: Final = 100
_GATHERED: Final = 30_000
"""Subjects put in order at once; more of them are frequent enough to be met on a walk."""
_FEW_AWARDS: Final = 5_000
_NUMBER = re.compile(r"\S*\d\S*/\S+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class BookFilter:
    """What to look for; empty asks nothing. ``text`` may hold names, abbreviations of awards, a year and the
    number of a decision; :func:`understood` tells them apart."""

    text: str = ""
    kind: str = ""
    body: UUID | None = None
    codes: frozenset[str] = frozenset()
    year: int | None = None
    number: str = ""

    @property
    def asks_awards(self) -> bool:
        return bool(self.codes or self.year or self.number)


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page. ``count`` is exact up to 1,000; ``asked`` is the filter as it was understood."""

    rows: Sequence[FoundRow]
    page: int
    count: int
    more_than_counted: bool
    has_next: bool
    asked: BookFilter


def understood(wanted: BookFilter) -> BookFilter:
    """The filter with what its words name taken out of them: a decision, a year, an award."""
    text = wanted.text
    number, year = wanted.number, wanted.year
    if not number and (found := _NUMBER.search(text)):
        number = found.group()
        text = text.replace(number, " ")
    words = plain(text).split()
    if year is None:
        years = [word for word in words if _YEAR.fullmatch(word) and int(word) <= today().year]
        if years:
            year = int(years[0])
            words.remove(years[0])
    codes, rest = codes_in(words) if not wanted.codes else (wanted.codes, words)
    return replace(wanted, text=" ".join(rest), number=number, year=year, codes=codes)


def book_page(scope: Scope, wanted: BookFilter, page: int = 1) -> BookPage:
    """The ``page``-th fifty subjects; eight queries at most."""
    asked = understood(wanted)
    page = min(max(page, 1), LAST_PAGE)
    rows, probe = _filtered(scope, asked)
    ids, count = _found(rows, probe, (page - 1) * PAGE, walk=_whole(scope) and not _narrow(asked, probe))
    return BookPage(
        rows=found_rows(ids[:PAGE], asked.codes),
        page=page,
        count=min(count, LIMIT),
        more_than_counted=count > LIMIT,
        has_next=len(ids) > PAGE and page < LAST_PAGE,
        asked=asked,
    )


@dataclass(frozen=True, slots=True)
class _Probe:
    """The question whether a subject holds a fitting award, where too many awards fit to start from them."""

    awards: QuerySet[Any]

    def sql(self) -> tuple[str, Sequence[Any]]:
        """The question about ``found.id``; asked of one row at a time, never joined."""
        return self.awards.filter(subject=_FoundId()).order_by().values("pk")[:1].query.sql_with_params()

    def on(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The same as a condition of a query on subjects."""
        own = Subquery(self.awards.filter(subject=OuterRef("pk")).order_by().values("pk")[:1])
        held: QuerySet[Any] = rows.alias(held=own).filter(held__isnull=False)
        return held


class _FoundId(RawSQL):
    """The key of the row of ``found`` that is looked at."""

    def __init__(self) -> None:
        super().__init__("found.id", ())


def _narrow(asked: BookFilter, probe: _Probe | None) -> bool:
    """Is there a condition that leaves few enough to be put in order?"""
    few_awards = asked.asks_awards and probe is None
    long_words = any(len(word) > 1 for word in asked.text.split())
    return few_awards or long_words or bool(asked.body) or asked.kind == SubjectKind.HOUSEHOLD


def _whole(scope: Scope) -> bool:
    """Does the person see a tree from its root?"""
    return any("." not in path for path in scope.paths)


def _filtered(scope: Scope, asked: BookFilter) -> tuple[QuerySet[Any], _Probe | None]:
    """The subjects, and what is still to be asked of each."""
    rows: QuerySet[Any] = with_words(visible_subjects(scope), asked.text)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.body:
        path = body_path(asked.body)
        rows = rows.filter(in_trees((path,) if path else (), "path") | Q(keys__contains=[asked.body]))
    if not asked.asks_awards:
        return rows, None
    awards = Award.objects.filter(_wanted(asked), state=EntryState.GIVEN)
    if capped_counts({"all": awards}, _FEW_AWARDS)["all"] > _FEW_AWARDS:
        return rows, _Probe(awards)
    return rows.filter(pk__in=awards.order_by().values("subject")[: _FEW_AWARDS + 1]), None


def _wanted(asked: BookFilter) -> Q:
    # A year alone is asked with every code, so that one index serves both.
    wanted = Q(code__in=sorted(asked.codes or award_names())) if asked.year or asked.codes else Q()
    if asked.year:
        wanted &= Q(year=asked.year)
    if asked.number:
        key = number_key(asked.number)
        wanted &= Q(number_key__startswith=key) & ~Q(number_key="")
    return wanted


def _found(
    rows: QuerySet[Any], probe: _Probe | None, start: int, *, walk: bool
) -> tuple[Sequence[UUID], int]:
    """The keys of one page (and one more), and how many fit, up to one more than are counted."""
    if not walk:
        ids, count, gathered = _gathered(rows, probe, start)
        if gathered <= _GATHERED:
            return ids, count
    if probe is not None:
        rows = probe.on(rows)
    keys = rows.order_by("sort_key", "id").values_list("pk", flat=True)
    return list(keys[start : start + PAGE + 1]), capped_counts({"all": rows})["all"]


def _gathered(rows: QuerySet[Any], probe: _Probe | None, start: int) -> tuple[Sequence[UUID], int, int]:
    """Keys of one page, how many fit, how many were put in order; one query.

    The order comes before the probe, so that only as many subjects are asked as the page needs.
    """
    try:
        sql, values = rows.order_by().values("pk", "sort_key")[: _GATHERED + 1].query.sql_with_params()
    except EmptyResultSet:
        return [], 0, 0
    asks, more = probe.sql() if probe else ("SELECT 1", ())
    # The inner texts come from the query compiler, values apart.
    statement = f"""
        WITH found (id, sort_key) AS MATERIALIZED ({sql})
        SELECT (SELECT count(*) FROM found),
            (SELECT count(*) FROM (SELECT 1 FROM found WHERE ({asks}) IS NOT NULL LIMIT {LIMIT + 1}) counted),
            ARRAY(SELECT id FROM (SELECT * FROM found ORDER BY sort_key, id OFFSET 0) found
                WHERE ({asks}) IS NOT NULL OFFSET %s LIMIT %s)
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *more, *more, start, PAGE + 1])
        gathered, count, ids = cursor.fetchone()
    return ids, count, gathered
