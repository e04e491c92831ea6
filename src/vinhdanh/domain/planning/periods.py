"""From a period as the plan writes it to the columns that lists and boards sort by."""

from dataclasses import dataclass
from datetime import date

from vinhdanh.domain.planning.states import Lane, PeriodKind
from vinhdanh.foundation.kernel.periods import Period, PeriodError, parse_value, quarter_of

FIRST_YEAR, LAST_YEAR = 1945, 2100
_WHOLE_YEAR = frozenset({PeriodKind.YEAR_ROUND, PeriodKind.SCHOOL_YEAR})


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a task stands in the year: its board column and its last day (None: never late)."""

    year: int
    lane: int
    due_on: date | None


def read_span(kind: str, value: str) -> tuple[Period, Period]:
    """The first and the last period of ``value`` ("2026-02" or "2026-02/2026-04").

    Raises :class:`PeriodError` when it does not parse, or parses to another kind than ``kind``.
    """
    first_text, _, last_text = value.partition("/")
    first = parse_value(first_text)
    last = parse_value(last_text) if last_text else first
    if first.kind != kind or last.ends_on < first.starts_on:
        raise PeriodError(f"Thời gian {value!r} không khớp; hãy chọn lại.")
    return first, last


def placing(
    *, kind: str, value: str, month: str = "", deadline: date | None = None, plan_year: int
) -> Placing:
    """Work out year, lane and last day; raises :class:`PeriodError` on a period that does not parse.

    An explicit deadline is the last day, then the month inside a quarter, then the period's
    own end. Year-round work has no last day unless the plan names one.
    """
    first, last = read_span(kind, value) if kind else (None, None)
    _require_sane(deadline, last)
    due = deadline or (parse_value(month).ends_on if month else None)
    if due is None and last is not None and kind != PeriodKind.YEAR_ROUND:
        due = last.ends_on
    if kind in _WHOLE_YEAR and not month:
        return Placing(first.starts_on.year if first else plan_year, Lane.YEAR_ROUND, due)
    if due is None:
        return Placing(plan_year, Lane.UNTIMED, None)
    return Placing(due.year, quarter_of(due), due)


def _require_sane(deadline: date | None, last: Period | None) -> None:
    """A slip of the finger must not put work into the year 26 or 9999."""
    for day in (deadline, last.ends_on if last else None):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise PeriodError(f"Năm {day.year} không hợp lý; năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")


def period_words(kind: str, value: str, *, month: str = "", deadline: date | None = None) -> str:
    """How the time of a task reads: its deadline, the month inside a quarter, or the period itself."""
    if deadline:
        return f"hạn {deadline:%d/%m/%Y}"
    if month:
        return parse_value(month).label_vi()
    if not kind:
        return ""
    first, last = read_span(kind, value)
    return first.label_vi() if first == last else f"{first.label_vi()} đến {last.label_vi()}"
