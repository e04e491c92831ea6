"""One word that ties together whatever one request or one job did: audit rows, log lines, answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from vinhdanh.foundation.kernel.ids import uuid7

LONGEST: Final = 64
_current: ContextVar[str] = ContextVar("vinhdanh_trace", default="")


def current_trace() -> str:
    """The word of the request or job that runs now; empty outside of both."""
    return _current.get()


@contextmanager
def traced(word: str = "") -> Iterator[str]:
    """Run the block under ``word`` (cut to 64 characters), or under a new one of its own."""
    word = word[:LONGEST] or uuid7().hex
    token = _current.set(word)
    try:
        yield word
    finally:
        _current.reset(token)
