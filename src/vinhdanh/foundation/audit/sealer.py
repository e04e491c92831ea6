"""Chains audit rows in batches, some seconds after they were written.

A chain inside each transaction would make the whole office queue for its head. So acts append
freely, and one worker at a time (an advisory lock decides) gives rows their numbers afterwards.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from vinhdanh.foundation.audit.chain import BEGINNING, COLUMNS, Content, canonical, digest_of
from vinhdanh.foundation.audit.models import Seal, Waiting
from vinhdanh.foundation.kernel.clock import now

BATCH: Final = 2_000
_LOCK: Final = 0x5EA1
"""The number by which sealers know each other (an advisory lock of the database)."""


def seal_waiting(*, most: int = BATCH) -> int:
    """Seal up to ``most`` waiting rows in the order of their ids; how many were sealed.

    Returns 0 at once when another sealer is at work. Safe to kill at any point: a batch is one transaction.
    """
    with transaction.atomic():
        if not _mine_alone():
            return 0
        waiting = list(Waiting.objects.order_by("row_id").values_list("row_id", flat=True)[:most])
        if waiting:
            _seal(waiting)
    return len(waiting)


def seal_all() -> int:
    """Seal everything that waits, batch by batch; how many rows that were."""
    total = 0
    while sealed := seal_waiting():
        total += sealed
    return total


def _mine_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        (got,) = cursor.fetchone()
    return bool(got)


def _seal(waiting: Sequence[UUID]) -> None:
    head = Seal.objects.order_by("-number").first()
    number, digest = (head.number, bytes(head.digest)) if head else (0, BEGINNING)
    seals, moment = [], now()
    rows = _rows(waiting)
    for row_id in waiting:
        number += 1
        # A row that was taken away while it waited gets its place too: the check will miss it there.
        row = rows.get(row_id)
        digest = digest_of(number, canonical(row) if row else b"", digest)
        seals.append(Seal(number=number, row_id=row_id, digest=digest, sealed_at=moment))
    Seal.objects.bulk_create(seals)
    Waiting.objects.filter(pk__in=waiting).delete()


def _rows(keys: Sequence[UUID]) -> dict[UUID, Content]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM audit_auditrow WHERE id = ANY(%s)", [list(keys)])  # noqa: S608
        return {row[0]: Content(*row) for row in cursor.fetchall()}
