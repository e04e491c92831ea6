"""Reports: to send, received to be summed up, sent; one report and its files."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries.chase import ChaseFilter, chaseable_sources
from vinhdanh.domain.planning.access import visible_reports
from vinhdanh.domain.planning.actions.reports import (
    note_report_opened,
    return_report,
    send_report,
    withdraw_report,
)
from vinhdanh.domain.planning.models import ReportingDuty
from vinhdanh.domain.planning.queries import reports as queries
from vinhdanh.domain.planning.states import DutyKind, ReportState
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.chasing import fields_of
from vinhdanh.interfaces.office.downloads import download
from vinhdanh.interfaces.office.helpers import (
    attempt,
    fetch,
    let_go,
    page,
    refused,
    scope_of,
    sees_as_another,
    settle,
    user_of,
    uuid_or_none,
    whole_number,
)
from vinhdanh.interfaces.office.history import history_panel
from vinhdanh.interfaces.office.views.tasks import posted_files

_TABS = (("", "Phải gửi"), ("den", "Gửi đến đơn vị tôi"), ("da-gui", "Đã gửi"))


def report_list(request: HttpRequest) -> HttpResponse:
    """What my bodies have to send; ``?muc=den`` what comes to them, ``?muc=da-gui`` what they have sent."""
    scope = scope_of(request)
    part = request.GET.get("muc", "")
    number = whole_number(request.GET.get("page")) or 1
    context: dict[str, Any] = {
        "part": part,
        "number": number,
        "report_tabs": [
            {"label": label, "url": f"?muc={key}" if key else "?", "current": key == part, "count": None}
            for key, label in _TABS
        ],
    }
    if part == "den":
        context["incoming"] = _incoming(scope)
    elif part == "da-gui":
        context["sent"] = queries.sent_reports(scope, number)
    else:
        context["due"], context["has_next"] = queries.due_reports(scope, number)
    return page(request, "office/reports/list.html", context)


def _incoming(scope: Scope) -> list[dict[str, Any]]:
    """The periods that come in, each with the fields of its nudge where the person may chase."""
    rows = queries.incoming(scope)
    chased = chaseable_sources(scope, {row.duty_id for row in rows if row.came < row.total})
    return [{"row": row, "fields": _nudged(row) if row.duty_id in chased else None} for row in rows]


def _nudged(row: queries.Incoming) -> dict[str, str]:
    return fields_of(ChaseFilter("all", DutyKind.REPORT, row.duty_id, row.period))


def report_send(request: HttpRequest, pk: UUID, period: str) -> HttpResponse:
    """Send what is owed for a period; ``?don-vi=`` names the body where one speaks for several."""
    row = queries.duty_owed(pk)
    if row is None:
        raise Http404
    asked = uuid_or_none(request.POST.get("body") or request.GET.get("don-vi"))
    found = _sending(request, row, period, asked)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _send_page(request, row, found)
    try:
        made = _sent(request, row, period, body_id=found.owed.party_id)
    except RefusedError as stopped:
        return _send_page(request, row, found, fault=refused(stopped.refusal, "bc", request.POST))
    messages.success(request, f"Đã gửi báo cáo đến {made.receiver.name}.")
    return let_go(request, redirect("report", made.pk))


def _sending(
    request: HttpRequest, row: ReportingDuty, period: str, asked: UUID | None
) -> queries.Sending | None:
    scope = scope_of(request)
    bodies = [asked] if asked else [post.body_id for post in scope.posts]
    found = (queries.sending(scope, row, period, body_id=body) for body in bodies)
    return next((each for each in found if each is not None), None)


def _sent(request: HttpRequest, row: ReportingDuty, period: str, *, body_id: UUID) -> Any:
    post = request.POST
    return send_report(
        actor=user_of(request),
        scope=scope_of(request),
        duty_id=row.pk,
        period=period,
        body_id=body_id,
        number=post.get("number", ""),
        text=post.get("text", ""),
        attachments=posted_files(request),
        part_ids=[key for raw in post.getlist("part") if (key := uuid_or_none(raw))],
    )


def _send_page(
    request: HttpRequest,
    row: ReportingDuty,
    found: queries.Sending,
    *,
    fault: Mapping[str, Any] | None = None,
) -> HttpResponse:
    is_open = found.owed.state == "open"
    context = {
        "duty": row,
        "found": found,
        "is_open": is_open,
        "returned": found.last if found.last and found.last.state == ReportState.RETURNED else None,
        "ticked": set(request.POST.getlist("part")) if fault else None,
        **(fault or {}),
    }
    return page(request, "office/reports/send.html", context, status=422 if fault else 200)


def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report; the receiver's first look is noted."""
    return _report_page(request, pk)


def _report_page(request: HttpRequest, pk: UUID, *, fault: Mapping[str, Any] | None = None) -> HttpResponse:
    scope = scope_of(request)
    row = queries.find_report(scope, pk)
    if row is None:
        raise Http404
    if not sees_as_another(request):
        note_report_opened(actor=user_of(request), scope=scope, report=row)
    context = {"report": queries.report_detail(scope, row), **history_panel(request, row), **(fault or {})}
    return page(request, "office/reports/report.html", context, status=422 if fault else 200)


def report_file(request: HttpRequest, pk: UUID, file_id: UUID) -> HttpResponseBase:
    """A file of a report, for whoever may see the report; always as a download."""
    return download(queries.report_file(fetch(visible_reports(scope_of(request)), pk), file_id))


def report_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = fetch(visible_reports(scope_of(request)), pk)
    refusal = settle(
        request,
        lambda: return_report(
            actor=user_of(request),
            scope=scope_of(request),
            report_id=row.pk,
            reason=request.POST.get("reason", ""),
        ),
        done="Đã trả lại báo cáo kèm lý do.",
    )
    if refusal is not None:
        return _report_page(request, pk, fault=refused(refusal, "tra", request.POST))
    return redirect("report", pk)


def report_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = fetch(visible_reports(scope_of(request)), pk)
    attempt(
        request,
        lambda: withdraw_report(actor=user_of(request), scope=scope_of(request), report_id=row.pk),
        done="Đã rút lại báo cáo; kỳ này lại nằm trong mục phải gửi.",
    )
    return redirect("report", pk)
