"""One throw-away server for a whole test run: ``-p vinhdanh.foundation.postgres.pytest_plugin``.

It is up before Django's settings are read, and its address reaches the processes of
pytest-xdist through the environment they inherit.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from vinhdanh.foundation.postgres.testing import temporary_server

_OURS = "VINHDANH_TEST_SERVER"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Set DATABASE_URL, VINHDANH_DATA and VINHDANH_SECRET_KEY for the run; undone at its end."""
    if _OURS not in os.environ:
        stack = ExitStack()
        early_config.add_cleanup(stack.close)
        url = os.environ.get("VINHDANH_TEST_DATABASE_URL") or stack.enter_context(temporary_server()).url
        data = stack.enter_context(tempfile.TemporaryDirectory(prefix="vinhdanh-data-"))
        given = {"DATABASE_URL": url, "VINHDANH_DATA": data, "VINHDANH_SECRET_KEY": "tests", _OURS: "1"}
        before = {name: os.environ.get(name) for name in given}
        os.environ.update(given)
        stack.callback(_restore, before)
    return (yield)


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
