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
    rows = _filtered(scope, asked)
    start = (page - 1) * PAGE
    ids, count = _gathered(rows, start) if _narrow(asked) or not _whole(scope) else ([], _GATHERED + 1)
    if count > _GATHERED:
        ids = list(rows.order_by("sort_key", "id").values_list("pk", flat=True)[start : start + PAGE + 1])
        count = capped_counts({"all": rows})["all"]
    return BookPage(
        rows=found_rows(ids[:PAGE], asked.codes),
        page=page,
        count=min(count, LIMIT),
        more_than_counted=count > LIMIT,
        has_next=len(ids) > PAGE and page < LAST_PAGE,
        asked=asked,
    )


def _narrow(asked: BookFilter) -> bool:
    return bool(asked.text or asked.body or asked.asks_awards or asked.kind == SubjectKind.HOUSEHOLD)


def _whole(scope: Scope) -> bool:
    """Does the person see a tree from its root?"""
    return any("." not in path for path in scope.paths)


def _filtered(scope: Scope, asked: BookFilter) -> QuerySet[Any]:
    rows: QuerySet[Any] = with_words(visible_subjects(scope), asked.text)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.body:
        path = body_path(asked.body)
        rows = rows.filter(in_trees((path,) if path else (), "path") | Q(keys__contains=[asked.body]))
    return _holding(rows, asked) if asked.asks_awards else rows


def _holding(rows: QuerySet[Any], asked: BookFilter) -> QuerySet[Any]:
    """Those of ``rows`` with a fitting award: few such awards are the starting point, of many each subject
    is asked whether it has one (a plan of its own for each: joined, the database would read all of them)."""
    awards = Award.objects.filter(_wanted(asked), state=EntryState.GIVEN)
    if capped_counts({"all": awards}, _FEW_AWARDS)["all"] <= _FEW_AWARDS:
        return rows.filter(pk__in=awards.order_by().values("subject")[: _FEW_AWARDS + 1])
    own = Subquery(awards.filter(subject=OuterRef("pk")).order_by().values("pk")[:1])
    held: QuerySet[Any] = rows.alias(held=own).filter(held__isnull=False)
    return held


def _wanted(asked: BookFilter) -> Q:
    # A year alone is asked with every code, so that one index serves both.
    wanted = Q(code__in=sorted(asked.codes or award_names())) if asked.year or asked.codes else Q()
    if asked.year:
        wanted &= Q(year=asked.year)
    if asked.number:
        key = number_key(asked.number)
        wanted &= Q(number_key__startswith=key) & ~Q(number_key="")
    return wanted


def _gathered(rows: QuerySet[Any], start: int) -> tuple[list[UUID], int]:
    """The keys of one page and how many fit, up to one more than the limit; one query."""
    inner = rows.order_by().values("pk", "sort_key")[: _GATHERED + 1]
    try:
        sql, values = inner.query.sql_with_params()
    except EmptyResultSet:
        return [], 0
    # The inner text comes from the query compiler, values apart.
    statement = (
        f"WITH found (id, sort_key) AS MATERIALIZED ({sql}) "  # noqa: S608
        "SELECT id, (SELECT count(*) FROM found) FROM found ORDER BY sort_key, id OFFSET %s LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, start, PAGE + 1])
        lines = cursor.fetchall()
    return [line[0] for line in lines], lines[0][1] if lines else 0
