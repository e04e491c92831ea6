"""The papers of a plan as one ZIP or one binder, made by a job; handed out to who asked for it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.papers.access import visible_packages
from vinhdanh.domain.papers.actions import PackageOf, package_key, start_package
from vinhdanh.domain.papers.queries.packages import package_file
from vinhdanh.domain.planning.access import visible_plans
from vinhdanh.foundation.jobs.queries import newest_run
from vinhdanh.foundation.jobs.states import ACTIVE
from vinhdanh.interfaces.office.downloads import download
from vinhdanh.interfaces.office.helpers import attempt, fetch, page, scope_of, user_of

PLAN = "planning.plan"


def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a package of the papers of a plan."""
    plan = fetch(visible_plans(scope_of(request)), pk)
    made = attempt(
        request,
        lambda: start_package(
            actor=user_of(request),
            scope=scope_of(request),
            of=PackageOf(PLAN, plan.pk, f"Văn bản của {plan.name}", plan.issuer_id),
            manner=request.POST.get("manner", ""),
            base=request.build_absolute_uri(reverse("papers")),
        ),
    )
    return redirect("plan_package", pk, made.pk) if made else redirect("plan_papers", pk)


def _own(request: HttpRequest, pk: UUID, package_id: UUID) -> Any:
    plan = fetch(visible_plans(scope_of(request)), pk)
    rows = visible_packages(scope_of(request)).filter(subject_kind=PLAN, subject_id=plan.pk)
    return fetch(rows.select_related("file"), package_id)


def package(request: HttpRequest, pk: UUID, package_id: UUID) -> HttpResponse:
    """How far the package is, and its file when it is there."""
    row = _own(request, pk, package_id)
    run = newest_run(package_key(row.pk))
    context = {"row": row, "plan_id": pk, "run": run, "active": bool(run and run.state in ACTIVE)}
    return page(request, "office/papers/package.html", context, part="office/papers/_package.html")


def file(request: HttpRequest, pk: UUID, package_id: UUID) -> HttpResponseBase:
    """The file, for who asked for it and still sees the plan and every paper in it."""
    return download(package_file(scope_of(request), _own(request, pk, package_id)), request)
