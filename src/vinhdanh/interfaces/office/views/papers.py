"""Papers: the list, one paper and its files, what came in, a paper written from a plan."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.papers.access import visible_papers
from vinhdanh.domain.papers.actions import Arrival, register_arrival
from vinhdanh.domain.papers.queries.lists import PaperFilter, issued_choices, paper_page, papers_about
from vinhdanh.domain.papers.queries.packages import packages_about
from vinhdanh.domain.papers.queries.papers import (
    arrivals_of,
    may_read_version,
    paper_detail,
    sent_version,
    steps_of,
)
from vinhdanh.domain.papers.queries.versions import version_file
from vinhdanh.domain.papers.states import KINDS, Direction, PaperState, Secrecy, Urgency
from vinhdanh.domain.planning.access import may_add, visible_plans
from vinhdanh.domain.planning.actions.papers import write_plan_paper
from vinhdanh.engines.documents.filing import safe_name
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.addresses import page_of
from vinhdanh.interfaces.office.downloads import download
from vinhdanh.interfaces.office.excel import XLSX
from vinhdanh.interfaces.office.forms import FIRST_YEAR, LAST_YEAR, read_date, read_whole
from vinhdanh.interfaces.office.helpers import (
    choices,
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
from vinhdanh.interfaces.office.paper_sheets import tables_workbook

_KEPT = ("q", "huong", "state", "kind", "year")
_DIRECTIONS = (("", "Đi và đến"), *Direction.choices)
ARRIVAL = "den"


def paper_list(request: HttpRequest) -> HttpResponse:
    """Papers out and in that the person sees, the newest first."""
    get, scope = request.GET, scope_of(request)
    wanted = PaperFilter(
        text=get.get("q", "")[:200],
        direction=get.get("huong", ""),
        state=get.get("state", ""),
        kind=get.get("kind", "") if get.get("kind") in KINDS else "",
        year=_year(get.get("year")),
    )
    context = {
        "found": paper_page(scope, wanted, whole_number(get.get("page")) or 1),
        "wanted": wanted,
        "directions": choices(_DIRECTIONS, wanted.direction),
        "states": choices((("", "Mọi tình trạng"), *PaperState.choices), wanted.state),
        "kinds": choices((("", "Mọi loại"), *KINDS.items()), wanted.kind),
        "year": get.get("year", ""),
        "keep": urlencode([(name, get[name]) for name in _KEPT if get.get(name)]),
        "may_write": scope.may(Permission.WRITE_PAPERS),
        "may_issue": scope.may(Permission.ISSUE_PAPERS),
    }
    return page(request, "office/papers/list.html", context, part="office/papers/_list.html")


def _year(raw: str | None) -> int | None:
    """A year to look for; an address with another number asks for none."""
    year = whole_number(raw)
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One paper: where it stands, its versions and differences, number, signatures, recipients, history."""
    return paper_shown(request, pk)


def paper_shown(request: HttpRequest, pk: UUID, fault: dict[str, Any] | None = None) -> HttpResponse:
    """The page; after a refusal with what was typed in its form."""
    from django.conf import settings

    scope = scope_of(request)
    row = fetch(visible_papers(scope).select_related("body", "origin", "superseded_by", "wording__body"), pk)
    detail = paper_detail(scope, row)
    ending = detail.may_issue and row.state == PaperState.ISSUED
    context = {
        "it": detail,
        "paper": row,
        "kind": KINDS.get(row.kind, row.kind),
        "steps": steps_of(row),
        "sent": sent_version(row),
        "about": page_of(row.subject_kind, row.subject_id) if row.subject_id else "",
        "arrival": arrivals_of(row, scope),
        "successors": issued_choices(scope, row) if ending else [],
        "ending": ending,
        "has_service": settings.SIGNING.serves(row.body.code),
        **(history_panel(request, row) if detail.reads_whole else {}),
        **(fault or {}),
    }
    return page(request, "office/papers/paper.html", context, status=422 if fault else 200)


def version(request: HttpRequest, pk: UUID, n: int) -> HttpResponseBase:
    """The file of a version, for those who may read that version."""
    scope = scope_of(request)
    row = fetch(visible_papers(scope), pk)
    return download(version_file(row, n) if may_read_version(scope, row, n) else None, request)


def lists_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lists and tables of the newest Word file as a workbook, for those who may read that file."""
    scope = scope_of(request)
    row = fetch(visible_papers(scope), pk)
    tables = paper_detail(scope, row).tables
    if not tables:
        raise Http404
    data = tables_workbook(tables, note=f"{row.name}, {row.issuer_name}")
    name = f"{safe_name(row.name)[:60]}-danh-sach.xlsx"
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def arrival(request: HttpRequest) -> HttpResponse:
    """Enter a paper that came from outside in the book of what came in."""
    if request.method == "GET":
        return _arrival_page(request, {})
    try:
        made = _registered(request)
    except RefusedError as stopped:
        return _arrival_page(request, refused(stopped.refusal, ARRIVAL, request.POST))
    return let_go(request, redirect("paper", made.pk))


def _registered(request: HttpRequest) -> Any:
    post, file = request.POST, request.FILES.get("file")
    about: dict[str, Any] = {
        "actor": user_of(request),
        "scope": scope_of(request),
        "body_id": uuid_or_none(post.get("body")) or _own_body(request),
        "arrival": _read_arrival(request),
        "allow_twin": post.get("twin") == "1",
    }
    if file is None:
        return register_arrival(**about)
    name = file.name or "van-ban-den.pdf"
    with received(file, name=name, by=user_of(request), body=about["body_id"], field="file") as came:
        return register_arrival(**about, file=came)


def _own_body(request: HttpRequest) -> UUID:
    posts = [p for p in scope_of(request).posts if Permission.WRITE_PAPERS in p.permissions]
    if not posts:
        raise RefusedError(Refusal("no_post", "Tài khoản chưa có vai trò được vào sổ văn bản."))
    return posts[0].body_id


def _read_arrival(request: HttpRequest) -> Arrival:
    post = request.POST
    return Arrival(
        author=post.get("author", ""),
        number=read_whole(post, "number"),
        symbol=post.get("symbol", ""),
        issued_on=read_date(post, "issued_on"),
        kind=post.get("kind", ""),
        subject=post.get("subject", ""),
        urgency=post.get("urgency", ""),
        secrecy=post.get("secrecy", ""),
        handed_to=post.get("handed_to", ""),
        due_on=read_date(post, "due_on"),
    )


def _arrival_page(request: HttpRequest, fault: dict[str, Any]) -> HttpResponse:
    post = request.POST
    posts = [p for p in scope_of(request).posts if Permission.WRITE_PAPERS in p.permissions]
    context = {
        "bodies": choices({p.body_id: p.body_name for p in posts}.items(), post.get("body", "")),
        "kinds": choices(KINDS.items(), post.get("kind", "CV")),
        "urgencies": choices(Urgency.choices, post.get("urgency", "")),
        "secrecies": choices(Secrecy.choices, post.get("secrecy", "")),
        **fault,
    }
    return page(request, "office/papers/arrival.html", context, status=422 if fault else 200)


def plan_papers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The papers of a plan; POST writes one more in the chosen manner of the appendix."""
    scope = scope_of(request)
    plan = fetch(visible_plans(scope).select_related("issuer", "parent"), pk)
    fault: dict[str, Any] = {}
    if request.method == "POST":
        made: dict[str, Any] = {}
        refusal = settle(
            request,
            lambda: made.update(
                paper=write_plan_paper(
                    actor=user_of(request),
                    scope=scope,
                    plan_id=pk,
                    one_cell=request.POST.get("kieu") != "tach",
                )
            ),
            done="Đã viết văn bản. Tải về sửa trong Word, rồi nộp lại ở đây.",
        )
        if refusal is None:
            return redirect("paper", made["paper"].pk)
        fault = refused(refusal, "viet", request.POST)
    context = {
        "plan": plan,
        "rows": papers_about(scope, "planning.plan", pk),
        "packages": packages_about(scope, "planning.plan", pk),
        "may_write": bool(may_add(scope, plan)),
        **fault,
    }
    return page(request, "office/papers/of_plan.html", context, status=422 if fault else 200)
