"""Public pages: plans that bodies have issued. No personal data, no notes, no files."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.domain.planning.queries import public


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
