"""Who owes what by when, for those who follow it: rows, counts a body, and the same for a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.access import visible_obligations
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.queries.conditions import condition, days_of, extended_to
from vinhdanh.domain.obligations.states import ObligationKind, ObligationState
from vinhdanh.domain.organisations.queries.directory import bodies_meeting
from vinhdanh.engines.search.counts import capped_counts

PAGE = 50
LAST_PAGE = 100
EXPORT_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """``status`` is ``open``, ``late`` or a state of an obligation; ``origin`` is the plan that asks."""

    origin: UUID | None = None
    party: UUID | None = None
    kind: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """``status`` is done, waived or how near the due date is; ``until`` as on the lists of work."""

    id: UUID
    party: str
    creditor: str
    through: str
    kind: str
    kind_label: str
    period: str
    title: str
    note: str
    source_kind: str
    source_id: UUID
    due_on: date | None
    until: date | None
    status: str
    days: int
    fulfilled_on: date | None
    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page, the earliest due first. The counts are exact up to 1,000; those of the states
    cover the filter without its status."""

    rows: Sequence[LedgerRow]
    page: int
    has_next: bool
    count: int
    open: int
    late: int
    done: int


@dataclass(frozen=True, slots=True)
class BodyCount:
    """What one body owes inside the filter."""

    party_id: UUID
    name: str
    total: int
    done: int
    open: int
    late: int
    waived: int


def ledger_rows(scope: Scope, wanted: LedgerFilter) -> QuerySet[Obligation]:
    """The visible obligations that pass the filter, not yet ordered."""
    rows = visible_obligations(scope)
    exact = {"origin": wanted.origin, "party_id": wanted.party, "kind": wanted.kind or None}
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return _by_status(rows, wanted.status, scope.on)


def _by_status(rows: QuerySet[Obligation], status: str, on: date) -> QuerySet[Obligation]:
    if status == "late":
        return rows.filter(state=ObligationState.OPEN, due_on__lt=days_of(on).late_before)
    return rows.filter(state=status) if status in ObligationState.values else rows


def ledger_page(scope: Scope, wanted: LedgerFilter, page: int = 1) -> LedgerPage:
    """The ``page``-th fifty obligations; three queries."""
    page = min(max(page, 1), LAST_PAGE)
    rows = ledger_rows(scope, wanted)
    start = (page - 1) * PAGE
    ids = list(rows.order_by("due_on", "id").values_list("pk", flat=True)[start : start + PAGE + 1])
    counts = _counted(scope, wanted, rows)
    has_next = len(ids) > PAGE and page < LAST_PAGE
    return LedgerPage(_rows(ids[:PAGE], scope.on), page, has_next, **counts)


def _counted(scope: Scope, wanted: LedgerFilter, rows: QuerySet[Obligation]) -> dict[str, int]:
    """Capped counts of the filter, and of each state whatever status it asks for; one query."""
    asked = {"open": ObligationState.OPEN, "late": "late", "done": ObligationState.FULFILLED}
    states = {name: ledger_rows(scope, replace(wanted, status=status)) for name, status in asked.items()}
    same = next((name for name, status in asked.items() if status == wanted.status), "")
    counts = capped_counts(states if same else {**states, "count": rows})
    return {"count": counts[same or "count"], **{name: counts[name] for name in asked}}


def _rows(ids: Sequence[UUID], on: date) -> list[LedgerRow]:
    rows = Obligation.objects.filter(pk__in=ids).select_related("party", "creditor", "through")
    found = {row.pk: row for row in rows}
    return [_row(found[pk], on) for pk in ids if pk in found]


def _row(row: Obligation, on: date) -> LedgerRow:
    status, days = (row.state, 0) if row.state != ObligationState.OPEN else condition(row.due_on, on)
    return LedgerRow(
        id=row.pk,
        party=row.party.name,
        creditor=row.creditor.name,
        through=row.through.name if row.through else "",
        kind=row.kind,
        kind_label=str(ObligationKind(row.kind).label),
        period=row.period,
        title=row.title,
        note=row.note,
        source_kind=row.source_kind,
        source_id=row.source_id,
        due_on=row.due_on,
        until=extended_to(row.due_on),
        status=status,
        days=days,
        fulfilled_on=row.fulfilled_on,
        paper=row.paper_name,
        reason=row.reason,
    )


def body_counts(scope: Scope, wanted: LedgerFilter, page: int = 1) -> tuple[list[BodyCount], bool]:
    """Fifty bodies in Vietnamese order with what each owes, and whether more follow; two queries."""
    rows = ledger_rows(scope, wanted)
    start = (min(max(page, 1), LAST_PAGE) - 1) * PAGE
    owing = Exists(rows.filter(party=OuterRef("pk")))
    bodies = bodies_meeting(owing, start, start + PAGE + 1)
    counts = _counts(rows, [pk for pk, _ in bodies[:PAGE]], scope.on)
    return [BodyCount(pk, name, **counts[pk]) for pk, name in bodies[:PAGE] if pk in counts], len(
        bodies
    ) > PAGE


def _counts(rows: QuerySet[Obligation], parties: Sequence[UUID], on: date) -> dict[UUID, dict[str, int]]:
    still = Q(state=ObligationState.OPEN)
    counted = rows.filter(party__in=parties).order_by().values("party_id")
    found = counted.annotate(
        total=Count("id"),
        done=Count("id", filter=Q(state=ObligationState.FULFILLED)),
        open=Count("id", filter=still),
        late=Count("id", filter=still & Q(due_on__lt=days_of(on).late_before)),
        waived=Count("id", filter=Q(state=ObligationState.WAIVED)),
    )
    names = ("total", "done", "open", "late", "waived")
    rows_of = found.values_list("party_id", *names)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows_of}


def export_rows(scope: Scope, wanted: LedgerFilter) -> Iterator[LedgerRow]:
    """Every row of the filter up to 20,000, in the list's order, fetched by the thousand."""
    rows = ledger_rows(scope, wanted).order_by("due_on", "id")
    ids = list(rows.values_list("pk", flat=True)[:EXPORT_LIMIT])
    for start in range(0, len(ids), 1_000):
        yield from _rows(ids[start : start + 1_000], scope.on)


def is_cut_short(scope: Scope, wanted: LedgerFilter) -> bool:
    """Are there more rows than a workbook takes? One query."""
    return ledger_rows(scope, wanted).order_by()[EXPORT_LIMIT : EXPORT_LIMIT + 1].exists()
