"""kill -9 at seeded random moments, never more often than the supervisor forgives."""

import os
import random
import signal
import sys
import time
from collections import Counter, deque
from contextlib import suppress

from benchmarks.faults.site import Site

PARTS = ("web", "worker", "database")
# The supervisor gives a part up that dies more than five times a minute: that is a fault of another kind.
MOST_A_MINUTE = 4
FEWEST, MOST = 6, 20
"""Acknowledged acts between two kills."""


class Killer:
    """``done`` counts the kills of each part."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site = site
        self.dice = random.Random(seed)
        self.done: Counter[str] = Counter(dict.fromkeys(PARTS, 0))
        self._times: dict[str, deque[float]] = {part: deque() for part in PARTS}
        self._left = list(PARTS)
        self._due = self.dice.randint(1, FEWEST)

    def maybe(self, acts: int) -> None:
        """Kill a part when so many ``acts`` were acknowledged; each part once before any is killed again.

        Counting acts and not seconds gives a slow machine as many kills as a fast one.
        """
        if acts < self._due:
            return
        self._due = acts + self.dice.randint(FEWEST, MOST)
        part = self._left.pop(self.dice.randrange(len(self._left))) if self._left else self.dice.choice(PARTS)
        if self._too_often(part):
            return
        victims = self.site.pids(part)
        if part == "web" and len(victims) > 1 and self.dice.random() < 0.5:
            victims = [self.dice.choice(victims)]
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if victims:
            self.done[part] += 1
            self._times[part].append(time.monotonic())
            print(f"kill -9 {part} ({len(victims)})", file=sys.stderr)

    def _too_often(self, part: str) -> bool:
        times = self._times[part]
        while times and time.monotonic() - times[0] > 60:
            times.popleft()
        return len(times) >= MOST_A_MINUTE
