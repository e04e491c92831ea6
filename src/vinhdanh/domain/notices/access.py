"""Whose notices one sees: one's own, and as one who chases those said in the work one looks after."""

from django.db.models import Q, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.notices.models import Notice


def own_notices(scope: Scope) -> QuerySet[Notice]:
    """What was said to this person."""
    return Notice.objects.filter(user_id=scope.user_id) if scope.user_id else Notice.objects.none()


def chased_paths(scope: Scope) -> tuple[str, ...]:
    """The tops of the trees that the person reads whole and may chase in."""
    both = {Permission.CHASE, Permission.READ_SUBTREE}
    return tuple(sorted({post.scope_path for post in scope.posts if both <= post.permissions}))


def sent_notices(scope: Scope) -> QuerySet[Notice]:
    """What was said in the work of these trees, to whomever."""
    wanted = Q(pk__in=())
    for top in chased_paths(scope):
        wanted |= Q(path=top) | Q(path__startswith=top + ".")
    return Notice.objects.filter(wanted)
