"""Filters of the task list and board: out of the query string, and back into the form."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.labels import called, field_label
from vinhdanh.domain.planning.queries.filters import TaskFilter
from vinhdanh.domain.planning.queries.plans import plan_choices, plan_years
from vinhdanh.domain.planning.states import Lane, PartyRole, TaskState
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.interfaces.office.forms import not_one
from vinhdanh.interfaces.office.helpers import choices, uuid_or_none, whole_number

_STATUSES = (
    ("open", "Chưa xong"),
    ("late", "Quá hạn"),
    ("all", "Mọi tình trạng"),
    ("no_lead", "Chưa có chủ trì"),
    *TaskState.choices,
)
_ROLES = (("", "Chủ trì hoặc phối hợp"), *PartyRole.choices)
KEYS = ("year", "plan", "issuer", "body", "body_name", "role", "lane", "status", "q", "mine")


def read_filter(request: HttpRequest, *, status: str) -> TaskFilter:
    """The filter that the address asks for; a value that makes no sense is left out.

    ``status`` holds where the address names none.
    """
    get = request.GET.get
    return TaskFilter(
        year=whole_number(get("year")),
        plan=uuid_or_none(get("plan")),
        issuer=uuid_or_none(get("issuer")),
        body=uuid_or_none(get("body")) or body_named(get("body_name", "")),
        role=get("role", "") if get("role") in PartyRole.values else "",
        lane=whole_number(get("lane")),
        status=get("status", status),
        text=get("q", "")[:200],
        mine=get("mine") == "1",
    )


def body_named(name: str) -> UUID | None:
    """The body or group whose name was typed; a name that means none or several filters nothing."""
    found = called(name, today()) if name.strip() else []
    return UUID(found[0].target.partition(":")[2]) if len(found) == 1 else None


def filter_context(
    request: HttpRequest, scope: Scope, wanted: TaskFilter, *, year: int | None
) -> dict[str, Any]:
    """What the filter bar needs; three queries."""
    years = plan_years(scope)
    offered = plan_choices(scope, year)
    return {
        "years": choices(((y, f"Năm {y}") for y in years), year),
        "plans": choices((("", "Mọi kế hoạch"), *offered.plans), wanted.plan or ""),
        "lanes": choices((("", "Mọi thời gian"), *Lane.choices), wanted.lane or ""),
        "statuses": choices(_STATUSES, wanted.status),
        "issuers": choices((("", "Mọi cơ quan ban hành"), *offered.issuers), wanted.issuer or ""),
        "roles": choices(_ROLES, wanted.role),
        "body": wanted.body,
        **body_field(request.GET.get("body_name", ""), wanted.body),
        "more_open": bool(wanted.role or wanted.lane or wanted.plan or wanted.text),
        "need_year": year is not None
        and request.resolver_match is not None
        and request.resolver_match.url_name == "board",
        "keep": query_without(request),
        "is_filtered": any(request.GET.get(key) for key in KEYS if key != "year"),
    }


def body_field(typed: str, body: UUID | None) -> dict[str, str]:
    """What the name field holds, and why it filters nothing where it does not."""
    if body:
        return {"body_name": typed or field_label(body, today()), "body_fault": ""}
    fault = not_one(typed, called(typed, today())) if typed.strip() else ""
    return {"body_name": typed, "body_fault": fault}


def query_without(request: HttpRequest, *dropped: str) -> str:
    """The present filters as a query string, without ``dropped`` and without the page."""
    pairs = [(k, v) for k, v in request.GET.items() if k in KEYS and v and k not in dropped]
    return urlencode(pairs)
