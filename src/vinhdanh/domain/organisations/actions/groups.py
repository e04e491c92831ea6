"""Named groups: rule, other names, members taken in or left out."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.organisations.actions.common import Actor, checked_name, checked_period, facts, refuse
from vinhdanh.domain.organisations.models import Body, BodyGroup, GroupMember, GroupName
from vinhdanh.domain.organisations.models.periods import overlapping
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.text import fold


@transaction.atomic
def define_group(
    *,
    actor: Actor,
    name: str,
    owner_id: UUID | None = None,
    under_id: UUID | None = None,
    kinds: Sequence[str] = (),
    levels: Sequence[str] = (),
    units: Sequence[str] = (),
    aliases: Sequence[str] = (),
) -> BodyGroup:
    """Make the group of this name and owner, or change its rule and add further names to it."""
    name = checked_name(name)
    group = BodyGroup.objects.select_for_update().filter(owner=owner_id, folded=fold(name)).first()
    before = _rule_of(group) if group else None
    group = group or BodyGroup(owner_id=owner_id, folded=fold(name))
    group.name, group.under_id = name, under_id
    group.kinds, group.levels, group.units = list(kinds), list(levels), list(units)
    group.save()
    texts = {fold(alias): checked_name(alias) for alias in aliases}
    GroupName.objects.bulk_create(
        [GroupName(group=group, text=text, folded=folded) for folded, text in texts.items()],
        ignore_conflicts=True,
    )
    after = {**_rule_of(group), "aliases": list(texts.values())}
    record(actor=actor, action="define_group", subject=group, body=owner_id, before=before, after=after)
    return group


def _rule_of(group: BodyGroup) -> dict[str, object]:
    return facts(
        name=group.name,
        under=group.under_id,
        kinds=[str(value) for value in group.kinds],
        levels=[str(value) for value in group.levels],
        units=[str(value) for value in group.units],
    )


@transaction.atomic
def set_group_member(
    *,
    actor: Actor,
    group_id: UUID,
    body_id: UUID,
    included: bool = True,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> GroupMember:
    """Take a body into a group, or leave it out, for a time. Two rows of one body never overlap."""
    checked_period(valid_from, valid_to)
    group = BodyGroup.objects.select_for_update().get(pk=group_id)
    body = Body.objects.get(pk=body_id)
    rows = GroupMember.objects.filter(group=group, body=body)
    same = rows.filter(valid_from=valid_from).first()
    clash = rows.filter(overlapping(valid_from, valid_to))
    if (clash.exclude(pk=same.pk) if same else clash).exists():
        refuse(
            "member_overlaps",
            f"“{body.name}” đã có một dòng khác trong nhóm này vào thời gian đó; sửa dòng đó.",
        )
    row = same or GroupMember(group=group, body=body, valid_from=valid_from)
    row.included, row.valid_to = included, valid_to
    row.save()
    after = facts(body=body_id, included=included, valid_from=valid_from, valid_to=valid_to)
    record(actor=actor, action="set_group_member", subject=group, body=group.owner_id, after=after)
    return row
