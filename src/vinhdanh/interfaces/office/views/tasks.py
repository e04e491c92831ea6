"""Tasks: the list, its Excel twin, one task and what people do with it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries.parts import Part
from vinhdanh.domain.planning.access import visible_plans, visible_tasks
from vinhdanh.domain.planning.actions.editing import add_task, assign_parties
from vinhdanh.domain.planning.actions.progress import Attachment, add_note, change_state, move_task
from vinhdanh.domain.planning.models import Plan, Task
from vinhdanh.domain.planning.queries import lists
from vinhdanh.domain.planning.queries.files import evidence_file
from vinhdanh.domain.planning.queries.filters import TaskFilter, filtered
from vinhdanh.domain.planning.queries.tasks import TaskDetail, find_task, task_detail
from vinhdanh.domain.planning.states import PartyRole
from vinhdanh.domain.planning.workflow import TASK
from vinhdanh.foundation.files.states import RenditionKind
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.downloads import download, picture
from vinhdanh.interfaces.office.excel import XLSX, task_workbook
from vinhdanh.interfaces.office.filters import filter_context, read_filter
from vinhdanh.interfaces.office.forms import period_options, read_parties, read_period, typed_period
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
from vinhdanh.interfaces.office.history import history_panel
from vinhdanh.interfaces.office.navigation import task_chain, view_tabs
from vinhdanh.interfaces.office.parties import task_parties, typed_parties, with_blanks
from vinhdanh.interfaces.office.product_forms import product_rows
from vinhdanh.interfaces.office.templatetags.ui import dotted

MOVE, ASSIGN, PRODUCTS = "doi", "giao", "san-pham"
# Steps that ask nothing, so that they have no dialog.
_AT_ONCE = frozenset({"start_task"})
_DONE = {
    "start_task": "Đã ghi: đang làm.",
    "complete_task": "Đã đánh dấu xong.",
    "waive_task": "Đã ghi: không phát sinh.",
    "reopen_task": "Đã mở lại việc.",
}


def task_list(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    wanted = read_filter(request, status="open")
    found = lists.task_page(scope, wanted, whole_number(request.GET.get("page")) or 1)
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
    wanted = read_filter(request, status="open")
    note = _cut_short(scope, wanted)
    if note:
        messages.warning(request, note)
    data = task_workbook(lists.export_rows(scope, wanted), note)
    name = f"nhiem-vu-{scope.on:%Y%m%d}.xlsx"
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _cut_short(scope: Scope, wanted: TaskFilter) -> str:
    """What to say when there is more than a workbook takes; empty when all of it is there."""
    most = lists.EXPORT_LIMIT
    if not filtered(scope, wanted).order_by()[most : most + 1].exists():
        return ""
    return f"Tệp chỉ ghi {dotted(most)} việc đầu theo hạn; còn nữa. Lọc hẹp hơn rồi xuất thêm tệp khác."


def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One task; ``?mo=`` opens one of its dialogs in the page, for those without scripts."""
    return _task_page(request, pk, dialog=request.GET.get("mo", ""))


def _task_page(
    request: HttpRequest, pk: UUID, *, dialog: str = "", fault: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page; after a refusal with the refused form open and what was typed in it."""
    row = find_task(scope_of(request), pk)
    if row is None:
        raise Http404
    detail = task_detail(scope_of(request), row)
    steps = [step for step in detail.steps if step.name not in _AT_ONCE]
    if dialog in TASK and fault and dialog not in {step.name for step in steps}:
        # Somebody was quicker, and the step is gone; the words typed for it are not.
        steps.append(TASK[dialog])
    part = _asked_part(detail, dialog, again=fault is not None)
    if fault and part is None and dialog.startswith(("phan-", "mo-")):
        # The part is gone: what was typed for it stands in the form that is still there.
        typed = fault["typed"]
        fault = {
            **fault,
            "fault_key": "note",
            "typed": {"text": typed.get("text") or typed.get("reason", "")},
        }
    context = {
        "task": detail,
        "dialogs": steps,
        **history_panel(request, row),
        "chain": task_chain(row),
        "dialog": dialog,
        "asked_part": part,
        "asked_done": dialog.startswith("phan-"),
        **_form_choices(row, detail, fault or {}),
        **(fault or {}),
    }
    return page(request, "office/tasks/task.html", context, status=422 if fault else 200)


def _as_note(fault: Mapping[str, Any]) -> dict[str, Any]:
    """The part is gone: what was typed for it stands in the form that is still there."""
    typed = fault["typed"]
    words = typed.get("text") or typed.get("reason", "")
    return {**fault, "fault_key": "note", "typed": {"text": words}}


def _asked_part(detail: TaskDetail, dialog: str, *, again: bool) -> Part | None:
    """The part whose form is open ("phan-" or "mo-" and the body): one's own, or after a refusal."""
    party = uuid_or_none(dialog.partition("-")[2])
    found = next((part for part in detail.owed.rows if part.party_id == party), None)
    return found if found and (again or party in detail.my_parts) else None


def _form_choices(row: Task, detail: TaskDetail, fault: Mapping[str, Any]) -> dict[str, Any]:
    """Periods and parties of the dialogs that move and assign."""
    code = f"{row.period_kind}:{row.period_value}" if row.period_kind else ""
    leads = task_parties(detail.parties, PartyRole.LEAD)
    others = task_parties(detail.parties, PartyRole.COORDINATOR)
    choices: dict[str, Any] = {
        "product_form": product_rows(
            detail.products, fault["typed"] if fault.get("fault_key") == PRODUCTS else None
        ),
        "period_groups": period_options(row.year, code, detail.row.period),
        "edit_leads": with_blanks(leads, 2),
        "edit_coordinators": with_blanks(others, 2),
    }
    if fault.get("fault_key") == MOVE:
        choices["period_groups"] = typed_period(row.year, fault["typed"])
    if fault.get("fault_key") == ASSIGN:
        choices["edit_leads"] = typed_parties(fault["typed"], "lead", leads)
        choices["edit_coordinators"] = typed_parties(fault["typed"], "coordinator", others)
    return choices


def act_on_task(
    request: HttpRequest, pk: UUID, act: Callable[[Task], object], *, key: str, done: str
) -> HttpResponse:
    """Fetch what the person may see, act, say what happened, return to the task or to the form ``key``."""
    row = fetch(visible_tasks(scope_of(request)), pk)
    refusal = settle(request, lambda: act(row), done=done)
    if refusal is not None:
        return _task_page(request, pk, dialog=key, fault=refused(refusal, key, request.POST))
    return let_go(request, redirect("task", pk))


def task_step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    if step not in TASK:
        return redirect("task", pk)
    return act_on_task(
        request,
        pk,
        lambda row: change_state(
            actor=user_of(request),
            scope=scope_of(request),
            task=row,
            name=step,
            reason=request.POST.get("reason", ""),
            attachments=posted_files(request),
        ),
        key=step,
        done=_DONE[step],
    )


def task_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    return act_on_task(
        request,
        pk,
        lambda row: add_note(
            actor=user_of(request),
            scope=scope_of(request),
            task=row,
            text=request.POST.get("text", ""),
            attachments=posted_files(request),
        ),
        key="note",
        done="Đã ghi tiến độ.",
    )


def posted_files(request: HttpRequest) -> list[Attachment]:
    """The files of a form, read as they are needed."""
    return [Attachment(file.name or "tep", file) for file in request.FILES.getlist("files")]


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

    return act_on_task(request, pk, act, key=MOVE, done="Đã dời việc; hạn cũ vẫn ghi trong lịch sử.")


def task_assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    return act_on_task(
        request,
        pk,
        lambda row: assign_parties(
            actor=user_of(request),
            scope=scope_of(request),
            task_id=row.pk,
            leads=read_parties(request.POST, "lead"),
            coordinators=read_parties(request.POST, "coordinator"),
        ),
        key=ASSIGN,
        done="Đã giao việc.",
    )


def evidence(request: HttpRequest, pk: UUID, evidence_id: UUID) -> HttpResponseBase:
    """A file of evidence, for whoever may see its task; always as a download."""
    row = fetch(visible_tasks(scope_of(request)), pk)
    return download(evidence_file(row, evidence_id), request)


def evidence_made(request: HttpRequest, pk: UUID, evidence_id: UUID, kind: str) -> HttpResponseBase:
    """The small picture (``anh``) or the PDF (``pdf``) of a file of evidence, as its task allows."""
    row = fetch(visible_tasks(scope_of(request)), pk)
    if kind == "anh":
        return picture(evidence_file(row, evidence_id, RenditionKind.THUMB), request)
    if kind == "pdf":
        return download(evidence_file(row, evidence_id, RenditionKind.PDF), request)
    raise Http404


def task_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a task that the paper does not have; what was typed comes back after a fault."""
    plan = fetch(visible_plans(scope_of(request)), pk)
    if request.method == "GET":
        blank = with_blanks((), 2)
        context = {"plan": plan, "period_groups": period_options(plan.first_year)}
        return page(request, "office/tasks/add.html", {**context, "leads": blank, "coordinators": blank})
    try:
        made = _added(request, plan)
    except RefusedError as stopped:
        return _add_again(request, plan, refused(stopped.refusal, "them", request.POST))
    messages.success(request, "Đã thêm việc.")
    return let_go(request, redirect("task", made.pk))


def _added(request: HttpRequest, plan: Plan) -> Task:
    post = request.POST
    period = read_period(post)
    return add_task(
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


def _add_again(request: HttpRequest, plan: Plan, fault: dict[str, Any]) -> HttpResponse:
    context = {
        "plan": plan,
        "period_groups": typed_period(plan.first_year, request.POST),
        "leads": typed_parties(request.POST, "lead"),
        "coordinators": typed_parties(request.POST, "coordinator"),
        **fault,
    }
    return page(request, "office/tasks/add.html", context, status=422)
