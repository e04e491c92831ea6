"""From an account to its scope."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from vinhdanh.domain.access.models import Appointment
from vinhdanh.domain.access.scope import Post, Scope
from vinhdanh.domain.access.states import BUNDLES, Permission
from vinhdanh.domain.organisations.queries.groups import groups_containing
from vinhdanh.domain.organisations.queries.lineage import carries_on, inherited_from


def scope_for(user_id: UUID, on: date) -> Scope:
    """The scope of an account on a day; a handful of queries, whatever the number of posts.

    The keys are the bodies themselves, the groups that hold them that day, and the ended bodies
    whose work came down to them.
    """
    rows = _in_force(user_id, on)
    if not rows:
        return Scope(user_id=user_id, on=on)
    posts = tuple(_post(row) for row in rows)
    bodies = {post.body_id for post in posts}
    keys = bodies | groups_containing(bodies, on)
    if any(getattr(row, "has_forebears", False) for row in rows):
        keys |= inherited_from(bodies, on)
    return Scope(
        user_id=user_id,
        on=on,
        posts=posts,
        keys=tuple(sorted(keys)),
        paths=_tops({p.scope_path for p in posts if Permission.READ_SUBTREE in p.permissions}),
        own_paths=tuple(sorted({post.body_path for post in posts})),
    )


def _in_force(user_id: UUID, on: date) -> list[Appointment]:
    rows = (
        Appointment.objects.filter(user_id=user_id, user__is_active=True, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("body", "scope")
        .annotate(has_forebears=carries_on("body"))
        .order_by("starts_on", "id")
    )
    # A post ends with its body, whatever end its own row still names.
    return [row for row in rows if row.body.is_valid_on(on)]


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


def _tops(paths: set[str]) -> tuple[str, ...]:
    """Drop every path that lies below another one."""
    kept: list[str] = []
    for path in sorted(paths):
        if not any(path == top or path.startswith(top + ".") for top in kept):
            kept.append(path)
    return tuple(kept)
