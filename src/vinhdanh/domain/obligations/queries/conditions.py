"""How near a due date is: working days count, so that nobody is late over a weekend."""

from datetime import date, timedelta

from vinhdanh.engines.workflow.lists import Days
from vinhdanh.foundation.calendars.days import counts_until, late_before

SOON_DAYS = 14


def days_left(due_on: date | None, on: date) -> int | None:
    """Days from ``on`` until the last day in time; below zero when late, None without a due date."""
    return (counts_until(due_on) - on).days if due_on else None


def condition(due_on: date | None, on: date) -> tuple[str, int]:
    """``late``, ``today``, ``soon``, ``ahead`` or ``undated``, with the days late or left."""
    left = days_left(due_on, on)
    if left is None:
        return "undated", 0
    if left < 0:
        return "late", -left
    if left == 0:
        return "today", 0
    return ("soon" if left <= SOON_DAYS else "ahead"), left


def extended_to(due_on: date | None) -> date | None:
    """The working day on which a limit that ends on a day off really ends; None when it is that day."""
    if due_on is None:
        return None
    last = counts_until(due_on)
    return last if last != due_on else None


def days_of(on: date) -> Days:
    """Where late ends and near ends on a day, for comparisons in the database."""
    return Days(late_before(on), on + timedelta(days=SOON_DAYS))
