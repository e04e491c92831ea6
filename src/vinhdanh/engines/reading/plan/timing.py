"""Which time holds for a task: its own, its section's, or one in brackets in its words."""

import re
from dataclasses import dataclass, replace
from datetime import date

from vinhdanh.engines.reading.plan.model import Field, Period
from vinhdanh.engines.reading.plan.passage import Passage
from vinhdanh.engines.reading.plan.periods import Era, Timing, find_due, quarter_of, read_time
from vinhdanh.engines.reading.plan.words import VERBS, alternatives

OUTSIDE = "Tháng ghi trong việc này không nằm trong mốc thời gian của mục; xin xem lại."
UNREAD = "Có ghi thời gian nhưng không hiểu được; xin chọn lại: “{}”."

# Words that a heading of a period may hold besides its time.
_AROUND_TIMES = """
nhiem vu, thuc hien, cong viec, cong tac, trong, cac, noi dung, trong tam, chu yeu, hoat dong, ke hoach,
thoi gian, tu, den, ngay, nam, quy, thang, cua, va, thuong xuyen, dot, giai doan, hoc ky, thu, thi dua,
khen thuong, dau, cuoi, giua, vao, hoan thanh, truoc, phat dong, nhat, hai, ba, bon, mot, tuan, het,
khoang, du kien, tien do, trien khai, to chuc, so, lan, tai, nhung, phan, muc, moi, viec, khac, duoc, cho,
mot so, cu the, cho den, hang, dinh ky, chuong trinh, truoc mat, thang nay, can, lam, nham, i, ii, iii,
iv, v, vi, hoc, ca, xuyen suot, ket thuc, bat dau, xong, trien khai thuc hien, theo
"""
_GENERIC = re.compile(rf"\b{alternatives(_AROUND_TIMES)}\b|[\W\d_]+")
_WAVE = re.compile(
    r"\s*(?:thi dua\s+)?(?:dot|giai doan|chang)\s*(?:thi dua\s*)?(?:thu\s*)?(?:\d{1,2}|[ivx]{1,4}|"
    r"mot|hai|ba|bon|nhat|nhi|cuoi)\b"
)
_WAVE_LINE = re.compile(_WAVE.pattern + r"\s*(?:[:.,(–-]|$|tu\b|thang\b|qu[yi]\b|ngay\b|\d)")
_AFTER_TIME = re.compile(rf"[)\s]*(?:[:.–-]\s*|$|,\s*(?={alternatives(VERBS)}\b))")
_TERM = re.compile(r"\b(?:hoc\s*k[yi]|hk\s*[i12])")
_YEAR_IN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKETS = re.compile(r"\(([^()]{3,80})\)")
_BESIDE_A_BODY = re.compile(r"\([^()]*[,;–-]\s*([^(),;–-]{4,40})\)\s*[.;]?\s*$")
_AHEAD_OF_A_BODY = re.compile(r"\(([^(),;–-]{4,40})[,;–-]\s[^()]*\)\s*[.;]?\s*$")
_TAIL = re.compile(r"(?:^|[,;.:–-])([^,;:–]{4,60})[.;,\s]*$")
_PREPOSED = r"(?:trong|vao|dau|cuoi|giua|tu|hoan thanh|xong)"
# "… trong tháng 9, 10", "… từ tháng 3 đến tháng 5" at the end of the words, whatever stands between.
_CLOSING_TIME = re.compile(
    rf"\b({_PREPOSED}\s+(?:\w+\s+){{0,3}}?(?:thang|qu[yi]|ngay)\s[^;()]{{1,40}}?)[.;,\s]*$"
)
# "trình Giám đốc trong tháng 4/2026 để …": a month said on the way.
_ON_THE_WAY = re.compile(
    r"\b((?:trong|vao|xong trong|xong|hoan thanh trong)\s+(?:dau\s+|cuoi\s+|giua\s+)?"
    r"(?:thang|qu[yi])\s*[\divx]{1,3}"
    r"(?:\s*/\s*\d{4}|\s+nam\s+\d{4})?)(?=\s*[,;.)]|\s+(?:de|va|nham|cho|roi)\b)"
)
_ALWAYS = re.compile(
    r"(?:^|[,;:(–-]|\.\s)\s*(?:\w+\s+){0,3}?((?:thuong xuyen|ca nam|trong nam|quanh nam|"
    r"suot nam|h[an][na]g (?:thang|quy|tuan)|moi (?:thang|quy|tuan)))"
    r"(?:\s+trong nam|\s+nam \d{4})?[.;,)\s]*$|"
    r"\s(h[an][na]g (?:thang|quy|tuan))[.;,\s]*$"
)
# "sơ kết công tác thi đua 6 tháng đầu năm": what is reviewed, not when.
_OBJECT = re.compile(r"(?!.*\btrong\b)[^()]*\b(?:6|06|sau) thang (?:dau|cuoi) nam")
_ILLEGIBLE = re.compile(r"(?:\bthang|\bqu[yi])\s*[?….]+\s*(?:/\s*\d{4}|nam\b)?|\bngay\s*[?….]+\s*(?:thang|/)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time and the words that give it."""

    timing: Timing
    words: Passage

    @property
    def field(self) -> Field[Period | None]:
        return Field(self.timing.period, self.words.spans(), self.timing.confidence, self.timing.doubt)


def moment(text: Passage, era: Era) -> Moment | None:
    """The time that a cell, label or heading gives."""
    found = read_time(text.folded, era) if text else None
    return Moment(found, text.cut(found.start, found.end)) if found else None


def only_time(text: Passage, era: Era) -> Moment | None:
    """The time of words that say nothing else ("Việc phải làm trong Quý I/2025")."""
    if len(text) > 140:
        return None
    found = moment(text, era)
    if found is None or _rest(text, found):
        return None
    return found


def is_time_heading(text: Passage) -> bool:
    """Whether words are a heading of a period, whatever year the plan is for."""
    if len(text) > 80:
        return False
    year = _YEAR_IN.search(text.text)
    first = int(year.group()) if year else 2000
    era = Era(first, (first, first + 1) if _TERM.search(text.folded) else None)
    return only_time(text.cut(0, None, " :."), era) is not None


def is_wave(text: Passage) -> bool:
    """ "Đợt 1 …", "Giai đoạn II …"."""
    return bool(_WAVE.match(text.folded))


def opens_wave(text: Passage) -> bool:
    """A line that sets a wave: its number, then a stop, a bracket or its time; not a sentence about it."""
    return bool(_WAVE_LINE.match(text.folded)) and len(text) < 250


def _rest(text: Passage, found: Moment) -> str:
    outside = text.folded[: found.timing.start] + " " + text.folded[found.timing.end :]
    return _GENERIC.sub("", outside)


def opens_with_time(text: Passage, era: Era) -> tuple[Moment, int] | None:
    """A heading that begins with a time or a wave ("Đợt 1 (từ …): …"), and where its own words begin."""
    found = moment(text.cut(0, 200), era)
    if found is None:
        return None
    wave = _WAVE.match(text.folded)
    if not wave and _GENERIC.sub("", text.folded[: found.timing.start]):
        return None
    if wave and found.timing.start - wave.end() > 60:
        return None
    colon = _AFTER_TIME.match(text.folded, found.timing.end)
    if not wave and not colon:
        return None
    return found, colon.end() if colon and not wave else 0


def inline(text: Passage, era: Era) -> Moment | None:
    """A time in brackets or at the end of a task's words, where those words are nothing but a time."""
    patterns = (_BRACKETS, _BESIDE_A_BODY, _AHEAD_OF_A_BODY, _TAIL, _CLOSING_TIME, _ON_THE_WAY)
    for found in (m for pattern in patterns for m in pattern.finditer(text.folded)):
        part = text.cut(*found.span(1))
        time = None if _OBJECT.match(part.folded) else only_time(part, era)
        if time and time.timing.period and time.timing.period.kind in ("month", "quarter", "date"):
            return time
    return None


def period_of(text: Passage, era: Era, *, own: Moment | None, section: Moment | None) -> Field[Period | None]:
    """The period that holds: the row's, else the section's refined by a month in the words."""
    inner = own or inline(text, _era_within(section, era))
    if section is None or section.timing.period is None:
        inner = inner or _round_the_year(text, era)
        return inner.field if inner else _unread(text)
    return _refined(section, inner, own is not None) if inner else section.field


def _era_within(section: Moment | None, era: Era) -> Era:
    """Under "Năm 2027" a month without a year is one of 2027."""
    period = section.timing.period if section else None
    if period is None or period.kind != "year_round" or not period.value.isdigit():
        return era
    return Era(int(period.value))


def _round_the_year(text: Passage, era: Era) -> Moment | None:
    """ "…, cả năm", "… hằng tháng" at the end of the words; it never outweighs a section's time."""
    found = _ALWAYS.search(text.folded)
    return moment(text.cut(*found.span(1 if found[1] else 2)), era) if found else None


def _unread(text: Passage) -> Field[Period | None]:
    """A time with its number missing ("tháng …/2026") is said to be unread; no time at all is no doubt."""
    found = _ILLEGIBLE.search(text.folded)
    if found is None:
        return Field(None)
    words = text.cut(*found.span())
    return Field(None, words.spans(), 0.3, UNREAD.format(words.value))


def _refined(section: Moment, inner: Moment, own: bool) -> Field[Period | None]:
    whole, part = section.timing.period, inner.timing.period
    if whole is None or part is None:
        return section.field
    spans = section.field.spans + inner.field.spans
    if whole.kind == "year_round" and part.value[:4] == whole.value:
        return inner.field
    if _is_wave(whole):
        return section.field if part.value in (whole.value, whole.until) else inner.field
    if whole.kind in ("quarter", "month") and part.kind in ("date", "month") and not whole.until:
        return _inside(Field(whole, spans, 0.95), inner, own=own)
    return inner.field if own else section.field


def _is_wave(period: Period) -> bool:
    """A range of days: what is dated inside it keeps its own time."""
    return period.kind == "date" and bool(period.until)


def _inside(section: Field[Period | None], inner: Moment, *, own: bool) -> Field[Period | None]:
    """A section's quarter or month holds; a month in it refines it, a date in it is left to the due date."""
    whole, part = section.value, inner.timing.period
    if whole is None or part is None:
        return section
    within = _within(whole, part.value) and _within(whole, part.until or part.value)
    if not within:
        return inner.field if own else replace(section, confidence=0.6, doubt=OUTSIDE)
    if whole.kind == "quarter" and part.kind == "month" and not part.until:
        return replace(section, value=replace(whole, month=part.value))
    return section


def _within(whole: Period, day: str) -> bool:
    """Whether a month or day (``2026-02``, ``2026-02-20``) lies in a quarter or month."""
    return whole.value == (quarter_of(day[:7]) if whole.kind == "quarter" else day[:7])


def _last_day(timing: Timing) -> date | None:
    """In a column of times a bare day is the due date, and a range is due on its last day."""
    if timing.deadline:
        return timing.deadline
    period = timing.period
    dated = period is not None and period.kind == "date"
    return date.fromisoformat(period.until or period.value) if dated and period else None


def deadline_of(own: Moment | None, text: Passage, era: Era) -> Field[date | None]:
    """A due date, only where the document calls it one."""
    named = _last_day(own.timing) if own else None
    if own and named:
        return Field(named, own.words.spans(), own.timing.confidence, own.timing.doubt)
    found = find_due(text.folded, era)
    if found is None:
        return Field(None)
    words = text.cut(found.start, found.end)
    return Field(found.deadline, words.spans(), found.confidence * 0.9, found.doubt)
