"""Carrying out one job: its row tells people how it stands, whatever happens inside."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job
from structlog.contextvars import bound_contextvars

from vinhdanh.foundation.jobs.models import PeriodicRun, Run
from vinhdanh.foundation.jobs.states import ACTIVE, JobCancelledError, JobReturnedError, RunState
from vinhdanh.foundation.kernel.clock import machine_now
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.foundation.kernel.tracing import traced

_LOG = logging.getLogger(__name__)
MOST_ATTEMPTS = 5
GIVEN_UP = (
    f"Đã thử {MOST_ATTEMPTS} lần mà không thành nên đã dừng thử. "
    "Người vận hành xem nhật ký của hệ thống, sửa nguyên nhân rồi bấm “Thử lại”."
)
STOPPING = threading.Event()
"""Set when the worker must end soon: a job that reports goes back on the queue."""
_REPORT_SECONDS = 0.5


class _Retry(BaseRetryStrategy):
    """Again after 5, 11, 29 and 83 seconds; a refusal is an answer and not tried again."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, JobReturnedError):
            return RetryDecision(retry_in={"seconds": 0})
        if isinstance(exception, RefusedError) or job.attempts + 1 >= MOST_ATTEMPTS:
            return None
        return RetryDecision(retry_in={"seconds": 2 + 3 ** (job.attempts + 1)})


RETRY = _Retry()


@dataclass(slots=True)
class _Current:
    run: UUID
    reported: float = 0.0


_current: ContextVar[_Current | None] = ContextVar("vinhdanh_job", default=None)


def carry_out(work: Callable[..., Any], job: Job, arguments: Mapping[str, Any]) -> None:
    """Run ``work`` in a worker's thread; raises what makes the queue try again or give up."""
    run = Run.objects.filter(number=job.id).first()
    words = {"job": job.task_name, "run": str(run.pk) if run else ""}
    with traced(), bound_contextvars(**words), _connection_given_back():
        if run is None:
            work(**arguments)
            return
        if run.state in (RunState.DONE, RunState.CANCELLED):
            return  # a kill fell between the note that it is done and the library's own
        _begin(run, job)
        token = _current.set(_Current(run.pk))
        try:
            _outcome(run, job, lambda: work(**arguments))
        finally:
            _current.reset(token)


def _begin(run: Run, job: Job) -> None:
    attempts = (job.attempts or 0) + 1
    fresh = {"finished_at": None, "fault": "", "message": ""}
    _note(run, state=RunState.RUNNING, started_at=machine_now(), attempts=attempts, **fresh)


def _outcome(run: Run, job: Job, work: Callable[[], Any]) -> None:
    try:
        result = work()
    except JobCancelledError:
        _end(run, RunState.CANCELLED)
    except RefusedError as refused:
        _end(run, RunState.FAILED, fault=str(refused.refusal))
        raise
    except Exception as error:
        if RETRY.get_retry_decision(exception=error, job=job) is None:
            _end(run, RunState.FAILED, fault=GIVEN_UP)
        else:
            _note(run, state=RunState.WAITING, message="Sẽ tự thử lại")
        raise
    else:
        _end(run, RunState.DONE, result=result, progress=100)


def _end(run: Run, state: RunState, **changes: Any) -> None:
    _note(run, state=state, finished_at=machine_now(), **changes)
    if run.key == periodic_key(run.name):
        with suppress(DatabaseError, InterfaceError):
            _note_periodic(run, changes.get("fault", ""))


def _note_periodic(run: Run, fault: str) -> None:
    """One failure of a job that comes again and again is enough to look at."""
    PeriodicRun.objects.filter(name=run.name).update(ended_at=machine_now(), fault=fault)
    Run.objects.filter(key=run.key, state=RunState.FAILED).exclude(pk=run.pk).delete()


def _note(run: Run, **changes: Any) -> None:
    """Bookkeeping only: where the database is gone the queue's own rescue settles the row."""
    try:
        Run.objects.filter(pk=run.pk).update(**changes)
    except (DatabaseError, InterfaceError):
        _LOG.warning("the state of a job could not be written")


def periodic_key(name: str) -> str:
    """The key of a job that comes by itself: one at a time."""
    return f"periodic:{name}"


@contextmanager
def _connection_given_back() -> Iterator[None]:
    """A worker's thread keeps no connection between jobs: it may be dead when the next one comes."""
    try:
        yield
    finally:
        if not connection.in_atomic_block:
            connection.close()


_REPORT = """
UPDATE jobs_run SET progress = %s, message = %s WHERE id = %s AND state = 'running' RETURNING cancel_asked
"""


def report(done: int, *, of: int = 100, message: str = "") -> None:
    """Tell how far the job is: ``done`` of ``of``, with words for people. Does nothing outside a job.

    Seen at once, also from inside a transaction. Raises JobCancelledError when somebody asked for an
    end and JobReturnedError when the worker is stopping: let both pass, the transaction rolls back.
    """
    current = _current.get()
    if current is None:
        return
    if STOPPING.is_set():
        raise JobReturnedError
    rest = time.monotonic() - current.reported
    if rest < _REPORT_SECONDS and done < of:
        return
    current.reported = time.monotonic()
    percent = min(100, max(0, done * 100 // of)) if of else None
    if _written_apart(percent, message[:300], current.run):
        raise JobCancelledError


def _written_apart(percent: int | None, message: str, run: UUID) -> bool:
    """Written on a connection of its own when the job is inside a transaction; whether to stop."""
    channel = connection.copy() if connection.in_atomic_block else connection
    try:
        with channel.cursor() as cursor:
            cursor.execute(_REPORT, [percent, message, run])
            row = cursor.fetchone()
    finally:
        if channel is not connection:
            channel.close()
    return bool(row and row[0])


def rescued(number: int) -> None:
    """The queue took the job from a worker that stopped breathing."""
    Run.objects.filter(number=number, state=RunState.RUNNING).update(
        state=RunState.WAITING, message="Tiến trình xử lý đã dừng giữa chừng; sẽ tự chạy lại"
    )


def given_up(number: int) -> None:
    """The queue gave a job up that took its worker down again and again."""
    Run.objects.filter(number=number, state__in=ACTIVE).update(
        state=RunState.FAILED, finished_at=machine_now(), fault=GIVEN_UP
    )
