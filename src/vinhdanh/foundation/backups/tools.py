"""pg_dump and pg_restore: found as the launcher finds the server's programs."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from vinhdanh.foundation.backups.model import BackupError
from vinhdanh.foundation.postgres.binaries import candidates

_LAST_WORDS = 400


def tool(name: str, *, least: int) -> Path:
    """The program ``name`` of PostgreSQL ``least`` or newer. Raises BackupError, saying what there is."""
    seen = []
    for found in candidates():
        seen.append(f"{found.major} ({found.folder})")
        if found.major >= least and os.access(found.tool(name), os.X_OK):
            return found.tool(name)
    have = ", ".join(seen) or "không có bản nào"
    raise BackupError(
        f"Cần {name} của PostgreSQL {least} trở lên, máy này có: {have}. "
        f"Hãy cài postgresql-client-{least} hoặc đặt VINHDANH_PG_BIN."
    )


def run(command: Sequence[str | Path], url: str, *, doing: str) -> None:
    """Run one against a database; the address goes by the environment, where other users cannot read it.

    Raises BackupError with the program's last words.
    """
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [str(part) for part in command],
        env={**os.environ, "PGOPTIONS": "", **libpq_environment(url)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = " ".join(done.stderr.split())[-_LAST_WORDS:]
        raise BackupError(f"{doing} không thành: {words}")


def libpq_environment(url: str) -> dict[str, str]:
    """A database address as the PG… variables that libpq reads."""
    from psycopg.conninfo import conninfo_to_dict

    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST",
             "port": "PGPORT", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
             "passfile": "PGPASSFILE"}  # fmt: skip
    parts = conninfo_to_dict(url)
    return {names[key]: str(value) for key, value in parts.items() if key in names and value is not None}
