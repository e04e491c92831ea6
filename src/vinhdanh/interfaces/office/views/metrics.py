"""Figures for Prometheus, behind a token or for this machine only."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from vinhdanh.interfaces.office.figures import exposition


def metrics(request: HttpRequest) -> HttpResponse:
    """The figures as text; 404 for whoever may not ask, so that nothing is learnt of what exists."""
    if not _may_ask(request):
        raise Http404
    body, kind = exposition()
    return HttpResponse(body, content_type=kind)


def _may_ask(request: HttpRequest) -> bool:
    """With VINHDANH_METRICS_TOKEN whoever carries it; without one only a request from this machine itself."""
    token = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    through_a_proxy = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and not through_a_proxy
