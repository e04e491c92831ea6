"""Jobs that come by themselves: on time, once, made up for once, and not confused by a clock."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from vinhdanh.foundation.jobs import schedule as module
from vinhdanh.foundation.jobs.models import PeriodicRun, Run
from vinhdanh.foundation.jobs.queries import periodic_rows
from vinhdanh.foundation.jobs.schedule import SCHEDULES, Schedule, judge, periodic, tick
from vinhdanh.foundation.kernel.clock import VIETNAM, FrozenClock

DAILY = Schedule(at=time(7, 30))
MONDAY = Schedule(at=time(7, 30), weekday=0)
OFTEN = Schedule(every=timedelta(seconds=10))
periodic("tests.weekly", MONDAY, title="Bản tin tuần")(lambda: None)
del SCHEDULES["tests.weekly"]  # known to the queue, and due only where a test says so


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def _ran(schedule: Schedule, settled: datetime, moments: list[str]) -> tuple[list[bool], datetime]:
    found = []
    for moment in moments:
        verdict = judge(schedule, settled, _at(moment))
        found.append(verdict.run)
        settled = verdict.slot
    return found, settled


def test_a_schedule_has_either_every_or_at() -> None:
    with pytest.raises(ValueError, match="either"):
        Schedule()
    with pytest.raises(ValueError, match="either"):
        Schedule(every=timedelta(1), at=time(7))


@pytest.mark.parametrize(
    ("schedule", "moment", "slot"),
    [
        (DAILY, "2026-03-16T07:29", "2026-03-15T07:30"),
        (DAILY, "2026-03-16T07:30", "2026-03-16T07:30"),
        (MONDAY, "2026-03-16T07:29", "2026-03-09T07:30"),
        (MONDAY, "2026-03-16T07:30", "2026-03-16T07:30"),
        (MONDAY, "2026-03-22T23:00", "2026-03-16T07:30"),
    ],
)
def test_the_latest_slot(schedule: Schedule, moment: str, slot: str) -> None:
    assert schedule.latest(_at(moment)) == _at(slot)


def test_times_are_vietnamese_whatever_zone_the_moment_has() -> None:
    from datetime import UTC

    assert DAILY.latest(datetime(2026, 3, 16, 0, 30, tzinfo=UTC)) == _at("2026-03-16T07:30")


def test_a_day_runs_once_and_missed_days_are_made_up_for_once() -> None:
    moments = [
        "2026-03-16T07:31",
        "2026-03-16T07:32",
        "2026-03-17T07:00",
        "2026-03-20T10:00",
        "2026-03-20T10:01",
    ]
    assert _ran(DAILY, _at("2026-03-15T07:30"), moments)[0] == [True, False, False, True, False]


def test_a_new_schedule_owes_nothing_for_the_past_and_an_interval_begins_at_once() -> None:
    assert not judge(DAILY, None, _at("2026-03-16T08:00")).run
    assert judge(OFTEN, None, _at("2026-03-16T08:00")).run


def test_a_clock_moved_back_an_hour_runs_nothing_twice() -> None:
    moments = ["2026-03-16T08:00", "2026-03-16T07:00", "2026-03-16T07:31", "2026-03-17T07:31"]
    assert _ran(DAILY, _at("2026-03-15T07:30"), moments)[0] == [True, False, False, True]


def test_a_clock_that_was_a_year_ahead_stops_nothing() -> None:
    moments = ["2027-03-16T08:00", "2026-03-16T08:00", "2026-03-16T09:00", "2026-03-17T07:31"]
    assert _ran(DAILY, _at("2026-03-15T07:30"), moments)[0] == [True, False, False, True]
    intervals = ["2027-03-16T08:00:00", "2026-03-16T08:00:00", "2026-03-16T08:00:05", "2026-03-16T08:00:10"]
    assert _ran(OFTEN, _at("2026-03-16T07:59"), intervals)[0] == [True, False, False, True]


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> dict[str, Schedule]:
    only = {"tests.weekly": MONDAY}
    monkeypatch.setattr(module, "SCHEDULES", only)
    monkeypatch.setattr("vinhdanh.foundation.jobs.queries.SCHEDULES", only)
    return only


@pytest.mark.django_db
def test_the_worker_queues_what_is_due_and_of_two_workers_one_does(
    declared: dict[str, Schedule], clock: FrozenClock
) -> None:
    clock.move_to("2026-03-15T08:00")
    assert tick() == []
    clock.move_to("2026-03-16T07:30")
    assert tick() == ["tests.weekly"]
    assert tick() == []
    run = Run.objects.get()
    assert (run.name, run.title, run.asked_by) == ("tests.weekly", "Bản tin tuần", None)
    row = periodic_rows()[0]
    assert row.next_at == _at("2026-03-23T07:30")
    clock.move_to("2026-03-23T08:00")
    assert tick() == ["tests.weekly"]  # settled, but the last one still waits: it is not queued twice
    assert Run.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_row_held_by_another_worker_is_left_to_it(
    declared: dict[str, Schedule], clock: FrozenClock
) -> None:
    import threading

    from django.db import connection, transaction

    clock.move_to("2026-03-15T08:00")
    tick()
    clock.move_to("2026-03-16T08:00")
    found: list[Any] = []

    def other() -> None:
        found.append(tick())
        connection.close()

    with transaction.atomic():
        PeriodicRun.objects.select_for_update().get(name="tests.weekly")
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert found == [[]]
    assert tick() == ["tests.weekly"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")  # not Django's to empty after the test
