"""Named groups and their members on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.organisations.models import Body, BodyGroup, GroupMember
from vinhdanh.domain.organisations.models.periods import valid_on
from vinhdanh.domain.organisations.queries.directory import rows_on
from vinhdanh.domain.organisations.queries.rows import BodyRow
from vinhdanh.domain.organisations.queries.tree import Standing, below, standings_by_group


def rule_takes(group: BodyGroup, body: Standing) -> bool:
    """Does the rule of ``group`` take a body as it stood on some day?"""
    top = group.under_id or group.owner_id
    return (
        group.has_rule
        and (top is None or top in body.above)
        and (not group.kinds or body.kind in group.kinds)
        and (not group.levels or body.level in group.levels)
        and (not group.units or body.place_unit in group.units)
    )


def _rule(group: BodyGroup, on: date) -> Q:
    """The same rule for the database."""
    if not group.has_rule:
        return Q(pk__in=())
    wanted = Q()
    for lookup, values in (("kind", group.kinds), ("level", group.levels), ("place_unit", group.units)):
        if values:
            wanted &= Q(**{f"{lookup}__in": values})
    top = group.under_id or group.owner_id
    return wanted & Q(pk__in=below([top], on)) if top else wanted


def expand_group(group: BodyGroup, on: date) -> list[BodyRow]:
    """The members on ``on`` in Vietnamese order: rule, plus bodies taken in, less bodies left out.

    Only bodies that existed on that day. Two queries.
    """
    return rows_on(_members(group, on), on)


def expand_groups(groups: Iterable[UUID], on: date) -> dict[UUID, frozenset[UUID]]:
    """The keys of the members of several groups on ``on``. One query, and two for each group."""
    rows = BodyGroup.objects.filter(pk__in=list(groups))
    return {
        group.pk: frozenset(_members(group, on).order_by().values_list("pk", flat=True)) for group in rows
    }


def _members(group: BodyGroup, on: date) -> QuerySet[Body]:
    chosen = GroupMember.objects.filter(valid_on(on), group=group).values_list("body_id", "included")
    taken = [body for body, included in chosen if included]
    left = [body for body, included in chosen if not included]
    wanted = _rule(group, on) | Q(pk__in=taken)
    return Body.objects.filter(valid_on(on)).filter(wanted).exclude(pk__in=left)


def groups_containing(bodies: Iterable[UUID], on: date) -> set[UUID]:
    """The groups of which at least one of ``bodies`` is a member on ``on``. One query."""
    return set(groups_with(bodies, on))


def groups_with(bodies: Iterable[UUID], on: date) -> dict[UUID, str]:
    """The same groups with their names. One query: every page makes it."""
    return {
        group.pk: group.name
        for group, body, included in standings_by_group(bodies, on)
        if (rule_takes(group, body) if included is None else included)
    }
