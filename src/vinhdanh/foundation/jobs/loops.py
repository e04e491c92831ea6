"""What the worker does every few seconds by itself, without a row in the queue each time.

For steps too frequent to be queued one by one; each must be safe in several workers at once.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from vinhdanh.foundation.kernel.tracing import traced

_LOG = logging.getLogger(__name__)
_SLOWER = 12
"""After trouble the next turn waits this many times as long."""


@dataclass(frozen=True, slots=True)
class Loop:
    every: timedelta
    turn: Callable[[], object]


LOOPS: dict[str, Loop] = {}
"""By name."""


def loop(name: str, every: timedelta) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Declare a function without arguments as a step that each worker takes every so often."""

    def declare(function: Callable[[], object]) -> Callable[[], object]:
        LOOPS[name] = Loop(every, function)
        return function

    return declare


async def run_loops() -> None:
    """Take the declared steps until cancelled; trouble in one is logged and holds up no other."""
    await asyncio.gather(*(_go_on(name, each) for name, each in LOOPS.items()))


async def _go_on(name: str, each: Loop) -> None:
    while True:
        went_well = await asyncio.to_thread(take_turn, name, each)
        await asyncio.sleep(each.every.total_seconds() * (1 if went_well else _SLOWER))


def take_turn(name: str, each: Loop) -> bool:
    """One step; True when it went well. The database connection goes back afterwards."""
    try:
        with traced():
            each.turn()
    except Exception:
        _LOG.exception("turn of %s", name)
        return False
    finally:
        connection.close()
    return True
