"""Who is in the book: by name, unit, award, year, decision; in the order of Vietnamese lists.

Who sees everybody walks. Words are a walk along those who bear the rarest of them, who lie side by side in
the order of lists; without words it is the order itself, in an index that holds all that such a walk asks.
Both end as soon as they have the page and the count. Where several words seldom meet, or few hold what is
asked, a short walk may not get there: then the rows that fit are gathered, up to a limit, and put in order.
Only what is more than that limit and still not among the first is walked to whatever the way.
Who sees a part of the tree has the rows of that part gathered.
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
from vinhdanh.domain.people.queries.finding import (
    WordWalk,
    key_after,
    with_words,
    with_written_words,
    word_walk,
)
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
"""Subjects passed on the short walk along the order."""
_WALKED_BY_WORD: Final = 10_000
"""Bearers of a word passed on the short walk, each of whom is looked at."""
_PROBED: Final = 5_000
"""Subjects asked for their awards on the short walk along the order."""
_FEW_AWARDS: Final = 20_000
_FREQUENT: Final = ("", SubjectKind.INDIVIDUAL)
_NUMBER = re.compile(r"\S*\d\S*/\S+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_Found = tuple[Sequence[UUID], int]


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
class _Sql:
    """A statement, its values apart."""

    text: str
    values: Sequence[Any]

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> "_Sql":
        return cls(*rows.query.sql_with_params())


class _FoundId(RawSQL):
    """The key of the row of ``found`` that is looked at."""

    def __init__(self) -> None:
        super().__init__("found.id", ())


@dataclass(frozen=True, slots=True)
class _Search:
    """One page asked for. ``seen`` are the subjects that may be found at all; ``few`` the subjects of all
    awards that fit, or where those are too many ``awards`` themselves, to be asked of each subject; ``many``
    says whether more subjects have one than are counted."""

    asked: BookFilter
    seen: QuerySet[Any]
    few: QuerySet[Any] | None
    awards: QuerySet[Any] | None
    many: bool
    start: int

    def found(self, *, walks: bool) -> _Found:
        """The keys of the page (and one more), and how many fit, up to one more than are counted."""
        if self.few is None and walks:
            word = word_walk(self.asked.text)
            begun = self._by_word(word, _WALKED_BY_WORD) if word else self._by_order()
            if begun:
                return begun
        ids, count, gathered = self._gathered()
        if gathered <= _GATHERED:
            return ids, count
        word = word_walk(self.asked.text)
        return (self._by_word(word) if word else None) or (self._on_to_the_end(), count)

    def _by_word(self, word: WordWalk, most: int | None = None) -> _Found | None:
        """Of the first ``most`` bearers of the word, all when None; None when they do not tell."""
        most = None if word.alone else most
        fits = with_words(self.seen, "" if word.alone else self.asked.text).filter(pk=_FoundId())
        asks = [*self._held(), _Sql.of(fits.values("pk"))]
        ids, count, passed = _taken(_Sql(*word.sql(most)), asks, self.start, most=most)
        if most is None or passed < most or (len(ids) > PAGE and count > LIMIT):
            return ids, count
        return None

    def _by_order(self) -> _Found | None:
        """Those that fit among the first of the order, as many as a page and the count need."""
        near = self._ordered().filter(sort_key__lte=key_after(_WALKED))
        most = _PROBED if self.awards is not None else max(self.start + PAGE, LIMIT) + 1
        ids, count, _ = _taken(_keys(near[:most]), self._held(), self.start, most=most)
        if len(ids) > PAGE and (count > LIMIT or (self.many and not self.asked.text)):
            return ids, LIMIT + 1
        return None

    def _gathered(self) -> tuple[Sequence[UUID], int, int]:
        rows = with_words(self.seen, self.asked.text)
        if self.few is not None:
            rows = rows.filter(pk__in=self.few)
        return _taken(_keys(rows.order_by()[: _GATHERED + 1]), self._held(), self.start, most=_GATHERED + 1)

    def _on_to_the_end(self) -> Sequence[UUID]:
        rows = self._ordered()
        if self.awards is not None:
            held = self.awards.filter(subject=OuterRef("pk")).order_by().values("pk")[:1]
            rows = rows.alias(held=Subquery(held)).filter(held__isnull=False)
        return list(rows.values_list("pk", flat=True)[self.start : self.start + PAGE + 1])

    def _ordered(self) -> QuerySet[Any]:
        """The subjects in the order of lists, asked by nothing that the index of that order has not."""
        return with_written_words(self.seen, self.asked.text).order_by("sort_key", "id")

    def _held(self) -> list[_Sql]:
        """The question whether ``found.id`` holds one of the awards."""
        if self.awards is None:
            return []
        return [_Sql.of(self.awards.filter(subject=_FoundId()).order_by().values("pk")[:1])]


def _found(scope: Scope, asked: BookFilter, start: int) -> _Found:
    few, awards, many = _awards(asked)
    seen = visible_subjects(scope).filter(_place(asked))
    search = _Search(asked, seen, few=few, awards=awards, many=many, start=start)
    walks = _whole(scope) and not asked.body and asked.kind in _FREQUENT
    try:
        return search.found(walks=walks)
    except EmptyResultSet:
        return [], 0


def _whole(scope: Scope) -> bool:
    """Does the person see a tree from its root?"""
    return any("." not in path for path in scope.paths)


def _place(asked: BookFilter) -> Q:
    wanted = Q(kind=asked.kind) if asked.kind else Q()
    if asked.body:
        path = body_path(asked.body)
        wanted &= in_trees((path,) if path else (), "path") | Q(keys__contains=[asked.body])
    return wanted


def _awards(asked: BookFilter) -> tuple[QuerySet[Any] | None, QuerySet[Any] | None, bool]:
    """Where awards are asked for: the subjects of those that fit if they are few, else what is to be asked of
    each subject, and whether more subjects have one than are counted."""
    if not asked.asks_awards:
        return None, None, False
    given = Award.objects.filter(state=EntryState.GIVEN)
    # A year alone is asked with every code, so that one index serves both.
    every = frozenset(award_names() if asked.year else ())
    fitting = given.filter(_wanted(replace(asked, codes=asked.codes or every)))
    some = fitting.order_by().values("subject")[: _FEW_AWARDS + 1]
    sql, values = some.query.sql_with_params()
    counts = f"SELECT count(*), count(DISTINCT subject) FROM ({sql}) fitting (subject)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(counts, values)
        fit, subjects = cursor.fetchone()
    if fit <= _FEW_AWARDS:
        return some, None, False
    return None, given.filter(_wanted(asked)), subjects > LIMIT


def _wanted(asked: BookFilter) -> Q:
    wanted = Q(code__in=sorted(asked.codes)) if asked.codes else Q()
    if asked.year:
        wanted &= Q(year=asked.year)
    if asked.number:
        key = number_key(asked.number)
        wanted &= Q(number_key__startswith=key) & ~Q(number_key="")
    return wanted


def _keys(rows: QuerySet[Any]) -> _Sql:
    return _Sql.of(rows.values("pk", "sort_key"))


def _taken(
    rows: _Sql, asks: Sequence[_Sql], start: int, *, most: int | None
) -> tuple[Sequence[UUID], int, int]:
    """Keys of one page of ``rows``, how many fit, and how many of the ``most`` rows there were; one query.

    Each ask is a statement about ``found.id`` that has a row for yes. The order comes before they are asked,
    so that only as many subjects are asked as the page needs. Without ``most`` the rows are in order already
    and no more of them are read than that.
    """
    fits = " AND ".join(f"({ask.text}) IS NOT NULL" for ask in asks) or "true"
    more = [value for ask in asks for value in ask.values]
    passed, order = ("(SELECT count(*) FROM found)", "ORDER BY sort_key, id") if most else ("0", "")
    # The inner texts come from the query compiler, values apart.
    statement = f"""
        WITH found (id, sort_key) AS MATERIALIZED ({rows.text})
        SELECT {passed},
            (SELECT count(*) FROM (SELECT 1 FROM found WHERE {fits} LIMIT {LIMIT + 1}) counted),
            ARRAY(SELECT id FROM (SELECT * FROM found {order} OFFSET 0) found
                WHERE {fits} OFFSET %s LIMIT %s)
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [*rows.values, *more, *more, start, PAGE + 1])
        passes, count, ids = cursor.fetchone()
    return ids, count, passes
