"""Public pages: plans that bodies have issued. No personal data, no notes, no files."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.domain.planning.queries.public import public_plan, public_plans


def portal(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    return render(request, "portal/home.html", {"plans": public_plans(text), "q": text})


def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = public_plan(pk)
    if found is None:
        raise Http404
    return render(request, "portal/plan.html", {"found": found})
