"""Who acts for a body: the people whom letters and notices about its work reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from vinhdanh.domain.access.models import Appointment, Delegation, Representation, User
from vinhdanh.domain.access.queries.scopes import on_day, posts_on
from vinhdanh.domain.access.states import Permission


@dataclass(frozen=True, slots=True)
class Person:
    """An account as those who write to it need it. ``body_id`` is the body it is addressed for."""

    user_id: UUID
    name: str
    email: str
    body_id: UUID | None = None


def people_of(body_ids: Iterable[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who may report the work of each body on a day: by a post in it or in the office that serves it,
    by one lent, or answering for it.

    A body without anybody, or one that has ended, has no entry. Five queries.
    """
    wanted = list(body_ids)
    found: dict[UUID, dict[UUID, Person]] = {}
    stand_ins = list(Representation.objects.filter(on_day(on), body__in=wanted).values_list(*_STANDING))
    offices = {by_body for _, by_body, _ in stand_ins if by_body}
    reporting = _reporters([*wanted, *offices], on)
    for body in wanted:
        found[body] = dict(reporting.get(body, {}))
    people = addresses_of({by_user for _, _, by_user in stand_ins if by_user}, with_email=False)
    for body, by_body, by_user in stand_ins:
        found[body] |= reporting.get(by_body, {}) if by_body else {}
        if by_user in people:
            found[body][by_user] = people[by_user]
    return {
        body: [Person(one.user_id, one.name, one.email, body) for one in some.values()]
        for body, some in found.items()
        if some
    }


_STANDING = ("body_id", "by_body_id", "by_user_id")
_WHO = ("body_id", "user_id", "user__name", "user__email")
_SERVING = ("scope_id", *_WHO[1:])


def _reporters(body_ids: Iterable[UUID], on: date) -> dict[UUID, dict[UUID, Person]]:
    """Own posts, those of a standing office, and lent ones that may report; three queries."""
    wanted = list(body_ids)
    own = _acting(Permission.REPORT_TASKS, on).filter(body_id__in=wanted)
    serving = _acting(Permission.REPORT_TASKS, on).filter(scope_id__in=wanted).exclude(scope=F("body"))
    lent = Delegation.objects.filter(
        on_day(on),
        post__in=posts_on(on).filter(body_id__in=wanted),
        permissions__contains=[Permission.REPORT_TASKS],
        user__is_active=True,
    ).values_list("post__body_id", *_WHO[1:])
    found: dict[UUID, dict[UUID, Person]] = {}
    for body, user, name, email in [*own.values_list(*_WHO), *serving.values_list(*_SERVING), *lent]:
        found.setdefault(body, {})[user] = Person(user, name, email)
    return found


def chasers_of(body_ids: Iterable[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who looks after the work of each body on a day: accounts with a post over it that may chase. One query.

    ``Person.body_id`` is the office they sit in.
    """
    rows = _acting(Permission.CHASE, on).filter(scope_id__in=list(body_ids))
    found: dict[UUID, dict[UUID, Person]] = {}
    for served, body, user, name, email in rows.values_list("scope_id", *_WHO):
        found.setdefault(served, {}).setdefault(user, Person(user, name, email, body))
    return {served: list(people.values()) for served, people in found.items()}


def _acting(permission: Permission, on: date) -> QuerySet[Appointment]:
    """Posts in force whose role gives a permission."""
    rows = posts_on(on).filter(role__permissions__contains=[permission])
    return rows.order_by("body_id", "user__name", "user_id")


def addresses_of(user_ids: Iterable[UUID], *, with_email: bool = True) -> dict[UUID, Person]:
    """Accounts in use, by default those that have an e-mail address, by id; one query."""
    rows = User.objects.filter(pk__in=list(user_ids), is_active=True)
    if with_email:
        rows = rows.exclude(email="")
    return {user: Person(user, name, email) for user, name, email in rows.values_list("id", "name", "email")}
