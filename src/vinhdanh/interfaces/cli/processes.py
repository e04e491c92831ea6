"""The site's child processes: started, looked after, stopped."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from vinhdanh.interfaces.cli.problems import Problem

Say = Callable[[str], None]
_KEPT_LOGS = 3
_LARGEST_LOG = 50_000_000


@dataclass(slots=True)
class Restarts:
    """How soon something that died is started again, and when it is given up."""

    most: int = 5
    within_seconds: float = 60.0
    first_delay: float = 0.5
    _deaths: deque[float] = field(default_factory=deque)

    def delay_after_death(self) -> float | None:
        """Seconds to wait before the next start, doubling; None after too many deaths."""
        now = time.monotonic()
        self._deaths.append(now)
        while now - self._deaths[0] > self.within_seconds:
            self._deaths.popleft()
        count = len(self._deaths)
        return None if count > self.most else self.first_delay * 2 ** (count - 1)


@dataclass(slots=True)
class Child:
    """One process of the site, in a process group of its own so that Ctrl+C reaches us alone."""

    name: str
    command: Sequence[str]
    log: Path
    say: Say
    restarts: Restarts = field(default_factory=Restarts)
    _process: subprocess.Popen[bytes] | None = None
    _due: float = 0.0

    def start(self) -> None:
        """Start the process, its output appended to the log."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own words, no shell
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | {"VINHDANH_PARENT": str(os.getpid())},
                process_group=0,
            )

    def tend(self) -> None:
        """Notice a death and start again when it is time. Raises Problem after too many deaths."""
        if self._process is None:
            if time.monotonic() >= self._due:
                self.start()
            return
        code = self._process.poll()
        if code is None:
            trim(self.log)
            return
        self._finish(self._process)
        delay = self.restarts.delay_after_death()
        if delay is None:
            raise Problem(f"Tiến trình {self.name} liên tục dừng: {self._last_words()} (xem {self.log}).")
        self.say(f"Tiến trình {self.name} đã dừng (mã {code}), chạy lại sau {delay:g} giây; xem {self.log}.")
        self._due = time.monotonic() + delay

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def wait(self, seconds: float) -> None:
        """Wait for the end; what has not ended by then is killed."""
        if not self._process:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self._finish(self._process)

    def _finish(self, process: subprocess.Popen[bytes]) -> None:
        """Leave nothing of its process group alive."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._process = None

    def _last_words(self) -> str:
        lines = [line.strip() for line in self.log.read_text("utf-8", "replace").splitlines() if line.strip()]
        return lines[-1][-300:] if lines else "không có thông báo"


def own_command(*words: str) -> list[str]:
    """The command line that runs ``vinhdanh`` with these words under this same Python."""
    return [sys.executable, "-m", "vinhdanh", *words]


def trim(log: Path, most: int = _LARGEST_LOG) -> None:
    """Put a log aside that grew beyond ``most`` octets while it is written; its writer only appends."""
    if log.exists() and log.stat().st_size > most:
        _make_room(log)
        shutil.copyfile(log, log.with_name(f"{log.name}.1"))
        os.truncate(log, 0)


def rotate(log: Path) -> None:
    """Put the log of the last run aside and forget the oldest."""
    if not log.exists() or log.stat().st_size == 0:
        return
    _make_room(log)
    log.replace(log.with_name(f"{log.name}.1"))


def _make_room(log: Path) -> None:
    """The older logs move up by one; the oldest is written over."""
    for number in range(_KEPT_LOGS - 1, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number + 1}"))
