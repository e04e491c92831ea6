"""The worker process: runs queued jobs, queues those whose time has come, and picks up what a kill dropped.

Quick jobs and long ones have workers of their own, so that a long import does not hold up a reading.
A database that goes away is waited for; nothing that was queued is lost by it.
"""

import asyncio
import logging
import signal
from contextlib import suppress
from typing import Any

import psycopg
from django.db import DatabaseError, InterfaceError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from vinhdanh.foundation.jobs import carrying, schedule, upkeep
from vinhdanh.foundation.jobs.loops import run_loops
from vinhdanh.foundation.jobs.queue import LONG, QUICK

_LOG = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 5.0
STALLED_AFTER_SECONDS = 20.0
SWEEP_SECONDS = 10.0
TICK_SECONDS = 2.0
CONCURRENCY = {QUICK: 2, LONG: 1}
GRACE_SECONDS = 5.0
_TROUBLE = (ConnectorException, DatabaseError, InterfaceError, psycopg.Error, OSError)


class _Office:
    """The workers of this process, until a signal asks for the end."""

    def __init__(self) -> None:
        self.stopping = asyncio.Event()
        self.workers: list[Worker] = []

    def stop(self) -> None:
        """No new jobs; those that run may finish, and after a while those that report go back."""
        self.stopping.set()
        for worker in self.workers:
            worker.stop()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().call_later(GRACE_SECONDS, carrying.STOPPING.set)

    async def work(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stop)
        while not self.stopping.is_set():
            try:
                await self._shift()
            except _TROUBLE as error:
                _LOG.warning("the queue is out of reach and will be tried again: %s", type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), 1.0)

    async def _shift(self) -> None:
        """Work until a stop or until the database goes away."""
        worker_app = app.with_connector(PsycopgConnector(kwargs=connector_params(), max_size=8))
        async with worker_app.open_async():
            self.workers = [_worker(worker_app, queue) for queue in CONCURRENCY]
            if self.stopping.is_set():
                return
            keepers = [
                asyncio.create_task(_again(TICK_SECONDS, lambda: asyncio.to_thread(_in_thread, _tick))),
                asyncio.create_task(_again(SWEEP_SECONDS, lambda: _sweep(worker_app))),
                asyncio.create_task(run_loops()),
            ]
            try:
                await self._all_or_none([asyncio.create_task(_run(worker)) for worker in self.workers])
            finally:
                for keeper in keepers:
                    keeper.cancel()
                await asyncio.gather(*keepers, return_exceptions=True)

    async def _all_or_none(self, tasks: list[asyncio.Task[None]]) -> None:
        """When one worker ends, all do: what ended it is no private matter of its queue."""
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for worker in self.workers:
            worker.stop()  # type: ignore[no-untyped-call]
        await asyncio.gather(*tasks)


def _worker(worker_app: Any, queue: str) -> Worker:
    return Worker(
        worker_app,
        queues=[queue],
        name=queue,
        concurrency=CONCURRENCY[queue],
        fetch_job_polling_interval=1.0,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=STALLED_AFTER_SECONDS,
        shutdown_graceful_timeout=GRACE_SECONDS + 3,
        delete_jobs="successful",
        install_signal_handlers=False,
    )


async def _run(worker: Worker) -> None:
    await worker.run()  # type: ignore[no-untyped-call]


async def _again(seconds: float, step: Any) -> None:
    while True:
        try:
            await step()
        except _TROUBLE as error:
            _LOG.warning("upkeep of the queue will be tried again: %s", type(error).__name__)
        await asyncio.sleep(seconds)


def _in_thread(step: Any) -> None:
    """Threads of a pool keep no connection behind."""
    try:
        step()
    finally:
        connection.close()


def _tick() -> None:
    schedule.tick()


async def _sweep(worker_app: Any) -> None:
    """Put every job whose worker has stopped breathing back on the queue; forget what is long done."""
    manager = worker_app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        with suppress(ConnectorException):  # another worker was first
            await _rescue(manager, job)
    await asyncio.to_thread(_in_thread, upkeep.tidy)


async def _rescue(manager: Any, job: Job) -> None:
    number = job.id or 0
    if job.attempts + 1 < carrying.MOST_ATTEMPTS:
        await asyncio.to_thread(_in_thread, lambda: carrying.rescued(number))
        await manager.retry_job(job)
    else:
        await manager.finish_job(job, Status.FAILED, delete_job=False)
        await asyncio.to_thread(_in_thread, lambda: carrying.given_up(number))


async def _main() -> None:
    await _Office().work()


def run() -> int:
    """Work until SIGINT or SIGTERM; needs Django set up. The exit code."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_main())
    return 0
