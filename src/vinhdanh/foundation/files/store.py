"""A content-addressed store on disk.

Bytes are written beside their place, forced to disk and renamed, so a power cut
leaves either the whole file or none of it.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import models

from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.kernel.text import squash

_NAME_LIMIT = 120


def _path(sha256: str) -> Path:
    return Path(settings.FILE_STORE) / sha256[:2] / sha256[2:]


def digest(data: bytes) -> str:
    """The name of these bytes: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def clean_name(name: str) -> str:
    """A file name without folders or control characters, at most 120 characters, its ending kept."""
    last = squash(name.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(c for c in last if c.isprintable()) or "tep"
    stem, dot, ending = kept.rpartition(".")
    if dot and len(kept) > _NAME_LIMIT:
        return stem[: _NAME_LIMIT - len(ending) - 1] + dot + ending[:20]
    return kept[:_NAME_LIMIT]


def put(data: bytes, *, name: str, media_type: str, by: models.Model | None) -> StoredFile:
    """Keep ``data`` and return its row; raises OSError when the disk refuses."""
    sha256 = digest(data)
    target = _path(sha256)
    if not target.exists():
        _write(target, data)
    return StoredFile.objects.create(
        sha256=sha256,
        size=len(data),
        name=clean_name(name),
        media_type=media_type,
        created_by_id=by.pk if by else None,
    )


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(file: StoredFile) -> bytes:
    """The bytes of a file; raises FileNotFoundError when the disk has lost them."""
    return _path(file.sha256).read_bytes()


def path_of(file: StoredFile) -> Path:
    """Where the bytes lie, for streaming."""
    return _path(file.sha256)
