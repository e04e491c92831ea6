"""What an officer says a written name means, kept for the next paper."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from vinhdanh.domain.organisations.actions.common import Actor, facts, refuse
from vinhdanh.domain.organisations.models import Body, NameChoice
from vinhdanh.domain.organisations.naming.reading import memory_key
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.text import squash

_LENGTH = 300


@transaction.atomic
def confirm_name(
    *,
    actor: Actor,
    text: str,
    scope_id: UUID | None,
    body_id: UUID | None = None,
    group_id: UUID | None = None,
) -> NameChoice:
    """In papers of ``scope_id`` these words mean this body or this group (exactly one of the two).

    Said again, the choice counts once more; said otherwise, the newer choice replaces it.
    """
    if (body_id is None) == (group_id is None):
        refuse("one_target", "Chọn đúng một đơn vị hoặc một nhóm.", field="target")
    written = memory_key(text)
    if not written:
        refuse("name_missing", "Cách ghi này không có chữ nào để nhớ.", field="text")
    row, before = _kept(scope_id, written, text)
    same = before is not None and (row.body_id, row.group_id) == (body_id, group_id)
    if same:
        NameChoice.objects.filter(pk=row.pk).update(times=F("times") + 1)
        row.refresh_from_db()
        return row
    row.body_id, row.group_id, row.times = body_id, group_id, 1
    row.confirmed_by_id, row.confirmed_at = actor.pk if actor else None, now()
    row.save()
    after = facts(text=row.example, body=body_id, group=group_id)
    record(actor=actor, action="confirm_name", subject=row, body=scope_id, before=before, after=after)
    return row


def _kept(scope_id: UUID | None, written: str, text: str) -> tuple[NameChoice, dict[str, object] | None]:
    """The choice on record and what it said, or a new one. The scope is locked so that two officers queue."""
    if scope_id:
        Body.objects.select_for_update(no_key=True).get(pk=scope_id)
    row = NameChoice.objects.select_for_update().filter(scope=scope_id, written=written).first()
    if row is None:
        return NameChoice(scope_id=scope_id, written=written, example=squash(text)[:_LENGTH]), None
    return row, facts(body=row.body_id, group=row.group_id)
