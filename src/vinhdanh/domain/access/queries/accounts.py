"""Accounts as other floors may ask for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from vinhdanh.domain.access.models import Appointment, User


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account with one post in force."""

    username: str
    name: str
    role: str
    body: str


def demo_account(username: str) -> User | None:
    """An account by user name, for the demo's chooser."""
    return User.objects.filter(username=username, is_active=True).first()


def accounts_on(on: date) -> Sequence[AccountRow]:
    """Every post in force on a day, one row each, by user name; one query."""
    rows = (
        Appointment.objects.filter(starts_on__lte=on, user__is_active=True)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("user", "body")
        .order_by("user__username", "role")
    )
    return [AccountRow(row.user.username, row.user.name, row.role_id, row.body.name) for row in rows]


def account_of(user_id: UUID) -> User:
    """The account of a job's asker; raises DoesNotExist when there is none."""
    return User.objects.get(pk=user_id)


def accounts_matching(field: str, value: str) -> list[User]:
    """Active accounts whose ``username`` or ``email`` is ``value``, case aside; two at most."""
    return list(User.objects.filter(**{f"{field}__iexact": value}, is_active=True)[:2])
