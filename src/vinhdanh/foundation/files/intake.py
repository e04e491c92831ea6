"""A file comes in: written aside as it arrives, hashed, its kind told by its content, scanned.

All of it happens before the transaction that keeps the file, and leaves nothing when it is refused.
"""

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Final, NoReturn
from uuid import UUID

from django.conf import settings
from django.db import connection, models

from vinhdanh.foundation.files.models import Quarantined
from vinhdanh.foundation.files.names import clean_name
from vinhdanh.foundation.files.places import incoming_folder
from vinhdanh.foundation.files.scanning import Finding, ScannerError, scan
from vinhdanh.foundation.files.states import ScanState
from vinhdanh.foundation.files.types import media_type_of_file, too_large
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may be kept: its bytes lie at ``path`` until the block ends."""

    name: str
    media_type: str
    sha256: str
    size: int
    scan: str
    path: Path


@contextmanager
def received(
    source: bytes | IO[bytes],
    *,
    name: str,
    by: models.Model | None = None,
    body: UUID | None = None,
    media_type: str = "",
    field: str = "files",
) -> Iterator[Incoming]:
    """Receive one file; without ``media_type`` it has to be one of the kinds of evidence.

    Raises RefusedError naming ``field``: too large, of a wrong kind, infected, no room on the disk, or no
    answer of a scanner that the settings require.
    """
    handle, beside = _beside(name, field)
    path = Path(beside)
    try:
        with os.fdopen(handle, "wb") as out:
            arrived = _arrived(source, out, name=clean_name(name), field=field, path=path)
        kind = media_type or _kind(arrived, field)
        finding = _screened(arrived, by=by, body=body, field=field)
        yield replace(arrived, media_type=kind, scan=finding.state)
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def received_all(
    sources: Sequence[tuple[str, bytes | IO[bytes]]],
    *,
    by: models.Model | None = None,
    body: UUID | None = None,
) -> Iterator[list[Incoming]]:
    """Receive several files (name, bytes or stream); one that is refused refuses all."""
    with ExitStack() as stack:
        yield [stack.enter_context(received(source, name=name, by=by, body=body)) for name, source in sources]


def refuse_full(name: str, field: str, error: OSError) -> NoReturn:
    """Say in one sentence that there is no room, or that the store does not answer; RefusedError."""
    if error.errno in FULL:
        text = (
            f"Máy chủ đã hết chỗ lưu nên chưa nhận được tệp “{name}”. "
            "Phần chữ đã gõ vẫn còn; hãy báo người quản trị rồi gửi lại."
        )
        raise RefusedError(Refusal("disk_full", text, field=field)) from error
    text = f"Kho lưu tệp đang không trả lời nên chưa nhận được tệp “{name}”. Chờ vài phút rồi gửi lại."
    raise RefusedError(Refusal("store_down", text, field=field)) from error


def _beside(name: str, field: str) -> tuple[int, str]:
    try:
        return mkstemp(dir=incoming_folder())
    except OSError as error:
        refuse_full(clean_name(name), field, error)


def _arrived(source: bytes | IO[bytes], out: IO[bytes], *, name: str, field: str, path: Path) -> Incoming:
    """Write what comes, force it to disk; the limit is watched on the way."""
    limit, size, sha = settings.FILES.limit_bytes, 0, hashlib.sha256()
    for chunk in _chunks(source):
        size += len(chunk)
        if size > limit:
            raise RefusedError(too_large(name, limit, field=field))
        sha.update(chunk)
        try:
            out.write(chunk)
        except OSError as error:
            refuse_full(name, field, error)
    try:
        out.flush()
        os.fsync(out.fileno())
    except OSError as error:
        refuse_full(name, field, error)
    return Incoming(name, "", sha.hexdigest(), size, ScanState.NOT_ASKED, path)


def _chunks(source: bytes | IO[bytes]) -> Iterator[bytes]:
    if isinstance(source, bytes):
        for start in range(0, len(source), _CHUNK):
            yield source[start : start + _CHUNK]
        return
    while chunk := source.read(_CHUNK):
        yield chunk


def _kind(arrived: Incoming, field: str) -> str:
    with arrived.path.open("rb") as file:
        return media_type_of_file(file, size=arrived.size, name=arrived.name, field=field)


def _screened(arrived: Incoming, *, by: models.Model | None, body: UUID | None, field: str) -> Finding:
    try:
        finding = scan(arrived.path)
    except ScannerError as error:
        if not settings.FILES.scan_required:
            return Finding(ScanState.UNSCANNED)
        text = (
            f"Bộ quét vi-rút đang không trả lời nên chưa nhận tệp “{arrived.name}”. "
            "Chờ vài phút rồi gửi lại; nếu vẫn vậy, hãy báo người quản trị."
        )
        raise RefusedError(Refusal("scanner_down", text, field=field)) from error
    if finding.state is ScanState.INFECTED:
        quarantine(arrived.name, arrived.sha256, arrived.size, signature=finding.signature, by=by, body=body)
        text = (
            f"Tệp “{arrived.name}” có mã độc ({finding.signature}) nên không nhận. "
            "Quét lại máy tính đã tạo tệp, rồi gửi bản sạch."
        )
        raise RefusedError(Refusal("infected", text, field=field))
    return finding


def quarantine(
    name: str,
    sha256: str,
    size: int,
    *,
    signature: str,
    by: models.Model | None,
    body: UUID | None,
) -> None:
    """Record a file that was turned away, on a connection of its own: the refusal rolls back all else."""
    row = Quarantined(
        sha256=sha256, size=size, name=name, signature=signature[:200], by=by.pk if by else None, body=body
    )
    fields = list(Quarantined._meta.concrete_fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join("%s" for _ in fields)
    values = [getattr(row, field.attname) for field in fields]
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {Quarantined._meta.db_table} ({columns}) VALUES ({marks})",  # noqa: S608
                values,
            )
    finally:
        own.close()
