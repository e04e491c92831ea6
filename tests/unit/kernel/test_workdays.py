from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.foundation.kernel.workdays import WorkCalendar, vietnam_calendar

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
CALENDAR = vietnam_calendar(range(2023, 2029))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 1), False),  # New Year
        (date(2026, 2, 17), False),  # Tết
        (date(2026, 4, 27), False),  # in lieu of a Sunday holiday
        (date(2026, 8, 22), True),  # swap Saturday
        (date(2026, 8, 31), False),  # day off taken for it
        (date(2026, 11, 24), False),  # Culture Day, a day off from 2026
        (date(2025, 11, 24), True),
        (date(2026, 3, 7), False),  # Saturday
        (date(2026, 3, 9), True),
    ],
)
def test_vietnamese_days(day: date, worked: bool) -> None:
    assert CALENDAR.is_working_day(day) is worked


def test_names_are_vietnamese() -> None:
    assert "Ngày Văn hóa" in CALENDAR.holidays[date(2026, 11, 24)]
    assert CALENDAR.working_swaps[date(2026, 8, 22)] == "Ngày làm bù"


def test_only_swap_days_of_the_years_asked_for() -> None:
    assert {day.year for day in vietnam_calendar([2026]).working_swaps} == {2026}


def test_own_rows_go_before_the_library() -> None:
    own = vietnam_calendar(
        [2026],
        off={date(2026, 8, 22): "Nghỉ", date(2026, 3, 9): "Bão"},
        worked={date(2026, 8, 31): "Làm việc"},
    )
    assert not own.is_working_day(date(2026, 8, 22))
    assert not own.is_working_day(date(2026, 3, 9))
    assert own.is_working_day(date(2026, 8, 31))


def test_a_day_cannot_be_both() -> None:
    day = date(2026, 5, 2)
    with pytest.raises(ValueError, match="02/05/2026"):
        WorkCalendar({day: "Nghỉ"}, {day: "Làm bù"})


def test_the_callers_mapping_is_not_kept() -> None:
    rows = {date(2026, 3, 9): "Nghỉ"}
    calendar = WorkCalendar(rows)
    rows.clear()
    assert not calendar.is_working_day(date(2026, 3, 9))


def test_five_days_over_a_holiday() -> None:
    assert CALENDAR.add_working_days(date(2026, 4, 28), 5) == date(2026, 5, 7)
    assert CALENDAR.add_working_days(date(2026, 5, 7), -5) == date(2026, 4, 28)
    assert CALENDAR.working_days_between(date(2026, 4, 28), date(2026, 5, 7)) == 5


def test_next_working_day() -> None:
    assert CALENDAR.next_working_day(date(2026, 4, 30)) == date(2026, 5, 4)
    assert CALENDAR.next_working_day(date(2026, 5, 4)) == date(2026, 5, 4)


@given(DAYS, st.integers(-120, 120))
def test_adding_lands_on_a_worked_day_and_goes_back(start: date, count: int) -> None:
    start = CALENDAR.next_working_day(start)
    end = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(end)
    assert CALENDAR.add_working_days(end, -count) == start
    assert CALENDAR.working_days_between(start, end) == count


@given(DAYS, DAYS, DAYS)
def test_counts_add_up(a: date, b: date, c: date) -> None:
    a, b, c = sorted((a, b, c))
    between = CALENDAR.working_days_between
    assert between(a, b) + between(b, c) == between(a, c)


@given(st.sets(DAYS, max_size=20), st.sets(DAYS, max_size=20), DAYS)
def test_rows_decide_and_the_week_decides_the_rest(off: set[date], worked: set[date], day: date) -> None:
    off -= worked
    calendar = WorkCalendar(dict.fromkeys(off, "Nghỉ"), dict.fromkeys(worked, "Làm bù"))
    expected = day in worked or (day not in off and day.isoweekday() <= 5)
    assert calendar.is_working_day(day) is expected
    following = calendar.next_working_day(day)
    assert calendar.is_working_day(following)
    skipped = (day + timedelta(days=n) for n in range((following - day).days))
    assert not any(calendar.is_working_day(d) for d in skipped)
