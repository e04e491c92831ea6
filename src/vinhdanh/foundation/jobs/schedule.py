"""Jobs that come by themselves: declared beside what they do, started by the worker.

Times are Vietnamese. A run that a stopped machine missed is made up for once, not many times.
Intervals (``every``) follow the machine's own time, times of day (``at``) the program's clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from vinhdanh.foundation.jobs.carrying import periodic_key
from vinhdanh.foundation.jobs.models import PeriodicRun
from vinhdanh.foundation.jobs.queue import enqueue, job
from vinhdanh.foundation.kernel.clock import VIETNAM, machine_now, now

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_NEVER = datetime(1970, 1, 1, tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True)
class Schedule:
    """``every`` so often; or once a day ``at`` a time, on one ``weekday`` only (Monday is 0) when given."""

    every: timedelta | None = None
    at: time | None = None
    weekday: int | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError("a schedule has either every or at")

    @property
    def step(self) -> timedelta:
        """From one run to the next."""
        return self.every or (_DAY if self.weekday is None else _WEEK)

    def clock(self) -> datetime:
        """The present moment by the clock that this schedule follows."""
        return machine_now() if self.every else now()

    def latest(self, moment: datetime) -> datetime:
        """The last moment at or before ``moment`` that a run was due; for ``every`` that is ``moment``."""
        if self.at is None:
            return moment
        local = moment.astimezone(VIETNAM)
        slot = datetime.combine(local.date(), self.at, tzinfo=VIETNAM)
        if self.weekday is not None:
            slot -= _DAY * ((slot.weekday() - self.weekday) % 7)
        return slot if slot <= local else slot - self.step

    def following(self, settled: datetime) -> datetime:
        """When the run after the settled one is due."""
        return settled.astimezone(VIETNAM) + self.step


SCHEDULES: dict[str, Schedule] = {}
"""By the name of the job."""


def periodic(
    name: str, schedule: Schedule, *, title: str = ""
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare a function without arguments as a job that the worker queues when its time has come."""

    def declare(function: Callable[[], None]) -> Callable[[], None]:
        SCHEDULES[name] = schedule
        job(name, title=title)(function)
        return function

    return declare


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to run, and the slot that is settled from now on."""

    run: bool
    slot: datetime


def judge(schedule: Schedule, settled: datetime | None, moment: datetime) -> Verdict:
    """What to do at ``moment`` when the runs up to ``settled`` are done with.

    However many were missed, one is run. A schedule seen for the first time owes nothing for the
    past. A clock that was moved back runs nothing twice; where it had been more than one step
    ahead, the count starts anew from what it says now, so that nothing waits for ever.
    """
    latest = schedule.latest(moment)
    if settled is None:
        return Verdict(schedule.every is not None, latest)
    if settled > moment and (schedule.every or settled > moment + schedule.step):
        return Verdict(run=False, slot=latest)
    due = moment - settled >= schedule.every if schedule.every else latest > settled
    return Verdict(run=due, slot=latest if due else settled)


def tick() -> list[str]:
    """Queue what is due; of several workers one does it. Returns the names that were queued."""
    settled = dict(PeriodicRun.objects.values_list("name", "slot"))
    changing = [
        name
        for name, schedule in SCHEDULES.items()
        if judge(schedule, settled.get(name), schedule.clock()).slot != settled.get(name)
    ]
    return [name for name in changing if _settle(name, SCHEDULES[name])]


@transaction.atomic
def _settle(name: str, schedule: Schedule) -> bool:
    """Look again with the row locked; another worker may have been first."""
    PeriodicRun.objects.bulk_create([PeriodicRun(name=name, slot=_NEVER)], ignore_conflicts=True)
    row = PeriodicRun.objects.select_for_update(skip_locked=True).filter(name=name).first()
    if row is None:
        return False
    verdict = judge(schedule, None if row.slot == _NEVER else row.slot, schedule.clock())
    changes = {"slot": verdict.slot, **({"ran_at": machine_now()} if verdict.run else {})}
    PeriodicRun.objects.filter(name=name).update(**changes)
    if verdict.run:
        enqueue(name, key=periodic_key(name))
    return verdict.run
