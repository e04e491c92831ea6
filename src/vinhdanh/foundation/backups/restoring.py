"""Putting a backup into an empty place, and saying why not where it is not empty."""

import os
import tarfile
import tempfile
from collections.abc import Collection
from pathlib import Path

import psycopg

from vinhdanh.foundation.backups.content import content_of, differences, tables_of
from vinhdanh.foundation.backups.model import DUMP, FILES, KEEPING, KEPT, BackupError, Manifest
from vinhdanh.foundation.backups.reading import opened, verified
from vinhdanh.foundation.backups.shelf import FolderShelf, Shelf
from vinhdanh.foundation.backups.tools import run, tool


def what_is_there(url: str, shelf: Shelf) -> str:
    """Why this place is not empty, as half a sentence; nothing when it is."""
    with psycopg.connect(url) as connection:
        names = tables_of(connection)
    if names:
        return f"cơ sở dữ liệu đã có {len(names)} bảng"
    if shelf.holds_anything():
        return f"{shelf.name} đã có tệp"
    return ""


def restore(
    source: Path, *, url: str, data: Path, known_migrations: Collection[str], shelf: Shelf | None = None
) -> Manifest:
    """Restore into the empty database at ``url`` and the data folder, then compare with the manifest.

    Everything is checked before the first byte is written; what fails later leaves a database that is
    as empty as before (one transaction). Raises BackupError.
    """
    shelf = shelf or FolderShelf(data / "files")
    manifest = verified(source)
    _must_be_known(manifest, known_migrations)
    try:
        if there := what_is_there(url, shelf):
            raise BackupError(
                f"Chỉ khôi phục vào chỗ trống, mà {there}. "
                "Hãy đặt VINHDANH_DATA (hoặc DATABASE_URL) sang chỗ mới rồi chạy lại."
            )
        _unpack(source, manifest, url=url, data=data, shelf=shelf)
        _compare(manifest, url)
    except psycopg.Error as error:
        raise BackupError(f"Không vào được cơ sở dữ liệu: {' '.join(str(error).split())}") from error
    except OSError as error:
        raise BackupError(
            f"Không ghi được vào {data} ({error.strerror or error}): kiểm tra ổ đĩa."
        ) from error
    return manifest


def _must_be_known(manifest: Manifest, known: Collection[str]) -> None:
    strange = sorted(set(manifest.content.migrations) - set(known))
    if strange:
        raise BackupError(
            f"Bản sao lưu do phiên bản mới hơn tạo ra ({manifest.version}; có bước {strange[-1]} "
            "mà chương trình này chưa biết): hãy cập nhật chương trình rồi khôi phục."
        )


def _unpack(source: Path, manifest: Manifest, *, url: str, data: Path, shelf: Shelf) -> None:
    with opened(source) as archive, tempfile.TemporaryDirectory(dir=data, prefix="restore-") as workshop:
        for entry in archive:
            if entry.name.startswith(FILES):
                _put_file(archive, entry, shelf)
        dump = Path(workshop) / DUMP
        _write(archive, DUMP, dump)
        _load(dump, manifest, url)
        for name in KEPT:
            if KEEPING + name in manifest.parts:
                (data / name).unlink(missing_ok=True)
                _write(archive, KEEPING + name, data / name)


def _put_file(archive: tarfile.TarFile, entry: tarfile.TarInfo, shelf: Shelf) -> None:
    sha256 = entry.name.removeprefix(FILES)
    content = archive.extractfile(entry)
    if content is None or len(sha256) != 64 or not sha256.isalnum() or shelf.put(sha256, content) != sha256:
        raise BackupError(f"Tệp {sha256[:64]} không khớp với tên của nó sau khi ghi: kiểm tra ổ đĩa.")


def _write(archive: tarfile.TarFile, name: str, target: Path) -> None:
    source = archive.extractfile(name)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while source and (block := source.read(1 << 20)):
            out.write(block)


def _load(dump: Path, manifest: Manifest, url: str) -> None:
    with psycopg.connect(url) as connection:
        server = connection.info.server_version // 10_000
        name = connection.info.dbname
    if server < manifest.server:
        raise BackupError(
            f"Bản sao lưu lấy từ PostgreSQL {manifest.server}, máy chủ ở đây là {server}: "
            f"cần PostgreSQL {manifest.server} trở lên."
        )
    pg_restore = tool("pg_restore", least=manifest.server)
    run(
        [pg_restore, "--no-owner", "--no-privileges", "--no-comments", "--exit-on-error",
         "--single-transaction", f"--dbname={name}", dump],
        url,
        doing="Khôi phục cơ sở dữ liệu",
    )  # fmt: skip


def _compare(manifest: Manifest, url: str) -> None:
    with psycopg.connect(url) as connection:
        wrong = differences(manifest.content, content_of(connection))
        connection.execute("ANALYZE")
    if wrong:
        raise BackupError(f"Khôi phục xong nhưng không giống bản gốc: {' '.join(wrong[:3])}")
