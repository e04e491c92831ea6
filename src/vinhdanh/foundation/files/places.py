"""Where bytes lie: a folder of this machine, or a bucket. Both know the same few words.

A key is a path with ``/``. What is put is there whole or not at all.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Protocol

from django.conf import settings

from vinhdanh.config.papers import FileSettings
from vinhdanh.foundation.files.bucket import Bucket, Listed

INCOMING = ".incoming"
"""Below the folder: what is being received. Never a key."""
CACHE = ".cache"
"""Below the folder: copies of what lies in the bucket. Never a key."""


class Place(Protocol):
    """Raises OSError when the place refuses, FileNotFoundError for a key that is not there."""

    def put(self, key: str, source: Path) -> None:
        """Keep the file under the key; ``source`` is used up."""

    def open(self, key: str) -> IO[bytes]: ...
    def size(self, key: str) -> int | None: ...
    def delete(self, key: str) -> None: ...
    def listed(self, prefix: str = "") -> Iterator[Listed]: ...

    def local(self, key: str) -> Path:
        """A file of this machine with these bytes, to read and not to keep."""


def place() -> Place:
    """The place that the settings name."""
    chosen: FileSettings = settings.FILES
    folder = Path(settings.FILE_STORE)
    return BucketPlace(Bucket(chosen.s3), folder / CACHE) if chosen.s3 else Folder(folder)


def incoming_folder() -> Path:
    """Where files are received: on the disk of the store, so that the last step is a rename."""
    folder = Path(settings.FILE_STORE) / INCOMING
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


class Folder:
    """Files below one folder."""

    def __init__(self, top: Path) -> None:
        self._top = top

    def put(self, key: str, source: Path) -> None:
        target = self._top / key
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        source.replace(target)
        _sync_folder(target.parent)

    def open(self, key: str) -> IO[bytes]:
        return (self._top / key).open("rb")

    def size(self, key: str) -> int | None:
        with suppress(FileNotFoundError):
            return (self._top / key).stat().st_size
        return None

    def delete(self, key: str) -> None:
        (self._top / key).unlink(missing_ok=True)

    def listed(self, prefix: str = "") -> Iterator[Listed]:
        for path in sorted(self._top.rglob("*")):
            key = path.relative_to(self._top).as_posix()
            if path.is_file() and key.startswith(prefix) and not key.startswith((INCOMING, CACHE)):
                facts = path.stat()
                yield Listed(key, facts.st_size, datetime.fromtimestamp(facts.st_mtime, tz=UTC))

    def local(self, key: str) -> Path:
        return self._top / key


class BucketPlace:
    """Objects of a bucket, with copies on this machine for whoever needs a file."""

    def __init__(self, bucket: Bucket, cache: Path) -> None:
        self._bucket = bucket
        self._cache = cache
        self.open, self.size, self.delete = bucket.open, bucket.size, bucket.delete
        self.listed = bucket.listed

    def put(self, key: str, source: Path) -> None:
        with source.open("rb") as body:
            self._bucket.put(key, body)

    def local(self, key: str) -> Path:
        target = self._cache / key
        if not target.exists():
            with self._bucket.open(key) as body:
                _copy_whole(body, target)
        return target


def _copy_whole(body: IO[bytes], target: Path) -> None:
    """Write beside and rename: two who fetch at once do not disturb each other."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, beside = mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            shutil.copyfileobj(body, out)
        Path(beside).replace(target)
    finally:
        Path(beside).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
