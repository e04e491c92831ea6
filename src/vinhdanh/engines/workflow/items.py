"""The one door to the table of work items: say who waits for what, and the table follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q, QuerySet

from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.kernel.clock import now


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody has to act. Two waits of one subject differ in ``kind`` or ``holder``."""

    kind: str
    holder: UUID
    title: str
    awaited_by: UUID | None = None
    due_on: date | None = None
    holder_user: UUID | None = None


def set_waits(*, subject: models.Model, waits: Iterable[Wait], kinds: Sequence[str] = ()) -> None:
    """Make the open items of ``subject`` (only those of ``kinds``, when given) exactly ``waits``.

    Call it inside the transaction of the change; what is the same stays as it is.
    """
    set_waits_of(subject_kind=subject._meta.label_lower, waits={subject.pk: list(waits)}, kinds=kinds)


@transaction.atomic
def set_waits_of(
    *,
    subject_kind: str,
    waits: Mapping[UUID, Sequence[Wait]],
    kinds: Sequence[str] = (),
    holders: Sequence[UUID] | None = None,
) -> None:
    """The same for many subjects of one kind at once; a constant number of queries but for changed rows.

    With ``holders`` only the items that one of these holds are made so; others are left alone.
    """
    rows = WorkItem.objects.select_for_update(of=("self",)).filter(
        closed_at__isnull=True, subject_kind=subject_kind, subject_id__in=list(waits)
    )
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if holders is not None:
        rows = rows.filter(holder__in=list(holders))
    held = {(row.subject_id, row.kind, row.holder): row for row in rows}
    wanted = {(subject, wait.kind, wait.holder): wait for subject, some in waits.items() for wait in some}
    gone = [row.pk for key, row in held.items() if key not in wanted]
    WorkItem.objects.filter(pk__in=gone).update(closed_at=now())
    WorkItem.objects.bulk_create(
        [_item(subject_kind, key[0], wait) for key, wait in wanted.items() if key not in held],
        batch_size=2000,
    )
    changed = [_updated(held[key], wait) for key, wait in wanted.items() if key in held]
    fields = ["title", "awaited_by", "due_on", "holder_user"]
    WorkItem.objects.bulk_update([row for row in changed if row is not None], fields, batch_size=500)


def _item(subject_kind: str, subject_id: UUID, wait: Wait) -> WorkItem:
    return WorkItem(
        kind=wait.kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        title=wait.title,
        holder=wait.holder,
        holder_user_id=wait.holder_user,
        awaited_by=wait.awaited_by,
        due_on=wait.due_on,
    )


def _updated(row: WorkItem, wait: Wait) -> WorkItem | None:
    """The row as it has to be, or None where it already is."""
    before = (row.title, row.awaited_by, row.due_on, row.holder_user_id)
    row.title, row.awaited_by, row.due_on, row.holder_user_id = (
        wait.title,
        wait.awaited_by,
        wait.due_on,
        wait.holder_user,
    )
    return None if before == (wait.title, wait.awaited_by, wait.due_on, wait.holder_user) else row


def held_by(bodies: Iterable[UUID], user: UUID | None) -> QuerySet[WorkItem]:
    """Open items that one of ``bodies`` holds, or that name ``user`` (not those that name a colleague)."""
    mine = Q(holder__in=list(bodies), holder_user__isnull=True)
    if user is not None:
        mine |= Q(holder_user=user)
    return WorkItem.objects.filter(mine, closed_at__isnull=True)


def awaited_by(bodies: Iterable[UUID]) -> QuerySet[WorkItem]:
    """Open items that ``bodies`` wait for while others hold them."""
    mine = list(bodies)
    rows = WorkItem.objects.filter(awaited_by__in=mine, closed_at__isnull=True)
    return rows.exclude(holder__in=mine)
