"""The bodies in whose name a person writes papers."""

from uuid import UUID

from django.http import Http404, HttpRequest

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.papers.access import may_write
from vinhdanh.interfaces.office.helpers import scope_of


def written_for(scope: Scope) -> dict[UUID, tuple[str, str]]:
    """Name and path of the bodies for which the person writes papers, by key."""
    found: dict[UUID, tuple[str, str]] = {}
    for post in scope.posts:
        if Permission.WRITE_PAPERS in post.permissions:
            found[post.body_id] = (post.body_name, post.body_path)
            if may_write(scope, post.scope_path):
                found[post.scope_id] = (post.scope_name, post.scope_path)
    return found


def body_of(request: HttpRequest, pk: UUID) -> tuple[str, str]:
    """Name and path of one of them; 404 for any other."""
    found = written_for(scope_of(request)).get(pk)
    if found is None:
        raise Http404
    return found
