"""One throw-away PostgreSQL for the whole run, shared by every test process."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from vinhdanh.foundation.kernel.clock import FrozenClock, frozen

_stack = ExitStack()
TODAY = "2026-03-16T08:00"


def pytest_configure(config: pytest.Config) -> None:
    """Start the server in the controller; workers inherit its address."""
    os.environ.setdefault("VINHDANH_SECRET_KEY", "test")
    os.environ.pop("VINHDANH_NOW", None)
    if hasattr(config, "workerinput") or os.environ.get("VINHDANH_TEST_SERVER"):
        return
    from vinhdanh.foundation.postgres.testing import temporary_server

    server = _stack.enter_context(temporary_server())
    data = _stack.enter_context(tempfile.TemporaryDirectory(prefix="vinhdanh-data-"))
    os.environ.update(DATABASE_URL=server.url, VINHDANH_DATA=data, VINHDANH_TEST_SERVER="1")
    from vinhdanh.interfaces.office import assets

    assets.build()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _stack.close()


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[FrozenClock | None]:
    """Tests outside the kernel live on 16/03/2026."""
    if "kernel" in Path(request.node.path).parts:
        yield None
        return
    with frozen(TODAY) as hands:
        yield hands
