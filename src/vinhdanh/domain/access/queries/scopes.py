"""From an account to its scope."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from vinhdanh.domain.access.models import Appointment, Delegation, Representation
from vinhdanh.domain.access.scope import Answered, Post, Scope, tops
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.groups import groups_containing
from vinhdanh.domain.organisations.queries.lineage import carries_on, inherited_from


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
    rows = _own(user_id, on)
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
    return _rights(user_id, _own(user_id, on), on)


def _rights(user_id: UUID, rows: Sequence[Appointment], on: date) -> Scope:
    if not rows:
        return Scope(user_id=user_id, on=on)
    lent = _lent(user_id, on) if _has(rows, "has_lent") else []
    posts = tuple(_post(row, row.role.permissions) for row in rows) + tuple(lent)
    answered = _answered(user_id, rows, on) if _has(rows, "answers") else ()
    return Scope(
        user_id=user_id,
        on=on,
        posts=posts,
        paths=tops({p.scope_path for p in posts if Permission.READ_SUBTREE in p.permissions}),
        own_paths=tuple(sorted({post.body_path for post in posts})),
        answers_for=answered,
    )


def _has(rows: Iterable[Appointment], flag: str) -> bool:
    return any(getattr(row, flag) for row in rows)


def _own(user_id: UUID, on: date) -> list[Appointment]:
    """The person's own posts; the flags say which further questions are worth a query."""
    lent = Delegation.objects.filter(on_day(on), user=user_id)
    answering = Representation.objects.filter(
        on_day(on), Q(by_body=OuterRef("body")) | Q(by_user=OuterRef("user"))
    )
    return list(
        posts_on(on)
        .filter(user_id=user_id)
        .select_related("body", "scope", "role")
        .annotate(has_forebears=carries_on("body"), has_lent=Exists(lent), answers=Exists(answering))
        .order_by("starts_on", "id")
    )


def _lent(user_id: UUID, on: date) -> list[Post]:
    """Posts lent to the person: never more than the lender's role gives today, and only while it lasts."""
    rows = Delegation.objects.filter(on_day(on), user=user_id, post__in=posts_on(on))
    whole = rows.select_related("post__body", "post__scope", "post__role", "post__user")
    return [
        _post(row.post, set(row.permissions) & set(row.post.role.permissions), lent_by=row.post.user.name)
        for row in whole.order_by("starts_on", "id")
    ]


def _answered(user_id: UUID, rows: Iterable[Appointment], on: date) -> tuple[Answered, ...]:
    mine = Q(by_user=user_id) | Q(by_body__in=[row.body_id for row in rows])
    found = Representation.objects.filter(on_day(on), mine).select_related("body").order_by("starts_on", "id")
    named = {row.body_id: Answered(row.body_id, row.body.name) for row in found}
    return tuple(named.values())


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
