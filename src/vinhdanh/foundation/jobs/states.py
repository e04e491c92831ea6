"""How a job stands, and what stops one from inside."""

from django.db import models


class RunState(models.TextChoices):
    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Xong"
    FAILED = "failed", "Không thành"
    CANCELLED = "cancelled", "Đã dừng"


ACTIVE = (RunState.WAITING, RunState.RUNNING)


class JobCancelledError(Exception):
    """Somebody asked for an end; raised by ``report`` inside the job."""


class JobReturnedError(Exception):
    """The worker is stopping; the job goes back on the queue. Raised by ``report`` inside the job."""
