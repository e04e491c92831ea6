"""Public pages: issued plans, standards, the check of a certificate. No personal data, notes or files."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.domain.certificates.queries.printings import verified
from vinhdanh.domain.planning.queries import public
from vinhdanh.interfaces.office.views.standards import award_context, day_asked, list_context


def portal(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    plans = public.public_plans(text)
    context = {"plans": plans, "q": text, "limit": public.LIMIT, "full": len(plans) >= public.LIMIT}
    return render(request, "portal/home.html", context)


def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = public.public_plan(pk)
    if found is None:
        raise Http404
    return render(request, "portal/plan.html", {"found": found})


def standards(request: HttpRequest) -> HttpResponse:
    """Every title and award on a day, for citizens."""
    on, fault = day_asked(request, "ngay")
    context = {**list_context(request, on), "address": "portal_standard", "day_fault": fault}
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "office/standards/_list.html" if part else "portal/standards.html", context)


def standard(request: HttpRequest, code: str) -> HttpResponse:
    """One title or award on a day, for citizens."""
    on, fault = day_asked(request, "ngay")
    return render(request, "portal/standard.html", {**award_context(code, on), "day_fault": fault})


def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a certificate is genuine: name, award, decision, and no more. Not for search engines."""
    found = verified(token[:64])
    response = render(request, "portal/certificate.html", {"found": found}, status=200 if found else 404)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
