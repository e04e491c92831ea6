"""Every address declares who may use it; an undeclared one does not exist.

``path_for`` wraps Django's ``path``: the view is reached only by those the
declaration names, and the route table (``./run cli routes``) is read from the same place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path

from vinhdanh.domain.access.queries.reasons import why_closed
from vinhdanh.domain.access.states import BUNDLES, Permission, Role
from vinhdanh.interfaces.office.helpers import typed_words

View = Callable[..., HttpResponseBase]


class Who(StrEnum):
    """Who may use an address."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed_in"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Access:
    """Whom an address lets in; with ``permission`` only posts that give it."""

    who: Who
    permission: Permission | None = None

    def describe(self) -> list[str]:
        """For the route table: ``everyone``, ``signed_in`` or the shipped roles by name, as they ship."""
        if self.who is not Who.POSTED:
            return [str(self.who)]
        return [str(role) for role in Role if self.permission is None or self.permission in BUNDLES[role]]


EVERYONE = Access(Who.EVERYONE)
SIGNED_IN = Access(Who.SIGNED_IN)
POSTED = Access(Who.POSTED)


def permitted(permission: Permission) -> Access:
    """Accounts with a post that gives ``permission``."""
    return Access(Who.POSTED, permission)


def path_for(
    route: str, view: View, *, name: str, access: Access, methods: Iterable[str] = ("GET",)
) -> URLPattern:
    """A URL pattern guarded by its declaration; other methods get 405."""
    allowed = frozenset(methods) | ({"HEAD"} if "GET" in methods else set())

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in allowed:
            return HttpResponse(status=405, headers={"Allow": ", ".join(sorted(allowed))})
        return _refused(request, access) or view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    guarded.methods = sorted(allowed - {"HEAD"})  # type: ignore[attr-defined]
    return path(route, guarded, name=name)


def _refused(request: HttpRequest, access: Access) -> HttpResponseBase | None:
    if access.who is Who.EVERYONE:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(_way_back(request))
    if access.who is Who.SIGNED_IN:
        return None
    scope = request.scope  # type: ignore[attr-defined]
    if scope.posts and (access.permission is None or scope.may(access.permission)):
        return None
    refusal = why_closed(scope, access.permission)
    context = {"reason": str(refusal), "kept": typed_words(request)}
    return render(request, "office/refused.html", context, status=403)


def _way_back(request: HttpRequest) -> str:
    """Where to go after signing in: this page, or for a form the page it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else "/"


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    path: str
    methods: list[str]
    who: list[str]


def routes(patterns: Iterable[URLPattern | URLResolver], prefix: str = "/") -> list[Route]:
    """The route table; raises LookupError on an address that declares nothing."""
    found: list[Route] = []
    for item in patterns:
        where = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            found += routes(item.url_patterns, where)
            continue
        access = getattr(item.callback, "access", None)
        if access is None:
            raise LookupError(f"{where} does not declare who may use it")
        found.append(Route(item.name or "", where, getattr(item.callback, "methods", []), access.describe()))
    return found
