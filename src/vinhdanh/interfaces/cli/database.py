"""A database for a command: the one of DATABASE_URL, or the private one, joined or started."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe

from vinhdanh.config.environment import data_folder
from vinhdanh.foundation.postgres import Running, ensure
from vinhdanh.interfaces.cli.main import say

SETTINGS = "vinhdanh.config.settings"


@contextmanager
def with_database() -> Iterator[Running | None]:
    """For the block, DATABASE_URL leads to a running server; the private one is given, if it is that.

    The private server is joined if it runs, else started and stopped again afterwards.
    """
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    with ensure(data_folder(), say=say) as running:
        os.environ["DATABASE_URL"] = running.url
        try:
            yield running
        finally:
            del os.environ["DATABASE_URL"]


@contextmanager
def with_django(*, database: bool = True) -> Iterator[None]:
    """For the block, Django is set up; with ``database`` there is one, and it is migrated."""
    if not database:
        _set_up()
        yield
        return
    with with_database():
        _set_up()
        from vinhdanh.interfaces.cli.preparation import migrate_if_needed

        try:
            migrate_if_needed()
            yield
        finally:
            close_connections()


def close_connections() -> None:
    """Give every connection back and close the pools, so that the server can stop at once."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    provide_secret(data_folder())
    import django

    django.setup()


def provide_secret(data: Path) -> None:
    """Put the signing secret into the environment; made once per data folder, readable by its owner only."""
    if os.environ.get("VINHDANH_SECRET_KEY"):
        return
    from vinhdanh.foundation.postgres.places import make_data_folder

    path = make_data_folder(data) / "secret"
    if not path.exists():
        _write_once(path, token_urlsafe(48))
    os.environ["VINHDANH_SECRET_KEY"] = path.read_text("ascii").strip()


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, and the first of two writers wins."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{text}\n")
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
