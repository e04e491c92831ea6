"""One server process over one cluster: is it alive, start it, stop it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vinhdanh.foundation.postgres.accounts import Account
from vinhdanh.foundation.postgres.model import PostgresError, Profile

_SSL_REQUEST = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")
_STEP = 0.02
_LONGEST_START = 300.0
_LONGEST_STOP = 30.0
_LONGEST_FAREWELL = 30.0
_PID_LINE, _FOLDER_LINE, _STATUS_LINE = 0, 1, 7


@dataclass(slots=True)
class Server:
    """The server of ``cluster``, listening in ``sockets``; ``log`` takes what it says while starting."""

    cluster: Path
    sockets: Path
    account: Account
    log: Path
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def pid(self) -> int | None:
        """The number of the living server process of this cluster, or None."""
        if self._child and self._child.poll() is not None:
            self._child = None
        lines = self._pid_file()
        if len(lines) <= _FOLDER_LINE or not lines[_PID_LINE].strip().isdecimal():
            return None
        number = int(lines[_PID_LINE])
        return number if lines[_FOLDER_LINE] in _command_of(number) else None

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        lines = self._pid_file()
        if len(lines) <= _STATUS_LINE or lines[_STATUS_LINE].strip() != "ready":
            return False
        try:
            with socket.socket(socket.AF_UNIX) as probe:
                probe.settimeout(2)
                probe.connect(str(self.sockets / ".s.PGSQL.5432"))
                probe.sendall(_SSL_REQUEST)
                return probe.recv(1) in (b"S", b"N")
        except OSError:
            return False

    def start(self, postgres: Path, profile: Profile) -> None:
        """Start the server and wait until it takes connections; recovery after a crash may take long.

        Raises PostgresError with the server's own last words when it gives up.
        """
        end = time.monotonic() + _LONGEST_FAREWELL
        while not self._started(postgres, profile):
            # The processes of a killed server take a moment to notice; until then PostgreSQL rightly refuses.
            if "shared memory block" not in self._said() or time.monotonic() > end:
                raise PostgresError(f"PostgreSQL không khởi động được: {self._last_words()}")
            time.sleep(0.2)

    def _started(self, postgres: Path, profile: Profile) -> bool:
        self._clear_after_the_dead()
        settings = {**profile.settings, "unix_socket_directories": str(self.sockets)}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with self.log.open("wb") as output:
            self._child = self.account.start([postgres, "-D", self.cluster, *options], output)
        try:
            return self._wait(self.answers, _LONGEST_START)
        except BaseException:
            self.stop()  # interrupted: whoever asked is no longer there to use it
            raise

    def stop(self) -> None:
        """Stop: open transactions are rolled back, connections closed, data written."""
        for how, patience in ((signal.SIGINT, _LONGEST_STOP), (signal.SIGQUIT, 10.0)):
            number = self.pid()
            if number is None:
                break
            os.kill(number, how)
            self._wait(lambda: self.pid() is None, patience)
        if self._child:
            self._child.wait(timeout=5)
            self._child = None

    def let_go(self) -> None:
        """Leave the server running for others after this process ends."""
        if self._child:
            # Popen would warn about a living child; this one is meant to outlive us.
            self._child.returncode = 0
            self._child = None

    def _wait(self, done: Callable[[], bool], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not done():
            gone = self._child is not None and self._child.poll() is not None
            if gone or time.monotonic() > end:
                return done()
            time.sleep(_STEP)
        return True

    def _pid_file(self) -> list[str]:
        try:
            return (self.cluster / "postmaster.pid").read_text("utf-8", "surrogateescape").splitlines()
        except OSError:
            return []

    def _clear_after_the_dead(self) -> None:
        """Let PostgreSQL start over what a killed server left, without weakening its own guard.

        Its pid file may carry a number that a zombie or another program has by now, which
        it would take for a living server. The file must not be removed: it also leads to the
        shared memory that tells whether any process still works on the data. So only the
        number is replaced, by that of the new server's parent, which PostgreSQL knows to be stale.
        """
        for left_over in self.sockets.glob(".s.PGSQL.*"):
            left_over.unlink()
        lines = self._pid_file()
        if lines and lines[_PID_LINE].strip() != str(os.getpid()):
            lines[_PID_LINE] = str(os.getpid())
            self._rewrite_pid_file("\n".join(lines) + "\n")

    def _rewrite_pid_file(self, text: str) -> None:
        path = self.cluster / "postmaster.pid"
        path.unlink()
        # A new file, never one that the account could have put there as a link.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
        self.account.own(path)

    def _said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def _last_words(self) -> str:
        logs = [self.log, *(self.cluster / "log").glob("*.log")]
        newest = max(logs, key=lambda path: path.stat().st_mtime)
        lines = [line for path in {self.log, newest} for line in _tail(path)]
        return " / ".join(lines[-4:]) or f"xem {self.log}"


def _tail(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8", "replace").splitlines() if line.strip()][-4:]


def _command_of(pid: int) -> str:
    """The command line of a process, empty when there is none (or only its remains)."""
    if sys.platform == "linux":
        try:
            return (
                Path(f"/proc/{pid}/cmdline")
                .read_bytes()
                .decode("utf-8", "surrogateescape")
                .replace("\0", " ")
            )
        except OSError:
            return ""
    listing = subprocess.run(  # noqa: S603 - a number, no shell
        ["/bin/ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return "" if "<defunct>" in listing.stdout else listing.stdout
