"""Who is in the book: by name, unit, award, year, decision; in the order of Vietnamese lists.

What is frequent is found at once on a walk along the index of the order, which holds all that a walk asks.
That index has people of one given name side by side, though, and may hold half a million others before the
first of them: after a short walk the rows that fit are gathered instead, up to a limit, and put in order.
Only what is more than that limit and still not among the first is walked to whatever the way.
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
from vinhdanh.domain.people.models import Subject
from vinhdanh.domain.people.queries.finding import with_words, with_written_words
from vinhdanh.domain.people.states import SubjectKind
from vinhdanh.domain.registry.actions.kinds import number_key
from vinhdanh.domain.registry.catalogue import award_names, codes_in, plain
from vinhdanh.domain.registry.models import Award
from vinhdanh.domain.registry.queries.rows import FoundRow, found_rows
from vinhdanh.domain.registry.states import EntryState
from vinhdanh.engines.search.counts import LIMIT
from vinhdanh.foundation.kernel.clock import today

PAGE: Final = 50
LAST_PAGE: Final = 100
_GATHERED: Final = 50_000
"""Subjects put in order at once."""
_WALKED: Final = 60_000
"""Subjects passed on the short walk."""
_PROBED: Final = 5_000
"""Subjects asked for their awards on the short walk."""
_FEW_AWARDS: Final = 20_000
_FEW_BESIDE_WORDS: Final = 5_000
_FREQUENT: Final = ("", SubjectKind.INDIVIDUAL)
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
    """The ``page``-th fifty subjects; nine queries at most."""
    asked = understood(wanted)
    page = min(max(page, 1), LAST_PAGE)
    ids, count = _found(scope, asked, (page - 1) * PAGE)
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


def _found(scope: Scope, asked: BookFilter, start: int) -> tuple[Sequence[UUID], int]:
    """The keys of one page (and one more), and how many fit, up to one more than are counted."""
    few, probe, many = _awards(asked)
    place = _place(asked)
    rows = with_words(visible_subjects(scope).filter(place), asked.text)
    if few is not None:
        rows = rows.filter(pk__in=few)
    # The same question, answered by the index of the order alone.
    walked = with_written_words(visible_subjects(scope).filter(place), asked.text)
    if few is None and _whole(scope) and not asked.body and asked.kind in _FREQUENT:
        ids, count, _ = _taken(_near(walked, probe, start), probe, start)
        if len(ids) > PAGE and (count > LIMIT or (many and not asked.text)):
            return ids, LIMIT + 1
    ids, count, gathered = _taken(rows.order_by()[: _GATHERED + 1], probe, start)
    if gathered <= _GATHERED:
        return ids, count
    rest = probe.on(walked) if probe else walked
    keys = rest.order_by("sort_key", "id").values_list("pk", flat=True)
    return list(keys[start : start + PAGE + 1]), count


def _whole(scope: Scope) -> bool:
    """Does the person see a tree from its root?"""
    return any("." not in path for path in scope.paths)


def _place(asked: BookFilter) -> Q:
    wanted = Q(kind=asked.kind) if asked.kind else Q()
    if asked.body:
        path = body_path(asked.body)
        wanted &= in_trees((path,) if path else (), "path") | Q(keys__contains=[asked.body])
    return wanted


def _near(walked: QuerySet[Any], probe: _Probe | None, start: int) -> QuerySet[Any]:
    """Those that fit among the first of the order, as many as a page and the count need."""
    order = ("sort_key", "id")
    end = Subject.objects.filter(merged_into__isnull=True).order_by(*order).values("sort_key")
    near = walked.filter(sort_key__lte=Subquery(end[_WALKED : _WALKED + 1])).order_by(*order)
    return near[: _PROBED if probe else max(start + PAGE, LIMIT) + 1]


def _awards(asked: BookFilter) -> tuple[QuerySet[Any] | None, _Probe | None, bool]:
    """Where awards are asked for: the subjects of those that fit if they are few, else what is to be asked of
    each subject, and whether more subjects have one than are counted."""
    if not asked.asks_awards:
        return None, None, False
    given = Award.objects.filter(state=EntryState.GIVEN)
    # A year alone is asked with every code, so that one index serves both.
    every = frozenset(award_names() if asked.year else ())
    fitting = given.filter(_wanted(replace(asked, codes=asked.codes or every)))
    few = _FEW_BESIDE_WORDS if asked.text else _FEW_AWARDS
    some = fitting.order_by().values("subject")[: few + 1]
    sql, values = some.query.sql_with_params()
    counts = f"SELECT count(*), count(DISTINCT subject) FROM ({sql}) fitting (subject)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(counts, values)
        fit, subjects = cursor.fetchone()
    if fit <= few:
        return some, None, False
    return None, _Probe(given.filter(_wanted(asked))), subjects > LIMIT


def _wanted(asked: BookFilter) -> Q:
    wanted = Q(code__in=sorted(asked.codes)) if asked.codes else Q()
    if asked.year:
        wanted &= Q(year=asked.year)
    if asked.number:
        key = number_key(asked.number)
        wanted &= Q(number_key__startswith=key) & ~Q(number_key="")
    return wanted


def _taken(rows: QuerySet[Any], probe: _Probe | None, start: int) -> tuple[Sequence[UUID], int, int]:
    """Keys of one page of ``rows`` (with a limit), how many fit, how many were put in order; one query.

    The order comes before the probe, so that only as many subjects are asked as the page needs.
    """
    try:
        sql, values = rows.values("pk", "sort_key").query.sql_with_params()
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
