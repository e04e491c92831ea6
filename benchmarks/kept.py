"""A filled database that later runs measure again: ``--keep FOLDER``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def place(folder: Path | None) -> Iterator[tuple[str, Path]]:
    """The address of a server and a folder for files: thrown away, or those kept in ``folder``."""
    import tempfile

    from vinhdanh.foundation.postgres.launcher import ensure
    from vinhdanh.foundation.postgres.model import THROWAWAY
    from vinhdanh.foundation.postgres.testing import temporary_server

    if folder is None:
        with temporary_server() as server, tempfile.TemporaryDirectory() as files:
            yield server.url, Path(files)
        return
    files_of_it = folder.resolve() / "files"
    files_of_it.mkdir(parents=True, exist_ok=True)
    with ensure(folder.resolve() / "server", profile=THROWAWAY) as server:
        yield server.url, files_of_it


def filled_once(volume: str, fill: Callable[[], None]) -> None:
    """Fill, unless this database holds just this ``volume``; ends the run if it holds another or half of one.

    What a database holds is written into it when a filling begins and when it has ended.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_volume (volume text, whole boolean)")
        cursor.execute("SELECT volume, whole FROM bench_volume")
        held = cursor.fetchone()
        if held == (volume, True):
            print(f"kept: {volume}", file=sys.stderr)
            return
        if held:
            raise SystemExit(f"the kept database holds {'' if held[1] else 'a part of '}{held[0]}: remove it")
        cursor.execute("INSERT INTO bench_volume VALUES (%s, false)", [volume])
    fill()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bench_volume SET whole = true")
