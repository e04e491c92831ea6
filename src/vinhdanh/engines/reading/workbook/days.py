"""Days and years as cells hold them: real dates, Excel's count of days, and what people type."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from vinhdanh.foundation.kernel.text import fold, squash

_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = (366, 80_000)
"""Excel's days from 31/12/1900 to the year 2119; smaller counts are years or mistakes."""
_FIRST_YEAR: Final = 1900
_LEAD: Final = re.compile(r"(?:.*,)?\s*(?:ngay|sinh ngay|sinh nam|thang|nam hoc|nam|giai doan|tu)\b[ .:]*")
_DAY: Final = re.compile(
    r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_ISO: Final = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[t ]\d{2}:\d{2}(?::\d{2})?)?")
_MONTH: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR: Final = re.compile(r"\d{4}")
_SPOKEN: Final = re.compile(r"(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_SPAN: Final = re.compile(r"(\d{4})\s*(?:-|–|—|/|den|toi)\s*(?:nam )?(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Day:
    """``iso`` is 2024, 2024-03 or 2024-03-12; ``said`` is not empty where it was not plainly written."""

    iso: str
    said: str = ""

    @property
    def whole(self) -> bool:
        return len(self.iso) == 10

    @property
    def year(self) -> int:
        return int(self.iso[:4])


def shown(iso: str) -> str:
    """12/03/2024, 03/2024 or 2024."""
    return "/".join(reversed(iso.split("-")))


def read_day(value: object) -> Day | None:
    """The day, month or year of a cell; ``None`` for what is none of them."""
    if isinstance(value, datetime):
        return Day(value.date().isoformat())
    if isinstance(value, date):
        return Day(value.isoformat())
    if isinstance(value, int | float):
        return _counted(value)
    return _typed(squash(str(value)))


def read_years(value: object) -> tuple[int | None, int, str] | None:
    """``(first year of a period, last year, what is to be said)`` of a cell; ``None`` for what is no year."""
    if isinstance(value, datetime | date):
        return None, value.year, f"Ô là ngày {value:%d/%m/%Y}; lấy năm {value.year}."
    if isinstance(value, int | float):
        return (None, int(value), "") if float(value).is_integer() and _sane(int(value)) else None
    text = fold(str(value))
    if _YEAR.fullmatch(text):
        return (None, int(text), "") if _sane(int(text)) else None
    bare = _LEAD.sub("", text)
    if match := _SPAN.fullmatch(bare):
        return _period(match)
    if _YEAR.fullmatch(bare) and _sane(int(bare)):
        return None, int(bare), f"Lấy năm {bare}."
    return None


def _period(match: re.Match[str]) -> tuple[int, int, str] | None:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    if not (_sane(first) and _sane(last) and first < last <= first + 30):
        return None
    return first, last, f"Giai đoạn {first}–{last}; năm thành tích là {last}."


def _counted(value: float) -> Day | None:
    if float(value).is_integer() and _sane(int(value)):
        return Day(str(int(value)))
    if _SERIALS[0] <= value <= _SERIALS[1]:
        day = _EPOCH + timedelta(days=int(value))
        return Day(day.isoformat(), f"Ô là số đếm ngày của Excel ({value:g}); đọc là {day:%d/%m/%Y}.")
    return None


def _typed(text: str) -> Day | None:
    folded = fold(text)
    if match := _ISO.fullmatch(folded):
        return _built((int(match[1]), int(match[2]), int(match[3])), text)
    bare = _LEAD.sub("", folded, count=1) if not folded[:1].isdigit() else folded
    if match := _SPOKEN.search(bare):
        return _built((int(match[3]), int(match[2]), int(match[1])), text)
    if match := _DAY.fullmatch(bare):
        return _day_month_year(match, text)
    if match := _MONTH.fullmatch(bare.replace(" nam ", "/")):
        month, year = int(match[1]), int(match[2])
        return Day(f"{year:04d}-{month:02d}") if 1 <= month <= 12 and _sane(year) else None
    if _YEAR.fullmatch(bare) and _sane(int(bare)):
        return Day(bare)
    return _counted(float(bare)) if bare.isascii() and bare.isdigit() and len(bare) == 5 else None


def _day_month_year(match: re.Match[str], text: str) -> Day | None:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == 2:
        return None
    if second > 12 >= first:
        day = _built((year, first, second), text)
        return day and Day(day.iso, f"“{text}” ghi tháng trước ngày; đọc là {shown(day.iso)}.")
    return _built((year, second, first), text)


def _built(parts: tuple[int, int, int], text: str) -> Day | None:
    try:
        found = date(*parts)
    except ValueError:
        return None
    if not _sane(found.year):
        return None
    usual = f"{found.day}/{found.month}/{found.year}", f"{found:%d/%m/%Y}", found.isoformat()
    return Day(found.isoformat(), "" if text in usual else f"Đọc là {found:%d/%m/%Y}.")


def _sane(year: int) -> bool:
    return _FIRST_YEAR <= year <= 2200
