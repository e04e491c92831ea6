"""The fictional directory, built once for the process."""

from collections.abc import Callable

import pytest

from tests.domain.organisations.province import Directory, build
from tests.kept import Kept


@pytest.fixture
def directory(db: None, kept_directory: Kept[Directory]) -> Directory:
    return kept_directory.back()


@pytest.fixture(scope="session")
def kept_directory(keeper: Callable[[Callable[[], Directory]], Kept[Directory]]) -> Kept[Directory]:
    return keeper(build)
