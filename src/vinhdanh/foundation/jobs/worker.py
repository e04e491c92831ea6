"""The worker process: runs queued jobs, and picks up what a killed worker dropped."""

import asyncio
from contextlib import suppress
from typing import Any, cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from vinhdanh.foundation.jobs.loops import run_loops

HEARTBEAT_SECONDS = 5.0
STALLED_AFTER_SECONDS = 20.0
SWEEP_SECONDS = 10.0
CONCURRENCY = 2
KEPT_HOURS = 24 * 30
MOST_RESCUES = 5


async def _sweep(worker_app: Any) -> None:
    """Put every job whose worker has stopped breathing back on the queue; forget what is long done."""
    while True:
        with suppress(ConnectorException):
            await worker_app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, include_failed=False)
            stalled = await worker_app.job_manager.get_stalled_jobs(
                seconds_since_heartbeat=STALLED_AFTER_SECONDS
            )
            for job in stalled:
                if job.attempts < MOST_RESCUES:
                    await worker_app.job_manager.retry_job(job)
        await asyncio.sleep(SWEEP_SECONDS)


async def _work() -> None:
    worker_app = app.with_connector(cast("DjangoConnector", app.connector).get_worker_connector())
    async with worker_app.open_async():
        sweeper, loops = asyncio.create_task(_sweep(worker_app)), asyncio.create_task(run_loops())
        try:
            await worker_app.run_worker_async(
                concurrency=CONCURRENCY,
                fetch_job_polling_interval=1.0,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_AFTER_SECONDS,
                shutdown_graceful_timeout=10.0,
                delete_jobs="never",
            )
        finally:
            sweeper.cancel()
            loops.cancel()


def run() -> int:
    """Work until SIGINT or SIGTERM (the library answers both); needs Django set up. The exit code."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_work())
    return 0
