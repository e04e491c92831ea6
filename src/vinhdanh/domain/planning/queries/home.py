"""The year in twelve months, for the strip on the home page."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries.conditions import SOON_DAYS
from vinhdanh.domain.planning.access import visible_tasks
from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.states import ENDED_STATES, OPEN_STATES, TaskState
from vinhdanh.engines.search.counts import capped_counts
from vinhdanh.foundation.calendars.days import late_before
from vinhdanh.foundation.kernel.periods import Period

MONTH_LIMIT = 99
_CONDITIONS = ("done", "late", "doing", "soon", "ahead")


@dataclass(frozen=True, slots=True)
class Month:
    """How many tasks end in a month, by condition on the day asked; 100 stands for more than 99."""

    number: int
    current: bool
    done: int = 0
    late: int = 0
    doing: int = 0
    soon: int = 0
    ahead: int = 0


def months_of(scope: Scope) -> list[Month]:
    """The twelve months of the present year with capped counts; one query."""
    on, soon, first = scope.on, scope.on + timedelta(days=SOON_DAYS), late_before(scope.on)
    wanted: dict[str, QuerySet[Task]] = {}
    for number in range(1, 13):
        rows = visible_tasks(scope).filter(due_on__range=_days(on.year, number))
        planned = rows.filter(state=TaskState.PLANNED)
        wanted |= {
            f"{number} done": rows.filter(state__in=ENDED_STATES),
            f"{number} late": rows.filter(state__in=OPEN_STATES, due_on__lt=first),
            f"{number} doing": rows.filter(state=TaskState.IN_PROGRESS, due_on__gte=first),
            f"{number} soon": planned.filter(due_on__range=(first, soon)),
            f"{number} ahead": planned.filter(due_on__gt=soon),
        }
    counts = capped_counts(wanted, limit=MONTH_LIMIT)
    return [
        Month(number, number == on.month, *(counts[f"{number} {name}"] for name in _CONDITIONS))
        for number in range(1, 13)
    ]


def _days(year: int, month: int) -> tuple[date, date]:
    period = Period.of_month(year, month)
    return period.starts_on, period.ends_on
