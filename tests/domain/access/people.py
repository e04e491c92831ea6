"""Short ways to say who does what in the tests of this room."""

from datetime import date
from typing import Any

from tests.world import World, account, scope
from vinhdanh.domain.access.actions import add_role, appoint
from vinhdanh.domain.access.models import RoleBundle, User
from vinhdanh.domain.access.states import Role
from vinhdanh.engines.workflow.items import Wait, set_waits
from vinhdanh.engines.workflow.models import WorkItem

TODAY = date(2026, 3, 16)
YESTERDAY = date(2026, 3, 15)


def as_admin(world: World) -> dict[str, Any]:
    """``actor`` and ``scope`` of the province's administrator."""
    return {"actor": world.admin, "scope": scope(world.admin)}


def commune_admin(world: World) -> User:
    return account("quantri.xa", Role.ADMINISTRATOR, world.commune)


def by(user: User) -> dict[str, Any]:
    return {"actor": user, "scope": scope(user)}


def role_with(*permissions: str, name: str = "Vai trò riêng") -> RoleBundle:
    return add_role(actor=None, scope=None, name=name, permissions=permissions)


def also(user: User, role: str, at: Any, **more: Any) -> None:
    appoint(actor=None, user=user, role=role, body_id=at.pk, starts_on=date(2026, 1, 1), **more)


def waits_for(user: User, holder: Any, title: str = "Soát bản đọc", *, subject: Any = None) -> WorkItem:
    """Something of ``holder`` that waits for one person."""
    wait = Wait("review_draft", holder.pk, title, holder_user=user.pk)
    set_waits(subject=subject or user, waits=[wait], kinds=[wait.kind])
    return WorkItem.objects.get(title=title, closed_at__isnull=True)
