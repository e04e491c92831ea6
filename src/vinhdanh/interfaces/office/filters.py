"""Filters of the task list and board: out of the query string, and back into the form."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.labels import body_label, find_by_name
from vinhdanh.domain.planning.queries.filters import TaskFilter
from vinhdanh.domain.planning.queries.plans import issuer_choices, plan_choices, plan_years
from vinhdanh.domain.planning.states import Lane, PartyRole, TaskState
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
        body=uuid_or_none(get("body")) or _body_named(get("body_name", "")),
        role=get("role", "") if get("role") in PartyRole.values else "",
        lane=whole_number(get("lane")),
        status=get("status", status),
        text=get("q", "")[:200],
        mine=get("mine") == "1",
    )


def _body_named(name: str) -> UUID | None:
    """The body whose name was typed; a name that is not in the directory filters nothing."""
    found = find_by_name(name) if name.strip() else None
    return UUID(found.target.partition(":")[2]) if found else None


def filter_context(
    request: HttpRequest, scope: Scope, wanted: TaskFilter, *, year: int | None
) -> dict[str, Any]:
    """What the filter bar needs; four queries."""
    years = plan_years(scope)
    return {
        "years": choices(((y, f"Năm {y}") for y in years), year),
        "plans": choices((("", "Mọi kế hoạch"), *plan_choices(scope, year)), wanted.plan or ""),
        "lanes": choices((("", "Mọi thời gian"), *Lane.choices), wanted.lane or ""),
        "statuses": choices(_STATUSES, wanted.status),
        "issuers": choices((("", "Mọi cơ quan ban hành"), *issuer_choices(scope, year)), wanted.issuer or ""),
        "roles": choices(_ROLES, wanted.role),
        "body": wanted.body,
        "body_name": body_label(wanted.body) if wanted.body else request.GET.get("body_name", ""),
        "more_open": bool(wanted.role or wanted.lane or wanted.plan or wanted.text),
        "need_year": year is not None
        and request.resolver_match is not None
        and request.resolver_match.url_name == "board",
        "keep": query_without(request),
        "is_filtered": any(request.GET.get(key) for key in KEYS if key != "year"),
    }


def query_without(request: HttpRequest, *dropped: str) -> str:
    """The present filters as a query string, without ``dropped`` and without the page."""
    pairs = [(k, v) for k, v in request.GET.items() if k in KEYS and v and k not in dropped]
    return urlencode(pairs)
