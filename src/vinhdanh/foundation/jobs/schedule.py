"""Jobs that come by themselves: declared beside what they do, started by the worker.

Times are Vietnamese. A run that a stopped machine missed is made up for once, not many times.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta

from vinhdanh.foundation.jobs.queue import job


@dataclass(frozen=True, slots=True)
class Schedule:
    """``every`` so often; or once a day ``at`` a time, on one ``weekday`` only (Monday is 0) when given."""

    every: timedelta | None = None
    at: time | None = None
    weekday: int | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError("a schedule has either every or at")


SCHEDULES: dict[str, Schedule] = {}
"""By the name of the job."""


def periodic(name: str, schedule: Schedule) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare a function without arguments as a job that the worker queues when its time has come."""

    def declare(function: Callable[[], None]) -> Callable[[], None]:
        SCHEDULES[name] = schedule
        job(name)(function)
        return function

    return declare
