"""Who has to do what by when, and how far they are: rows, counts a body, Excel."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries import ledger
from vinhdanh.domain.obligations.queries.chase import chaseable_among
from vinhdanh.domain.obligations.queries.ledger import LedgerFilter
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.domain.planning.access import visible_plans
from vinhdanh.domain.planning.queries.plans import plan_choices
from vinhdanh.interfaces.office.excel import XLSX, ledger_workbook
from vinhdanh.interfaces.office.filters import body_field, body_named
from vinhdanh.interfaces.office.helpers import choices, page, scope_of, uuid_or_none, whole_number
from vinhdanh.interfaces.office.templatetags.ui import dotted

_KEYS = ("plan", "kind", "status", "body", "body_name")
_STATUSES = (
    ("open", "Chưa xong"),
    ("late", "Quá hạn"),
    ("fulfilled", "Đã xong"),
    ("waived", "Không phải làm"),
    ("all", "Mọi tình trạng"),
)


def _filter(request: HttpRequest) -> LedgerFilter:
    get = request.GET.get
    kind = get("kind", "")
    return LedgerFilter(
        origin=uuid_or_none(get("plan")),
        party=uuid_or_none(get("body")) or body_named(get("body_name", "")),
        kind=kind if kind in ObligationKind.values else "",
        status=get("status", "open"),
    )


def rows(request: HttpRequest) -> HttpResponse:
    """The obligations one by one."""
    scope, wanted = scope_of(request), _filter(request)
    found = ledger.ledger_page(scope, wanted, whole_number(request.GET.get("page")) or 1)
    chased = chaseable_among(scope, [row.id for row in found.rows])
    context = {"found": found, "chased": chased, **_context(request, scope, wanted, view="ledger")}
    return page(request, "office/ledger/rows.html", context, part="office/ledger/_rows.html")


def bodies(request: HttpRequest) -> HttpResponse:
    """The same, counted by body; every condition is counted unless one is asked for."""
    scope, wanted = scope_of(request), _filter(request)
    if "status" not in request.GET:
        wanted = LedgerFilter(origin=wanted.origin, party=wanted.party, kind=wanted.kind, status="all")
    number = whole_number(request.GET.get("page")) or 1
    counts, has_next = ledger.body_counts(scope, wanted, number)
    context = {
        "counts": counts,
        "has_next": has_next,
        "number": number,
        **_context(request, scope, wanted, view="ledger_bodies"),
    }
    return page(request, "office/ledger/bodies.html", context, part="office/ledger/_bodies.html")


def _context(request: HttpRequest, scope: Scope, wanted: LedgerFilter, *, view: str) -> dict[str, Any]:
    pairs = [(key, value) for key, value in request.GET.items() if key in _KEYS and value]
    plans = plan_choices(scope, None).plans
    return {
        "wanted": wanted,
        "plan_name": _plan_name(scope, wanted.origin),
        "plans": choices((("", "Mọi kế hoạch"), *plans), wanted.origin or ""),
        "kinds": choices((("", "Mọi loại"), *ObligationKind.choices), wanted.kind),
        "statuses": choices(_STATUSES, wanted.status),
        "keep": urlencode(pairs),
        "keep_plan": urlencode([pair for pair in pairs if pair[0] in {"plan", "kind"}]),
        "view_tabs": _tabs(view, urlencode([pair for pair in pairs if pair[0] != "status"])),
        **body_field(request.GET.get("body_name", ""), wanted.party),
    }


def _plan_name(scope: Scope, plan_id: UUID | None) -> str:
    """The plan asked for, as far as the person may know of it."""
    if plan_id is None:
        return ""
    plan = visible_plans(scope).filter(pk=plan_id).first()
    return plan.name if plan else ""


def _tabs(view: str, keep: str) -> list[dict[str, Any]]:
    rows = (("Từng việc", "ledger"), ("Theo đơn vị", "ledger_bodies"))
    return [
        {"label": label, "url": f"{reverse(name)}?{keep}".rstrip("?"), "current": name == view, "count": None}
        for label, name in rows
    ]


def export(request: HttpRequest) -> HttpResponse:
    """The rows of the filter as a workbook."""
    scope, wanted = scope_of(request), _filter(request)
    note = ""
    if ledger.is_cut_short(scope, wanted):
        most = dotted(ledger.EXPORT_LIMIT)
        note = f"Tệp chỉ ghi {most} dòng đầu theo hạn; còn nữa. Lọc hẹp hơn rồi xuất thêm tệp khác."
    data = ledger_workbook(ledger.export_rows(scope, wanted), note)
    name = f"theo-doi-thuc-hien-{scope.on:%Y%m%d}.xlsx"
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
