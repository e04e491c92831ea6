"""Working days: Monday to Friday, public holidays off, swap Saturdays worked.

The first day of a time limit does not count (Civil Code 2015, article 147),
and a limit that ends on a day off ends on the next working day (article 148).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

_DAY = timedelta(days=1)
_SATURDAY = 5
_NONE: Mapping[date, str] = MappingProxyType({})


@dataclass(frozen=True)
class WorkCalendar:
    """Days that leave the ordinary week, each with its name.

    ``holidays`` are off; ``working_swaps`` are worked although the week or the
    law has them off. A day in both raises ``ValueError``.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    working_swaps: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        both = sorted(self.holidays.keys() & self.working_swaps.keys())
        if both:
            raise ValueError(
                f"Ngày {both[0]:%d/%m/%Y} vừa là ngày nghỉ vừa là ngày làm bù; hãy bỏ một trong hai."
            )
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))
        object.__setattr__(self, "working_swaps", MappingProxyType(dict(self.working_swaps)))

    def with_rows(
        self, off: Mapping[date, str] = _NONE, worked: Mapping[date, str] = _NONE
    ) -> "WorkCalendar":
        """This calendar with an office's own rows, which go before what was known of those days."""
        holidays = {day: name for day, name in self.holidays.items() if day not in worked}
        swaps = {day: name for day, name in self.working_swaps.items() if day not in off}
        return WorkCalendar(holidays | dict(off), swaps | dict(worked))

    def is_working_day(self, day: date) -> bool:
        if day in self.working_swaps:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """``day`` itself when it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def add_working_days(self, start: date, days: int) -> date:
        """The ``days``-th working day after ``start`` (before it when negative), ``start`` not counted.

        Zero gives ``start``, worked or not.
        """
        step = _DAY if days > 0 else -_DAY
        left, day = abs(days), start
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``: the half-open (start, end].

        The inverse of :meth:`add_working_days` for worked days; for ``end``
        before ``start`` it is minus the count of [end, start).
        """
        if end < start:
            return -self._count(end, start)
        return self._count(start + _DAY, end + _DAY)

    def _count(self, first: date, stop: date) -> int:
        days = (first + timedelta(days=n) for n in range((stop - first).days))
        return sum(map(self.is_working_day, days))


def vietnam_calendar(
    years: Iterable[int],
    *,
    off: Mapping[date, str] = _NONE,
    worked: Mapping[date, str] = _NONE,
) -> WorkCalendar:
    """Public holidays of Viet Nam, with the swap days known to the ``holidays`` library, then the given rows.

    Swap days are decided year by year: ``off`` and ``worked`` carry what the
    library does not know yet and go before it.
    """
    from holidays import country_holidays

    wanted = sorted(set(years))
    known = country_holidays("VN", years=wanted, language="vi")
    swaps = {day: "Ngày làm bù" for day in known.weekend_workdays if day.year in wanted}
    names = {day: name for day, name in known.items() if day not in swaps}
    return WorkCalendar(names, swaps).with_rows(off, worked)
