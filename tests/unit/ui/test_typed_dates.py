"""Dates as people type them."""

from datetime import date

import pytest

from vinhdanh.foundation.kernel.typed import typed_date


@pytest.mark.parametrize("raw", ["9/1/2026", "09-01-2026", "9.1.26", " 9 / 1 / 26 ", "2026-01-09"])
def test_ways_to_write_one_day(raw: str) -> None:
    assert typed_date(raw) == date(2026, 1, 9)


@pytest.mark.parametrize("raw", ["31/2/2026", "9/1", "9/1/" + "9" * 400, "mai", "1/1/0"])
def test_what_is_no_day_of_the_calendar(raw: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        typed_date(raw)


def test_an_empty_field_is_no_date() -> None:
    assert typed_date("  ") is None
