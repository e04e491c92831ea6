"""Plans: the list, one plan, and the year board."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.planning.access import may_add, visible_plans
from vinhdanh.domain.planning.actions.editing import set_public
from vinhdanh.domain.planning.actions.sending import note_opened
from vinhdanh.domain.planning.models import Plan
from vinhdanh.domain.planning.queries.board import year_board
from vinhdanh.domain.planning.queries.drafts import open_drafts
from vinhdanh.domain.planning.queries.filings import Place, place_of
from vinhdanh.domain.planning.queries.filters import TaskFilter
from vinhdanh.domain.planning.queries.plans import last_year, plan_detail, plan_years, with_last_work
from vinhdanh.domain.planning.queries.plans import plan_page as found_plans
from vinhdanh.domain.planning.queries.sessions import next_milestones
from vinhdanh.domain.planning.states import FilingState, PlanKind
from vinhdanh.interfaces.office.filters import filter_context, read_filter
from vinhdanh.interfaces.office.helpers import (
    attempt,
    choices,
    fetch,
    page,
    scope_of,
    sees_as_another,
    user_of,
    whole_number,
)
from vinhdanh.interfaces.office.navigation import lane_nav, plan_chain, view_tabs
from vinhdanh.interfaces.office.plan_tabs import plan_tabs


def plan_list(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    year, text = whole_number(request.GET.get("year")), request.GET.get("q", "")
    number = whole_number(request.GET.get("page")) or 1
    kind = request.GET.get("kind", "")
    rows, has_next = found_plans(scope, year=year, text=text, kind=kind, page=number)
    context = {
        "rows": rows,
        "has_next": has_next,
        "number": number,
        "year": year,
        "q": text,
        "kind": kind if kind in PlanKind.values else "",
        "kinds": choices((("", "Mọi loại"), *PlanKind.choices), kind),
        "years": plan_years(scope),
        "drafts": open_drafts(scope),
    }
    return page(request, "office/plans/list.html", context, part="office/plans/_list.html")


def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The head of a plan, where it stands with the superior, and its board."""
    return plan_page(request, pk)


def plan_page(request: HttpRequest, pk: UUID, *, fault: Mapping[str, Any] | None = None) -> HttpResponse:
    """The page; after a refusal with what was typed in its form."""
    scope = scope_of(request)
    found = visible_plans(scope).select_related("issuer", "parent", "file", "superseded_by")
    row = fetch(with_last_work(found), pk)
    place = _place(request, row)
    last = last_year(row)
    asked = whole_number(request.GET.get("year")) or scope.on.year
    year = min(max(asked, row.first_year), last)
    context: dict[str, Any] = {
        "plan": plan_detail(row),
        "board": year_board(scope, TaskFilter(plan=pk), year),
        "year_tabs": _year_tabs(row.first_year, last, year),
        "may_add": bool(may_add(scope, row)),
        "plan_keep": f"plan={pk}",
        "milestones": next_milestones(scope, year, plan=pk),
        "chain": plan_chain(row),
        "plan_tabs": plan_tabs(row, "plan"),
        "standing": place.standing,
        "my_parts": place.my_parts,
        **(fault or {}),
    }
    context["lane_nav"] = lane_nav(context["board"])
    return page(request, "office/plans/plan.html", context, status=422 if fault else 200)


def _place(request: HttpRequest, row: Plan) -> Place:
    """Where it stands with the superior, whose first look is noted, and with the reader's own bodies."""
    scope = scope_of(request)
    found = place_of(scope, row)
    sent = found.standing
    waits = sent is not None and sent.state == FilingState.SENT and sent.opened_at is None
    unread = waits and not sees_as_another(request)
    if unread and note_opened(actor=user_of(request), scope=scope, plan=row):
        return place_of(scope, row)
    return found


def _year_tabs(first: int, last: int, year: int) -> list[dict[str, Any]]:
    """A tab a year for plans that span several; none for the others."""
    if first == last:
        return []
    years = range(first, last + 1)
    return [{"label": f"Năm {y}", "url": f"?year={y}", "current": y == year, "count": None} for y in years]


def board(request: HttpRequest) -> HttpResponse:
    """The year board over every plan that the person sees, with the list's filters."""
    scope = scope_of(request)
    asked = read_filter(request, status="all")
    wanted = _with_own_issuer(request, asked)
    year = wanted.year or scope.on.year
    context: dict[str, Any] = {
        "board": year_board(scope, wanted, year),
        "wanted": wanted,
        "milestones": next_milestones(scope, year),
        "mixed": wanted.issuer is None and wanted.plan is None,
        "view_tabs": view_tabs(request, "board"),
        **filter_context(request, scope, wanted, year=year),
    }
    if wanted.issuer != asked.issuer:
        # Chosen for the reader, not in the address: links to the list have to name it.
        context["keep"] = f"{context['keep']}&issuer={wanted.issuer}".lstrip("&")
    context["lane_nav"] = lane_nav(context["board"])
    return page(request, "office/plans/board.html", context, part="office/plans/_board.html")


def _with_own_issuer(request: HttpRequest, wanted: TaskFilter) -> TaskFilter:
    """Whoever reads a whole tree first sees the plans of the body they serve, not all of them mixed."""
    scope = scope_of(request)
    if "issuer" in request.GET or wanted.plan or not scope.may(Permission.READ_SUBTREE):
        return wanted
    return replace(wanted, issuer=scope.posts[0].scope_id)


def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a plan on the public pages, or take it off."""
    row = fetch(visible_plans(scope_of(request)), pk)
    public = request.POST.get("public") == "1"
    attempt(
        request,
        lambda: set_public(actor=user_of(request), scope=scope_of(request), plan_id=row.pk, public=public),
        done="Kế hoạch đã lên trang công khai." if public else "Kế hoạch không còn trên trang công khai.",
    )
    return redirect("plan", pk)
