"""UUID version 7 (RFC 9562, section 5.7): identifiers that sort by the time they were made.

The 12 bits behind the millisecond hold its fraction (RFC 9562, 6.2, method 3);
where the clock stands or steps back, the last value plus one is taken, so that
one process never hands out a smaller id than before. The true system clock is
used even when the application clock is fixed: ids are keys, not dates.
"""

import secrets
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NS_PER_MS = 1_000_000


class _Ticker:
    """Milliseconds and a 12-bit fraction in one number that only grows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        ms, ns = divmod(time.time_ns(), _NS_PER_MS)
        tick = ms << 12 | (ns << 12) // _NS_PER_MS
        with self._lock:
            self._last = max(tick, self._last + 1)
            return self._last


_ticker = _Ticker()


def uuid7() -> uuid.UUID:
    """A new identifier, greater than every one this process made before; safe across threads."""
    ms, fraction = divmod(_ticker.next(), 1 << 12)
    value = ms << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def uuid7_time(identifier: uuid.UUID) -> datetime:
    """When the id was made, UTC, to the millisecond; ``ValueError`` for another UUID version."""
    if identifier.version != 7:
        raise ValueError(f"{identifier} không phải UUID phiên bản 7")
    return _EPOCH + timedelta(milliseconds=identifier.int >> 80)
