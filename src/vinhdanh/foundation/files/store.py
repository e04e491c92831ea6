"""A content-addressed store: bytes are kept once, under their SHA-256, on disk or in a bucket.

Files come in through :func:`~.intake.received` (before the transaction) and :func:`keep` (inside it).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import connection, models

from vinhdanh.foundation.files.intake import Incoming, received, refuse_full
from vinhdanh.foundation.files.models import Rendition, StoredFile
from vinhdanh.foundation.files.names import clean_name
from vinhdanh.foundation.files.places import place
from vinhdanh.foundation.files.quotas import charge
from vinhdanh.foundation.files.states import RenditionKind, ScanState
from vinhdanh.foundation.files.types import can_be_shown
from vinhdanh.foundation.jobs.queue import enqueue

RENDER_JOB = "previews.render"
"""Declared by the engine that makes previews."""

__all__ = [
    "OwnedFile", "clean_name", "digest", "keep", "key_of", "lock_content", "owned", "path_of", "put", "read",
    "rendered", "renditions_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnedFile:
    """What a download needs, given out by the room whose row owns the file."""

    name: str
    media_type: str
    path: Path
    sha256: str = ""
    infected: bool = False


def digest(data: bytes) -> str:
    """The name of these bytes: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def key_of(sha256: str) -> str:
    """The key of these bytes in the store."""
    return f"{sha256[:2]}/{sha256[2:]}"


def keep(incoming: Incoming, *, by: models.Model | None, body: UUID | None = None) -> StoredFile:
    """Keep a received file and return its row; call it inside the transaction of the act.

    ``body`` is charged for the room. Raises RefusedError beyond its quota or when the store refuses.
    """
    if body is not None:
        charge(body, incoming.size, name=incoming.name)
    lock_content(incoming.sha256)
    key, where = key_of(incoming.sha256), place()
    try:
        if where.size(key) != incoming.size:
            where.put(key, incoming.path)
    except OSError as error:
        refuse_full(incoming.name, "files", error)
    row = StoredFile.objects.create(
        sha256=incoming.sha256,
        size=incoming.size,
        name=incoming.name,
        media_type=incoming.media_type,
        body=body,
        scan=incoming.scan,
        created_by_id=by.pk if by else None,
    )
    if can_be_shown(incoming.media_type):
        enqueue(RENDER_JOB, lock=incoming.sha256, sha256=incoming.sha256)
    return row


def put(
    data: bytes, *, name: str, media_type: str, by: models.Model | None, body: UUID | None = None
) -> StoredFile:
    """Receive and keep bytes that are at hand; raises RefusedError as both do."""
    with received(data, name=name, by=by, body=body, media_type=media_type) as incoming:
        return keep(incoming, by=by, body=body)


def lock_content(sha256: str) -> None:
    """Hold these bytes until the transaction ends: nobody sweeps them away while somebody takes them up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])


def read(file: StoredFile) -> bytes:
    """The bytes of a file; raises FileNotFoundError when the store has lost them."""
    with place().open(key_of(file.sha256)) as stream:
        return stream.read()


def path_of(file: StoredFile) -> Path:
    """A file of this machine with the bytes, for reading; of a bucket it is a copy."""
    return place().local(key_of(file.sha256))


def owned(file: StoredFile) -> OwnedFile:
    """The file as a download, for whoever may see the row that owns it."""
    infected = file.scan == ScanState.INFECTED
    return OwnedFile(file.name, file.media_type, path_of(file), file.sha256, infected)


def rendered(file: StoredFile, kind: RenditionKind) -> OwnedFile | None:
    """The small picture or the PDF of a file, None while there is none."""
    made = Rendition.objects.filter(sha256=file.sha256, kind=kind, size__gt=0).exists()
    if not made or file.scan == ScanState.INFECTED:
        return None
    ending, media_type = _MADE_AS[kind]
    path = place().local(rendition_key(file.sha256, kind))
    return OwnedFile(f"{Path(file.name).stem}{ending}", media_type, path, f"{file.sha256}-{kind}")


_MADE_AS = {RenditionKind.THUMB: (".webp", "image/webp"), RenditionKind.PDF: (".pdf", "application/pdf")}


def rendition_key(sha256: str, kind: RenditionKind) -> str:
    """The key of something made of these bytes."""
    return f"made/{key_of(sha256)}.{kind}"


def renditions_of(hashes: Iterable[str]) -> dict[str, frozenset[str]]:
    """What has been made of these bytes, by hash; one query."""
    found: dict[str, set[str]] = {}
    for sha256, kind in Rendition.objects.filter(sha256__in=set(hashes), size__gt=0).values_list(
        "sha256", "kind"
    ):
        found.setdefault(sha256, set()).add(kind)
    return {sha256: frozenset(some) for sha256, some in found.items()}
