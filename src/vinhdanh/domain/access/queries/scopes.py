"""From an account to its scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from vinhdanh.domain.access.models import Appointment, Delegation, Representation
from vinhdanh.domain.access.models.appointment import post_called
from vinhdanh.domain.access.scope import Answered, Post, Scope, tops
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.groups import groups_containing
from vinhdanh.domain.organisations.queries.lineage import carries_on, inherited_from
from vinhdanh.foundation.worded import Worded


@dataclass(frozen=True, slots=True)
class _Own:
    """A post of the person's own; the flags say which further questions are worth a query."""

    title: str
    capacity: str
    role: str
    role_name: str
    permissions: Sequence[str]
    body_id: UUID
    body_name: str
    body_path: str
    scope_id: UUID
    scope_name: str
    scope_path: str
    has_forebears: bool
    has_lent: bool
    answers: bool


def on_day(on: date, prefix: str = "") -> Q:
    """Rows with ``starts_on`` and ``ends_on`` (the last day, or open) that hold on a day."""
    open_end = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    return Q(**{f"{prefix}starts_on__lte": on}) & open_end


def posts_on(on: date) -> QuerySet[Appointment]:
    """Every post in force on a day: its own dates, its body's, and an account that is open."""
    living = (Q(body__valid_from__isnull=True) | Q(body__valid_from__lte=on)) & (
        Q(body__valid_to__isnull=True) | Q(body__valid_to__gt=on)
    )
    # A post ends with its body, whatever end its own row still names.
    return Appointment.objects.filter(on_day(on), living, user__is_active=True)


def scope_for(user_id: UUID, on: date) -> Scope:
    """The scope of an account on a day; a handful of queries, whatever the number of posts.

    The keys are the bodies themselves and those answered for, the groups that hold them that day, and
    the ended bodies whose work came down to them.
    """
    rows = _own_rows(user_id, on)
    known = _rights(user_id, rows, on)
    if not rows:
        return known
    bodies = {post.body_id for post in known.posts} | {one.body_id for one in known.answers_for}
    keys = bodies | groups_containing(bodies, on)
    if len(known.posts) > len(rows) or known.answers_for or _has(rows, "has_forebears"):
        keys |= inherited_from(bodies, on)
    return replace(known, keys=tuple(sorted(keys)))


def rights_on(user_id: UUID, on: date) -> Scope:
    """The scope without its ``keys``: what an account may do, and not yet what it sees; three queries."""
    return _rights(user_id, _own_rows(user_id, on), on)


def _rights(user_id: UUID, rows: Sequence[_Own], on: date) -> Scope:
    if not rows:
        return Scope(user_id=user_id, on=on)
    lent = _lent(user_id, on) if _has(rows, "has_lent") else []
    posts = tuple(_held(row) for row in rows) + tuple(lent)
    answered = _answered(user_id, rows, on) if _has(rows, "answers") else ()
    return Scope(
        user_id=user_id,
        on=on,
        posts=posts,
        paths=tops({p.scope_path for p in posts if Permission.READ_SUBTREE in p.permissions}),
        own_paths=tuple(sorted({post.body_path for post in posts})),
        answers_for=answered,
    )


def _has(rows: Iterable[_Own], flag: str) -> bool:
    return any(getattr(row, flag) for row in rows)


def _own_rows(user_id: UUID, on: date) -> list[_Own]:
    return [_Own(*row) for row in _OWN.rows(user_id, on)]


def _own(user_id: UUID, on: date) -> QuerySet[Appointment, tuple[Any, ...]]:
    lent = Delegation.objects.filter(on_day(on), user=user_id)
    answering = Representation.objects.filter(
        on_day(on), Q(by_body=OuterRef("body")) | Q(by_user=OuterRef("user"))
    )
    return (
        posts_on(on)
        .filter(user_id=user_id)
        .order_by("starts_on", "id")
        .values_list(
            *("title", "capacity", "role_id", "role__name", "role__permissions"),
            *("body_id", "body__name", "body__path", "scope_id", "scope__name", "scope__path"),
            carries_on("body"),
            Exists(lent),
            Exists(answering),
        )
    )


_OWN = Worded(_own, UUID(int=7), date(7, 7, 7))
"""Every request of a signed-in person begins with it."""


def _lent(user_id: UUID, on: date) -> list[Post]:
    """Posts lent to the person: never more than the lender's role gives today, and only while it lasts."""
    rows = Delegation.objects.filter(on_day(on), user=user_id, post__in=posts_on(on))
    whole = rows.select_related("post__body", "post__scope", "post__role", "post__user")
    return [
        _post(row.post, set(row.permissions) & set(row.post.role.permissions), lent_by=row.post.user.name)
        for row in whole.order_by("starts_on", "id")
    ]


def _answered(user_id: UUID, rows: Iterable[_Own], on: date) -> tuple[Answered, ...]:
    mine = Q(by_user=user_id) | Q(by_body__in=[row.body_id for row in rows])
    found = Representation.objects.filter(on_day(on), mine).select_related("body").order_by("starts_on", "id")
    named = {row.body_id: Answered(row.body_id, row.body.name) for row in found}
    return tuple(named.values())


def _held(row: _Own) -> Post:
    return Post(
        role=row.role,
        role_name=post_called(row.title or row.role_name, row.capacity),
        body_id=row.body_id,
        body_name=row.body_name,
        body_path=row.body_path,
        scope_id=row.scope_id,
        scope_name=row.scope_name,
        scope_path=row.scope_path,
        permissions=frozenset(row.permissions),
    )


def _post(row: Appointment, permissions: Iterable[str], *, lent_by: str = "") -> Post:
    return Post(
        role=row.role_id,
        role_name=row.called,
        body_id=row.body_id,
        body_name=row.body.name,
        body_path=row.body.path,
        scope_id=row.scope_id,
        scope_name=row.scope.name,
        scope_path=row.scope.path,
        permissions=frozenset(permissions),
        lent_by=lent_by,
    )
