"""The files of users, by the hash of their content, as a backup takes and gives them."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import IO

_CHUNK = 1 << 20


class Shelf:
    """A folder laid out as the file store lays it out: two letters, then the rest of the hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:]

    def holds_anything(self) -> bool:
        return any(path.is_file() for path in self.folder.rglob("*")) if self.folder.is_dir() else False

    def put(self, sha256: str, source: IO[bytes]) -> str:
        """Keep the bytes, whole or not at all; returns the hash of what was kept."""
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        try:
            with fresh.open("wb") as out:
                shutil.copyfileobj(source, out, _CHUNK)
                out.flush()
                os.fsync(out.fileno())
            found = hash_of(fresh)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
        return found


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
