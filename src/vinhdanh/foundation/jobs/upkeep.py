"""What the worker tidies: rows that nobody will ask about any more, and rows that lost their job."""

from datetime import timedelta

from django.db import connection
from django.db.models import Q

from vinhdanh.foundation.jobs.carrying import GIVEN_UP
from vinhdanh.foundation.jobs.models import Run
from vinhdanh.foundation.jobs.states import RunState
from vinhdanh.foundation.kernel.clock import machine_now

KEPT = timedelta(days=30)
KEPT_UNASKED = timedelta(hours=1)
_MOST = 5_000
# The library deletes what succeeded; a row of ours that still waits for it missed the news.
_SETTLE = """
UPDATE jobs_run r
   SET finished_at = clock_timestamp(),
       state = CASE WHEN j.status = 'failed' THEN 'failed' WHEN j.id IS NULL THEN 'done' ELSE 'cancelled' END,
       fault = CASE WHEN j.status = 'failed' THEN %s ELSE '' END
  FROM jobs_run seen LEFT JOIN procrastinate_jobs j ON j.id = seen.number
 WHERE seen.id = r.id AND r.state IN ('waiting', 'running') AND r.number IS NOT NULL
   AND r.created_at < clock_timestamp() - interval '1 minute'
   AND (j.id IS NULL OR j.status NOT IN ('todo', 'doing'))
"""
_DROP = """
DELETE FROM procrastinate_jobs j
 WHERE j.status NOT IN ('todo', 'doing') AND NOT EXISTS (SELECT 1 FROM jobs_run r WHERE r.number = j.id)
"""


def forget_old() -> int:
    """Delete ended rows: after an hour where nobody asked, else after a month; failed ones stay.

    Returns how many, at most ``_MOST`` at a time.
    """
    now = machine_now()
    old = Q(finished_at__lt=now - KEPT) | Q(finished_at__lt=now - KEPT_UNASKED, asked_by__isnull=True)
    ended = Run.objects.filter(old, state__in=[RunState.DONE, RunState.CANCELLED])
    keys = list(ended.values_list("pk", flat=True)[:_MOST])
    return Run.objects.filter(pk__in=keys).delete()[0] if keys else 0


def settle_lost() -> None:
    """End rows whose job the library has ended, and drop the library's rows that nobody sees."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [GIVEN_UP])
        cursor.execute(_DROP)


def tidy() -> None:
    """All of it; cheap when there is nothing to do."""
    settle_lost()
    forget_old()
