"""Heads of the chain, kept where the database cannot reach: a folder, and a bucket that locks objects.

Whoever rules the database can write its whole chain anew, but not what was set down elsewhere before.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from vinhdanh.config.papers import AnchorSettings
from vinhdanh.foundation.audit.models import Seal
from vinhdanh.foundation.files.bucket import Bucket
from vinhdanh.foundation.kernel.clock import now


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain at a moment: how many rows were sealed, and the last digest (hexadecimal)."""

    number: int
    digest: str
    at: datetime

    @property
    def name(self) -> str:
        return f"{self.number:012d}-{self.digest[:16]}.json"

    def text(self) -> str:
        return json.dumps({"rows": self.number, "digest": self.digest, "at": self.at.isoformat()}) + "\n"


class AnchorError(ValueError):
    """An anchor that cannot be read; the text names it."""


def drop_anchor() -> Anchor | None:
    """Set the head down outside the database, unless it is there already; what was set down, or None.

    Raises OSError when a place refuses: the next turn tries again.
    """
    head = Seal.objects.order_by("-number").first()
    places: AnchorSettings = settings.ANCHORS
    if head is None:
        return None
    anchor = Anchor(head.number, bytes(head.digest).hex(), now())
    written = _write(places.folder, anchor)
    if places.s3 and (written or _bucket(places).size(anchor.name) is None):
        bucket = _bucket(places)
        bucket.put(anchor.name, anchor.text().encode(), keep_until=bucket.keep_until())
        written = True
    return anchor if written else None


def anchors() -> dict[int, list[Anchor]]:
    """Every anchor of every place by its number; raises AnchorError or OSError."""
    places: AnchorSettings = settings.ANCHORS
    found: dict[int, list[Anchor]] = {}
    for name, text in (*_in_folder(places.folder), *_in_bucket(places)):
        anchor = _read(name, text)
        found.setdefault(anchor.number, []).append(anchor)
    return found


def _bucket(places: AnchorSettings) -> Bucket:
    assert places.s3 is not None  # noqa: S101 - asked by both callers
    return Bucket(places.s3)


def _write(folder: Path, anchor: Anchor) -> bool:
    """Write the file once, whole and read-only; False when it is there."""
    target = folder / anchor.name
    if target.exists():
        return False
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = target.with_suffix(f".{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o400)
    with os.fdopen(handle, "w") as out:
        out.write(anchor.text())
        out.flush()
        os.fsync(out.fileno())
    beside.replace(target)
    return True


def _in_folder(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.json")):
        yield path.name, path.read_text()


def _in_bucket(places: AnchorSettings) -> Iterator[tuple[str, str]]:
    if places.s3 is None:
        return
    bucket = Bucket(places.s3)
    for each in bucket.listed():
        if each.key.endswith(".json"):
            with bucket.open(each.key) as stream:
                yield each.key, stream.read().decode()


def _read(name: str, text: str) -> Anchor:
    try:
        content = json.loads(text)
        return Anchor(int(content["rows"]), str(content["digest"]), datetime.fromisoformat(content["at"]))
    except (ValueError, KeyError, TypeError) as error:
        raise AnchorError(f"Mốc neo {name} không đọc được.") from error
