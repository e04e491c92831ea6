"""The one door into the audit log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db import models

from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.tracing import current_trace

Actor: TypeAlias = models.Model
"""Whoever acts: an account. The rooms need no more of it than its key."""


def record(
    *,
    actor: Actor | None,
    action: str,
    subject: models.Model,
    body: UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Append one row. Call it inside the transaction of the act, so that both stand or fall together.

    ``actor`` is ``None`` only for what the program does by itself (a job, the seed of the demo).
    """
    AuditRow.objects.create(
        actor_id=actor.pk if actor else None,
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        body=body,
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        request_id=current_trace(),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as a history panel shows it."""

    at: datetime
    actor: str
    action: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str


def history(subject: models.Model, *, limit: int = 100) -> Sequence[Entry]:
    """The newest ``limit`` acts on ``subject``, newest first; one query."""
    rows = (
        AuditRow.objects.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
        .select_related("actor")
        .order_by("-id")[:limit]
    )
    return [
        Entry(row.at, str(row.actor) if row.actor else "", row.action, row.before, row.after, row.reason)
        for row in rows
    ]
