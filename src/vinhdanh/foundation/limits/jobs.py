"""Housekeeping."""

from datetime import timedelta

from vinhdanh.foundation.jobs.schedule import Schedule, periodic
from vinhdanh.foundation.limits.counting import forget_ended


@periodic("limits.forget", Schedule(every=timedelta(hours=1)), title="Quên các lượt đếm đã cũ")
def forget() -> None:
    """Drop counters that count nothing any more."""
    forget_ended()
