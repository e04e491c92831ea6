"""From the words and dates of one year's plan to those of the next: what moves, what stays, what to ask.

Knows no row. A document keeps its number and date, a term of several years its years; the plan's own year
moves, an anniversary is counted on, and where nobody can know the officer is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from vinhdanh.foundation.kernel.periods import Period, PeriodKind, parse_value
from vinhdanh.foundation.kernel.workdays import WorkCalendar

_YEAR = r"(?<![\d/.])(?:1\d|20)\d\d(?!\d)"
_RULES: Final = (
    ("citation", r"\d+[a-z]?(?:/\d{4})?/[A-ZĐ]{2,}[\w-]*(?:/[A-ZĐ]+)?(?:\s+ngày\s+\d{1,2}/\d{1,2}/\d{4})?"),
    ("term", r"(?:giai đoạn|nhiệm kỳ|khóa|\d{1,3}\s+năm)\s*\(?(?:1\d|20)\d\d\s*[-–]\s*(?:1\d|20)\d\d"),
    ("span", rf"{_YEAR}\s*[-–]\s*(?:1\d|20)\d\d(?!\d)"),
    ("day", r"\d{1,2}[/.]\d{1,2}[/.](?:1\d|20)\d\d(?!\d)"),
    ("times", r"lần\s+thứ\s+(?:\d{1,3}|[IVXLC]+)(?!\w)"),
    ("years", r"\d{1,3}\s+năm(?!\s*(?:học|\d))(?!\w)"),
    ("year", r"(?<![\d.])(?:1\d|20)\d\d(?![\d/])"),
)
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES), re.IGNORECASE)
_FOUR = re.compile(r"(?:1\d|20)\d\d(?!\d)")
_MEMORY = re.compile(r"kỷ\s+niệm\s+(?:lần\s+thứ\s+)?$", re.IGNORECASE)
_DAY_OF = re.compile(
    r"\s+(?:ngày|năm)\s+(?:thành lập|truyền thống|sinh|giải phóng|ra đời|mất)", re.IGNORECASE
)
_REVIEW = re.compile(r"(?:sơ|tổng)\s+kết\s+$", re.IGNORECASE)


@dataclass(slots=True)
class Moved:
    """The words for the next year; ``notes`` say what was changed for sure, ``doubts`` what to look at."""

    text: str
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def moved_words(text: str, year: int) -> Moved:
    """``text`` of a plan of ``year`` for the year after it."""
    mover = _Mover(text, year)
    moved = _PATTERN.sub(mover.replace, text)
    return Moved(moved, list(dict.fromkeys(mover.notes)), list(dict.fromkeys(mover.doubts)))


class _Mover:
    """Goes through one text; each kind of find has its rule."""

    def __init__(self, text: str, year: int) -> None:
        self.text, self.year = text, year
        self.notes: list[str] = []
        self.doubts: list[str] = []
        self.began = {int(found) for found in _FOUR.findall(text) if int(found) < year - 1}

    def replace(self, match: re.Match[str]) -> str:
        name = match.lastgroup or ""
        rule = getattr(self, f"_{name}")
        after: str = rule(match)
        if after != match[0]:
            self.notes.append(f"“{match[0]}” → “{after}”")
        return after

    def _citation(self, match: re.Match[str]) -> str:
        if str(self.year) in match[0]:
            self.doubts.append(f"Giữ nguyên văn bản “{match[0]}”; thay bằng văn bản của năm sau nếu có.")
        return match[0]

    def _term(self, match: re.Match[str]) -> str:
        return match[0]

    def _span(self, match: re.Match[str]) -> str:
        first, last = (int(one) for one in _FOUR.findall(match[0]))
        if last == first + 1 and self.year in {first, last}:
            return _stepped(match[0], {first, last})
        if last == self.year and first < self.year - 1:
            return match[0][:-4] + str(last + 1)
        return match[0]

    def _day(self, match: re.Match[str]) -> str:
        parts = re.split(r"[/.]", match[0])
        if int(parts[2]) != self.year:
            self._near(int(parts[2]), match[0])
            return match[0]
        if (int(parts[0]), int(parts[1])) == (29, 2):
            return f"28/02/{self.year + 1}"
        return match[0][:-4] + str(self.year + 1)

    def _year(self, match: re.Match[str]) -> str:
        if int(match[0]) == self.year:
            return str(self.year + 1)
        self._near(int(match[0]), match[0])
        return match[0]

    def _near(self, found: int, words: str) -> None:
        """Last year and next year are relative in one plan and fixed in another."""
        if abs(found - self.year) == 1:
            self.doubts.append(f"“{words}” giữ nguyên; sửa nếu việc này tính theo từng năm.")

    def _years(self, match: re.Match[str]) -> str:
        return self._anniversary(match, int(match[0].split()[0]))

    def _times(self, match: re.Match[str]) -> str:
        number = match[0].split()[-1]
        if number.isdecimal() and (self._known(int(number)) or self._remembers(match)):
            return self._anniversary(match, int(number))
        self.doubts.append(f"“{match[0]}” giữ nguyên; sửa nếu năm sau là lần kế tiếp.")
        return match[0]

    def _known(self, number: int) -> bool:
        return self.year - number in self.began

    def _remembers(self, match: re.Match[str]) -> bool:
        return bool(_MEMORY.search(self.text[: match.start()]) or _DAY_OF.match(self.text, match.end()))

    def _anniversary(self, match: re.Match[str], number: int) -> str:
        known = self._known(number)
        if not known and not self._remembers(match):
            if _REVIEW.search(self.text[: match.start()]):
                self.doubts.append(f"“{match[0]}”: xem năm sau còn sơ kết, tổng kết mốc này không.")
            return match[0]
        digits = re.search(r"\d+", match[0])
        width = len(digits[0]) if digits else 0
        if not known:
            self.doubts.append(
                f"“{match[0]}”: văn bản không ghi năm gốc khớp; đã tính thêm một năm, hãy kiểm tra."
            )
        self._round(number)
        return re.sub(r"\d+", f"{number + 1:0{width}d}", match[0], count=1)

    def _round(self, number: int) -> None:
        new = number + 1
        if new % 5 == 0:
            size = "năm tròn" if new % 10 == 0 else "năm lẻ 5"
            self.doubts.append(f"Năm {self.year + 1} là {size} ({new} năm); cân nhắc quy mô kỷ niệm.")
        elif number % 5 == 0:
            self.notes.append(f"năm {self.year} là năm tròn hoặc lẻ 5 ({number} năm), năm sau thì không")


def _stepped(text: str, years: Iterable[int]) -> str:
    """Each of these years in ``text`` one later."""
    wanted = set(years)
    return _FOUR.sub(lambda found: str(int(found[0]) + (int(found[0]) in wanted)), text)


def next_day(day: date) -> date:
    """The same day a year later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


@dataclass(frozen=True, slots=True)
class MovedDay:
    """``proposal`` says why the day is not simply the same day a year later; empty when it is."""

    day: date
    proposal: str = ""


def moved_day(day: date, calendar: WorkCalendar) -> MovedDay:
    """A deadline for the next year; one that falls on a day off is proposed for the next working day."""
    same = next_day(day)
    worked = calendar.next_working_day(same)
    if worked == same:
        return MovedDay(same)
    name = calendar.holidays.get(same) or ("thứ Bảy" if same.weekday() == 5 else "Chủ nhật")
    return MovedDay(worked, f"{same:%d/%m/%Y} là ngày nghỉ ({name}); đề xuất {worked:%d/%m/%Y}.")


def moved_value(value: str, calendar: WorkCalendar) -> tuple[str, str]:
    """A period value ("2026-Q1", "2026-02/2026-04") for the next year, and what is proposed about it.

    Raises :class:`~vinhdanh.foundation.kernel.periods.PeriodError` on a value that does not parse.
    """
    parts = value.split("/") if value else []
    if len(parts) == 1 and (period := parse_value(value)).kind is PeriodKind.DATE:
        moved = moved_day(period.starts_on, calendar)
        return moved.day.isoformat(), moved.proposal
    return "/".join(_moved_part(parse_value(part)) for part in parts), ""


def _moved_part(period: Period) -> str:
    first = next_day(period.starts_on)
    if period.kind is PeriodKind.SCHOOL_YEAR:
        return Period.of_school_year(first.year).value
    if period.kind is PeriodKind.DATE:
        return first.isoformat()
    return f"{first.year:04d}{period.value[4:]}"
