"""Obligations and personal work items as :class:`~vinhdanh.domain.obligations.words.Due`."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.obligations.words import Due, counted_day
from vinhdanh.domain.organisations.queries.labels import short_name_of
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.calendars.days import calendar_for
from vinhdanh.foundation.kernel.workdays import WorkCalendar

OBLIGATION = "obligations.obligation"


def calendar_around(on: date) -> WorkCalendar:
    """Working days of last year, this and the next."""
    return calendar_for([on.year - 1, on.year, on.year + 1])


def with_names(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """The rows with short names of both sides, for :func:`due_of`."""
    return rows.annotate(
        party_label=Coalesce(short_name_of("party"), F("party__name")),
        creditor_label=Coalesce(short_name_of("creditor"), F("creditor__name")),
    )


def due_of(row: Obligation, on: date, calendar: WorkCalendar) -> Due:
    """One annotated obligation as it stands on a day."""
    counted = counted_day(row.due_on, calendar)
    return Due(
        id=row.pk,
        kind=row.kind,
        title=row.title,
        due_on=counted,
        days=(counted - on).days if counted else None,
        subject_kind=OBLIGATION,
        subject_id=row.pk,
        party=getattr(row, "party_label", ""),
        creditor=getattr(row, "creditor_label", ""),
        state=row.state,
    )


def due_of_item(row: WorkItem, on: date, calendar: WorkCalendar, *, party: str = "") -> Due:
    """One work item as it stands on a day."""
    counted = counted_day(row.due_on, calendar)
    return Due(
        id=row.pk,
        kind=row.kind,
        title=row.title,
        due_on=counted,
        days=(counted - on).days if counted else None,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        party=party,
    )


def dues(rows: QuerySet[Obligation], on: date) -> Sequence[Due]:
    """These obligations, the earliest due first; two queries."""
    calendar = calendar_around(on)
    return [
        due_of(row, on, calendar) for row in with_names(rows).order_by(F("due_on").asc(nulls_last=True), "id")
    ]


def still_open(ids: Iterable[UUID], on: date) -> Sequence[Due]:
    """What of these obligations and work items is still to do; three queries."""
    wanted = list(ids)
    calendar = calendar_around(on)
    owed = with_names(Obligation.objects.filter(pk__in=wanted, state=ObligationState.OPEN))
    items = WorkItem.objects.filter(pk__in=wanted, closed_at__isnull=True)
    found = [due_of(row, on, calendar) for row in owed]
    found += [due_of_item(row, on, calendar) for row in items]
    return sorted(found, key=lambda due: (due.due_on or date.max, due.id))
