"""Reporting duties of a plan: settled, added, and how far each body has come."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from vinhdanh.domain.planning.access import may_add, visible_plans
from vinhdanh.domain.planning.actions.duties import OWE_JOB, Settling, drop_duty, settle_duty
from vinhdanh.domain.planning.models import Plan, ReportingDuty
from vinhdanh.domain.planning.queries.duties import due_words, duty_rows, find_duty, nearest, periods_of
from vinhdanh.domain.planning.queries.owed import owed_export, reports_asked
from vinhdanh.domain.planning.states import DutyKind
from vinhdanh.foundation.jobs.queries import active_run
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.duty_form import blank_form, duty_form, typed_form
from vinhdanh.interfaces.office.forms import read_parties, read_year
from vinhdanh.interfaces.office.helpers import (
    fetch,
    let_go,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
    whole_number,
)
from vinhdanh.interfaces.office.navigation import plan_chain
from vinhdanh.interfaces.office.owed import owed_context, owed_workbook, read_owed_filter
from vinhdanh.interfaces.office.plan_tabs import plan_tabs
from vinhdanh.interfaces.office.views.filings import as_file


def plan_duties(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the plan asks others to send, with the figures of each period."""
    scope = scope_of(request)
    plan = fetch(visible_plans(scope).select_related("issuer", "parent"), pk)
    rows = duty_rows(scope, plan)
    run = active_run(scope.user_id, OWE_JOB)
    context = {
        "run": run,
        "active": run is not None,
        "plan": plan,
        "plan_tabs": plan_tabs(plan, "plan_duties"),
        "chain": plan_chain(plan),
        "duties": [{"row": row, "next": nearest(row.periods, scope.on)} for row in rows],
        "unsettled": sum(1 for row in rows if not row.settled),
        "may_add": bool(may_add(scope, plan)),
    }
    return page(request, "office/cascade/duties.html", context)


def _found(request: HttpRequest, pk: UUID) -> ReportingDuty:
    row = find_duty(scope_of(request), pk)
    if row is None:
        raise Http404
    return row


def duty(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One duty in one period (``?ky=``): who has sent, the late ones first."""
    scope = scope_of(request)
    row = _found(request, pk)
    if row.kind == DutyKind.UNIT_PLAN:
        return redirect("plan_filings", row.plan_id)
    periods = periods_of(scope, row)
    period = _period(request, row, periods)
    context = {
        "duty": row,
        "due_words": due_words(row),
        "plan": row.plan,
        "plan_tabs": plan_tabs(row.plan, "plan_duties"),
        "chain": plan_chain(row.plan),
        "period": next((each for each in periods if each.period == period), None),
        "period_tabs": [
            {
                "label": f"Kỳ {each.day:%d/%m/%Y}" if each.day else each.period,
                "url": f"?ky={each.period}",
                "current": each.period == period,
                "count": None,
            }
            for each in periods
        ],
        "may_add": bool(may_add(scope, row.plan)),
        **owed_context(request, scope, reports_asked(row, period)),
    }
    return page(request, "office/cascade/duty.html", context, part="office/cascade/_owed.html")


def _period(request: HttpRequest, row: ReportingDuty, periods: Any) -> str:
    asked = request.GET.get("ky", "")
    if any(each.period == asked for each in periods):
        return asked
    first = nearest(periods, scope_of(request).on)
    return first.period if first else ""


def duty_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    scope = scope_of(request)
    row = _found(request, pk)
    period = _period(request, row, periods_of(scope, row))
    asked = reports_asked(row, period)
    rows = owed_export(scope, asked, read_owed_filter(request))
    return as_file(owed_workbook("Gửi báo cáo", asked, rows), f"gui-bao-cao-{period or 'chua-chot'}.xlsx")


def duty_settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say for certain who sends it, to whom, through whom and when."""
    row = _found(request, pk)
    fault = _save(request, row.plan, row) if request.method == "POST" else None
    if request.method == "POST" and fault is None:
        return let_go(request, redirect("plan_duties", row.plan_id))
    form = typed_form(request.POST, row) if fault is not None else duty_form(row)
    return _form_page(request, row.plan, form, duty=row, fault=fault)


def duty_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a report that the paper does not name, or (``?loai=unit_plan``) for the units' plans."""
    plan = fetch(visible_plans(scope_of(request)).select_related("issuer", "parent"), pk)
    fault = _save(request, plan, None) if request.method == "POST" else None
    if request.method == "POST" and fault is None:
        kind = request.POST.get("kind", "")
        at_once = active_run(scope_of(request).user_id, OWE_JOB) is None
        done = "plan_filings" if kind == DutyKind.UNIT_PLAN and at_once else "plan_duties"
        return let_go(request, redirect(done, plan.pk))
    form = (
        typed_form(request.POST, None) if fault is not None else blank_form(plan, request.GET.get("loai", ""))
    )
    return _form_page(request, plan, form, duty=None, fault=fault)


def _form_page(
    request: HttpRequest,
    plan: Plan,
    form: Mapping[str, Any],
    *,
    duty: ReportingDuty | None,
    fault: Refusal | None,
) -> HttpResponse:
    told: dict[str, Any] = refused(fault, "cd", request.POST) if fault is not None else {}
    verdict = may_add(scope_of(request), plan)
    context = {
        "plan": plan,
        "duty": duty,
        "form": form,
        "why_not": verdict.reason if isinstance(verdict, Refusal) else "",
        "keep_key": f"cd-{duty.pk if duty else plan.pk}",
        **told,
    }
    return page(request, "office/cascade/duty_form.html", context, status=422 if fault is not None else 200)


def _save(request: HttpRequest, plan: Plan, row: ReportingDuty | None) -> Refusal | None:
    return settle(
        request,
        lambda: settle_duty(
            actor=user_of(request),
            scope=scope_of(request),
            plan_id=plan.pk,
            duty_id=row.pk if row else None,
            wanted=_wanted(request.POST),
        ),
        done="Đã chốt. Các đơn vị có tên thấy ngay việc phải gửi.",
    )


def _wanted(post: QueryDict) -> Settling:
    forward = post.get("forward_days", "5").strip()
    if whole_number(forward) is None:
        text = "Số ngày tổng hợp ghi bằng chữ số, ví dụ 5."
        raise RefusedError(Refusal("forward_unreadable", text, field="forward_days"))
    return Settling(
        kind=post.get("kind", ""),
        what=post.get("what", ""),
        parties=read_parties(post, "who"),
        to_id=_one_body(post, "to"),
        through_id=_one_body(post, "through"),
        due=post.get("due", ""),
        first_year=read_year(post, "first_year"),
        last_year=read_year(post, "last_year"),
        forward_days=whole_number(forward) or 0,
    )


def _one_body(post: QueryDict, prefix: str) -> UUID | None:
    """The body of a name field; a group cannot receive."""
    party = next(iter(read_parties(post, prefix)), None)
    kind, _, key = party["target"].partition(":") if party else ("", "", "")
    if kind == "group":
        text = "Nơi nhận và đầu mối phải là một cơ quan, không phải nhóm đơn vị; chọn lại."
        raise RefusedError(Refusal("not_body", text, field=prefix))
    return uuid_or_none(key) if kind == "body" else None


def duty_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it off; the reason comes back into the form after a refusal."""
    row = _found(request, pk)
    refusal = settle(
        request,
        lambda: drop_duty(
            actor=user_of(request),
            scope=scope_of(request),
            duty_id=pk,
            reason=request.POST.get("reason", ""),
        ),
        done="Đã bỏ chế độ báo cáo này.",
    )
    if refusal is not None:
        context = {
            "plan": row.plan,
            "duty": row,
            "form": duty_form(row),
            "keep_key": f"cd-{row.pk}",
            **refused(refusal, "bo", request.POST),
        }
        return page(request, "office/cascade/duty_form.html", context, status=422)
    return redirect("plan_duties", row.plan_id)
