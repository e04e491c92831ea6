"""Tries what a confined process must not do, and tells what it could do."""

import json
import os
import sys
import tempfile


def _could(act: object) -> bool:
    try:
        act()  # type: ignore[operator]
    except (OSError, ValueError):
        return False
    return True


def _write() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"x")


def _open_many() -> None:
    held = [open("/dev/null") for _ in range(100)]  # noqa: SIM115, PTH123
    assert held


def _fork() -> None:
    if os.getuid() == 0:
        raise OSError  # the limit on processes does not bind root
    if os.fork() == 0:
        os._exit(0)


def main() -> None:
    acts = {"write": _write, "open_many": _open_many, "fork": _fork}
    told = {name: _could(act) for name, act in acts.items()}
    environment = sorted(os.environ)
    sys.stdout.write(
        json.dumps({"could": told, "environment": environment, "session": os.getsid(0) == os.getpid()})
    )
