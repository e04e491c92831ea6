"""The one clock: Vietnamese time, and a time that stands still for demos and tests.

``VINHDANH_NOW`` (ISO date or datetime) fixes the clock: it then stands still
until the variable changes. A date means its first minute, and a time without
offset means Vietnamese time. :func:`frozen` goes before the variable.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
VARIABLE = "VINHDANH_NOW"


class ClockError(ValueError):
    """``VINHDANH_NOW`` does not hold an ISO date or datetime."""


class FrozenClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def move_to(self, at: str | date | datetime) -> None:
        self.at = as_vietnamese(at)

    def advance(self, by: timedelta) -> None:
        self.at += by


_frozen: list[FrozenClock] = []


def as_vietnamese(at: str | date | datetime) -> datetime:
    """An aware datetime in Vietnamese time out of ISO text, a date or a datetime.

    Raises ``ValueError`` on text that is not ISO.
    """
    if isinstance(at, str):
        at = datetime.fromisoformat(at.strip())
    elif not isinstance(at, datetime):
        at = datetime(at.year, at.month, at.day, tzinfo=VIETNAM)
    return at.replace(tzinfo=VIETNAM) if at.tzinfo is None else at.astimezone(VIETNAM)


@lru_cache(maxsize=8)
def _fixed(text: str) -> datetime:
    try:
        return as_vietnamese(text)
    except ValueError:
        raise ClockError(
            f"Biến {VARIABLE}={text!r} không phải ngày giờ ISO; hãy ghi như 2026-03-02 hoặc 2026-03-02T08:30."
        ) from None


def now() -> datetime:
    """The present moment in Vietnamese time; raises :class:`ClockError` on a wrong ``VINHDANH_NOW``."""
    if _frozen:
        return _frozen[-1].at
    text = os.environ.get(VARIABLE, "").strip()
    return _fixed(text) if text else datetime.now(VIETNAM)


def moment_words(at: datetime) -> str:
    """A moment in a sentence, in Vietnamese time whatever zone it was kept in: "08:05 ngày 16/03/2026"."""
    local = as_vietnamese(at)
    return f"{local:%H:%M} ngày {local.day:02d}/{local.month:02d}/{local.year:04d}"


def machine_now() -> datetime:
    """The machine's own time, also where the clock was fixed: for heartbeats, intervals and operations."""
    return datetime.now(VIETNAM)


def today() -> date:
    """Today's date in Viet Nam."""
    return now().date()


@contextmanager
def frozen(at: str | date | datetime) -> Iterator[FrozenClock]:
    """Stop the clock for a test; process-wide, so that threads started by the test see it too."""
    hands = FrozenClock(as_vietnamese(at))
    _frozen.append(hands)
    try:
        yield hands
    finally:
        _frozen.remove(hands)
