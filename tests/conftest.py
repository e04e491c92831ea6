"""What every test stands on: the day, plain static files, a small world."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.browser import CHROMIUM, FLAGS
from vinhdanh.foundation.kernel.clock import FrozenClock, as_vietnamese, frozen, now

if TYPE_CHECKING:
    from tests.kept import Kept
    from tests.world import World

if "CI" not in os.environ:  # there the library's own profile holds: no deadline, the same examples each time
    hypothesis.settings.register_profile("busy machine", deadline=None)
    hypothesis.settings.load_profile("busy machine")

TODAY = "2026-03-16T08:00"
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no database goes first, while one is made; then what takes longest, so that no process
    is left alone with it in the end. Browsers come last: once one is open, Django takes the process for an
    asynchronous one and lends it no database."""
    items.sort(
        key=lambda item: (
            item.get_closest_marker("journey") is not None,
            _uses_database(item),
            not item.get_closest_marker("long"),
        )
    )


def _uses_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[FrozenClock | None]:
    """Tests outside the kernel live on 16/03/2026."""
    if "kernel" in Path(request.node.path).parts:
        yield None
        return
    from vinhdanh.foundation.calendars.days import forget_calendars

    forget_calendars()
    with frozen(TODAY) as hands:
        yield hands


@pytest.fixture(autouse=True)
def plain_static(settings: Any) -> None:
    """No manifest: nothing has to be collected before a page can be asked for."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = HASHERS


@pytest.fixture(autouse=True)
def shipped_roles(request: pytest.FixtureRequest) -> None:
    """Tests with real transactions empty every table, also the one that installation fills."""
    names = {"db", "transactional_db", "world"} & set(request.fixturenames)
    if names or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        from vinhdanh.domain.access.actions import ensure_shipped_roles

        ensure_shipped_roles()


@pytest.fixture
def world(db: None, kept_world: "Kept[World]") -> "World":
    """The small province; made anew only where a test moved the clock before asking for it."""
    from tests.world import make_world

    return kept_world.back() if now() == as_vietnamese(TODAY) else make_world()


@pytest.fixture(scope="session")
def kept_world(keeper: "Callable[[Callable[[], World]], Kept[World]]") -> "Kept[World]":
    """One province for the whole process: to put it back costs a fortieth of making it."""
    from tests.world import make_world

    return keeper(make_world)


@pytest.fixture(scope="session")
def keeper(django_db_setup: None, django_db_blocker: Any) -> Callable[[Callable[[], Any]], Any]:
    """Makes something on the tests' day before any test has begun its transaction, and keeps it."""
    from django.test import override_settings

    from tests.kept import keep
    from vinhdanh.domain.access.actions import ensure_shipped_roles

    def made(make: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock(), frozen(TODAY), override_settings(PASSWORD_HASHERS=HASHERS):
            ensure_shipped_roles()
            return keep(make)

    return made


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_keepdb: bool) -> None:
    """Test databases are copied, except one that somebody keeps: that one has migrations to catch up with."""
    from django.db import connection

    from tests import template

    if not django_db_keepdb:
        template.wait()
        connection.settings_dict["TEST"] |= {"TEMPLATE": template.NAME, "MIGRATE": False}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests with real transactions empty the tables afterwards; the audit log must let them, here only."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditrow DISABLE TRIGGER audit_no_truncate")
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER seal_no_truncate")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for the whole run: its driver cannot be started twice in a process."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()
