"""Periods as plans name them: quarter, month, date, range, whole year, school year.

Each has an ISO-like value text ("2023-Q1", "2023-02", "2023-05-15",
"2023-03-01/2023-03-20", "2020", "2024-2025") that reads back to an equal period.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SCHOOL_YEAR_START: Final = (8, 1)
"""Month and day on which a school year starts for deadlines; it ends the day before, a year later.

Teaching runs about September to May, yet the review of one school year and the
plan of the next fall into June and July, which belong to the year that ends.
"""

_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_LETTERS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_ROMAN = tuple(zip(_ROMAN_VALUES, _ROMAN_LETTERS, strict=True))


class PeriodError(ValueError):
    """The text or the numbers name no period."""


class PeriodKind(StrEnum):
    QUARTER = "quarter"
    MONTH = "month"
    DATE = "date"
    RANGE = "range"
    YEAR_ROUND = "year_round"
    SCHOOL_YEAR = "school_year"


def to_roman(number: int) -> str:
    """1 to 3999 in Roman numerals; ``ValueError`` outside."""
    if not 1 <= number <= 3999:
        raise ValueError(f"Số La Mã chỉ ghi được từ 1 đến 3999, không phải {number}")
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def from_roman(text: str) -> int:
    """The number of well-formed Roman numerals of either case; ``ValueError`` otherwise."""
    rest, number = text.strip().upper(), 0
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            number, rest = number + value, rest[len(letters) :]
    if rest or not 1 <= number <= 3999 or to_roman(number) != text.strip().upper():
        raise ValueError(f"{text!r} không phải số La Mã")
    return number


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month + 2) // 3


def _day(year: int, month: int, day: int = 1) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise PeriodError(f"Không có ngày {day}/{month}/{year}; hãy kiểm tra lại ngày, tháng, năm.") from None


def _vn(day: date) -> str:
    return f"{day:%d/%m}/{day.year:04d}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Both days belong to it. Ordered by first day, then last day, then kind.

    Make one through the class methods or :func:`parse_value`; ``PeriodError``
    when the days are in the wrong order.
    """

    starts_on: date
    ends_on: date
    kind: PeriodKind

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise PeriodError(f"Ngày kết thúc {_vn(self.ends_on)} trước ngày bắt đầu {_vn(self.starts_on)}.")

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> "Period":
        if not 1 <= quarter <= 4:
            raise PeriodError(f"Không có quý {quarter}; một năm có quý I đến quý IV.")
        last = 3 * quarter
        end = _day(year, last, monthrange(year, last)[1])
        return cls(_day(year, last - 2), end, PeriodKind.QUARTER)

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        start = _day(year, month)
        return cls(start, start.replace(day=monthrange(year, month)[1]), PeriodKind.MONTH)

    @classmethod
    def of_date(cls, day: date) -> "Period":
        return cls(day, day, PeriodKind.DATE)

    @classmethod
    def of_range(cls, first: date, last: date) -> "Period":
        return cls(first, last, PeriodKind.RANGE)

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(_day(year, 1), _day(year, 12, 31), PeriodKind.YEAR_ROUND)

    @classmethod
    def of_school_year(cls, first_year: int) -> "Period":
        """``first_year`` is the calendar year in which it starts (see :data:`SCHOOL_YEAR_START`)."""
        end = _day(first_year + 1, *SCHOOL_YEAR_START) - timedelta(days=1)
        return cls(_day(first_year, *SCHOOL_YEAR_START), end, PeriodKind.SCHOOL_YEAR)

    @property
    def value(self) -> str:
        """The ISO-like text that :func:`parse_value` reads back."""
        return _VALUES[self.kind](self)

    def label_vi(self) -> str:
        """As an official would write it, e.g. "Quý I/2023"."""
        return _LABELS[self.kind](self)

    def contains(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def __str__(self) -> str:
        return self.value


def _range_label(period: Period) -> str:
    first, last = period.starts_on, period.ends_on
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years and first.year < last.year:
        return f"giai đoạn {first.year}-{last.year}"
    return f"từ ngày {_vn(first)} đến ngày {_vn(last)}"


def _school_years(period: Period) -> str:
    return f"{period.starts_on.year:04d}-{period.starts_on.year + 1:04d}"


_VALUES: dict[PeriodKind, Callable[[Period], str]] = {
    PeriodKind.QUARTER: lambda p: f"{p.starts_on.year:04d}-Q{quarter_of(p.starts_on)}",
    PeriodKind.MONTH: lambda p: p.starts_on.isoformat()[:7],
    PeriodKind.DATE: lambda p: p.starts_on.isoformat(),
    PeriodKind.RANGE: lambda p: f"{p.starts_on.isoformat()}/{p.ends_on.isoformat()}",
    PeriodKind.YEAR_ROUND: lambda p: f"{p.starts_on.year:04d}",
    PeriodKind.SCHOOL_YEAR: _school_years,
}
_LABELS: dict[PeriodKind, Callable[[Period], str]] = {
    PeriodKind.QUARTER: lambda p: f"Quý {to_roman(quarter_of(p.starts_on))}/{p.starts_on.year}",
    PeriodKind.MONTH: lambda p: f"tháng {p.starts_on.month}/{p.starts_on.year}",
    PeriodKind.DATE: lambda p: f"ngày {_vn(p.starts_on)}",
    PeriodKind.RANGE: _range_label,
    PeriodKind.YEAR_ROUND: lambda p: f"thường xuyên năm {p.starts_on.year}",
    PeriodKind.SCHOOL_YEAR: lambda p: f"năm học {_school_years(p)}",
}


def _read_school_year(first: str, second: str) -> Period:
    if int(second) != int(first) + 1:
        raise PeriodError(f"{first}-{second} không phải năm học; năm sau phải liền năm trước.")
    return Period.of_school_year(int(first))


_READERS: tuple[tuple[str, Callable[..., Period]], ...] = (
    (r"(\d{4})-Q([1-4])", lambda y, q: Period.of_quarter(int(y), int(q))),
    (r"(\d{4})-(\d{2})", lambda y, m: Period.of_month(int(y), int(m))),
    (
        r"(\d{4})-(\d{2})-(\d{2})",
        lambda y, m, d: Period.of_date(_day(int(y), int(m), int(d))),
    ),
    (r"(\S{10})/(\S{10})", lambda a, b: Period.of_range(_iso(a), _iso(b))),
    (r"(\d{4})", lambda y: Period.of_year(int(y))),
    (r"(\d{4})-(\d{4})", _read_school_year),
)


def _iso(text: str) -> date:
    period = parse_value(text)
    if period.kind is not PeriodKind.DATE:
        raise PeriodError(f"{text!r} không phải ngày dạng năm-tháng-ngày.")
    return period.starts_on


def parse_value(text: str) -> Period:
    """The period of a value text; raises :class:`PeriodError` when the text is none."""
    for pattern, read in _READERS:
        if match := re.fullmatch(pattern, text.strip(), re.ASCII):
            return read(*match.groups())
    raise PeriodError(
        f"Không đọc được thời gian {text!r}; hãy ghi như 2026-Q1, 2026-02, 2026-02-15, 2026 hoặc 2026-2027."
    )
