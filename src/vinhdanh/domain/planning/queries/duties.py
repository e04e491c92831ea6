"""What a plan asks others to send, and how far each period has come."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Min, Q

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.access import visible_obligations
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.planning.access import visible_plans
from vinhdanh.domain.planning.models import Plan, ReportingDuty
from vinhdanh.domain.planning.states import DutyKind


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period of a duty with its counters; ``open`` holds ``overdue``."""

    period: str
    due_on: date | None
    total: int
    open: int
    overdue: int
    late: int

    @property
    def sent(self) -> int:
        return self.total - self.open

    @property
    def day(self) -> date | None:
        """The day that the plan names, out of a report's period."""
        return date.fromisoformat(self.period) if len(self.period) == 10 else None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as its page shows it; ``periods`` nearest open first, then the rest in order."""

    id: UUID
    kind: str
    who: str
    what: str
    to: str
    through: str
    due: str
    years: str
    settled: bool
    periods: Sequence[PeriodRow] = field(default=())


def find_duty(scope: Scope, pk: UUID) -> ReportingDuty | None:
    """The duty with its plan, if the person may see the plan; two queries."""
    duty = ReportingDuty.objects.select_related("plan__issuer", "plan__parent", "to_body", "through_body")
    found = duty.filter(pk=pk).first()
    if found is None or not visible_plans(scope).filter(pk=found.plan_id).exists():
        return None
    return found


def duty_rows(scope: Scope, plan: Plan) -> list[DutyRow]:
    """The duties of a plan with the counters of their periods; three queries."""
    duties = list(plan.duties.select_related("to_body", "through_body"))
    periods = _periods(scope, [duty.pk for duty in duties], plan)
    return [duty_row(duty, periods[_key(duty)]) for duty in duties]


def _key(duty: ReportingDuty) -> UUID:
    """Plans are asked for by the plan itself, reports by their duty."""
    return duty.plan_id if duty.kind == DutyKind.UNIT_PLAN else duty.pk


def duty_row(duty: ReportingDuty, periods: Sequence[PeriodRow]) -> DutyRow:
    """One duty: settled as settled, else in the paper's words."""
    return DutyRow(
        id=duty.pk,
        kind=duty.kind,
        who=duty.who,
        what=duty.what,
        to=duty.to_body.name if duty.to_body else duty.to,
        through=duty.through_body.name if duty.through_body else duty.through,
        due=due_words(duty),
        years=_years(duty),
        settled=duty.settled_at is not None,
        periods=periods,
    )


def due_words(duty: ReportingDuty) -> str:
    """The days as people write them: "15/5, 15/11"; the paper's words while there are none."""
    if duty.days:
        return ", ".join(f"{int(day[3:])}/{int(day[:2])}" for day in duty.days)
    return f"{duty.due_on:%d/%m/%Y}" if duty.due_on else duty.due_text


def _years(duty: ReportingDuty) -> str:
    if not duty.first_year or not duty.last_year:
        return ""
    same = duty.first_year == duty.last_year
    return f"năm {duty.first_year}" if same else f"hằng năm {duty.first_year}–{duty.last_year}"


def _periods(scope: Scope, ids: Sequence[UUID], plan: Plan) -> dict[UUID, list[PeriodRow]]:
    still = Q(state=ObligationState.OPEN)
    rows = (
        visible_obligations(scope)
        .filter(source_id__in=[*ids, plan.pk], kind__in=DutyKind.values)
        .order_by()
        .values("source_id", "period")
        .annotate(
            due=Min("due_on"),
            total=Count("pk"),
            open=Count("pk", filter=still),
            overdue=Count("pk", filter=still & Q(due_on__lt=scope.on)),
            late=Count("pk", filter=Q(fulfilled_on__gt=F("due_on"))),
        )
        .order_by("source_id", "period")
    )
    found: dict[UUID, list[PeriodRow]] = defaultdict(list)
    for row in rows:
        counts = (row["total"], row["open"], row["overdue"], row["late"])
        found[row["source_id"]].append(PeriodRow(row["period"], row["due"], *counts))
    return found


def nearest(periods: Sequence[PeriodRow], on: date) -> PeriodRow | None:
    """The period to open first: the earliest with something open, else the last."""
    waiting = [row for row in periods if row.open and row.due_on and (row.overdue or row.due_on >= on)]
    return next(iter(waiting), periods[-1] if periods else None)


def periods_of(scope: Scope, duty: ReportingDuty) -> list[PeriodRow]:
    """The periods of one duty with their counters; one query."""
    return _periods(scope, [duty.pk], duty.plan)[duty.pk]
