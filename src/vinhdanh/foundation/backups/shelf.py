"""The files of users, by the hash of their content, as a backup takes and gives them."""

import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from vinhdanh.config.papers import S3Place

_CHUNK = 1 << 20


class Shelf(Protocol):
    """Where the file store keeps bytes; ``name`` is how people find it."""

    name: str

    def local(self, sha256: str) -> "AbstractContextManager[Path | None]":
        """A file of this machine with these bytes, while it is looked at; None when they are lost."""

    def holds_anything(self) -> bool: ...

    def put(self, sha256: str, source: IO[bytes]) -> str:
        """Keep the bytes, whole or not at all; returns the hash of what was kept."""


def shelf_of(folder: Path, bucket: "S3Place | None" = None) -> Shelf:
    """The shelf that the settings name: a bucket, or a folder of this machine."""
    return BucketShelf(bucket) if bucket else FolderShelf(folder)


class FolderShelf:
    """A folder laid out as the file store lays it out: two letters, then the rest of the hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"thư mục {folder}"

    def path(self, sha256: str) -> Path:
        return self.folder / _key(sha256)

    @contextmanager
    def local(self, sha256: str) -> "Iterator[Path | None]":
        path = self.path(sha256)
        yield path if path.is_file() else None

    def holds_anything(self) -> bool:
        return any(path.is_file() for path in self.folder.rglob("*")) if self.folder.is_dir() else False

    def put(self, sha256: str, source: IO[bytes]) -> str:
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        try:
            found = _written(fresh, source)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
        return found


class BucketShelf:
    """A bucket with the same keys. A store that cannot be reached raises OSError."""

    def __init__(self, place: "S3Place") -> None:
        from vinhdanh.foundation.files.bucket import Bucket

        self._bucket = Bucket(place)
        self.name = f"kho {place.bucket}/{place.prefix}".rstrip("/")

    @contextmanager
    def local(self, sha256: str) -> "Iterator[Path | None]":
        with tempfile.TemporaryDirectory(prefix="vinhdanh-") as workshop:
            copy = None
            with suppress(FileNotFoundError), self._bucket.open(_key(sha256)) as source:
                copy = Path(workshop) / sha256
                _written(copy, source)
            yield copy

    def holds_anything(self) -> bool:
        return next(iter(self._bucket.listed()), None) is not None

    def put(self, sha256: str, source: IO[bytes]) -> str:
        with tempfile.TemporaryDirectory(prefix="vinhdanh-") as workshop:
            copy = Path(workshop) / "content"
            found = _written(copy, source)
            if found == sha256:
                with copy.open("rb") as body:
                    self._bucket.put(_key(sha256), body)
        return found


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:]}"


def _written(target: Path, source: IO[bytes]) -> str:
    with target.open("wb") as out:
        shutil.copyfileobj(source, out, _CHUNK)
        out.flush()
        os.fsync(out.fileno())
    return hash_of(target)


def hash_of(path: Path) -> str:
    """SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as source:
        return hash_from(source)


def hash_from(source: IO[bytes]) -> str:
    """SHA-256 of what is left to read."""
    digest = hashlib.sha256()
    while block := source.read(_CHUNK):
        digest.update(block)
    return digest.hexdigest()
