"""What a seal says: one canonical text for a row, and a digest over it and the digest before it.

The canonical text is worked out here and not by the database, so that whoever rules the
database still has to answer to the anchors, with a program that anybody can read.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

BEGINNING: Final = bytes(32)
"""What stands before the first seal."""


class Content(NamedTuple):
    """The columns of an audit row that count, in the order of :data:`COLUMNS`; ``before`` and ``after``
    are JSON text as the database gives it."""

    id: UUID
    at: datetime
    actor: UUID | None
    body: UUID | None
    action: str
    subject_kind: str
    subject_id: UUID
    before: str
    after: str
    reason: str
    request_id: str


COLUMNS: Final = (
    "id, at, actor_id, body, action, subject_kind, subject_id, before::text, after::text, reason, request_id"
)
"""For a SELECT over ``audit_auditrow``."""


def canonical(row: Content) -> bytes:
    """The content of a row as it counts: JSON, keys sorted, times in UTC to the microsecond."""
    return _packed(
        (
            row.id.hex,
            row.at.astimezone(UTC).isoformat(timespec="microseconds"),
            row.actor.hex if row.actor else None,
            row.body.hex if row.body else None,
            row.action,
            row.subject_kind,
            row.subject_id.hex,
            json.loads(row.before),
            json.loads(row.after),
            row.reason,
            row.request_id,
        )
    )


def digest_of(number: int, content: bytes, previous: bytes) -> bytes:
    """The seal of one row: SHA-256 over the digest before it, its number and its content."""
    return hashlib.sha256(previous + number.to_bytes(8, "big") + content).digest()


def _packed(content: Iterable[Any]) -> bytes:
    return _ENCODER.encode(content).encode()


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
