"""A throw-away server for tests: fast, forgetful, in memory where there is room."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vinhdanh.foundation.postgres.launcher import Running, ensure
from vinhdanh.foundation.postgres.locks import FileLock
from vinhdanh.foundation.postgres.model import THROWAWAY

_PREFIX = "vinhdanh-test-"
_ROOM = 2 << 30


@contextmanager
def temporary_server() -> Iterator[Running]:
    """A new server for the block; nothing of it remains. Its role may create databases.

    Several processes of one test run share it through its ``url``. A run that was
    killed leaves a server behind: the next one that is made clears it away.
    """
    base = _roomy()
    _clear_left_over(base)
    home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
    if os.geteuid() == 0:
        home.chmod(0o711)
    try:
        with ensure(home, profile=THROWAWAY) as running:
            yield running
    finally:
        _remove(home)


def _roomy() -> Path:
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it is made anew and private
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM:
        return memory
    return Path(tempfile.gettempdir())


def _clear_left_over(base: Path) -> None:
    for home in base.glob(f"{_PREFIX}*"):
        if home.stat().st_uid != os.geteuid() or time.time() - home.stat().st_mtime < 60:
            continue
        with FileLock(home / "postgres.users") as users:
            nobody_uses_it = users.try_take()
        if nobody_uses_it:
            with ensure(home, profile=THROWAWAY):
                pass
            _remove(home)


def _remove(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
