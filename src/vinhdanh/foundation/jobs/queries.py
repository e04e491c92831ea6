"""How the queue stands: for the operator's page, the checks and the metrics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from vinhdanh.foundation.jobs.models import PeriodicRun, Run
from vinhdanh.foundation.jobs.queue import DECLARED
from vinhdanh.foundation.jobs.schedule import SCHEDULES, Schedule
from vinhdanh.foundation.jobs.states import ACTIVE, RunState

ALIVE_SECONDS = 20.0
PAGE = 50


@dataclass(frozen=True, slots=True)
class Depth:
    """``oldest_wait`` is for how long the job that is due and waits longest has done so."""

    waiting: int
    running: int
    failed: int
    oldest_wait: timedelta | None


_DEPTH = """
SELECT count(*) FILTER (WHERE status = 'todo'),
       count(*) FILTER (WHERE status = 'doing'),
       count(*) FILTER (WHERE status = 'failed'),
       clock_timestamp() - min(coalesce(j.scheduled_at, r.created_at))
           FILTER (WHERE status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= clock_timestamp()))
  FROM procrastinate_jobs j LEFT JOIN jobs_run r ON r.number = j.id
"""


def depth() -> Depth:
    """The queue in four figures; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_DEPTH)
        return Depth(*cursor.fetchone())


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker by its last sign of life; ``alive`` by the database's own clock."""

    number: int
    heartbeat: datetime
    alive: bool


def workers() -> list[WorkerRow]:
    """Every worker that signed in and did not sign out, the liveliest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, last_heartbeat, last_heartbeat > clock_timestamp() - make_interval(secs => %s)"
            " FROM procrastinate_workers ORDER BY last_heartbeat DESC LIMIT 50",
            [ALIVE_SECONDS],
        )
        return [WorkerRow(*row) for row in cursor.fetchall()]


def runs(*, state: str = "", after: UUID | None = None) -> tuple[list[Run], bool]:
    """A page of jobs, newest first, and whether there are more; by default what waits, runs or failed."""
    states = [state] if state in RunState.values else [*ACTIVE, RunState.FAILED]
    rows = Run.objects.filter(state__in=states).select_related("asked_by").order_by("-id")
    if after:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def run_asked_by(user_id: UUID, run_id: UUID) -> Run | None:
    """One's own job."""
    return Run.objects.filter(pk=run_id, asked_by_id=user_id).first()


def active_run(user_id: UUID | None, name: str) -> Run | None:
    """One's own newest job of this name that still waits or runs; one query."""
    return Run.objects.filter(asked_by_id=user_id, name=name, state__in=ACTIVE).order_by("-id").first()


def newest_run(key: str) -> Run | None:
    """The latest job of a key, in whatever state."""
    return Run.objects.filter(key=key).order_by("-id").first()


@dataclass(frozen=True, slots=True)
class PeriodicRow:
    """A job that comes by itself. ``next_at`` is empty until a worker has seen it."""

    name: str
    title: str
    schedule: Schedule
    ran_at: datetime | None
    ended_at: datetime | None
    next_at: datetime | None
    fault: str


def periodic_rows() -> Sequence[PeriodicRow]:
    """All that are declared, by title; one query."""
    known = {row.name: row for row in PeriodicRun.objects.all()}
    found = []
    for name, schedule in SCHEDULES.items():
        row = known.get(name)
        found.append(
            PeriodicRow(
                name=name,
                title=DECLARED[name].title,
                schedule=schedule,
                ran_at=row.ran_at if row else None,
                ended_at=row.ended_at if row else None,
                next_at=schedule.following(row.slot) if row else None,
                fault=row.fault if row else "",
            )
        )
    return sorted(found, key=lambda item: item.title)
