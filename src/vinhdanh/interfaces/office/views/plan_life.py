"""What happens to a plan in force: printed, copied to the next year, taken back, replaced."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from vinhdanh.domain.planning.access import may_add, visible_plans
from vinhdanh.domain.planning.actions.copying import copy_plan
from vinhdanh.domain.planning.actions.uploads import MEDIA_TYPES
from vinhdanh.domain.planning.actions.withdrawing import may_withdraw, supersede_plan, withdraw_plan
from vinhdanh.domain.planning.models import Plan, PlanDraft
from vinhdanh.domain.planning.queries.copies import next_plan, open_copy
from vinhdanh.domain.planning.queries.lists import rows_of_plan
from vinhdanh.domain.planning.queries.plans import plan_detail
from vinhdanh.domain.planning.queries.replacing import possible_replacements
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.helpers import (
    choices,
    fetch,
    let_go,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
)
from vinhdanh.interfaces.office.navigation import plan_chain
from vinhdanh.interfaces.office.word import ONE_CELL, TWO_COLUMNS, plan_appendix

HEAD = ("issuer", "parent", "file", "superseded_by")
WITHDRAW, REPLACE = "bo", "thay"


def _plan(request: HttpRequest, pk: UUID) -> Plan:
    return fetch(visible_plans(scope_of(request)).select_related("issuer", "parent"), pk)


def plan_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a copy will do; POST makes it, or opens what is there already."""
    plan = _plan(request, pk)
    if request.method == "GET":
        return _copy_page(request, plan)
    try:
        made = copy_plan(actor=user_of(request), scope=scope_of(request), plan_id=pk)
    except RefusedError as stopped:
        return _copy_page(request, plan, fault=refused(stopped.refusal, "chep", request.POST))
    if made.known:
        messages.info(request, "Kế hoạch này đã được chép và bản chép đang chờ soát; đây là bản ấy.")
    return redirect("draft", made.draft.pk)


def _copy_page(request: HttpRequest, plan: Plan, fault: Mapping[str, Any] | None = None) -> HttpResponse:
    context = {
        "plan": plan,
        "year": plan.first_year + 1,
        "taken": next_plan(plan),
        "draft": open_copy(plan),
        "chain": plan_chain(plan),
        **(fault or {}),
    }
    return page(request, "office/plans/copy.html", context, status=422 if fault else 200)


def plan_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _end_page(request, pk)


def _end_page(request: HttpRequest, pk: UUID, fault: Mapping[str, Any] | None = None) -> HttpResponse:
    """Both ways to end a plan, each with the reason why not where it is closed."""
    plan, scope = _plan(request, pk), scope_of(request)
    verdict = may_withdraw(plan)
    typed = (fault or {}).get("typed", {})
    context = {
        "plan": plan,
        "may_end": bool(may_add(scope, plan)),
        "why_not": verdict.reason if isinstance(verdict, Refusal) else "",
        "others": choices(possible_replacements(scope, plan), typed.get("by", "")),
        "chain": plan_chain(plan),
        **(fault or {}),
    }
    return page(request, "office/plans/end.html", context, status=422 if fault else 200)


def plan_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    _plan(request, pk)
    try:
        draft = _withdrawn(request, pk)
    except RefusedError as stopped:
        return _end_page(request, pk, refused(stopped.refusal, WITHDRAW, request.POST))
    messages.success(request, "Đã bỏ kế hoạch nhận nhầm.")
    return let_go(request, redirect("draft", draft.pk) if draft else redirect("plans"))


def _withdrawn(request: HttpRequest, pk: UUID) -> PlanDraft | None:
    try:
        return withdraw_plan(
            actor=user_of(request),
            scope=scope_of(request),
            plan_id=pk,
            reason=request.POST.get("reason", ""),
        )
    except Plan.DoesNotExist as gone:
        raise Http404 from gone


def plan_replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    _plan(request, pk)
    refusal = settle(
        request,
        lambda: supersede_plan(
            actor=user_of(request),
            scope=scope_of(request),
            plan_id=pk,
            by_id=uuid_or_none(request.POST.get("by")) or pk,
            reason=request.POST.get("reason", ""),
        ),
        done="Đã thay kế hoạch; việc chưa xong được đóng với lý do.",
    )
    if refusal is not None:
        return _end_page(request, pk, refused(refusal, REPLACE, request.POST))
    return let_go(request, redirect("plan", pk))


def plan_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The appendix as a Word document; ``?kieu=tach`` keeps leads and coordinators in two columns."""
    scope = scope_of(request)
    row = fetch(visible_plans(scope).select_related(*HEAD), pk)
    layout = TWO_COLUMNS if request.GET.get("kieu") == TWO_COLUMNS else ONE_CELL
    data = plan_appendix(plan_detail(row), rows_of_plan(scope, pk), layout)
    name = f"Phụ lục {row.name.replace('/', '-')[:80]}.docx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=MEDIA_TYPES["docx"], headers={"Content-Disposition": disposition})
