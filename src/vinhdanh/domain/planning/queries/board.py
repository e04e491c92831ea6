"""The year board: a column a quarter, the year-round work, and what has no time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries.conditions import SOON_DAYS
from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.queries.filters import TaskFilter, filtered
from vinhdanh.domain.planning.queries.rows import TaskRow, task_rows
from vinhdanh.domain.planning.states import ENDED_STATES, OPEN_STATES, Lane, TaskState
from vinhdanh.engines.search.counts import capped_counts
from vinhdanh.foundation.calendars.days import late_before
from vinhdanh.foundation.kernel.periods import quarter_of

CARDS = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One lane: its first cards, late ones before others and ended ones last, and its capped count."""

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
    """How many tasks are in which condition on the day asked; 1,001 stands for more than a thousand."""

    tasks: int = 0
    late: int = 0
    soon: int = 0
    doing: int = 0
    done: int = 0
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
    cards = task_rows(_cards(rows), scope.on)
    now = quarter_of(scope.on) if scope.on.year == year else 0
    lanes = [lane for lane in Lane.values if lane < Lane.UNTIMED or counts[f"lane {lane}"]]
    return Board(year, [_column(lane, counts, cards=cards, now=now) for lane in lanes], _totals(counts))


def _counts(rows: QuerySet[Task], on: date) -> dict[str, int]:
    """Capped counts of every lane, of its late tasks, and of each condition."""
    soon = on + timedelta(days=SOON_DAYS)
    still_open = rows.filter(state__in=OPEN_STATES)
    first = late_before(on)
    late = still_open.filter(due_on__lt=first)
    wanted = {
        "tasks": rows,
        "late": late,
        "soon": still_open.filter(due_on__gte=first, due_on__lte=soon),
        "doing": rows.filter(state=TaskState.IN_PROGRESS),
        "done": rows.filter(state__in=ENDED_STATES),
        "no_lead": still_open.filter(has_lead=False),
    }
    wanted |= {f"lane {lane}": rows.filter(lane=lane) for lane in Lane.values}
    wanted |= {f"late {lane}": late.filter(lane=lane) for lane in Lane.values}
    return capped_counts(wanted)


def _totals(counts: dict[str, int]) -> Totals:
    return Totals(**{name: counts[name] for name in ("tasks", "late", "soon", "doing", "done", "no_lead")})


def _cards(rows: QuerySet[Task]) -> list[UUID]:
    """The ids to show: in each lane the open ones by due date, then ended ones to fill up; two queries."""
    shown = _first(rows.filter(state__in=OPEN_STATES), dict.fromkeys(Lane.values, CARDS))
    room = {lane: CARDS - len(shown.get(lane, [])) for lane in Lane.values}
    ended = _first(rows.filter(state__in=ENDED_STATES), {lane: left for lane, left in room.items() if left})
    return [pk for lane in Lane.values for pk in [*shown.get(lane, []), *ended.get(lane, [])]]


def _first(rows: QuerySet[Task], most: dict[int, int]) -> dict[int, list[UUID]]:
    """The first ids of each lane by due date, as many as ``most`` says; one query."""
    found: dict[int, list[UUID]] = defaultdict(list)
    if not most:
        return found
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "position", "pk")
    lanes = [
        ordered.filter(lane=lane).values_list("lane", "due_on", "position", "pk")[:n]
        for lane, n in most.items()
    ]
    cards = lanes[0].union(*lanes[1:], all=True)
    for lane, _, _, pk in sorted(cards, key=lambda card: (card[1] or date.max, card[2], card[3])):
        found[lane].append(pk)
    return found


def _column(lane: int, counts: dict[str, int], *, cards: Sequence[TaskRow], now: int) -> Column:
    return Column(
        lane=lane,
        title=str(Lane(lane).label),
        count=counts[f"lane {lane}"],
        late=counts[f"late {lane}"],
        current=lane == now,
        rows=[card for card in cards if card.lane == lane],
    )
