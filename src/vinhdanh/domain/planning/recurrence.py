"""When a report is due: days of the year out of the paper's words, and the dates they give."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vinhdanh.foundation.kernel.text import fold
from vinhdanh.foundation.kernel.workdays import WorkCalendar

MOST_DAYS = 12
# What a cadence usually means where the paper names no day: offered to the officer, never taken for certain.
_QUARTERLY = ("03-15", "06-15", "09-15", "12-15")
_CADENCES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\b(?:hang|moi) thang\b"), tuple(f"{month:02d}-15" for month in range(1, 13))),
    (re.compile(r"\b(?:hang|moi) quy\b"), _QUARTERLY),
    (re.compile(r"\b(?:6 thang|06 thang|sau thang)\b.*\bnam\b"), ("05-15", "11-15")),
    (re.compile(r"\b(?:6 thang|06 thang|sau thang)\b"), ("05-15",)),
    (re.compile(r"\bquy i\b"), ("03-31",)),
    (re.compile(r"\b(?:hang|moi) nam\b"), ("11-15",)),
)
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?![\d/.-])")
_WORDS = re.compile(r"\b(\d{1,2}) thang (\d{1,2})\b")
_YEARLY = re.compile(r"\b(?:hang|moi) nam\b")


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the year as "MM-DD", in order; ``sure`` when the paper names them itself."""

    days: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a duty falls due: ``named`` is the day of the paper, ``due_on`` the working day it means."""

    named: date
    due_on: date

    @property
    def period(self) -> str:
        return self.named.isoformat()


def read_days(text: str) -> Days:
    """The days that ``text`` names ("15/5, 15/11"), else those that its cadence usually means."""
    plain = fold(text)
    found = [*_DAY.findall(plain), *((day, month, "") for day, month in _WORDS.findall(plain))]
    days = sorted({f"{int(month):02d}-{int(day):02d}" for day, month, _ in found if _is_day(day, month)})
    if days:
        return Days(tuple(days), sure=True)
    return Days(next((usual for words, usual in _CADENCES if words.search(plain)), ()), sure=False)


def is_yearly(text: str) -> bool:
    """Does the paper say that it comes every year?"""
    return bool(_YEARLY.search(fold(text)))


def _is_day(day: str, month: str) -> bool:
    # 29 February is a day in some years; in the others its last day stands for it.
    return 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(2024, int(month))[1]


def occurrences(days: Sequence[str], years: Iterable[int], calendar: WorkCalendar) -> list[Occurrence]:
    """Each day in each year, moved to the next working day where it is off."""
    named = sorted(_date(year, day) for year in years for day in days)
    return [Occurrence(day, calendar.next_working_day(day)) for day in named]


def _date(year: int, day: str) -> date:
    month, number = int(day[:2]), int(day[3:])
    return date(year, month, min(number, monthrange(year, month)[1]))
