"""Who has sent their plan by when."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from vinhdanh.domain.planning.access import may_add, visible_plans
from vinhdanh.domain.planning.queries.filings import my_parts
from vinhdanh.domain.planning.queries.owed import owed_export, plans_asked, years_asked
from vinhdanh.domain.planning.states import DutyKind
from vinhdanh.interfaces.office.helpers import choices, fetch, page, scope_of, whole_number
from vinhdanh.interfaces.office.navigation import plan_chain
from vinhdanh.interfaces.office.owed import owed_context, owed_workbook, read_owed_filter
from vinhdanh.interfaces.office.plan_tabs import plan_tabs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan_filings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The figures and the list by body, the late ones first; everybody sees their own part."""
    scope = scope_of(request)
    plan = fetch(visible_plans(scope).select_related("issuer", "parent"), pk)
    years = years_asked(scope, plan)
    year = _year(request, years, scope.on.year)
    context = {
        "plan": plan,
        "plan_tabs": plan_tabs(plan, "plan_filings"),
        "chain": plan_chain(plan),
        "year": year,
        "years": choices(((y, f"Năm {y}") for y in years), year) if len(years) > 1 else [],
        "any_asked": bool(years),
        "duties": list(plan.duties.filter(kind=DutyKind.UNIT_PLAN)),
        "may_add": bool(may_add(scope, plan)),
        "my_parts": my_parts(scope, plan),
        **owed_context(request, scope, plans_asked(plan, year)),
    }
    return page(request, "office/cascade/filings.html", context, part="office/cascade/_owed.html")


def _year(request: HttpRequest, years: list[int], this: int) -> int:
    asked = whole_number(request.GET.get("year"))
    if asked in years:
        return asked
    return this if this in years or not years else years[-1]


def filings_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    scope = scope_of(request)
    plan = fetch(visible_plans(scope), pk)
    year = _year(request, years_asked(scope, plan), scope.on.year)
    asked = plans_asked(plan, year)
    rows = owed_export(scope, asked, read_owed_filter(request))
    return as_file(owed_workbook("Gửi kế hoạch", asked, rows), f"don-vi-gui-ke-hoach-{year}.xlsx")


def as_file(data: bytes, name: str) -> HttpResponse:
    """A workbook to download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)
