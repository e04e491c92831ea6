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
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.labels import body_path
from vinhdanh.domain.people.access import visible_subjects
from vinhdanh.domain.people.queries.finding import (
    WordWalk,
    bearing,
    key_after,
    more_than,
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
_WALKED_BY_WORD: Final = 30_000
"""Bearers of a word passed on the short walk, each of whom is asked for the other words."""
_FEW_TOGETHER: Final = 10_000
"""Bearers of all the words, below which the index of words is shorter than a walk."""
_SMALL: Final = 5_000
"""Subjects of a unit that are read to look at their words."""
_PROBED: Final = 10_000
"""Subjects asked for their awards on the short walk along the order."""
_FEW_AWARDS: Final = 20_000
_FREQUENT_AWARDS: Final = 5_000
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
class _Awards:
    """The awards that are asked for: ``all``, to be asked of one subject at a time, and where they are few
        ``few``, their subjects. ``fit`` counts them up to one more than those; ``many`` says whether more
    subjects have one than are counted."""

    all: QuerySet[Any]
    few: QuerySet[Any] | None
    fit: int
    many: bool


@dataclass(frozen=True, slots=True)
class _Search:
    """One page asked for. ``seen`` are the subjects that may be found at all, ``trees`` where nearly all of
    them belong; ``walks`` says that those are nearly all there are."""

    asked: BookFilter
    seen: QuerySet[Any]
    trees: tuple[str, ...]
    awards: _Awards | None
    start: int
    walks: bool

    def found(self) -> _Found:
        """The keys of the page (and one more), and how many fit, up to one more than are counted."""
        word = word_walk(self.asked.text) if self.walks and self.asked.text else None
        begun = self._walked(word) if self.walks else None
        if begun:
            return begun
        ids, count, gathered = self._gathered(word.meant if word else ())
        if gathered <= _GATHERED:
            return ids, count
        word = word or word_walk(self.asked.text)
        return (self._by_word(word) if word else None) or (self._on_to_the_end(), count)

    def _walked(self, word: WordWalk | None) -> _Found | None:
        """By a short walk; None where gathering is shorter, or where it did not get there."""
        few = self.awards is not None and self.awards.few is not None
        if self.asked.text and few:
            return None
        if word:
            seldom = word.others and word.expected < _FEW_TOGETHER
            return None if seldom else self._by_word(word, _WALKED_BY_WORD)
        return None if few and not self._frequent() else self._by_order()

    def _many(self) -> bool:
        """Is it known that more fit than are counted?"""
        return self.awards is not None and self.awards.many and not self.asked.text

    def _frequent(self) -> bool:
        """Do so many hold an award that a page of them is near, and does the index of awards tell who?"""
        return self.awards is not None and self.awards.fit > _FREQUENT_AWARDS and not self.asked.number

    def _by_word(self, word: WordWalk, most: int | None = None) -> _Found | None:
        """Of the first ``most`` bearers of the word, all when None; None when they do not tell."""
        most = most if word.others else None
        fits = with_words(self.seen, self.asked.text if word.others else "", word.meant).filter(pk=_FoundId())
        others = [_Sql(*bearing(other)) for other in word.others if other]
        asks = [*self._held(), *others, _Sql.of(fits.order_by().values("pk"))]
        ids, count, passed = _taken(_Sql(*word.sql(most)), asks, self.start, most=most)
        if most is None or passed < most or (len(ids) > PAGE and count > LIMIT):
            return ids, count
        return None

    def _by_order(self) -> _Found | None:
        """Those that fit among the first of the order, as many as a page and the count need."""
        near = self._ordered()
        if self.asked.text:
            near = near.filter(sort_key__lte=key_after(_WALKED))
        most = _PROBED if self.awards else max(self.start + PAGE, LIMIT) + 1
        rows = _keys(near[:most])
        ids, count, _ = _taken(rows, self._held(), self.start, most=most, counts=not self._many())
        return (ids, count) if len(ids) > PAGE and count > LIMIT else None

    def _gathered(self, meant: Sequence[str]) -> tuple[Sequence[UUID], int, int]:
        few = self.awards.few if self.awards else None
        seen = self.seen if few is None else self.seen.filter(pk__in=few)
        bearing_all = with_words(seen, self.asked.text, meant)
        rows = _keys(bearing_all.order_by()[: _GATHERED + 1])
        if self.asked.text and few is None and not self.walks:
            # Of a small unit all are read; the index of words would first bring all in the book who bear
            # them. The database asks once which it is and leaves the other half out.
            big = more_than(_SMALL, self.trees)
            small = _keys(with_written_words(seen, self.asked.text).filter(~big).order_by())
            rows = _keys(bearing_all.filter(big).order_by()[: _GATHERED + 1])
            rows = _Sql(f"({small.text}) UNION ALL ({rows.text})", [*small.values, *rows.values])
        asks = self._held() if few is None else []
        return _taken(rows, asks, self.start, most=_GATHERED + 1)

    def _on_to_the_end(self) -> Sequence[UUID]:
        rows = self._ordered()
        if self.awards:
            held = self.awards.all.filter(subject=OuterRef("pk")).order_by().values("subject")[:1]
            rows = rows.alias(held=Subquery(held)).filter(held__isnull=False)
        return list(rows.values_list("pk", flat=True)[self.start : self.start + PAGE + 1])

    def _ordered(self) -> QuerySet[Any]:
        """The subjects in the order of lists, asked by nothing that the index of that order has not."""
        return with_written_words(self.seen, self.asked.text).order_by("sort_key", "id")

    def _held(self) -> list[_Sql]:
        """The question whether ``found.id`` holds one of the awards, which their index answers alone."""
        if not self.awards:
            return []
        return [_Sql.of(self.awards.all.filter(subject=_FoundId()).order_by().values("subject")[:1])]


def _found(scope: Scope, asked: BookFilter, start: int) -> _Found:
    trees = scope.reach(Permission.READ_REGISTRY)
    seen = visible_subjects(scope)
    if asked.kind:
        seen = seen.filter(kind=asked.kind)
    if asked.body:
        path = body_path(asked.body)
        trees = (path,) if path else ()
        seen = seen.filter(in_trees(trees, "path") | Q(keys__contains=[asked.body]))
    walks = _whole(scope) and not asked.body and asked.kind in _FREQUENT
    search = _Search(asked, seen, trees=trees, awards=_awards(asked), start=start, walks=walks)
    try:
        return search.found()
    except EmptyResultSet:
        return [], 0


def _whole(scope: Scope) -> bool:
    """Does the person see a tree from its root?"""
    return any("." not in path for path in scope.paths)


def _awards(asked: BookFilter) -> _Awards | None:
    if not asked.asks_awards:
        return None
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
    few = some if fit <= _FEW_AWARDS else None
    return _Awards(given.filter(_wanted(asked)), few, fit=fit, many=subjects > LIMIT)


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
    rows: _Sql, asks: Sequence[_Sql], start: int, *, most: int | None, counts: bool = True
) -> tuple[Sequence[UUID], int, int]:
    """Keys of one page of ``rows``, how many fit (more than are counted, unless it ``counts``), and how many
    of the ``most`` rows there were; one query.

    Each ask is a statement about ``found.id`` that has a row for yes; the first are asked first. The order
    comes before them, so that only as many subjects are asked as the page needs. Without ``most`` the rows
    are in order already and no more of them are read than that.
    """
    no = " ".join(f"WHEN ({ask.text}) IS NULL THEN false" for ask in asks)
    fits = f"CASE {no} ELSE true END" if asks else "true"
    more = [value for ask in asks for value in ask.values]
    passed, order = ("(SELECT count(*) FROM found)", "ORDER BY sort_key, id") if most else ("0", "")
    # The inner texts come from the query compiler, values apart.
    counted = f"(SELECT count(*) FROM (SELECT 1 FROM found WHERE {fits} LIMIT {LIMIT + 1}) counted)"  # noqa: S608
    statement = f"""
        WITH found (id, sort_key) AS MATERIALIZED ({rows.text})
        SELECT {passed}, {counted if counts else LIMIT + 1},
            ARRAY(SELECT id FROM (SELECT * FROM found {order} OFFSET 0) found
                WHERE {fits} OFFSET %s LIMIT %s)
    """  # noqa: S608
    values = [*rows.values, *(more if counts else ()), *more, start, PAGE + 1]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        passes, count, ids = cursor.fetchone()
    return ids, count, passes
