"""The three lists of the home page, as far as planning fills them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.planning.access import visible_drafts, visible_tasks
from vinhdanh.domain.planning.models import PlanDraft, Task, TaskParty
from vinhdanh.domain.planning.queries.rows import SOON_DAYS, TaskRow, task_rows
from vinhdanh.domain.planning.states import ENDED_STATES, OPEN_STATES, DraftState, PartyRole, TaskState
from vinhdanh.engines.search.counts import capped_counts
from vinhdanh.foundation.kernel.periods import Period

SHOWN = 8
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


@dataclass(frozen=True, slots=True)
class Home:
    waiting: Sequence[TaskRow]
    waiting_count: int
    late_count: int
    drafts: Sequence[PlanDraft]
    without_lead: int
    others: Sequence[TaskRow]
    months: Sequence[Month]


def home_for(scope: Scope) -> Home:
    """What waits for the person, what they wait for, and the year in twelve months; nine queries at most."""
    led = _led_soon(scope)
    mine = list(led.order_by("due_on", "id").values_list("pk", flat=True)[:SHOWN])
    counts = capped_counts({"waiting": led, "late": led.filter(due_on__lt=scope.on)})
    others = _others(scope)
    rows = {row.id: row for row in task_rows([*mine, *others], scope.on)}
    return Home(
        waiting=[rows[pk] for pk in mine],
        waiting_count=counts["waiting"],
        late_count=counts["late"],
        drafts=list(
            visible_drafts(scope).filter(state=DraftState.READY).select_related("file").order_by("-id")[:4]
        ),
        without_lead=_without_lead(scope),
        others=[rows[pk] for pk in others],
        months=_months(scope),
    )


def _led_by_me(scope: Scope) -> Q:
    keys = list(scope.keys)
    return Q(parties__role=PartyRole.LEAD) & (Q(parties__body__in=keys) | Q(parties__group__in=keys))


def _led_soon(scope: Scope) -> QuerySet[Task]:
    """Open tasks, late or due within a fortnight, that one of my bodies leads or has set itself."""
    if not scope.keys:
        return Task.objects.none()
    soon = scope.on + timedelta(days=SOON_DAYS)
    led = Task.objects.filter(_led_by_me(scope), party_keys__overlap=list(scope.keys)).values("pk")
    wanted = Q(pk__in=led) | Q(path__in=scope.own_paths)
    return visible_tasks(scope).filter(wanted, state__in=OPEN_STATES, due_on__lte=soon)


def _others(scope: Scope) -> list[UUID]:
    """Late tasks that others lead, for those who watch a whole tree."""
    if not scope.may(Permission.READ_SUBTREE):
        return []
    mine = TaskParty.objects.filter(task=OuterRef("pk"), role=PartyRole.LEAD, body__in=scope.body_ids)
    rows = visible_tasks(scope).filter(state__in=OPEN_STATES, due_on__lt=scope.on, has_lead=True)
    return list(rows.exclude(Exists(mine)).order_by("due_on", "id").values_list("pk", flat=True)[:SHOWN])


def _without_lead(scope: Scope) -> int:
    if not scope.may(Permission.EDIT_TASKS):
        return 0
    rows = visible_tasks(scope).filter(has_lead=False, state__in=OPEN_STATES)
    return capped_counts({"all": rows})["all"]


def _months(scope: Scope) -> list[Month]:
    """Twelve months with capped counts; one query."""
    on, soon = scope.on, scope.on + timedelta(days=SOON_DAYS)
    wanted: dict[str, QuerySet[Task]] = {}
    for number in range(1, 13):
        rows = visible_tasks(scope).filter(due_on__range=_days(on.year, number))
        planned = rows.filter(state=TaskState.PLANNED)
        wanted |= {
            f"{number} done": rows.filter(state__in=ENDED_STATES),
            f"{number} late": rows.filter(state__in=OPEN_STATES, due_on__lt=on),
            f"{number} doing": rows.filter(state=TaskState.IN_PROGRESS, due_on__gte=on),
            f"{number} soon": planned.filter(due_on__range=(on, soon)),
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


def next_due(scope: Scope) -> date | None:
    """The nearest day on which something of the person's own is due, for the empty state."""
    rows = visible_tasks(scope).filter(party_keys__overlap=list(scope.keys), state__in=OPEN_STATES)
    return rows.filter(due_on__gte=scope.on).order_by("due_on").values_list("due_on", flat=True).first()
