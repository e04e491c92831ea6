from datetime import UTC, date, datetime, timedelta

import pytest

from vinhdanh.foundation.kernel import clock


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-02", "2026-03-02T00:00:00+07:00"),
        ("2026-03-02T08:30", "2026-03-02T08:30:00+07:00"),
        ("2026-03-01T23:00:00Z", "2026-03-02T06:00:00+07:00"),
        (" 2026-03-02 ", "2026-03-02T00:00:00+07:00"),
    ],
)
def test_variable_fixes_the_clock(monkeypatch: pytest.MonkeyPatch, text: str, iso: str) -> None:
    monkeypatch.setenv(clock.VARIABLE, text)
    assert clock.now().isoformat() == iso
    assert clock.today() == date(2026, 3, 2)


def test_variable_is_read_at_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.VARIABLE, "2026-03-02")
    first = clock.now()
    monkeypatch.setenv(clock.VARIABLE, "2026-03-03")
    assert clock.now() - first == timedelta(days=1)


def test_wrong_variable_says_what_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.VARIABLE, "02/03/2026")
    with pytest.raises(clock.ClockError, match=r"VINHDANH_NOW='02/03/2026'.*2026-03-02"):
        clock.now()


def test_running_clock_is_vietnamese_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.VARIABLE, raising=False)
    before, now, after = datetime.now(UTC), clock.now(), datetime.now(UTC)
    assert before <= now <= after
    assert now.utcoffset() == timedelta(hours=7)


def test_frozen_goes_before_the_variable_and_nests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(clock.VARIABLE, "2026-03-02")
    with clock.frozen(date(2025, 1, 1)) as hands:
        with clock.frozen("2024-05-05"):
            assert clock.today() == date(2024, 5, 5)
        assert clock.today() == date(2025, 1, 1)
        hands.advance(timedelta(hours=25))
        assert clock.today() == date(2025, 1, 2)
        hands.move_to("2025-06-01")
        assert clock.today() == date(2025, 6, 1)
    assert clock.today() == date(2026, 3, 2)


def test_late_evening_in_utc_is_the_next_day_in_viet_nam() -> None:
    with clock.frozen(datetime(2026, 3, 1, 17, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 2)
