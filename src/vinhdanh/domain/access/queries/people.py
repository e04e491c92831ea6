"""The people behind bodies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.access.models import Appointment, User
from vinhdanh.domain.access.states import BUNDLES, Permission


@dataclass(frozen=True, slots=True)
class Person:
    """An account as those who write to it need it. ``body_id`` is the body it is addressed for."""

    user_id: UUID
    name: str
    email: str
    body_id: UUID | None = None


def people_of(body_ids: Iterable[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who acts for each body on a day: accounts in use with a post in it that may report its work.

    A body without anybody, or one that has ended, has no entry. One query.
    """
    rows = _acting(Permission.REPORT_TASKS, on).filter(body_id__in=list(body_ids))
    found: dict[UUID, dict[UUID, Person]] = {}
    for body, user, name, email in rows.values_list("body_id", "user_id", "user__name", "user__email"):
        found.setdefault(body, {})[user] = Person(user, name, email, body)
    return {body: list(people.values()) for body, people in found.items()}


def chasers_of(body_ids: Iterable[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who looks after the work of each body on a day: accounts with a post over it that may chase. One query.

    ``Person.body_id`` is the office they sit in.
    """
    rows = _acting(Permission.CHASE, on).filter(scope_id__in=list(body_ids))
    found: dict[UUID, dict[UUID, Person]] = {}
    for served, body, user, name, email in rows.values_list(
        "scope_id", "body_id", "user_id", "user__name", "user__email"
    ):
        found.setdefault(served, {}).setdefault(user, Person(user, name, email, body))
    return {served: list(people.values()) for served, people in found.items()}


def _acting(permission: Permission, on: date) -> QuerySet[Appointment]:
    """Posts in force that give a permission, in bodies that exist."""
    roles = [role for role, permissions in BUNDLES.items() if permission in permissions]
    return (
        Appointment.objects.filter(role__in=roles, user__is_active=True, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .filter(Q(body__valid_to__isnull=True) | Q(body__valid_to__gt=on))
        .order_by("body_id", "user__name", "user_id")
    )


def addresses_of(user_ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Accounts in use that have an e-mail address, by id; one query."""
    rows = User.objects.filter(pk__in=list(user_ids), is_active=True).exclude(email="")
    return {user: Person(user, name, email) for user, name, email in rows.values_list("id", "name", "email")}
