"""Upkeep of the store: sweep what nobody refers to, check that what is kept is whole, scan what waits.

Who refers to a file is read from the database itself (its foreign keys), so a new room cannot be forgotten.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from vinhdanh.foundation.files.intake import quarantine
from vinhdanh.foundation.files.models import Rendition, StoredFile
from vinhdanh.foundation.files.places import CACHE, INCOMING, Place, place
from vinhdanh.foundation.files.quotas import recount
from vinhdanh.foundation.files.scanning import ScannerError, scan
from vinhdanh.foundation.files.states import ScanState
from vinhdanh.foundation.files.store import key_of, path_of
from vinhdanh.foundation.kernel.clock import now

A_DAY: Final = timedelta(days=1)
_SLICE: Final = 500
_REFERRING = """
SELECT con.conrelid::regclass::text, att.attname
FROM pg_constraint con
JOIN pg_attribute att ON att.attrelid = con.conrelid AND att.attnum = con.conkey[1]
WHERE con.contype = 'f' AND con.confrelid = 'files_storedfile'::regclass
ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep took away, or (dry) would take away. ``rows`` without an owner, ``contents`` without a
    row, ``octets`` those contents took up, ``leftovers`` of uploads that broke off."""

    rows: int
    contents: int
    octets: int
    leftovers: int


@dataclass(frozen=True, slots=True)
class Damage:
    """A content that is gone or not what it was, and the files that need it."""

    sha256: str
    gone: bool
    files: Sequence[str]

    @property
    def sentence(self) -> str:
        what = "không còn trong kho" if self.gone else "đã bị sửa hoặc hỏng trong kho"
        return f"Nội dung {self.sha256[:16]}… {what}; cần cho: {', '.join(self.files)}."


def referring_columns() -> list[tuple[str, str]]:
    """Every table and column that refers to a file."""
    with connection.cursor() as cursor:
        cursor.execute(_REFERRING)
        return [(table, column) for table, column in cursor.fetchall()]


def sweep(*, older_than: timedelta = A_DAY, dry: bool = False) -> Swept:
    """Take away what nobody refers to and what is older than a day. Safe beside uploads and other sweeps."""
    orphans = _orphans(now() - older_than)
    # The age of bytes is told by the disk and the bucket, so it is measured by the true clock.
    before = datetime.now(UTC) - older_than
    rows = len(orphans) if dry else _drop_rows(orphans)
    contents, octets = _sweep_contents(before, dry=dry, going=set(orphans) if dry else set())
    leftovers = sum(1 for _ in _sweep_leftovers(before, dry=dry))
    if not dry:
        recount()
    return Swept(rows, contents, octets, leftovers)


def damages() -> Iterator[Damage]:
    """Read every content that a row needs, and report each that is not what its name says."""
    where, last = place(), ""
    while hashes := list(
        StoredFile.objects.filter(sha256__gt=last)
        .order_by("sha256")
        .distinct()
        .values_list("sha256", flat=True)[:_SLICE]
    ):
        for sha256 in hashes:
            found = _digest_in(where, sha256)
            if found != sha256:
                names = StoredFile.objects.filter(sha256=sha256).order_by("pk").values_list("name", flat=True)
                yield Damage(sha256, found is None, list(names[:5]))
        last = hashes[-1]


def scan_waiting(*, most: int = _SLICE) -> int:
    """Scan files that were kept while the scanner was down; how many got an answer."""
    if not settings.FILES.scanner:
        return 0
    done = 0
    for row in StoredFile.objects.filter(scan=ScanState.UNSCANNED).order_by("pk")[:most]:
        try:
            finding = scan(path_of(row))
        except ScannerError:
            return done
        except FileNotFoundError:
            continue
        if finding.state is ScanState.INFECTED:
            quarantine(
                row.name, row.sha256, row.size, signature=finding.signature, by=row.created_by, body=row.body
            )
        StoredFile.objects.filter(sha256=row.sha256).update(scan=finding.state)
        done += 1
    return done


def _orphans(before: datetime) -> list[UUID]:
    missing = " AND ".join(
        f'NOT EXISTS (SELECT 1 FROM {table} WHERE {table}."{column}" = f.id)'  # noqa: S608
        for table, column in referring_columns()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.id FROM files_storedfile f WHERE f.created_at < %s AND {missing or 'TRUE'}",  # noqa: S608
            [before],
        )
        return [key for (key,) in cursor.fetchall()]


def _drop_rows(orphans: Sequence[UUID]) -> int:
    """Delete one by one: what somebody took up in between stays, and holds up no other."""
    gone = 0
    for key in orphans:
        try:
            with transaction.atomic():
                gone += StoredFile.objects.filter(pk=key).delete()[0]
                connection.check_constraints()
        except IntegrityError:
            continue
    return gone


def _sweep_contents(before: datetime, *, dry: bool, going: set[UUID]) -> tuple[int, int]:
    where, count, octets = place(), 0, 0
    for each in list(where.listed()):
        if each.written_at < before and _take_away(where, each.key, dry=dry, going=going):
            count, octets = count + 1, octets + each.size
    return count, octets


def _take_away(where: Place, key: str, *, dry: bool, going: set[UUID]) -> bool:
    """Delete one content under its lock, when no row needs it; True when it went (or would go)."""
    sha256 = key.removeprefix("made/").split(".", 1)[0].replace("/", "")
    with transaction.atomic():
        if not _locked(sha256) or StoredFile.objects.filter(sha256=sha256).exclude(pk__in=going).exists():
            return False
        if not dry:
            where.delete(key)
            Rendition.objects.filter(sha256=sha256).delete()
    return True


def _locked(sha256: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])
        (got,) = cursor.fetchone()
    return bool(got)


def _sweep_leftovers(before: datetime, *, dry: bool) -> Iterator[Path]:
    """Broken-off uploads, and copies of a bucket's contents."""
    top = Path(settings.FILE_STORE)
    for folder in (top / INCOMING, top / CACHE):
        for path in folder.rglob("*"):
            if path.is_file() and path.stat().st_mtime < before.timestamp():
                if not dry:
                    path.unlink(missing_ok=True)
                yield path


def _digest_in(where: Place, sha256: str) -> str | None:
    try:
        with where.open(key_of(sha256)) as stream:
            found = hashlib.sha256()
            while chunk := stream.read(1 << 20):
                found.update(chunk)
    except FileNotFoundError:
        return None
    return found.hexdigest()
