"""Times as plans write them: months, quarters, dates, ranges, school years, "thường xuyên".

Patterns run over folded text ("qúy", "quí" and "quy" are one word). See
"Times" in docs/reading-plans.md for what each rule covers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from vinhdanh.engines.reading.plan.model import Period


@dataclass(frozen=True, slots=True)
class Era:
    """The year (or school year) a plan is for: what "tháng 3" without a year belongs to."""

    year: int | None
    school: tuple[int, int] | None = None
    several: bool = False
    """The plan is for several years: a day "hằng năm" belongs to none of them alone."""

    def year_of(self, month: int) -> int | None:
        if self.school:
            return self.school[0] if month >= 8 else self.school[1]
        return self.year

    def near(self, year: int) -> bool:
        return self.year is None or self.year - 2 <= year <= self.year + 6


@dataclass(frozen=True, slots=True)
class Timing:
    """A time found in folded text from ``start`` to ``end``."""

    start: int
    end: int
    period: Period | None = None
    deadline: date | None = None
    confidence: float = 1.0
    doubt: str = ""


NO_YEAR = "Văn bản không ghi năm của mốc này; năm được suy từ năm của kế hoạch."
SEVERAL = "Ô này có nhiều mốc thời gian; chỉ giữ mốc đầu và mốc cuối."

_DAY = (
    r"(?P<d{n}>\d{{1,2}}|\d[lo]|[lo]\d)\s*(?:[/.]|\s*thang\s*)\s*(?P<m{n}>\d{{1,2}}|\d[lo]|"
    r"[lo]\d)(?:\s*(?:[/.]|"
    r"\s*nam\s*)\s*(?P<y{n}>\d{{4}}|\d\d(?!\d)))?(?![\d/])"
)
_DASHED = r"(?P<d{n}>\d{{1,2}})-(?P<m{n}>\d{{1,2}})-(?P<y{n}>\d{{4}})(?!\d)"
_DATE = re.compile(r"(?<![\w/.-])(?<!tuan )(?<!lan )(?:ngay\s*)?" + _DAY.format(n=1))
_DATE_DASHED = re.compile(r"(?<![\d/.-])(?:ngay\s*)?" + _DASHED.format(n=1))
_AS_DIGITS = str.maketrans("lo", "10")
_TO = r"\s*(?:,?\s*den\s+(?:het\s+)?|[-–]\s*)(?:ngay\s*)?"
_RANGE = re.compile(r"(?:tu\s+)?(?<![\d/.-])(?:ngay\s*)?" + _DAY.format(n=1) + _TO + _DAY.format(n=2))
_DAYS = re.compile(r"(?:tu\s+)?(?<![\d/.-])(?:ngay\s*)?(?P<first>\d{1,2})" + _TO + _DAY.format(n=2))
_TO_YEAR_END = re.compile(
    r"(?:tu\s+)?(?<![\d/.-])(?:ngay\s*)?" + _DAY.format(n=1) + r"\s*(?:den\s+)?(?:het|cuoi)\s+nam\b(?!\s*hoc)"
)
_DUE = re.compile(
    r"(?:\b(?:truoc|cham nhat(?: la)?(?: truoc)?|muon nhat(?: la)?|khong qua|han cuoi(?: la)?|"
    r"han chot(?: la)?|het|xong|"
    r"hoan thanh(?: xong)?(?: trong| vao| truoc)?|truoc han|han nop|cham nhat den|"
    r"den het)\s*:?\s*(?:vao\s+)?(?:het\s+)?(?:ngay\s*)?)$"
)
_YEAR = r"(?:\s*(?:[/.-]|,?\s*nam\s*)\s*(?P<{name}>\d{{4}}))?"
# Scans read 0 as o and 1 as l; only digits that are not part of a longer word or number count.
_MONTH = r"(?:thang|th\.?|t)\s*(?P<{name}>[0o]?[1-9]|[1l][0-2o]|l)(?!\w)"
_NOT_DATED = r"(?<!ngay \d )(?<!ngay \d\d )(?<!\w)"
_MONTHS = re.compile(
    _NOT_DATED + _MONTH.format(name="a") + _YEAR.format(name="ya")
    + r"(?:\s*,\s*(?:thang\s*|t)?\d{1,2}(?=\s*(?:,|va\s)))*"
    + r"\s*(?:(?P<to>den(?:\s+het)?|[-–])|(?P<and>,|va|&|\+))\s*(?:thang\s*|t)?(?P<b>0?[1-9]|"
r"1[0-2])(?![\d])" + _YEAR.format(name="yb")
)  # fmt: skip
_ONE_MONTH = re.compile(_NOT_DATED + _MONTH.format(name="a") + _YEAR.format(name="ya"))
_BARE_MONTH = re.compile(r"^\s*(?P<a>0?[1-9]|1[0-2])\s*/\s*(?P<ya>\d{4})\s*$")
_Q = r"(?P<{name}>[ivl1|]{{1,3}}|[1-4])(?![\w])"
_QUARTERS = re.compile(
    r"\bqu\s?[yi]\s*" + _Q.format(name="a") + _YEAR.format(name="ya")
    + r"\s*(?:(?P<to>den|[-–])|(?P<and>,|va|&|;|hoac))\s*(?:qu[yi]\s*)?"
    + _Q.format(name="b") + _YEAR.format(name="yb")
)  # fmt: skip
_QUARTER = re.compile(r"\bqu\s?[yi]\s*(?:thu\s*)?" + _Q.format(name="a") + _YEAR.format(name="ya"))
_SCHOOL = re.compile(r"\bnam\s*hoc\s*:?\s*(?P<a>\d{4})\s*[-–/]\s*(?P<b>\d{4}|\d\d)(?!\d)")
_TERM = re.compile(
    r"\b(?:(?:hoc\s*k[yi]|hk)\s*(?P<a>[i1l]{1,2}|2|[12])\b|(?P<half>(?:dau|cuoi|ca|trong)\s+nam\s+hoc))"
)
_HALF = re.compile(r"\b(?P<six>6|sau|06)\s*thang\s*(?P<which>dau|cuoi)\s*nam" + _YEAR.format(name="ya"))
_ALWAYS = re.compile(
    r"\b(?:thuong\s*xuyen|ca nam|trong nam|quanh nam|(?:xuyen )?suot (?:ca )?nam(?: hoc)?|"
    r"h[an][na]g (?:nam|quy|thang|tuan)|"
    r"dinh k[yi]|moi (?:quy|thang|tuan)|"
    r"cac thang trong nam|cac quy trong nam|toan nam|theo tung (?:quy|thang)|trong ca nam|lien tuc)\b"
    + _YEAR.format(name="ya")
)
_WHOLE_YEAR = re.compile(r"^\s*(?:trong\s+|ca\s+)?nam\s+(?P<ya>\d{4})\s*\.?\s*$")
_QUARTER_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read_time(text: str, era: Era) -> Timing | None:
    """The time that a short folded text (a cell, a label, a heading) gives, or ``None``."""
    found = [timing for rule in _RULES if (timing := rule(text, era))]
    if not found:
        return None
    first = min(found, key=lambda timing: timing.start)
    due = next((timing for timing in found if timing.deadline), None)
    if due and first.period and _frames(first, due):
        return replace(due, start=first.start, period=first.period)
    return due or next(timing for timing in found if timing.start <= first.end)


def _frames(first: Timing, due: Timing) -> bool:
    """ "Trong quý I, chậm nhất ngày 20/02": the wider time named first stays the period."""
    kind = first.period.kind if first.period else ""
    return kind == "year_round" or (kind in ("quarter", "month") and first.end <= due.start)


def find_due(text: str, era: Era) -> Timing | None:
    """A due date in running text: only after words like "trước ngày", "chậm nhất"."""
    return next(iter(find_dues(text, era)), None)


def find_dues(text: str, era: Era) -> list[Timing]:
    """Every due date; "trước ngày 20/6 và ngày 20/11" gives both."""
    dues: list[Timing] = []
    for timing in _dates(text, era):
        before = text[max(0, timing.start - 40) : timing.start]
        if _DUE.search(before) or (dues and _AND.fullmatch(text, dues[-1].end, timing.start)):
            dues.append(timing)
    return dues


def find_month(text: str, era: Era) -> Timing | None:
    """The first month named in running text, not as part of a date."""
    for found in _ONE_MONTH.finditer(text):
        timing = _month_timing(found, era)
        if timing:
            return timing
    return None


def month_end(month: str) -> date:
    """The last day of ``YYYY-MM``."""
    year, number = int(month[:4]), int(month[5:])
    after = date(year + number // 12, number % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def quarter_of(month: str) -> str:
    """The quarter (``2025-Q1``) that a month (``2025-03``) lies in."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def _dates(text: str, era: Era) -> list[Timing]:
    """Every calendar date near the plan's year that does not date a cited document."""
    found = [*_DATE.finditer(text), *_DATE_DASHED.finditer(text)]
    found = [m for m in found if not _in_citation(text, m.start()) and not _every_year(text, m, era)]
    timings = [timing for m in found if (timing := _single(m, era))]
    return sorted(timings, key=lambda timing: timing.start)


_YEARLY = re.compile(r"[^;.]{0,60}?\b(?:h[an][na]g|moi) nam\b")


def _every_year(text: str, found: re.Match[str], era: Era) -> bool:
    """ "Trước ngày 20/3 hằng năm" in a plan of several years is a due date of no single year."""
    return era.several and not found["y1"] and bool(_YEARLY.match(text, found.end()))


_AND = re.compile(r"\s*(?:,|va|;)\s*")
_CITED = re.compile(r"(?:so\s*)?\d*[\w-]*/[\w/-]+\s*,?\s*$")


def _in_citation(text: str, start: int) -> bool:
    """A date right after a document number ("25/2019/QĐ-UBND ngày 05 tháng 3") dates that document."""
    return bool(_CITED.search(text[max(0, start - 40) : start]))


def _day(found: re.Match[str], era: Era, n: int) -> date | None:
    d, m = (found[f"{part}{n}"].translate(_AS_DIGITS) for part in "dm")
    y = found[f"y{n}"]
    year = _full_year(int(y)) if y else era.year_of(int(m))
    if not year or not era.near(year):
        return None
    try:
        return date(year, int(m), int(d))
    except ValueError:
        return None


def _full_year(year: int) -> int:
    return year if year > 99 else 2000 + year


def _single(found: re.Match[str], era: Era) -> Timing | None:
    day = _day(found, era, 1)
    period = Period("date", day.isoformat()) if day else None
    known = bool(found["y1"])
    doubt = "" if known else NO_YEAR
    return Timing(found.start(), found.end(), period, day, 1.0 if known else 0.8, doubt) if day else None


def _date_rule(text: str, era: Era) -> Timing | None:
    for found in _RANGE.finditer(text):
        timing = None if _in_citation(text, found.start()) else _range_timing(found, era)
        if timing:
            return timing
    return _days_of_one_month(text, era) or _until_year_end(text, era) or _first_date(text, era)


def _first_date(text: str, era: Era) -> Timing | None:
    timing = next(iter(_dates(text, era)), None)
    if timing is None:
        return None
    due = _DUE.search(text[max(0, timing.start - 40) : timing.start])
    return replace(timing, start=timing.start - len(due.group())) if due else replace(timing, deadline=None)


def _range_timing(found: re.Match[str], era: Era) -> Timing | None:
    last = _day(found, era, 2)
    first = _day(found, Era(last.year, era.school), 1) if last else None
    if first is None or last is None:
        return None
    if first > last and not found["y1"]:
        first = first.replace(year=last.year - 1) if (first.month, first.day) != (2, 29) else first
    known = bool(found["y2"])
    period = Period("date", first.isoformat(), until=last.isoformat())
    return Timing(found.start(), found.end(), period, None, 1.0 if known else 0.8, "" if known else NO_YEAR)


def _days_of_one_month(text: str, era: Era) -> Timing | None:
    """ "20-25/12/2026", "từ ngày 20 đến ngày 25 tháng 12": the first day takes its month from the last."""
    found = _DAYS.search(text)
    last = _day(found, era, 2) if found else None
    if found is None or last is None or not 0 < int(found["first"]) < last.day:
        return None
    period = Period("date", last.replace(day=int(found["first"])).isoformat(), until=last.isoformat())
    known = bool(found["y2"])
    return Timing(found.start(), found.end(), period, None, 1.0 if known else 0.8, "" if known else NO_YEAR)


def _until_year_end(text: str, era: Era) -> Timing | None:
    found = _TO_YEAR_END.search(text)
    first = _day(found, era, 1) if found else None
    if found is None or first is None:
        return None
    period = Period("date", first.isoformat(), until=date(first.year, 12, 31).isoformat())
    return Timing(found.start(), found.end(), period, None, 0.8)


def _month_value(number: str, year: str | None, era: Era) -> str | None:
    month = int(number.replace("l", "1").replace("o", "0"))
    chosen = int(year) if year else era.year_of(month)
    return f"{chosen:04d}-{month:02d}" if chosen and era.near(chosen) else None


def _month_timing(found: re.Match[str], era: Era) -> Timing | None:
    value = _month_value(found["a"], found["ya"], era)
    return Timing(found.start(), found.end(), Period("month", value)) if value else None


def _month_rule(text: str, era: Era) -> Timing | None:
    found = _MONTHS.search(text)
    if found:
        last = _month_value(found["b"], found["yb"] or found["ya"], era)
        first = _month_value(found["a"], found["ya"] or found["yb"], era)
        if first and last and first != last:
            return _span(found, Period("month", first, until=last))
    single = _ONE_MONTH.search(text) or _BARE_MONTH.search(text)
    return _month_timing(single, era) if single else None


def _span(found: re.Match[str], period: Period) -> Timing:
    doubtful = bool(found["and"])
    return Timing(
        found.start(), found.end(), period, None, 0.6 if doubtful else 0.9, SEVERAL if doubtful else ""
    )


def _quarter_value(number: str, year: str | None, era: Era) -> str | None:
    quarter = _QUARTER_NUMBERS.get(number) or _QUARTER_NUMBERS.get(re.sub(r"[l1|]", "i", number))
    chosen = int(year) if year else era.year
    return f"{chosen}-Q{quarter}" if quarter and chosen and era.near(chosen) else None


def _quarter_rule(text: str, era: Era) -> Timing | None:
    found = _QUARTERS.search(text)
    if found:
        first = _quarter_value(found["a"], found["ya"] or found["yb"], era)
        last = _quarter_value(found["b"], found["yb"] or found["ya"], era)
        if first and last and first != last:
            return _span(found, Period("quarter", first, until=last))
    single = _QUARTER.search(text)
    value = _quarter_value(single["a"], single["ya"], era) if single else None
    return Timing(single.start(), single.end(), Period("quarter", value)) if single and value else None


def _school_rule(text: str, era: Era) -> Timing | None:
    found = _SCHOOL.search(text)
    if not found:
        return None
    last = found["b"] if len(found["b"]) == 4 else found["a"][:2] + found["b"]
    return Timing(found.start(), found.end(), Period("school_year", f"{found['a']}-{last}"))


def _term_rule(text: str, era: Era) -> Timing | None:
    found = _TERM.search(text)
    if not found or not era.school:
        return None
    doubt = "" if found["half"] else "Văn bản chỉ ghi học kỳ; ghi theo cả năm học."
    return Timing(
        found.start(),
        found.end(),
        Period("school_year", f"{era.school[0]}-{era.school[1]}"),
        None,
        0.8,
        doubt,
    )


def _half_rule(text: str, era: Era) -> Timing | None:
    found = _HALF.search(text)
    year = (int(found["ya"]) if found["ya"] else era.year) if found else None
    if not found or not year:
        return None
    quarters = ("1", "2") if found["which"] == "dau" else ("3", "4")
    period = Period("quarter", f"{year}-Q{quarters[0]}", until=f"{year}-Q{quarters[1]}")
    return Timing(found.start(), found.end(), period, None, 0.8)


def _always_rule(text: str, era: Era) -> Timing | None:
    found = _ALWAYS.search(text) or _WHOLE_YEAR.search(text)
    if not found:
        return None
    year = found["ya"] or (str(era.year) if era.year else "")
    if era.school:
        return Timing(found.start(), found.end(), Period("school_year", f"{era.school[0]}-{era.school[1]}"))
    return Timing(found.start(), found.end(), Period("year_round", year)) if year else None


_RULES: tuple[Callable[[str, Era], Timing | None], ...] = (
    _date_rule, _month_rule, _quarter_rule, _half_rule, _always_rule, _school_rule, _term_rule,
)  # fmt: skip
