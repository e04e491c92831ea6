"""Back-planning: from the day of a session to the days of its steps, and what breaks there.

Knows no row: rules and dates in, dates and sentences out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vinhdanh.domain.planning.states import BreakKind, DayUnit
from vinhdanh.foundation.kernel.workdays import WorkCalendar

SESSION: Final = ""
"""The code that stands for the session itself, as an anchor and as the end of a term."""
_DAY = timedelta(days=1)
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class RingError(ValueError):
    """Steps that wait for each other, or for a step that is not there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One step: ``days`` (negative: before) of ``unit`` from ``anchor``; where ``minimum`` is not zero,
    at least so many days of ``minimum_unit`` have to lie between it and ``until``."""

    code: str
    name: str
    anchor: str = SESSION
    days: int = 0
    unit: str = DayUnit.WORKING
    minimum: int = 0
    minimum_unit: str = DayUnit.WORKING
    until: str = SESSION
    source: str = ""
    verified: bool = False
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that a set of dates breaks; ``code`` is the step (empty: the session)."""

    kind: BreakKind
    code: str
    text: str
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A session on a day with its steps. ``pinned`` are dates set by hand, ``done`` those of finished steps;
    neither moves with the session."""

    session_on: date
    rules: Sequence[Rule]
    calendar: WorkCalendar
    pinned: Mapping[str, date]
    done: Mapping[str, date]


def due_dates(case: Case) -> dict[str, date]:
    """The day of every step by code; raises :class:`RingError` where steps wait for each other."""
    rules = {rule.code: rule for rule in case.rules}
    found: dict[str, date] = {SESSION: case.session_on, **case.pinned, **case.done}
    left = [rule for rule in case.rules if rule.code not in found]
    while left:
        ready = [rule for rule in left if rule.anchor in found]
        if not ready:
            names = ", ".join(f"“{rule.name}”" for rule in left)
            raise RingError(f"Các bước {names} tính ngày lẫn nhau hoặc theo bước không có.")
        for rule in ready:
            found[rule.code] = _shifted(found[rule.anchor], rule, case.calendar)
        left = [rule for rule in left if rule.code not in found]
    return {code: found[code] for code in rules}


def _shifted(start: date, rule: Rule, calendar: WorkCalendar) -> date:
    """A step before the session that falls on a day off is due on the working day before it."""
    if rule.unit == DayUnit.WORKING:
        return calendar.add_working_days(start, rule.days)
    day = start + timedelta(days=rule.days)
    if calendar.is_working_day(day):
        return day
    return calendar.add_working_days(day, -1 if rule.days < 0 else 1)


def breaks_of(case: Case, today: date) -> list[Break]:
    """What does not hold: days that have passed, terms too short, days off, steps out of order."""
    dates = {SESSION: case.session_on, **due_dates(case)}
    found = _of_session(case, today)
    for rule in case.rules:
        found += _of_step(case, rule, dates=dates, today=today)
    return found


def _of_session(case: Case, today: date) -> list[Break]:
    found: list[Break] = []
    if case.session_on < today:
        text = f"Ngày họp {_vn(case.session_on)} đã qua."
        found.append(Break(BreakKind.PAST, SESSION, text, hard=True))
    if not case.calendar.is_working_day(case.session_on):
        text = f"Ngày họp {_day_off(case.session_on, case.calendar)}."
        found.append(Break(BreakKind.DAY_OFF, SESSION, text))
    return found


def _of_step(case: Case, rule: Rule, *, dates: Mapping[str, date], today: date) -> list[Break]:
    due, done = dates[rule.code], rule.code in case.done
    checks = [_short(case, rule, dates), _order(case, rule, dates)]
    if not done:
        checks += [_past(rule, due, today), _off(rule, due, case.calendar)]
    return [one for one in checks if one is not None]


def _past(rule: Rule, due: date, today: date) -> Break | None:
    if due >= today:
        return None
    text = f"“{rule.name}” phải xong ngày {_vn(due)}, đã qua {(today - due).days} ngày."
    return Break(BreakKind.PAST, rule.code, text, rule.hard)


def _off(rule: Rule, due: date, calendar: WorkCalendar) -> Break | None:
    if calendar.is_working_day(due):
        return None
    return Break(BreakKind.DAY_OFF, rule.code, f"“{rule.name}” {_day_off(due, calendar)}.")


def _order(case: Case, rule: Rule, dates: Mapping[str, date]) -> Break | None:
    """A step meant before another must not come after it, and the other way round."""
    due, anchor = dates[rule.code], dates[rule.anchor]
    wrong = due > anchor if rule.days < 0 else due < anchor
    if not rule.days or not wrong:
        return None
    side = "sau" if rule.days < 0 else "trước"
    text = f"“{rule.name}” ({_vn(due)}) lại {side} {_name(case, rule.anchor)} ({_vn(anchor)})."
    return Break(BreakKind.ORDER, rule.code, text, rule.hard)


def _short(case: Case, rule: Rule, dates: Mapping[str, date]) -> Break | None:
    if not rule.minimum or (not rule.hard and {rule.code, rule.until} <= case.done.keys()):
        # A soft term between two things that are done can be mended by nobody.
        return None
    due, end = dates[rule.code], dates[rule.until]
    held = term(due, end, rule=rule, calendar=case.calendar)
    if held >= rule.minimum:
        return None
    unit = DayUnit(rule.minimum_unit).label.lower()
    ground = f" ({rule.source}{'' if rule.verified else '; chưa kiểm chứng'})" if rule.source else ""
    text = (
        f"Từ “{rule.name}” ({_vn(due)}) đến {_name(case, rule.until)} ({_vn(end)}) "
        f"chỉ có {max(held, 0)} {unit}, phải ít nhất {rule.minimum} {unit}{ground}."
    )
    return Break(BreakKind.SHORT, rule.code, text, rule.hard)


def term(start: date, end: date, *, rule: Rule, calendar: WorkCalendar) -> int:
    """Days of a term: the first day does not count (Civil Code 2015, article 147); the last does when it
    is a step, and not when it is the session, before which the term has to be over."""
    last = end - _DAY if rule.until == SESSION else end
    if rule.minimum_unit == DayUnit.WORKING:
        return calendar.working_days_between(start, last)
    return (last - start).days


def _name(case: Case, code: str) -> str:
    names = (f"“{rule.name}”" for rule in case.rules if rule.code == code)
    return next(names, "ngày họp")


def _day_off(day: date, calendar: WorkCalendar) -> str:
    holiday = calendar.holidays.get(day)
    return f"rơi vào {_WEEKDAYS[day.weekday()]}, {_vn(day)}, là ngày nghỉ" + (
        f" ({holiday})" if holiday else ""
    )


def _vn(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def rules_whole(rules: Iterable[Rule], calendar: WorkCalendar, on: date) -> None:
    """Raise :class:`RingError` when these rules cannot be worked out."""
    listed = list(rules)
    codes = {SESSION, *(rule.code for rule in listed)}
    for rule in listed:
        if rule.minimum and rule.until not in codes:
            raise RingError(f"Bước “{rule.name}” tính thời hạn đến một bước không có.")
    due_dates(Case(on, listed, calendar, {}, {}))
