"""What was made once and is put back for each test: rows by COPY, objects unpickled, bytes in the store."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar

from django.db import connection, transaction

from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.files.places import place
from vinhdanh.foundation.files.store import key_of, read

Made = TypeVar("Made")


@dataclass(frozen=True)
class Kept(Generic[Made]):
    """The rows that something added to an otherwise untouched database, by table, and what it gave back."""

    rows: dict[str, bytes]
    files: dict[str, bytes]
    made: bytes

    def back(self) -> Made:
        """Put the rows back, in the transaction of the test, and hand out objects nobody else holds.

        No trigger fires: what triggers had written is among the rows.
        """
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, lines in self.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(lines)
            cursor.execute("SET LOCAL session_replication_role = origin")
        for key, data in self.files.items():
            _shelve(key, data)
        return pickle.loads(self.made)  # type: ignore[no-any-return]


def keep(make: Callable[[], Made]) -> Kept[Made]:
    """Make it, note what that added, and take it away again; the database is as it was.

    Raises AssertionError when rows that stood before were touched: they would not come back.
    """
    with transaction.atomic():
        tables = _tables()
        before = {table: set(_lines(table)) for table in tables}
        made = pickle.dumps(make())
        after = {table: _lines(table) for table in tables}
        files = {key_of(file.sha256): read(file) for file in StoredFile.objects.all()}
        transaction.set_rollback(True)
    for table in tables:
        assert before[table] <= set(after[table]), table
    added = {table: [line for line in after[table] if line not in before[table]] for table in tables}
    return Kept({table: b"".join(lines) for table, lines in added.items() if lines}, files, made)


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def _lines(table: str) -> list[bytes]:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(map(bytes, copy)).splitlines(keepends=True)


def _shelve(key: str, data: bytes) -> None:
    """A test may have swept the store."""
    if place().size(key) != len(data):
        with TemporaryDirectory() as folder:
            source = Path(folder) / "bytes"
            source.write_bytes(data)
            place().put(key, source)
