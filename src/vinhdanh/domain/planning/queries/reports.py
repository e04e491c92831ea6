"""Reports to send, reports received, and one report as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.access import visible_obligations
from vinhdanh.domain.obligations.queries.sources import owed_from
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.planning.access import (
    may_receive_report,
    may_send_report,
    visible_reports,
)
from vinhdanh.domain.planning.actions.reports import may_withdraw_report
from vinhdanh.domain.planning.models import Report, ReportFile, ReportingDuty
from vinhdanh.domain.planning.states import DutyKind, ReportState
from vinhdanh.foundation.files.store import OwnedFile, owned
from vinhdanh.foundation.kernel.results import Refusal

if TYPE_CHECKING:
    from vinhdanh.domain.obligations.models import Obligation

_DUTY = "planning.reportingduty"
PAGE = 50


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report that one of the person's bodies owes; ``days`` left, negative when late."""

    duty_id: UUID
    period: str
    title: str
    body_id: UUID
    body: str
    receiver: str
    due_on: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """A period of a duty whose reports come to one of the person's bodies."""

    duty_id: UUID
    period: str
    what: str
    due_on: date | None
    total: int
    came: int
    overdue: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    rows: Sequence[Report]
    page: int
    has_next: bool


def due_reports(scope: Scope, page: int = 1) -> tuple[list[DueReport], bool]:
    """What the person's bodies owe, the earliest first, fifty a page; one query."""
    rows = visible_obligations(scope).filter(
        kind=DutyKind.REPORT, state=ObligationState.OPEN, party__in=scope.body_ids
    )
    start = (max(page, 1) - 1) * PAGE
    wanted = rows.select_related("party", "through", "creditor").order_by("due_on", "pk")
    found = list(wanted[start : start + PAGE + 1])
    return [_due(row, scope.on) for row in found[:PAGE]], len(found) > PAGE


def _due(row: "Obligation", on: date) -> DueReport:
    receiver = row.through or row.creditor
    left = (row.due_on - on).days if row.due_on else 0
    return DueReport(
        row.source_id, row.period, row.title, row.party_id, row.party.name, receiver.name, row.due_on, left
    )


def incoming(scope: Scope) -> list[Incoming]:
    """What comes to or through the person's bodies, what is still out first; two queries."""
    mine = Q(through__in=scope.body_ids) | Q(through=None, creditor__in=scope.body_ids)
    still = Q(state=ObligationState.OPEN)
    rows = (
        visible_obligations(scope)
        .filter(mine, kind=DutyKind.REPORT, source_kind=_DUTY)
        .order_by()
        .values("source_id", "period")
        .annotate(
            due=Min("due_on"),
            total=Count("pk"),
            came=Count("pk", filter=~still),
            overdue=Count("pk", filter=still & Q(due_on__lt=scope.on)),
        )
    )
    found = sorted(rows, key=lambda row: (row["came"] == row["total"], row["due"] or date.max))[:PAGE]
    named = ReportingDuty.objects.in_bulk([row["source_id"] for row in found])
    return [
        Incoming(
            row["source_id"],
            row["period"],
            named[row["source_id"]].what,
            row["due"],
            row["total"],
            row["came"],
            row["overdue"],
        )
        for row in found
        if row["source_id"] in named
    ]


def _with_names(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.select_related("duty__plan", "body", "receiver", "sent_by", "into__receiver")


def sent_reports(scope: Scope, page: int = 1) -> ReportPage:
    """What the person's bodies have sent, newest first; one query."""
    rows = _with_names(visible_reports(scope).filter(body__in=scope.body_ids)).order_by("-id")
    start = (max(page, 1) - 1) * PAGE
    found = list(rows[start : start + PAGE + 1])
    return ReportPage(found[:PAGE], page, len(found) > PAGE)


@dataclass(frozen=True, slots=True)
class FileRow:
    id: UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class ReportDetail:
    """One report with its files, what it sums up, and what the person may do with it."""

    row: Report
    files: Sequence[FileRow]
    parts: Sequence[Report]
    may_return: bool
    may_withdraw: bool
    may_answer: bool


def find_report(scope: Scope, pk: UUID) -> Report | None:
    """The report, if the person may see it; one query."""
    return _with_names(visible_reports(scope)).filter(pk=pk).first()


def report_detail(scope: Scope, row: Report) -> ReportDetail:
    """Everything on a report's page but its history; two queries."""
    is_sent = row.state == ReportState.SENT
    files = row.files.select_related("file").order_by("id")
    return ReportDetail(
        row=row,
        files=[FileRow(item.pk, item.file.name, item.file.size) for item in files],
        parts=list(row.parts.select_related("body").order_by("body__sort_key")),
        may_return=is_sent and row.into_id is None and bool(may_receive_report(scope, row)),
        may_withdraw=is_sent and bool(may_withdraw_report(scope, row)),
        may_answer=not is_sent and bool(may_send_report(scope, row.body_id, row.path)),
    )


def report_file(row: Report, file_id: UUID) -> OwnedFile | None:
    """A file of this report, or None."""
    found = ReportFile.objects.filter(report=row, pk=file_id).select_related("file").first()
    return owned(found.file) if found else None


@dataclass(frozen=True, slots=True)
class Sending:
    """The page on which a body sends: what is owed, what came to be summed up, who is still out,
    and the reason when the last one came back."""

    owed: "Obligation"
    parts: Sequence[Report]
    missing: Sequence[str]
    missing_count: int
    last: Report | None
    refusal: str


def duty_owed(pk: UUID) -> ReportingDuty | None:
    """The duty, for :func:`sending`, which asks what the person's bodies owe of it; one query."""
    return ReportingDuty.objects.select_related("plan__issuer").filter(pk=pk).first()


def sending(scope: Scope, duty: ReportingDuty, period: str, *, body_id: UUID) -> Sending | None:
    """What the body owes for the period, open or closed; None when nothing; five queries."""
    rows = owed_from(_DUTY, [duty.pk], DutyKind.REPORT).filter(period=period)
    visible = visible_obligations(scope).filter(pk__in=rows.values("pk"))
    owed = visible.filter(party=body_id).select_related("party", "through", "creditor").first()
    if owed is None:
        return None
    verdict = may_send_report(scope, body_id, owed.party.path)
    came = Report.objects.filter(duty=duty, period=period, receiver=body_id, state=ReportState.SENT)
    out = rows.filter(through=body_id, state=ObligationState.OPEN)
    names = list(out.order_by("party__sort_key").values_list("party__name", flat=True)[:200])
    last = Report.objects.filter(duty=duty, period=period, body=body_id).order_by("-id").first()
    return Sending(
        owed=owed,
        parts=list(came.select_related("body").order_by("body__sort_key")),
        missing=names,
        missing_count=len(names),
        last=last,
        refusal=verdict.reason if isinstance(verdict, Refusal) else "",
    )
