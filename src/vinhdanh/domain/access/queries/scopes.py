"""From an account to its scope."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from vinhdanh.domain.access.models import Appointment
from vinhdanh.domain.access.scope import Post, Scope
from vinhdanh.domain.access.states import BUNDLES, Permission
from vinhdanh.domain.organisations.queries.groups import groups_containing


def scope_for(user_id: UUID, on: date) -> Scope:
    """The scope of an account on a day; three queries at most, whatever the number of posts."""
    posts = tuple(_posts(user_id, on))
    if not posts:
        return Scope(user_id=user_id, on=on)
    bodies = {post.body_id for post in posts}
    groups = groups_containing(bodies, on)
    return Scope(
        user_id=user_id,
        on=on,
        posts=posts,
        keys=tuple(sorted(bodies | groups)),
        paths=_tops({path for post in posts for path in _seen_whole(post)}),
    )


def _posts(user_id: UUID, on: date) -> list[Post]:
    rows = (
        Appointment.objects.filter(user_id=user_id, user__is_active=True, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("body", "scope")
        .order_by("starts_on", "id")
    )
    return [_post(row) for row in rows]


def _post(row: Appointment) -> Post:
    return Post(
        role=row.role,
        role_name=row.title or row.get_role_display(),
        body_id=row.body_id,
        body_name=row.body.name,
        body_path=row.body.path,
        scope_id=row.scope_id,
        scope_name=row.scope.name,
        scope_path=row.scope.path,
        permissions=BUNDLES[row.role],
    )


def _seen_whole(post: Post) -> list[str]:
    """A reader of the tree sees its whole scope; everybody sees what their own body issues."""
    if Permission.READ_SUBTREE in post.permissions:
        return [post.scope_path, post.body_path]
    return [post.body_path]


def _tops(paths: set[str]) -> tuple[str, ...]:
    """Drop every path that lies below another one."""
    kept: list[str] = []
    for path in sorted(paths):
        if not any(path == top or path.startswith(top + ".") for top in kept):
            kept.append(path)
    return tuple(kept)
