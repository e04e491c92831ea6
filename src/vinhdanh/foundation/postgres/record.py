"""``cluster.json``: what a data folder remembers about its database."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex, token_urlsafe
from uuid import uuid4

from vinhdanh.foundation.postgres.model import PostgresError


@dataclass(frozen=True, slots=True)
class Record:
    """One cluster. ``folder`` is relative to the data folder when it lies inside it.

    The passwords are why the file is readable by its owner only. ``id`` is new with
    each data folder, so that an emptied folder never meets an old cluster elsewhere.
    """

    id: str
    folder: str
    sockets: str
    password: str
    admin_password: str


def new(folder: str, identity: str) -> Record:
    """A record with fresh passwords."""
    return Record(identity, folder, "", token_urlsafe(24), token_urlsafe(24))


def new_identity() -> str:
    """A random name for a cluster."""
    return token_hex(8)


def load(data: Path) -> Record | None:
    """The data folder's record, or None in a new folder. Raises PostgresError on a damaged one."""
    path = data / "cluster.json"
    try:
        return Record(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise PostgresError(f"Tệp {path} bị hỏng ({error}): hãy khôi phục tệp từ bản sao lưu.") from error


def save(data: Path, record: Record) -> None:
    """Write the record so that a crash leaves the old one or the new one, never half of one."""
    fresh = data / f"cluster.json.{uuid4().hex[:8]}"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(record), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(data / "cluster.json")
