"""The database that every test process starts with: migrated once for the whole run, then copied.

Migrating takes ten seconds of a processor and copying a fifth of one. With several processes it is
made from the first moment on, while they collect the tests and go through those without a database.
"""

import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

NAME = "vinhdanh_template"
_BEGUN = "VINHDANH_TEST_TEMPLATE"
_LONGEST = 600.0


def begin() -> "subprocess.Popen[bytes]":
    """Have it made by a process of its own; whoever needs it waits for it."""
    os.environ[_BEGUN] = str(_answer())
    return subprocess.Popen([sys.executable, "-m", __name__], cwd=Path(__file__).parent.parent, env=_env())


def wait() -> None:
    """Return when it stands; raises RuntimeError with what went wrong when it does not."""
    if _BEGUN not in os.environ:
        begin().wait()
    answer, end = Path(os.environ[_BEGUN]), time.monotonic() + _LONGEST
    while not answer.exists() and time.monotonic() < end:
        time.sleep(0.05)
    fault = answer.read_text() if answer.exists() else "nobody made it in time"
    if fault:
        raise RuntimeError(f"the template of the test databases: {fault}")


def _answer() -> Path:
    return Path(os.environ["VINHDANH_DATA"]) / "template"


def _env() -> dict[str, str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "vinhdanh.config.settings"}


def _make() -> None:
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME}")
    os.environ["DATABASE_URL"] = make_conninfo(url, dbname=NAME)

    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    connection.close()
    connection.close_pool()  # nobody may be in a database that is copied


def _told() -> None:
    """Leave the answer in one piece: nothing, or the fault."""
    fault = ""
    try:
        _make()
    except Exception:
        fault = traceback.format_exc()
    written = _answer().with_suffix(".new")
    written.write_text(fault)
    written.rename(_answer())


if __name__ == "__main__":
    _told()
