"""The working calendar of a year: the seed, corrected by the office's own rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic
from uuid import UUID

from django.db import models, transaction

from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.calendars.models import SpecialDay
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.foundation.kernel.workdays import WorkCalendar, vietnam_calendar


@dataclass(frozen=True, slots=True)
class Day:
    """A day off, or a Saturday worked in lieu; ``id`` is set where the office entered it."""

    date: date
    name: str
    working: bool
    id: UUID | None


def calendar_for(years: Sequence[int]) -> WorkCalendar:
    """Working days of these years; one query."""
    rows = SpecialDay.objects.filter(date__year__in=list(years))
    off = {row.date: row.name for row in rows if not row.working}
    worked = {row.date: row.name for row in rows if row.working}
    return vietnam_calendar(years, off=off, worked=worked)


_KEPT_SECONDS = 60.0
_kept: dict[int, tuple[float, WorkCalendar]] = {}


def calendar_near(on: date) -> WorkCalendar:
    """Working days of the year of ``on`` and of those beside it, at most a minute old.

    Every list asks which work is late; the day off that an office has just entered may reach the
    other web processes that much later.
    """
    made, calendar = _kept.get(on.year, (0.0, None))
    if calendar is None or monotonic() - made > _KEPT_SECONDS:
        calendar = calendar_for([on.year - 1, on.year, on.year + 1])
        _kept[on.year] = (monotonic(), calendar)
    return calendar


def forget_calendars() -> None:
    """Read the calendar anew on the next question."""
    _kept.clear()


def late_before(on: date) -> date:
    """What is due before this day is late on ``on``: a limit that ends on a day off ends on the next
    working day (Civil Code 2015, article 148). The comparison for ``WHERE due_on < …``."""
    return calendar_near(on).add_working_days(on, -1) + timedelta(days=1)


def counts_until(due: date) -> date:
    """The last day on which something due on ``due`` is in time."""
    return calendar_near(due).next_working_day(due)


def year_days(year: int) -> list[Day]:
    """Every special day of a year in order, the office's own first among equals; two queries."""
    own = {row.date: row for row in SpecialDay.objects.filter(date__year=year)}
    calendar = calendar_for([year])
    seeded = {**dict.fromkeys(calendar.holidays, False), **dict.fromkeys(calendar.working_swaps, True)}
    names = {**calendar.holidays, **calendar.working_swaps}
    return [
        Day(day, names[day], working, own[day].pk if day in own else None)
        for day, working in sorted(seeded.items())
        if day.year == year
    ]


@transaction.atomic
def save_day(*, actor: models.Model, date: date, working: bool, name: str) -> SpecialDay:
    """Enter or correct one day."""
    if not squash(name):
        text = "Ghi tên ngày nghỉ hoặc lý do làm bù, ví dụ “Nghỉ bù Quốc khánh”."
        raise RefusedError(Refusal("name_missing", text, field="name"))
    row, made = SpecialDay.objects.select_for_update().get_or_create(
        date=date, defaults={"working": working, "name": squash(name)}
    )
    before = {} if made else {"working": row.working, "name": row.name}
    row.working, row.name = working, squash(name)
    row.save(update_fields=["working", "name"])
    transaction.on_commit(forget_calendars)
    after = {"date": date.isoformat(), "working": working, "name": row.name}
    record(actor=actor, action="save_day", subject=row, before=before, after=after)
    return row


@transaction.atomic
def delete_day(*, actor: models.Model, day_id: UUID) -> None:
    """Take an entered day back; the seed counts again."""
    row = SpecialDay.objects.select_for_update().filter(pk=day_id).first()
    if row is None:
        raise RefusedError(Refusal("day_gone", "Ngày này đã được người khác bỏ khỏi lịch riêng."))
    record(
        actor=actor, action="delete_day", subject=row, before={"date": row.date.isoformat(), "name": row.name}
    )
    row.delete()
    transaction.on_commit(forget_calendars)
