"""Figures for Prometheus: requests from every web process, the rest out of the database.

With PROMETHEUS_MULTIPROC_DIR (set by ``vinhdanh web``) the processes of one machine add up their
counts in files there; whichever answers gives the sum.
"""

import os
from collections.abc import Iterable, Iterator

from django.db import DatabaseError, connection
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    Metric,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from vinhdanh.foundation.jobs.queries import depth, workers

_OURS = CollectorRegistry()
_BUCKETS = (0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10)
REQUESTS = Counter("vinhdanh_requests", "Requests answered", ["route", "method", "status"], registry=_OURS)
SECONDS = Histogram("vinhdanh_request_seconds", "Time to answer", ["route"], registry=_OURS, buckets=_BUCKETS)
# Tables of rooms that may not be there are asked for by name.
_TABLES = {
    "mail_letter": ("vinhdanh_outbox_waiting", "Letters that wait to be sent", "state = 'waiting'"),
    "django_session": ("vinhdanh_sessions", "Sessions that have not run out", "expire_date > now()"),
}


def exposition() -> tuple[bytes, str]:
    """All figures as text, and its content type."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client.multiprocess import MultiProcessCollector

        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_OURS)
    registry.register(_FromDatabase())
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _FromDatabase(Collector):
    """The same whichever process answers; ``vinhdanh_up`` is 0 where the database does not."""

    def collect(self) -> Iterable[Metric]:
        try:
            found = list(_figures())
        except DatabaseError:
            found = []
        up = GaugeMetricFamily("vinhdanh_up", "Whether the database answers", value=bool(found))
        return [up, *found]


def _figures() -> Iterator[Metric]:
    figures = depth()
    jobs = GaugeMetricFamily("vinhdanh_jobs", "Jobs by state", labels=["state"])
    for state in ("waiting", "running", "failed"):
        jobs.add_metric([state], getattr(figures, state))
    yield jobs
    waited = figures.oldest_wait.total_seconds() if figures.oldest_wait else 0
    yield GaugeMetricFamily("vinhdanh_jobs_oldest_seconds", "How long the oldest due job waits", value=waited)
    living = sum(1 for worker in workers() if worker.alive)
    yield GaugeMetricFamily("vinhdanh_workers", "Workers that give signs of life", value=living)
    yield from _counts()


def _counts() -> Iterator[Metric]:
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, (name, words, condition) in _TABLES.items():
            if table in there:
                cursor.execute(f"SELECT count(*) FROM {table} WHERE {condition}")  # noqa: S608 - our own words
                yield GaugeMetricFamily(name, words, value=cursor.fetchone()[0])
