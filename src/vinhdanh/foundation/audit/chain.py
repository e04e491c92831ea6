"""What a seal says: one canonical text for a row, and a digest over it and the digest before it.

The canonical text is worked out here and not by the database, so that whoever rules the
database still has to answer to the anchors, with a program that anybody can read.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any, Final

from vinhdanh.foundation.audit.models import AuditRow

BEGINNING: Final = bytes(32)
"""What stands before the first seal."""

COLUMNS: Final = (
    "id", "at", "actor_id", "body", "action", "subject_kind", "subject_id",
    "before", "after", "reason", "request_id",
)  # fmt: skip


def canonical(row: AuditRow) -> bytes:
    """The content of a row as it counts: JSON, keys sorted, times in UTC to the microsecond."""
    content = [
        row.id.hex,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.actor_id.hex if row.actor_id else None,
        row.body.hex if row.body else None,
        row.action,
        row.subject_kind,
        row.subject_id.hex,
        row.before,
        row.after,
        row.reason,
        row.request_id,
    ]
    return _packed(content)


def digest_of(number: int, content: bytes, previous: bytes) -> bytes:
    """The seal of one row: SHA-256 over the digest before it, its number and its content."""
    return hashlib.sha256(previous + number.to_bytes(8, "big") + content).digest()


def _packed(content: Sequence[Any]) -> bytes:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
