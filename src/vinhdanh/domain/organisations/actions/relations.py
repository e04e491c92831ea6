"""Typed relations between bodies."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.organisations.actions.common import Actor, all_locked, checked_period, facts, refuse
from vinhdanh.domain.organisations.models import BodyRelation
from vinhdanh.domain.organisations.models.periods import overlapping
from vinhdanh.domain.organisations.states import SINGLE_RELATIONS, RelationKind
from vinhdanh.foundation.audit.log import record


@transaction.atomic
def relate_bodies(
    *,
    actor: Actor,
    source_id: UUID,
    target_id: UUID,
    kind: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> BodyRelation:
    """Say that ``source`` stands to ``target`` as ``kind`` says, for a time.

    Adding a relation that is there returns it. The administrative parent changes by
    ``move_body`` only; a second payroll, Party or reporting line at the same time is refused.
    """
    checked_period(valid_from, valid_to)
    if kind == RelationKind.ADMINISTRATIVE:
        refuse("use_move", "Cấp trên hành chính đổi bằng chức năng chuyển đơn vị.", field="kind")
    if source_id == target_id:
        refuse("same_body", "Một đơn vị không thể có quan hệ với chính mình.", field="target")
    bodies = all_locked([source_id, target_id])
    there = BodyRelation.objects.filter(overlapping(valid_from, valid_to), kind=kind, source=source_id)
    same = there.filter(target=target_id).first()
    if same:
        return same
    if kind in SINGLE_RELATIONS and there.exists():
        name, label = bodies[source_id].name, RelationKind(kind).label
        text = f"“{name}” đã có quan hệ “{label}” với đơn vị khác trong thời gian này."
        refuse("relation_overlaps", text, hint="Kết thúc quan hệ cũ trước.")
    row = BodyRelation.objects.create(
        kind=kind, source_id=source_id, target_id=target_id, valid_from=valid_from, valid_to=valid_to
    )
    after = facts(kind=str(kind), target=target_id, valid_from=valid_from, valid_to=valid_to)
    record(actor=actor, action="relate_bodies", subject=bodies[source_id], body=source_id, after=after)
    return row


@transaction.atomic
def end_relation(*, actor: Actor, relation_id: UUID, ends_on: date, reason: str = "") -> BodyRelation:
    """End a relation; ``ends_on`` is the first day without it."""
    row = BodyRelation.objects.select_for_update().select_related("source").get(pk=relation_id)
    if row.kind == RelationKind.ADMINISTRATIVE:
        refuse("use_move", "Cấp trên hành chính đổi bằng chức năng chuyển đơn vị.", field="kind")
    checked_period(row.valid_from, ends_on)
    before, row.valid_to = facts(valid_to=row.valid_to), ends_on
    row.save(update_fields=["valid_to"])
    after = facts(kind=row.kind, target=row.target_id, valid_to=ends_on)
    record(
        actor=actor,
        action="end_relation",
        subject=row.source,
        body=row.source_id,
        before=before,
        after=after,
        reason=reason,
    )
    return row
