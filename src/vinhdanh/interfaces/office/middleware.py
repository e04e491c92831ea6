"""Once a request: who is asking, and what may they see."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.kernel.clock import today


class ScopeMiddleware:
    """Sets ``request.scope``, worked out on first use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = cast(Scope, SimpleLazyObject(lambda: _scope(request)))  # type: ignore[attr-defined]
        return self.get_response(request)


def _scope(request: HttpRequest) -> Scope:
    if not request.user.is_authenticated:
        return Scope(user_id=None, on=today())
    return scope_for(request.user.pk, today())
