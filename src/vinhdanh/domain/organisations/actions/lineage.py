"""Bodies closed, merged, split, continued: every step keeps what was before."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vinhdanh.domain.organisations.actions.bodies import move_body
from vinhdanh.domain.organisations.actions.common import Actor, all_locked, facts, refuse
from vinhdanh.domain.organisations.models import Body, BodyName, BodyRelation, GroupMember, Succession
from vinhdanh.domain.organisations.queries.lineage import all_steps, edges_of, reachable
from vinhdanh.domain.organisations.states import SuccessionKind
from vinhdanh.foundation.audit.log import record


@transaction.atomic
def close_body(
    *,
    actor: Actor,
    body_id: UUID,
    effective_on: date,
    decision: str = "",
    successor_ids: Sequence[UUID] = (),
    children_to_id: UUID | None = None,
) -> Body:
    """End a body: ``effective_on`` is the first day without it. Successors may take over its work.

    Bodies below it must end on or before that day, or move to ``children_to_id``.
    """
    _succeed(
        actor=actor,
        kind=SuccessionKind.CLOSED,
        pairs=[(body_id, heir) for heir in successor_ids] or [(body_id, None)],
        effective_on=effective_on,
        decision=decision,
    )
    return _end(
        actor=actor, ids=[body_id], on=effective_on, decision=decision, heirs_of_children=children_to_id
    )[0]


@transaction.atomic
def merge_bodies(
    *,
    actor: Actor,
    predecessor_ids: Sequence[UUID],
    successor_id: UUID,
    effective_on: date,
    decision: str = "",
    children_to_id: UUID | None = None,
) -> Body:
    """End several bodies in one that exists on ``effective_on`` (create it first when it is new).

    A body that takes in others and goes on under its own record is the successor, not a predecessor.
    """
    if not predecessor_ids:
        refuse("nothing_to_merge", "Chọn ít nhất một đơn vị để sáp nhập.", field="predecessors")
    _succeed(
        actor=actor,
        kind=SuccessionKind.MERGED,
        pairs=[(key, successor_id) for key in predecessor_ids],
        effective_on=effective_on,
        decision=decision,
    )
    _end(
        actor=actor, ids=predecessor_ids, on=effective_on, decision=decision, heirs_of_children=children_to_id
    )
    return Body.objects.get(pk=successor_id)


@transaction.atomic
def split_body(
    *,
    actor: Actor,
    predecessor_id: UUID,
    successor_ids: Sequence[UUID],
    effective_on: date,
    decision: str = "",
    goes_on: bool = False,
    children_to_id: UUID | None = None,
) -> Body:
    """Part one body into several; with ``goes_on`` it lives on beside what was taken out of it."""
    if not successor_ids:
        refuse("nothing_to_split", "Chọn ít nhất một đơn vị được tách ra.", field="successors")
    _succeed(
        actor=actor,
        kind=SuccessionKind.SPLIT,
        pairs=[(predecessor_id, key) for key in successor_ids],
        effective_on=effective_on,
        decision=decision,
    )
    if not goes_on:
        _end(
            actor=actor,
            ids=[predecessor_id],
            on=effective_on,
            decision=decision,
            heirs_of_children=children_to_id,
        )
    return Body.objects.get(pk=predecessor_id)


@transaction.atomic
def continue_body(
    *,
    actor: Actor,
    predecessor_id: UUID,
    successor_id: UUID,
    effective_on: date,
    recreated: bool = False,
    decision: str = "",
) -> Body:
    """Say that one record carries on another: a new name kept as a second record, or a body
    set up again (``recreated``) after years without it. Ends the first where it has not ended."""
    _succeed(
        actor=actor,
        kind=SuccessionKind.RECREATED if recreated else SuccessionKind.RENAMED,
        pairs=[(predecessor_id, successor_id)],
        effective_on=effective_on,
        decision=decision,
    )
    if Body.objects.get(pk=predecessor_id).is_valid_on(effective_on):
        _end(actor=actor, ids=[predecessor_id], on=effective_on, decision=decision, heirs_of_children=None)
    return Body.objects.get(pk=successor_id)


def _succeed(
    *,
    actor: Actor,
    kind: SuccessionKind,
    pairs: Sequence[tuple[UUID, UUID | None]],
    effective_on: date,
    decision: str,
) -> None:
    bodies = all_locked(key for pair in pairs for key in pair if key)
    for predecessor, successor in pairs:
        _check_step(bodies[predecessor], bodies[successor] if successor else None, effective_on)
        Succession.objects.create(
            kind=kind,
            predecessor_id=predecessor,
            successor_id=successor,
            effective_on=effective_on,
            decision=decision,
        )
    for predecessor in dict(pairs):
        heirs = [str(heir) for one, heir in pairs if one == predecessor and heir]
        after = facts(kind=str(kind), successors=heirs, effective_on=effective_on)
        subject = bodies[predecessor]
        record(
            actor=actor,
            action="succeed_body",
            subject=subject,
            body=predecessor,
            after=after,
            reason=decision,
        )


def _check_step(predecessor: Body, successor: Body | None, on: date) -> None:
    if predecessor.valid_from and predecessor.valid_from >= on:
        text = f"“{predecessor.name}” đến {predecessor.valid_from:%d/%m/%Y} mới có, sau ngày có hiệu lực."
        refuse("predecessor_too_young", text, field="effective_on")
    if Succession.objects.filter(predecessor=predecessor, successor=successor).exists():
        refuse("already_succeeded", f"Bước chuyển của “{predecessor.name}” đã được ghi trước đó.")
    if successor is None:
        return
    if not successor.is_valid_on(on):
        text = f"“{successor.name}” không hoạt động vào ngày {on:%d/%m/%Y} nên không thể kế thừa."
        refuse("successor_not_there", text, field="successor")
    if predecessor.pk in {successor.pk, *reachable(successor.pk, edges_of(all_steps()))}:
        text = (
            f"“{predecessor.name}” đã là đơn vị kế thừa của “{successor.name}”; không thể kế thừa vòng tròn."
        )
        refuse("lineage_ring", text, field="successor")


def _end(
    *, actor: Actor, ids: Sequence[UUID], on: date, decision: str, heirs_of_children: UUID | None
) -> list[Body]:
    bodies = [all_locked(ids)[key] for key in dict.fromkeys(ids)]
    for body in bodies:
        if not body.is_valid_on(on) and body.valid_to != on:
            refuse("body_not_there", f"“{body.name}” không hoạt động vào ngày {on:%d/%m/%Y}.")
    _settle_children(actor, bodies, on=on, new_parent=heirs_of_children)
    for body in bodies:
        before, body.valid_to = facts(valid_to=body.valid_to), on
        body.save(update_fields=["valid_to"])
        after = facts(valid_to=on)
        record(
            actor=actor,
            action="close_body",
            subject=body,
            body=body.pk,
            before=before,
            after=after,
            reason=decision,
        )
    _end_what_hangs_on([body.pk for body in bodies], on)
    return bodies


def _settle_children(actor: Actor, bodies: Sequence[Body], *, on: date, new_parent: UUID | None) -> None:
    """Nothing may be left under a body that is gone."""
    left = Body.objects.filter(parent__in=bodies).exclude(pk__in=[body.pk for body in bodies])
    left = left.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    if left and new_parent is None:
        names = ", ".join(f"“{body.name}”" for body in left[:3])
        text = f"Còn {len(left)} đơn vị trực thuộc đang hoạt động, như {names}."
        refuse("children_left", text, hint="Chuyển hoặc kết thúc các đơn vị đó trước.")
    if new_parent in {body.pk for body in bodies}:
        refuse(
            "new_parent_ends",
            "Đơn vị nhận các đơn vị trực thuộc cũng kết thúc; chọn đơn vị khác.",
        )
    for body in left:
        move_body(actor=actor, body_id=body.pk, parent_id=new_parent, effective_on=on)


def _end_what_hangs_on(ids: Iterable[UUID], on: date) -> None:
    """Open names, relations and memberships end with their body; what would begin later goes."""
    keys = list(ids)
    hanging = (
        BodyName.objects.filter(body__in=keys),
        BodyRelation.objects.filter(Q(source__in=keys) | Q(target__in=keys)),
        GroupMember.objects.filter(body__in=keys),
    )
    for rows in hanging:
        rows.filter(valid_from__gte=on).delete()
        rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)
