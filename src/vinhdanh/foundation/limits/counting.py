"""Count a deed and say whether it was one too many."""

import hashlib
import math
from dataclasses import dataclass

from django.db import connection

from vinhdanh.foundation.limits.models import Counter

# The database's own clock: one for all machines, and it runs on where a demo's clock stands still.
_COUNT = """
INSERT INTO limits_counter AS old (key, began_at, ends_at, count)
VALUES (%(key)s, clock_timestamp(), clock_timestamp() + %(window)s * interval '1 second', 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN old.ends_at <= clock_timestamp() THEN 1 ELSE old.count + 1 END,
    began_at = CASE WHEN old.ends_at <= clock_timestamp() THEN excluded.began_at ELSE old.began_at END,
    ends_at = CASE WHEN old.ends_at <= clock_timestamp() THEN excluded.ends_at ELSE old.ends_at END
RETURNING count, EXTRACT(EPOCH FROM ends_at - clock_timestamp())
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` deeds called ``name`` in ``seconds``, for each doer."""

    name: str
    most: int
    seconds: int


def seconds_to_wait(limit: Limit, doer: str) -> int:
    """Count one deed of ``doer``; 0 when it may be done, else the seconds until the window ends.

    One statement, so deeds in several processes at once are all counted.
    """
    key = hashlib.sha256(f"{limit.name}\0{doer}".encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "window": limit.seconds})
        count, left = cursor.fetchone()
    return 0 if count <= limit.most else max(1, math.ceil(left))


def forget_ended() -> int:
    """Delete the counters whose window is over; returns how many."""
    deleted, _ = Counter.objects.extra(where=["ends_at < clock_timestamp()"]).delete()
    return deleted
