"""Tasks: the list, its Excel twin, one task and what people do with it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from vinhdanh.domain.planning.access import visible_plans, visible_tasks
from vinhdanh.domain.planning.actions.editing import add_task, assign_parties
from vinhdanh.domain.planning.actions.progress import Attachment, add_note, change_state, move_task
from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.queries.files import evidence_file
from vinhdanh.domain.planning.queries.history import events_of
from vinhdanh.domain.planning.queries.lists import export_rows, task_page
from vinhdanh.domain.planning.queries.tasks import find_task, task_detail
from vinhdanh.domain.planning.states import PartyRole
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.excel import task_workbook
from vinhdanh.interfaces.office.filters import filter_context, read_filter
from vinhdanh.interfaces.office.forms import period_options, read_parties, read_period
from vinhdanh.interfaces.office.helpers import attempt, fetch, page, scope_of, user_of, whole_number
from vinhdanh.interfaces.office.navigation import task_chain, view_tabs
from vinhdanh.interfaces.office.review import BLANK_PARTIES, party_rows
from vinhdanh.interfaces.office.views.drafts import download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DONE = {
    "start_task": "Đã ghi: đang làm.",
    "complete_task": "Đã đánh dấu xong.",
    "waive_task": "Đã ghi: không phát sinh.",
    "reopen_task": "Đã mở lại việc.",
}


def task_list(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    wanted = read_filter(request, status="open")
    found = task_page(scope, wanted, whole_number(request.GET.get("page")) or 1)
    context = {
        "found": found,
        "wanted": wanted,
        "view_tabs": view_tabs(request, "mine" if wanted.mine else "tasks"),
        **filter_context(request, scope, wanted, year=wanted.year),
    }
    return page(request, "office/tasks/list.html", context, part="office/tasks/_list.html")


def task_export(request: HttpRequest) -> HttpResponse:
    """The list as an Excel workbook: the same rows, filters and order."""
    scope = scope_of(request)
    data = task_workbook(export_rows(scope, read_filter(request, status="open")))
    name = f"nhiem-vu-{scope.on:%Y%m%d}.xlsx"
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    scope = scope_of(request)
    row = find_task(scope, pk)
    if row is None:
        raise Http404
    detail = task_detail(scope, row)
    code = f"{row.period_kind}:{row.period_value}" if row.period_kind else ""
    context = {
        "task": detail,
        "history": events_of(row),
        "chain": task_chain(row),
        "dialog": request.GET.get("mo", ""),
        "period_groups": period_options(row.year, code, detail.row.period),
        "edit_leads": party_rows(detail.parties, PartyRole.LEAD),
        "edit_coordinators": party_rows(detail.parties, PartyRole.COORDINATOR),
    }
    return page(request, "office/tasks/task.html", context)


def _act(request: HttpRequest, pk: UUID, act: Callable[[Task], object], done: str) -> HttpResponse:
    """Fetch what the person may see, act, say what happened, return to the task."""
    row = fetch(visible_tasks(scope_of(request)), pk)
    attempt(request, lambda: act(row), done=done)
    return redirect("task", pk)


def task_step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    if step not in TASK:
        return redirect("task", pk)
    return _act(
        request,
        pk,
        lambda row: change_state(
            actor=user_of(request),
            scope=scope_of(request),
            task=row,
            name=step,
            reason=request.POST.get("reason", ""),
            attachments=_files(request),
        ),
        _DONE[step],
    )


def task_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(
        request,
        pk,
        lambda row: add_note(
            actor=user_of(request),
            scope=scope_of(request),
            task=row,
            text=request.POST.get("text", ""),
            attachments=_files(request),
        ),
        "Đã ghi tiến độ.",
    )


def _files(request: HttpRequest) -> list[Attachment]:
    return [Attachment(file.name or "tep", file.read()) for file in request.FILES.getlist("files")]


def task_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(row: Task) -> object:
        period = read_period(request.POST)
        return move_task(
            actor=user_of(request),
            scope=scope_of(request),
            task_id=row.pk,
            kind=period.kind,
            value=period.value,
            deadline=period.deadline,
            reason=request.POST.get("reason", ""),
        )

    return _act(request, pk, act, "Đã dời việc; hạn cũ vẫn ghi trong lịch sử.")


def task_assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(
        request,
        pk,
        lambda row: assign_parties(
            actor=user_of(request),
            scope=scope_of(request),
            task_id=row.pk,
            leads=read_parties(request.POST, "lead"),
            coordinators=read_parties(request.POST, "coordinator"),
        ),
        "Đã giao việc.",
    )


def evidence(request: HttpRequest, pk: UUID, evidence_id: UUID) -> HttpResponseBase:
    """A file of evidence, for whoever may see its task; always as a download."""
    row = fetch(visible_tasks(scope_of(request)), pk)
    return download(evidence_file(row, evidence_id))


def task_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a task that the paper does not have; what was typed comes back after a fault."""
    plan = fetch(visible_plans(scope_of(request)), pk)
    post = request.POST
    fault = ""
    if request.method == "POST":
        try:
            period = read_period(post)
            made = add_task(
                actor=user_of(request),
                scope=scope_of(request),
                plan_id=plan.pk,
                text=post.get("text", ""),
                kind=period.kind,
                value=period.value,
                deadline=period.deadline,
                leads=read_parties(post, "lead"),
                coordinators=read_parties(post, "coordinator"),
            )
            messages.success(request, "Đã thêm việc.")
            return redirect("task", made.pk)
        except RefusedError as refused:
            fault = refused.refusal.reason
    context = {
        "plan": plan,
        "fault": fault,
        "typed": post,
        "period_groups": period_options(plan.first_year, post.get("period", "")),
        "blank_parties": BLANK_PARTIES,
    }
    return page(request, "office/tasks/add.html", context, status=422 if fault else 200)
