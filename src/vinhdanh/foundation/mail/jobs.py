"""Letters leave soon after they are written, and every minute whatever waited."""

from datetime import timedelta

from vinhdanh.foundation.jobs.schedule import Schedule, periodic
from vinhdanh.foundation.mail.delivery import deliver
from vinhdanh.foundation.mail.outbox import DELIVER_JOB


@periodic(DELIVER_JOB, Schedule(every=timedelta(minutes=1)), title="Gửi thư trong hàng chờ")
def deliver_job() -> None:
    deliver()
