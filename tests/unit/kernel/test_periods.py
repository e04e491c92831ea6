from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.foundation.kernel.periods import (
    Period,
    PeriodError,
    PeriodKind,
    from_roman,
    parse_value,
    quarter_of,
    to_roman,
)

DAYS = st.dates(date(1000, 1, 1), date(9000, 12, 31))
YEARS = st.integers(1000, 9000)


def _range(days: list[date]) -> Period:
    return Period.of_range(min(days), max(days))


PERIODS = st.one_of(
    st.builds(Period.of_quarter, YEARS, st.integers(1, 4)),
    st.builds(Period.of_month, YEARS, st.integers(1, 12)),
    st.builds(Period.of_date, DAYS),
    st.builds(_range, st.lists(DAYS, min_size=2, max_size=2)),
    st.builds(Period.of_year, YEARS),
    st.builds(Period.of_school_year, YEARS),
)


@pytest.mark.parametrize(
    ("value", "kind", "first", "last", "label"),
    [
        ("2023-Q1", "quarter", date(2023, 1, 1), date(2023, 3, 31), "Quý I/2023"),
        ("2024-Q4", "quarter", date(2024, 10, 1), date(2024, 12, 31), "Quý IV/2024"),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29), "tháng 2/2024"),
        ("2023-05-15", "date", date(2023, 5, 15), date(2023, 5, 15), "ngày 15/05/2023"),
        (
            "2020",
            "year_round",
            date(2020, 1, 1),
            date(2020, 12, 31),
            "thường xuyên năm 2020",
        ),
        (
            "2024-2025",
            "school_year",
            date(2024, 8, 1),
            date(2025, 7, 31),
            "năm học 2024-2025",
        ),
        (
            "2026-03-01/2026-03-20",
            "range",
            date(2026, 3, 1),
            date(2026, 3, 20),
            "từ ngày 01/03/2026 đến ngày 20/03/2026",
        ),
        (
            "2026-01-01/2030-12-31",
            "range",
            date(2026, 1, 1),
            date(2030, 12, 31),
            "giai đoạn 2026-2030",
        ),
    ],
)
def test_each_kind(value: str, kind: str, first: date, last: date, label: str) -> None:
    period = parse_value(value)
    assert (period.kind, period.starts_on, period.ends_on) == (kind, first, last)
    assert (period.value, str(period), period.label_vi()) == (value, value, label)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-Q5",
        "2023-13",
        "2023-02-30",
        "2024-2026",
        "2023-1",
        "quý I",
        "2026-03/2026-04",
        "2026-03-02/2026-03-01",
        "0000",
        "9999-10000",
        "9999-2000",
        "２０２３",
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_value(text)


def test_a_quarter_outside_the_year_is_refused() -> None:
    with pytest.raises(PeriodError, match="quý 5"):
        Period.of_quarter(2023, 5)


@given(PERIODS)
def test_value_reads_back(period: Period) -> None:
    assert parse_value(period.value) == period


@given(PERIODS)
def test_ends_belong_and_neighbours_do_not(period: Period) -> None:
    day = timedelta(days=1)
    assert period.contains(period.starts_on)
    assert period.contains(period.ends_on)
    assert not period.contains(period.starts_on - day)
    assert not period.contains(period.ends_on + day)


@given(DAYS)
def test_a_day_lies_in_its_own_quarter_month_and_year(day: date) -> None:
    quarter = Period.of_quarter(day.year, quarter_of(day))
    assert quarter.contains(day)
    assert Period.of_month(day.year, day.month).contains(day)
    assert Period.of_year(day.year).contains(day)
    assert sum(Period.of_school_year(day.year - back).contains(day) for back in (0, 1)) == 1


@given(st.lists(PERIODS, max_size=6))
def test_order_is_by_first_day_then_last_day(periods: list[Period]) -> None:
    ordered = sorted(periods)
    assert [(p.starts_on, p.ends_on) for p in ordered] == sorted((p.starts_on, p.ends_on) for p in periods)


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(number: int) -> None:
    assert from_roman(to_roman(number)) == number
    assert from_roman(to_roman(number).lower()) == number


@pytest.mark.parametrize("text", ["", "IIII", "IM", "VX", "4", "MMMM"])
def test_malformed_roman_numerals(text: str) -> None:
    with pytest.raises(ValueError, match="La Mã"):
        from_roman(text)


@pytest.mark.parametrize("number", [0, 4000, -1])
def test_numbers_without_roman_numeral(number: int) -> None:
    with pytest.raises(ValueError, match="3999"):
        to_roman(number)


def test_kinds_are_plain_words() -> None:
    assert {kind.value for kind in PeriodKind} == {
        "quarter",
        "month",
        "date",
        "range",
        "year_round",
        "school_year",
    }
