"""Put a job on the queue, and declare one; ``worker`` runs them and rescues what a kill left behind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from vinhdanh.foundation.jobs.carrying import RETRY, carry_out
from vinhdanh.foundation.jobs.models import Run
from vinhdanh.foundation.jobs.states import ACTIVE

QUICK, LONG = "default", "long"
Work = TypeVar("Work", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Declared:
    """``title`` is what people read; jobs of the queue ``LONG`` never hold up the others."""

    title: str
    queue: str


DECLARED: dict[str, Declared] = {}
"""By the name of the job."""


def job(name: str, *, title: str = "", long: bool = False) -> Callable[[Work], Work]:
    """Declare a function as a job: ids in, action out, safe to run twice.

    Its answer (JSON) is kept for who asked, and so is the sentence of a ``RefusedError``; any other
    exception makes it run again later, up to ``carrying.MOST_ATTEMPTS`` times. Inside, it may tell
    how far it is with ``carrying.report``.
    """

    def declare(function: Work) -> Work:
        def run(context: JobContext, /, **arguments: Any) -> None:
            carry_out(function, context.job, arguments)

        DECLARED[name] = Declared(title or name, LONG if long else QUICK)
        app.task(name=name, retry=RETRY, pass_context=True, queue=DECLARED[name].queue)(run)
        return function

    return declare


def enqueue(
    name: str,
    /,
    *,
    lock: str | None = None,
    key: str = "",
    asked_by: models.Model | None = None,
    title: str = "",
    priority: int = 0,
    **arguments: Any,
) -> UUID:
    """Queue a job inside the current transaction: if it rolls back, nothing runs. Returns its ``Run``.

    ``lock`` serialises jobs on one thing. While a job of the same ``key`` waits or runs, that one is
    returned and nothing is queued. ``title`` says it in words, ``asked_by`` is who may follow and stop
    it; of waiting jobs the higher ``priority`` goes first.
    """
    declared = DECLARED.get(name, Declared(name, QUICK))
    run = Run(
        name=name,
        key=key,
        title=(title or declared.title)[:200],
        queue=declared.queue,
        asked_by_id=asked_by.pk if asked_by else None,
    )
    with transaction.atomic():
        earlier = _claim(run)
        if earlier is not None:
            return earlier
        number = app.configure_task(name, lock=lock, queue=declared.queue, priority=priority).defer(
            **arguments
        )
        Run.objects.filter(pk=run.pk).update(number=number)
    return run.pk


def _claim(run: Run) -> UUID | None:
    """Keep the row, or give the one of the same key that is still active."""
    while True:
        earlier = Run.objects.filter(key=run.key, state__in=ACTIVE).values_list("pk", flat=True)
        if run.key and (found := earlier.first()):
            return found
        try:
            with transaction.atomic():
                run.save(force_insert=True)
        except IntegrityError:
            if not run.key:
                raise
            continue  # another transaction was first, or has just ended: look again
        return None
