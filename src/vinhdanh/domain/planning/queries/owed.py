"""Who has sent by when: counters and a list by body, the exceptions first; plans and reports alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.access import visible_obligations
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.organisations.queries.labels import short_name_of
from vinhdanh.domain.planning.models import Filing, Plan, Report, ReportingDuty
from vinhdanh.domain.planning.states import DutyKind, FilingState, ReportState
from vinhdanh.foundation.kernel.text import fold

if TYPE_CHECKING:
    from vinhdanh.domain.obligations.models import Obligation

PAGE, LAST_PAGE, EXPORT_LIMIT = 50, 100, 20_000
STATUSES = ("overdue", "none", "drafting", "late", "on_time", "waived")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the row it comes from, its kind, and the period."""

    source_kind: str
    source_id: UUID
    kind: str
    period: str


@dataclass(frozen=True, slots=True)
class OwedFilter:
    """``status`` is one of the four counters (none, drafting, on_time, late), ``overdue`` or ``waived``."""

    status: str = ""
    text: str = ""
    through: UUID | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The counters: ``none`` and ``drafting`` are not sent yet, ``overdue`` of these are past their day."""

    none: int = 0
    drafting: int = 0
    on_time: int = 0
    late: int = 0
    waived: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        return self.none + self.drafting + self.on_time + self.late + self.waived

    @property
    def sent(self) -> int:
        return self.on_time + self.late


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One body. ``days`` counts days late (overdue, late) or left (none, drafting)."""

    id: UUID
    body_id: UUID
    body: str
    short: str
    through: str
    due_on: date | None
    status: str
    overdue: bool
    days: int
    fulfilled_on: date | None
    paper: str
    paper_kind: str
    paper_id: UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class OwedPage:
    rows: Sequence[OwedRow]
    page: int
    has_next: bool


def plans_asked(plan: Plan, year: int) -> Asked:
    return Asked("planning.plan", plan.pk, DutyKind.UNIT_PLAN, str(year))


def reports_asked(duty: ReportingDuty, period: str) -> Asked:
    return Asked("planning.reportingduty", duty.pk, DutyKind.REPORT, period)


def owed_rows(scope: Scope, asked: Asked) -> "QuerySet[Obligation]":
    """What the person may see of it, each with its ``status``."""
    rows = visible_obligations(scope).filter(
        source_kind=asked.source_kind, source_id=asked.source_id, kind=asked.kind, period=asked.period
    )
    still = Q(state=ObligationState.OPEN)
    came = Q(state=ObligationState.FULFILLED)
    return rows.annotate(
        status=Case(
            When(still & Q(party__in=_begun(asked).values("body")), then=Value("drafting")),
            When(still, then=Value("none")),
            When(came & Q(fulfilled_on__gt=F("due_on")), then=Value("late")),
            When(came, then=Value("on_time")),
            default=Value("waived"),
            output_field=CharField(),
        ),
    )


def _begun(asked: Asked) -> QuerySet[Filing] | QuerySet[Report]:
    """What shows that a body is at it (a plan being written, a report sent back); asked once for all rows."""
    if asked.kind == DutyKind.UNIT_PLAN:
        written = Filing.objects.filter(parent=asked.source_id, year=int(asked.period))
        return written.exclude(state=FilingState.SENT)
    return Report.objects.filter(duty=asked.source_id, period=asked.period, state=ReportState.RETURNED)


def tally_of(scope: Scope, asked: Asked) -> Tally:
    """The counters; one query."""
    names = ("none", "drafting", "on_time", "late", "waived")
    counts = {name: Count("pk", filter=Q(status=name)) for name in names}
    late = Count("pk", filter=Q(status__in=("none", "drafting"), due_on__lt=scope.on))
    return Tally(**owed_rows(scope, asked).aggregate(**counts, overdue=late))


def _filtered(scope: Scope, asked: Asked, wanted: OwedFilter) -> "QuerySet[Obligation]":
    rows = owed_rows(scope, asked)
    if wanted.status == "overdue":
        rows = rows.filter(Q(status__in=("none", "drafting"), due_on__lt=scope.on))
    elif wanted.status in STATUSES:
        rows = rows.filter(Q(status=wanted.status))
    if wanted.text.strip():
        rows = rows.filter(party__folded__contains=fold(wanted.text))
    if wanted.through is not None:
        rows = rows.filter(through=wanted.through)
    rank = Case(
        When(state=ObligationState.OPEN, due_on__lt=scope.on, then=Value(0)),
        When(status="none", then=Value(1)),
        When(status="drafting", then=Value(2)),
        When(status="late", then=Value(3)),
        When(status="on_time", then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )
    return rows.order_by(rank, "party__sort_key", "pk")


def owed_page(scope: Scope, asked: Asked, wanted: OwedFilter, *, page: int = 1) -> OwedPage:
    """Fifty bodies, those that are late first; two queries."""
    page = min(max(page, 1), LAST_PAGE)
    start = (page - 1) * PAGE
    ids = list(_filtered(scope, asked, wanted).values_list("pk", flat=True)[start : start + PAGE + 1])
    return OwedPage(_rows(scope, asked, ids[:PAGE]), page, len(ids) > PAGE and page < LAST_PAGE)


def owed_export(scope: Scope, asked: Asked, wanted: OwedFilter) -> Iterator[OwedRow]:
    """Every body of the filter up to 20,000, in the list's order."""
    ids = list(_filtered(scope, asked, wanted).values_list("pk", flat=True)[:EXPORT_LIMIT])
    for start in range(0, len(ids), 1_000):
        yield from _rows(scope, asked, ids[start : start + 1_000])


def _rows(scope: Scope, asked: Asked, ids: Sequence[UUID]) -> list[OwedRow]:
    found = owed_rows(scope, asked).filter(pk__in=ids).select_related("party", "through")
    named = {row.pk: row for row in found.annotate(short=short_name_of("party"))}
    return [_row(named[pk], scope.on) for pk in ids if pk in named]


def _row(row: "Obligation", on: date) -> OwedRow:
    status: str = getattr(row, "status", "")
    until = row.fulfilled_on or on
    left = (row.due_on - until).days if row.due_on else 0
    return OwedRow(
        id=row.pk,
        body_id=row.party_id,
        body=row.party.name,
        short=getattr(row, "short", None) or row.party.name,
        through=row.through.name if row.through else "",
        due_on=row.due_on,
        status=status,
        overdue=status in {"none", "drafting"} and left < 0,
        days=abs(left),
        fulfilled_on=row.fulfilled_on,
        paper=row.paper_name,
        paper_kind=row.paper_kind,
        paper_id=row.paper_id,
        reason=row.reason,
    )


def throughs(scope: Scope, asked: Asked) -> list[tuple[UUID, str]]:
    """The bodies in between, for the filter; one query."""
    rows = visible_obligations(scope).filter(
        source_kind=asked.source_kind, source_id=asked.source_id, kind=asked.kind, period=asked.period
    )
    named = rows.exclude(through=None).order_by("through__sort_key").values_list("through", "through__name")
    return list(dict.fromkeys(named))


def years_asked(scope: Scope, plan: Plan) -> list[int]:
    """The years for which plans are asked for, of those the person may see; one query."""
    rows = visible_obligations(scope).filter(
        source_kind="planning.plan", source_id=plan.pk, kind=DutyKind.UNIT_PLAN
    )
    return sorted(int(period) for period in rows.order_by().values_list("period", flat=True).distinct())
