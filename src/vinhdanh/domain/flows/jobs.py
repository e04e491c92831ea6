"""What crosses rooms and comes by itself."""

from datetime import timedelta

from vinhdanh.domain.flows.handing_over import settle_leavers
from vinhdanh.foundation.jobs.schedule import Schedule, periodic


@periodic("access.settle_leavers", Schedule(every=timedelta(minutes=15)), title="Bàn giao đến ngày hẹn")
def settle() -> None:
    """Hand-overs whose day has come, and work that waits for people who have left."""
    settle_leavers()
