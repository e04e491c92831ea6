"""The year board: a column a quarter, the year-round work, and what has no time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.queries.filters import TaskFilter, filtered
from vinhdanh.domain.planning.queries.rows import SOON_DAYS, TaskRow, task_rows
from vinhdanh.domain.planning.states import OPEN_STATES, Lane, TaskState

CARDS = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One lane: its first cards, late ones before others and ended ones last, and how many it has."""

    lane: int
    title: str
    count: int
    late: int
    current: bool
    rows: Sequence[TaskRow]

    @property
    def hidden(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many tasks of the board are in which condition on the day asked."""

    tasks: int = 0
    late: int = 0
    soon: int = 0
    doing: int = 0
    done: int = 0
    ahead: int = 0
    no_lead: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    year: int
    columns: Sequence[Column]
    totals: Totals


def year_board(scope: Scope, wanted: TaskFilter, year: int) -> Board:
    """The board of one year; five queries whatever the number of tasks."""
    rows = filtered(scope, replace(wanted, year=year, lane=None))
    counts = _counts(rows, scope.on)
    shown = _cards(rows, [lane for lane in Lane.values if counts.get(lane)])
    cards = task_rows(shown, scope.on)
    now = (scope.on.month + 2) // 3 if scope.on.year == year else 0
    columns = [_column(lane, counts, cards, now) for lane in Lane.values if lane < Lane.UNTIMED or counts.get(lane)]
    return Board(year=year, columns=columns, totals=_totals(counts))


Count_ = dict[str, int]


def _counts(rows: QuerySet[Task], on: date) -> dict[int, Count_]:
    soon = date.fromordinal(on.toordinal() + SOON_DAYS)
    is_open = Q(state__in=OPEN_STATES)
    found = (
        rows.order_by()
        .values("lane")
        .annotate(
            tasks=Count("id"),
            late=Count("id", filter=is_open & Q(due_on__lt=on)),
            soon=Count("id", filter=is_open & Q(due_on__gte=on, due_on__lte=soon)),
            doing=Count("id", filter=Q(state=TaskState.IN_PROGRESS)),
            done=Count("id", filter=~is_open),
            no_lead=Count("id", filter=is_open & Q(has_lead=False)),
        )
    )
    return {row.pop("lane"): row for row in found}


def _totals(counts: dict[int, Count_]) -> Totals:
    def add(total: Count_, row: Count_) -> Count_:
        return {key: total.get(key, 0) + value for key, value in row.items()}

    total = reduce(add, counts.values(), {})
    if not total:
        return Totals()
    ahead = total["tasks"] - total["done"] - total["late"] - total["doing"]
    return Totals(**total, ahead=max(ahead, 0))


def _cards(rows: QuerySet[Task], lanes: Sequence[int]) -> list[UUID]:
    """The ids to show: in each lane the open ones by due date, then the ended ones; two queries."""
    if not lanes:
        return []
    ended = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1))
    per_lane = [
        rows.filter(lane=lane).annotate(ended=ended).order_by("ended", F("due_on").asc(nulls_last=True), "position")
        .values_list("pk", flat=True)[:CARDS]
        for lane in lanes
    ]
    first, *rest = per_lane
    return list(first.union(*rest, all=True)) if rest else list(first)


def _column(lane: int, counts: dict[int, Count_], cards: Sequence[TaskRow], now: int) -> Column:
    count = counts.get(lane, {})
    return Column(
        lane=lane,
        title=str(Lane(lane).label),
        count=count.get("tasks", 0),
        late=count.get("late", 0),
        current=lane == now,
        rows=[card for card in cards if card.lane == lane],
    )
