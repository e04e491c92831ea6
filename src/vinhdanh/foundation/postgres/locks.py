"""File locks that the kernel lets go of when their holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self


class FileLock:
    """One advisory lock on one file, held by this process until let go of or dead."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def take(self) -> None:
        """Hold the lock alone; waits."""
        fcntl.flock(self._fd, fcntl.LOCK_EX)

    def share(self) -> None:
        """Hold the lock together with others who share it; waits for one who holds it alone."""
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def try_take(self) -> bool:
        """Hold the lock alone if nobody else holds it in any way."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Let go. A forked child's copy of the descriptor does not keep the lock."""
        fcntl.flock(self._fd, fcntl.LOCK_UN)
        os.close(self._fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of ``path`` for the block; waits for its turn."""
    with FileLock(path) as lock:
        lock.take()
        yield
