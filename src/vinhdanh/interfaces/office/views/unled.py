"""Tasks without a lead, assigned many at once."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.planning.actions.assigning import Assigned, assign_leads
from vinhdanh.domain.planning.queries.unled import unled_page
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.forms import read_parties
from vinhdanh.interfaces.office.helpers import (
    let_go,
    page,
    refused,
    scope_of,
    user_of,
    uuid_or_none,
    whole_number,
)

KEY = "giao"


def unled(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, {})
    try:
        done = _assign(request)
    except RefusedError as stopped:
        return _page(request, refused(stopped.refusal, KEY, request.POST))
    words = f"Đã giao {done.done} việc."
    if done.passed_over:
        words += f" {done.passed_over} việc đã có người khác giao hoặc đã kết thúc."
    messages.success(request, words)
    return let_go(request, redirect("tasks_unled"))


def _assign(request: HttpRequest) -> Assigned:
    ids = [pk for raw in request.POST.getlist("task") if (pk := uuid_or_none(raw))]
    leads = read_parties(request.POST, "lead")
    return assign_leads(actor=user_of(request), scope=scope_of(request), task_ids=ids, leads=leads)


def _page(request: HttpRequest, fault: Mapping[str, Any]) -> HttpResponse:
    number = whole_number(request.GET.get("page")) or 1
    every = request.GET.get("moi") == "1"
    found = unled_page(scope_of(request), number, own=not every)
    chosen = set(request.POST.getlist("task"))
    rows = [{"row": row, "chosen": str(row.id) in chosen} for row in found.rows]
    tabs = [
        {"label": "Cơ quan mình ban hành", "url": "?", "current": not every},
        {"label": "Mọi cơ quan trong phạm vi", "url": "?moi=1", "current": every},
    ]
    context = {"found": found, "rows": rows, "row_tabs": tabs, "keep": "moi=1&" if every else "", **fault}
    return page(request, "office/tasks/unled.html", context, status=422 if fault else 200)
