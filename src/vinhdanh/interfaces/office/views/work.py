"""The full lists of what waits for me and of what I wait for."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vinhdanh.domain.obligations.queries.waiting import WorkFilter, WorkPage, awaited_page, held_page
from vinhdanh.interfaces.office.filters import body_field, body_named
from vinhdanh.interfaces.office.helpers import choices, page, scope_of, uuid_or_none, whole_number
from vinhdanh.interfaces.office.work import KINDS, OWED, awaited_lines, kind_choices, kinds_for, own_lines

_KEYS = ("kind", "body", "body_name", "late")


def mine(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    kinds = kinds_for(scope)
    wanted = _filter(request)
    found = held_page(scope, wanted, whole_number(request.GET.get("page")) or 1, kinds=kinds)
    return _list(request, found, wanted, kinds=kinds)


def others(request: HttpRequest) -> HttpResponse:
    wanted = _filter(request)
    found = awaited_page(scope_of(request), wanted, whole_number(request.GET.get("page")) or 1)
    return _list(request, found, wanted, kinds=list(OWED))


def _filter(request: HttpRequest) -> WorkFilter:
    get = request.GET.get
    kind = get("kind", "")
    body = uuid_or_none(get("body")) or body_named(get("body_name", ""))
    return WorkFilter(kind=kind if kind in KINDS else "", body=body, late=get("late") == "1")


def _list(request: HttpRequest, found: WorkPage, wanted: WorkFilter, *, kinds: list[str]) -> HttpResponse:
    own = _is_own(request)
    pairs = [(key, value) for key, value in request.GET.items() if key in _KEYS and value]
    context: dict[str, Any] = {
        "found": found,
        "own": own,
        "lines": own_lines(found.rows) if own else awaited_lines(scope_of(request), found.rows),
        "kinds": choices(kind_choices(kinds), wanted.kind),
        "late": wanted.late,
        "keep": urlencode(pairs),
        "view_tabs": _tabs(own=own, reports=scope_of(request).may("report_tasks")),
        **body_field(request.GET.get("body_name", ""), wanted.body),
    }
    return page(request, "office/work/list.html", context, part="office/work/_list.html")


def _is_own(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.url_name == "work")


def _tabs(*, own: bool, reports: bool) -> list[dict[str, Any]]:
    rows = [("Việc chờ tôi", "work", own)]
    if reports:
        rows.append(("Việc tôi đang chờ người khác", "work_others", not own))
    return [
        {"label": label, "url": reverse(name), "current": current, "count": None}
        for label, name, current in rows
    ]
