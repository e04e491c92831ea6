"""Roles as their pages show them, and what a change would do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from vinhdanh.domain.access.models import Appointment, RoleBundle
from vinhdanh.domain.access.queries.scopes import posts_on
from vinhdanh.domain.access.states import LADDER, Permission

SHOWN = 50


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role, what it gives in words, and how many posts in force hold it."""

    id: UUID
    code: str
    name: str
    shipped: bool
    revision: int
    permissions: Sequence[str]
    labels: Sequence[str]
    holders: int


def role_lines(on: date) -> list[RoleLine]:
    """Every role, the shipped ones first; one query."""
    held = posts_on(on).filter(role=OuterRef("code")).order_by().values("role").annotate(n=Count("pk"))
    rows = RoleBundle.objects.annotate(
        holders=Coalesce(Subquery(held.values("n"), output_field=IntegerField()), 0)
    )
    return [
        RoleLine(
            row.pk,
            row.code,
            row.name,
            row.shipped,
            row.revision,
            row.permissions,
            labels(row.permissions),
            row.holders,
        )
        for row in rows
    ]


def role_choices() -> list[tuple[str, str]]:
    """Code and name of every role; one query."""
    return list(RoleBundle.objects.values_list("code", "name"))


def find_role(role_id: UUID) -> RoleBundle | None:
    return RoleBundle.objects.filter(pk=role_id).first()


def labels(permissions: Iterable[str]) -> list[str]:
    """Permissions in words, in the order in which they are declared."""
    held = set(permissions)
    return [str(one.label) for one in Permission if one.value in held]


def permission_choices() -> list[tuple[str, str, bool]]:
    """Every permission: code, words, and whether it is one over other people's rights."""
    return [(one.value, str(one.label), one.value in LADDER) for one in Permission]


@dataclass(frozen=True, slots=True)
class Touched:
    """A holder of the role: what they would gain and lose beside their other posts."""

    name: str
    post: str
    gains: Sequence[str]
    loses: Sequence[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change of a role does. ``people`` holds the first fifty of ``count`` posts."""

    gained: Sequence[str]
    lost: Sequence[str]
    people: Sequence[Touched]
    count: int

    @property
    def changes(self) -> bool:
        return bool(self.gained or self.lost)


def preview_role(role: RoleBundle, permissions: Iterable[str], on: date) -> Preview:
    """Who gains and loses what; three queries."""
    before, after = set(role.permissions), set(permissions) & set(Permission.values)
    gained, lost = after - before, before - after
    posts = posts_on(on).filter(role=role)
    shown = list(posts.select_related("user", "body", "role").order_by("user__sort_key", "id")[:SHOWN])
    others = _others(shown, role, on)
    return Preview(
        gained=labels(gained),
        lost=labels(lost),
        people=[
            _touched(post, gained=gained, lost=lost, held=others.get(post.user_id, set())) for post in shown
        ],
        count=posts.count(),
    )


def _others(shown: Sequence[Appointment], role: RoleBundle, on: date) -> dict[UUID, set[str]]:
    """What the same people may do through other roles."""
    found: dict[UUID, set[str]] = {}
    rows = posts_on(on).filter(user__in=[post.user_id for post in shown]).exclude(role=role)
    for row in rows.select_related("role"):
        found.setdefault(row.user_id, set()).update(row.role.permissions)
    return found


def _touched(post: Appointment, *, gained: set[str], lost: set[str], held: set[str]) -> Touched:
    return Touched(post.user.name, str(post), labels(gained - held), labels(lost - held))
