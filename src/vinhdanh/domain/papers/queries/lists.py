"""Papers as lists: page by id, then the rows of those ids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.access import visible_papers, visible_series
from vinhdanh.domain.papers.models import NumberSeries, Paper, PaperNumber, Recipient
from vinhdanh.domain.papers.states import KINDS, Direction, NumberState, PaperState
from vinhdanh.engines.search.counts import LIMIT, capped_counts
from vinhdanh.engines.search.words import query_for, vector_of
from vinhdanh.foundation.kernel.clock import as_vietnamese

PAGE: Final = 50
LAST_PAGE: Final = 100
_SLICE: Final = 500


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """What to look for; empty asks nothing. ``mine`` asks for papers that wait for the person's bodies."""

    text: str = ""
    direction: str = ""
    state: str = ""
    kind: str = ""
    year: int | None = None
    body: UUID | None = None


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page, the newest first. ``count`` is exact up to 1,000."""

    rows: Sequence[Paper]
    page: int
    count: int
    has_next: bool


def paper_page(scope: Scope, wanted: PaperFilter, page: int = 1) -> PaperPage:
    """The ``page``-th fifty papers; three queries."""
    rows = filtered(scope, wanted)
    page = min(max(page, 1), LAST_PAGE)
    start = (page - 1) * PAGE
    ids = list(rows.order_by("-id").values_list("pk", flat=True)[start : start + PAGE + 1])
    found = {row.pk: row for row in Paper.objects.filter(pk__in=ids[:PAGE]).select_related("body")}
    return PaperPage(
        rows=[found[pk] for pk in ids[:PAGE]],
        page=page,
        count=min(capped_counts({"all": rows})["all"], LIMIT + 1),
        has_next=len(ids) > PAGE and page < LAST_PAGE,
    )


def filtered(scope: Scope, wanted: PaperFilter) -> QuerySet[Paper]:
    """The papers that fit, without an order."""
    rows = visible_papers(scope)
    asked = query_for(wanted.text)
    if asked is not None:
        rows = rows.alias(found=vector_of("words")).filter(found=asked)
    if wanted.direction in Direction.values:
        rows = rows.filter(direction=wanted.direction)
    if wanted.state in PaperState.values:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.year:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        rows = rows.filter(Q(issued_on__range=(first, last)) | Q(arrived_on__range=(first, last)))
    if wanted.body:
        rows = rows.filter(body=wanted.body)
    return rows


def papers_about(scope: Scope, kind: str, pk: UUID, *, limit: int = 20) -> Sequence[Paper]:
    """The papers about a row of another room, the newest first; one query."""
    rows = visible_papers(scope).filter(subject_kind=kind, subject_id=pk)
    return list(rows.order_by("-id")[:limit])


def issued_choices(scope: Scope, paper: Paper, limit: int = 200) -> Sequence[Paper]:
    """Papers that may replace this one: issued ones of the same body, the newest first."""
    rows = visible_papers(scope).filter(
        body=paper.body_id, direction=Direction.OUTGOING, state=PaperState.ISSUED
    )
    named = rows.only("id", "number", "symbol", "subject")
    return list(named.exclude(pk=paper.pk).order_by("-id")[:limit])


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One book of numbers, the kind of papers that has it for itself, and how many numbers were voided."""

    series: NumberSeries
    kind: str
    voided: int


def series_rows(scope: Scope, limit: int = 200) -> Sequence[SeriesRow]:
    """The books that the person sees, this year's first; two queries."""
    rows = visible_series(scope).select_related("body")
    shown = list(rows.order_by("-year", "body__sort_key", "direction", "group", "secret")[:limit])
    # Few are ever voided; counting them by themselves leaves the many that were given unread.
    gone = PaperNumber.objects.filter(series__in=shown, state=NumberState.VOIDED).order_by()
    voided = dict(gone.values_list("series").annotate(Count("pk")))
    return [SeriesRow(row, KINDS.get(row.group, "").lower(), voided.get(row.pk, 0)) for row in shown]


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of a book: the number as given, and its paper with recipients in words."""

    number: PaperNumber
    paper: Paper
    recipients: str
    sent: date | None
    received: str


def book_page(series: NumberSeries, page: int = 1) -> tuple[Sequence[BookLine], bool]:
    """The ``page``-th fifty lines of a book, the newest number first, and whether there are more."""
    start = (min(max(page, 1), LAST_PAGE) - 1) * PAGE
    rows = list(_numbers(series).order_by("-number")[start : start + PAGE + 1])
    return _lines(rows[:PAGE]), len(rows) > PAGE


def book_lines(series: NumberSeries) -> Iterator[BookLine]:
    """The whole book from the first number on, some hundreds at a time."""
    last = 0
    while rows := list(_numbers(series).filter(number__gt=last).order_by("number")[:_SLICE]):
        yield from _lines(rows)
        last = rows[-1].number


def _numbers(series: NumberSeries) -> QuerySet[PaperNumber]:
    return PaperNumber.objects.filter(series=series).select_related("paper", "paper__body")


def _lines(rows: Sequence[PaperNumber]) -> list[BookLine]:
    named: dict[UUID, list[Recipient]] = {}
    for each in Recipient.objects.filter(paper__in=[row.paper_id for row in rows]).order_by("position", "id"):
        named.setdefault(each.paper_id, []).append(each)
    return [_line(row, named.get(row.paper_id, [])) for row in rows]


def _line(row: PaperNumber, to: Sequence[Recipient]) -> BookLine:
    sent = next((as_vietnamese(each.dispatched_at).date() for each in to if each.dispatched_at), None)
    came = [f"{each.text} ({as_vietnamese(each.received_at):%d/%m/%Y})" for each in to if each.received_at]
    lines = "; ".join(each.text for each in to if each.within_id is None)
    return BookLine(row, row.paper, lines, sent, "; ".join(came))
