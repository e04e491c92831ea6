"""One throw-away PostgreSQL for the whole run, shared by every test process.

An early plugin (``-p tests.server``): Django's settings are read before any conftest is.
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

_stack = ExitStack()
_STARTED = "VINHDANH_TEST_SERVER"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the server in the first process; the workers inherit its address."""
    for name in ("VINHDANH_NOW", "VINHDANH_DEMO"):
        os.environ.pop(name, None)
    os.environ["VINHDANH_SECRET_KEY"] = "for-tests-only"
    if _STARTED not in os.environ:
        _start()


def _start() -> None:
    from vinhdanh.foundation.postgres.testing import temporary_server
    from vinhdanh.interfaces.office import assets

    assets.build()
    server = _stack.enter_context(temporary_server())
    data = _stack.enter_context(tempfile.TemporaryDirectory(prefix="vinhdanh-data-"))
    (Path(data) / "static").mkdir()
    os.environ.update({"DATABASE_URL": server.url, "VINHDANH_DATA": data, _STARTED: str(os.getpid())})


def pytest_configure(config: pytest.Config) -> None:
    """The first process of several has nothing else to do while they start."""
    if config.getoption("numprocesses", None) and _is_first():
        from tests import template

        _stack.callback(template.begin().kill)


def pytest_unconfigure() -> None:
    if _is_first():
        _stack.close()


def _is_first() -> bool:
    return os.environ.get(_STARTED) == str(os.getpid())


# A run that breaks off before it was configured must not leave a server behind.
atexit.register(_stack.close)
