"""Each request counted and written down: its id, its route's name, how it ended, how long it took."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from vinhdanh.interfaces.office.figures import REQUESTS, SECONDS

_LOG = structlog.get_logger("vinhdanh.requests")
_UNSEEN = frozenset({"healthz", "readyz", "metrics"})


class RequestLogMiddleware:
    """Names and numbers only: no address with its words, no name of a person, no machine of theirs.

    Stands inside :class:`TraceMiddleware`, whose word each line carries.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        seconds = time.monotonic() - began
        route = _route(request)
        REQUESTS.labels(route, request.method or "", str(response.status_code)).inc()
        SECONDS.labels(route).observe(seconds)
        if route not in _UNSEEN:
            _LOG.info(
                "request",
                route=route,
                method=request.method,
                status=response.status_code,
                ms=round(seconds * 1000),
                user=_user(request),
            )
        return response


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "unnamed") if match else "none"


def _user(request: HttpRequest) -> str:
    """The account's key, only where the request has looked at it anyway."""
    found = getattr(request, "_cached_user", None)
    return str(found.pk) if found is not None and found.pk else ""
