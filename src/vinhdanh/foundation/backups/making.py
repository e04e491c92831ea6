"""Making a backup of a site that may go on running."""

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from vinhdanh import __version__
from vinhdanh.foundation.backups.content import content_of, tables_of
from vinhdanh.foundation.backups.model import (
    DUMP,
    FILES,
    KEEPING,
    KEPT,
    MANIFEST,
    BackupError,
    Content,
    Manifest,
)
from vinhdanh.foundation.backups.reading import verified
from vinhdanh.foundation.backups.shelf import FolderShelf, Shelf, hash_of
from vinhdanh.foundation.backups.tools import run, tool


def make(target: Path, *, url: str, data: Path, shelf: Shelf | None = None) -> Manifest:
    """Write the backup of the database at ``url`` and of the data folder; read it again before it counts.

    Database and figures come from one snapshot; files are named by their content and never change, so
    they are copied afterwards from ``shelf`` (or the data folder's own). Raises BackupError; then
    there is no file ``target``.
    """
    if target.exists():
        raise BackupError(f"Đã có tệp {target}: chọn tên khác, bản sao lưu cũ không bị ghi đè.")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix="vinhdanh-") as workshop:
            manifest = _written(
                fresh, Path(workshop), url=url, data=data, shelf=shelf or FolderShelf(data / "files")
            )
        verified(fresh)
        fresh.replace(target)
    except OSError as error:
        raise BackupError(f"Không ghi được {target} ({error.strerror or error}): kiểm tra ổ đĩa.") from error
    except psycopg.Error as error:
        raise BackupError(f"Không đọc được cơ sở dữ liệu: {' '.join(str(error).split())}") from error
    finally:
        fresh.unlink(missing_ok=True)
    return manifest


def _written(fresh: Path, workshop: Path, *, url: str, data: Path, shelf: Shelf) -> Manifest:
    dump = workshop / DUMP
    with _snapshot(url) as (connection, name):
        server = connection.info.server_version // 10_000
        pg_dump = tool("pg_dump", least=server)
        run(
            [pg_dump, "--format=custom", "--no-owner", "--no-privileges", "--no-comments",
             f"--snapshot={name}", f"--file={dump}"],
            url,
            doing="Sao lưu cơ sở dữ liệu",
        )  # fmt: skip
        content = content_of(connection)
    parts: dict[str, str] = {}
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w") as archive:
            _add(archive, DUMP, dump, parts=parts)
            lost = _add_files(archive, content, shelf, parts=parts)
            for kept in KEPT:
                if (data / kept).is_file():
                    _add(archive, KEEPING + kept, data / kept, parts=parts)
            manifest = Manifest(
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                version=__version__,
                server=server,
                content=content,
                parts=parts,
                lost=tuple(lost),
            )
            _add_bytes(archive, MANIFEST, manifest.to_json())
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


@contextmanager
def _snapshot(url: str) -> Iterator[tuple[psycopg.Connection[Any], str]]:
    """A moment of the database that others can be shown too; refuses a database without our tables."""
    with psycopg.connect(url, prepare_threshold=None) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        if "django_migrations" not in tables_of(connection):
            raise BackupError("Cơ sở dữ liệu chưa có dữ liệu của Vinh Danh nên không có gì để sao lưu.")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        yield connection, str(row[0] if row else "")


def _add_files(
    archive: tarfile.TarFile, content: Content, shelf: Shelf, *, parts: dict[str, str]
) -> list[str]:
    """Every file that a row names; returns those that are lost or damaged."""
    lost = []
    for sha256 in content.files:
        with shelf.local(sha256) as path:
            if path is None or hash_of(path) != sha256:
                lost.append(sha256)
            else:
                _add(archive, FILES + sha256, path, parts=parts)
    return lost


def _add(archive: tarfile.TarFile, name: str, path: Path, *, parts: dict[str, str]) -> None:
    parts[name] = hash_of(path)
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = path.stat().st_size, 0o600
    with path.open("rb") as source:
        archive.addfile(entry, source)


def _add_bytes(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    archive.addfile(entry, io.BytesIO(data))
