"""The one door to the table of work items: say who waits for what, and the table follows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q, QuerySet

from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody has to act. Two waits of one subject differ in ``kind`` or ``holder``.

    ``note`` (300 characters at most) says where it comes from; waits of one kind with the same
    ``bundle`` are shown as one line.
    """

    kind: str
    holder: UUID
    title: str
    awaited_by: UUID | None = None
    due_on: date | None = None
    holder_user: UUID | None = None
    note: str = ""
    bundle: UUID | None = None


_FOLLOWING = ("title", "note", "bundle", "awaited_by", "due_on", "holder_user_id")


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
    fields = [name.removesuffix("_id") for name in _FOLLOWING]
    WorkItem.objects.bulk_update([row for row in changed if row is not None], fields, batch_size=500)


def _item(subject_kind: str, subject_id: UUID, wait: Wait) -> WorkItem:
    return WorkItem(
        kind=wait.kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        holder=wait.holder,
        **_values(wait),
    )


def _values(wait: Wait) -> dict[str, Any]:
    """What may change while the item stays the same one."""
    return {
        "title": wait.title,
        "note": wait.note[:300],
        "bundle": wait.bundle,
        "awaited_by": wait.awaited_by,
        "due_on": wait.due_on,
        "holder_user_id": wait.holder_user,
    }


def _updated(row: WorkItem, wait: Wait) -> WorkItem | None:
    """The row as it has to be, or None where it already is."""
    values = _values(wait)
    if all(getattr(row, name) == values[name] for name in _FOLLOWING):
        return None
    for name in _FOLLOWING:
        setattr(row, name, values[name])
    return row


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


def held_alone_by(user: UUID) -> QuerySet[WorkItem]:
    """Open items that name one person, the earliest due first."""
    return WorkItem.objects.filter(holder_user=user, closed_at__isnull=True).order_by("due_on", "id")


@transaction.atomic
def pass_items(
    *,
    actor: Actor | None,
    from_user: UUID,
    to_user: UUID | None,
    only_bodies: Collection[UUID] | None = None,
    except_bodies: Collection[UUID] = (),
) -> int:
    """Pass what waits for one person to another, or back to the body that holds it (``to_user`` None).

    ``only_bodies`` and ``except_bodies`` choose by holder. An audit row for each item; returns how many.
    """
    rows = held_alone_by(from_user).exclude(holder__in=list(except_bodies))
    if only_bodies is not None:
        rows = rows.filter(holder__in=list(only_bodies))
    found = list(rows.select_for_update(of=("self",)))
    for row in found:
        record(
            actor=actor,
            action="pass_item",
            subject=row,
            body=row.holder,
            before={"holder_user": str(from_user), "title": row.title[:200]},
            after={"holder_user": str(to_user) if to_user else None},
        )
    WorkItem.objects.filter(pk__in=[row.pk for row in found]).update(holder_user=to_user)
    return len(found)


def awaiting(holder: UUID) -> set[UUID]:
    """The bodies that wait for something of ``holder``."""
    rows = WorkItem.objects.filter(holder=holder, awaited_by__isnull=False, closed_at__isnull=True)
    return {key for key in rows.values_list("awaited_by", flat=True).distinct() if key is not None}
