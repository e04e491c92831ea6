"""Put a job on the queue, and declare one; ``worker`` runs them and rescues what a kill left behind."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vinhdanh.foundation.kernel.tracing import traced

_RETRY = RetryStrategy(max_attempts=4, wait=2, exponential_wait=3)

Job = Callable[..., None]


def job(name: str) -> Callable[[Job], Job]:
    """Declare a function as a job: ids in, action out, safe to run twice."""

    def declare(function: Job) -> Job:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> None:
            with traced():
                function(*args, **kwargs)

        app.task(name=name, retry=_RETRY)(run)
        return function

    return declare


def enqueue(name: str, /, *, lock: str | None = None, **arguments: Any) -> int:
    """Queue a job inside the current transaction: if it rolls back, nothing runs.

    ``lock`` serialises jobs on one thing. Returns the job's number.
    """
    return app.configure_task(name, lock=lock).defer(**arguments)
