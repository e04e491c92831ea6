""" "Không bỏ sót": who qualifies and was not put forward, for a body and a year."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.access.scope import Post
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.catalogue.queries.book import award_name
from vinhdanh.domain.eligibility.access import visible_screenings
from vinhdanh.domain.eligibility.actions.screening import screening_key, start_screening
from vinhdanh.domain.eligibility.models import Screening
from vinhdanh.domain.eligibility.queries.screenings import (
    EXPORT_LIMIT,
    FoundFilter,
    awards_found,
    export_rows,
    found_page,
    found_rows,
    latest_screening,
    share_lines,
    unit_page,
    years_to_screen,
)
from vinhdanh.domain.eligibility.states import Share, Standing
from vinhdanh.foundation.jobs.queries import newest_run
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.excel import XLSX, workbook
from vinhdanh.interfaces.office.filters import body_named
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import (
    choices,
    fetch,
    page,
    refused,
    scope_of,
    user_of,
    uuid_or_none,
    whole_number,
)
from vinhdanh.interfaces.office.templatetags.ui import dotted

START = "ra-soat"
_KEYS = ("award", "standing", "share", "unit")
_COLUMNS = (
    ("TT", 6),
    ("Họ và tên, tập thể", 34),
    ("Đơn vị", 36),
    ("Danh hiệu, hình thức", 36),
    ("Kết quả", 24),
    *((str(share.label), 16) for share in Share),
)


def radar(request: HttpRequest) -> HttpResponse:
    """Begin a screening, or go to the newest of one's own body."""
    scope = scope_of(request)
    if request.method == "POST":
        return _start(request)
    posts = _posts(request)
    latest = latest_screening(scope, posts[0].scope_id) if posts else None
    if latest is not None and "moi" not in request.GET:
        return redirect("screening", latest.pk)
    return _start_page(request, {})


def _posts(request: HttpRequest) -> list[Post]:
    found = scope_of(request).posts
    return [post for post in found if Permission.READ_REGISTRY in post.permissions]


def _start(request: HttpRequest) -> HttpResponse:
    try:
        made = start_screening(
            actor=user_of(request),
            scope=scope_of(request),
            body_id=_body(request),
            year=whole_number(request.POST.get("nam")) or 0,
            received_on=read_date(request.POST, "ngay") or today(),
        )
    except RefusedError as stopped:
        return _start_page(request, refused(stopped.refusal, START, request.POST))
    return redirect("screening", made.pk)


def _body(request: HttpRequest) -> UUID:
    typed = request.POST.get("body_name", "").strip()
    found = body_named(typed) if typed else uuid_or_none(request.POST.get("body"))
    if found is None:
        text = "Chọn đơn vị trong danh sách, hoặc gõ tên rồi chọn một tên được gợi ý."
        raise RefusedError(Refusal("body_missing", text, field="body"))
    return found


def _start_page(request: HttpRequest, fault: dict[str, Any]) -> HttpResponse:
    on = today()
    bodies = {post.scope_id: post.scope_name for post in _posts(request)}
    context = {
        "bodies": choices(bodies.items(), request.POST.get("body", "")),
        "years": choices(
            ((y, f"Năm {y}") for y in years_to_screen(on)), request.POST.get("nam") or on.year - 1
        ),
        "on": on,
        **fault,
    }
    return page(request, "office/eligibility/radar.html", context, status=422 if fault else 200)


def screening(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The progress of a screening, then what it found."""
    found = _fetch(request, pk)
    if found.finished_at is None:
        waiting = {"screening": found, "run": newest_run(screening_key(found.pk))}
        part = "office/eligibility/_progress.html"
        return page(request, "office/eligibility/progress.html", waiting, part=part)
    if request.GET.get("doi") == "1":
        # The progress bar asked and the work is done: the whole page takes its place.
        return HttpResponse(headers={"HX-Redirect": request.path})
    wanted = _filter(request)
    rows = found_page(found, wanted, whole_number(request.GET.get("page")) or 1)
    context = {"rows": _rows(rows.rows, found), "found": rows, **_context(request, found, wanted)}
    return page(request, "office/eligibility/screening.html", context, part="office/eligibility/_found.html")


def _fetch(request: HttpRequest, pk: UUID) -> Screening:
    return fetch(visible_screenings(scope_of(request)).select_related("body", "made_by"), pk)


def _filter(request: HttpRequest) -> FoundFilter:
    get = request.GET.get
    standing = whole_number(get("standing"))
    return FoundFilter(
        award=get("award", ""),
        standing=standing if standing in Standing.values else None,
        share=get("share", "") if get("share") in Share.values else "",
        unit=uuid_or_none(get("unit")),
    )


def _rows(rows: Any, found: Screening) -> list[dict[str, Any]]:
    return [{"row": row, "award": award_name(row.award, found.received_on)} for row in rows]


def _context(request: HttpRequest, found: Screening, wanted: FoundFilter) -> dict[str, Any]:
    codes = [(code, award_name(code, found.received_on)) for code in awards_found(found)]
    counts = found.shares
    return {
        "screening": found,
        "radar_tabs": _tabs(found, "screening"),
        "shares": share_lines(found),
        "totals": {name: counts.get(name, 0) for name in ("all", "given", "forgotten")},
        "awards": choices((("", "Mọi danh hiệu, hình thức"), *codes), wanted.award),
        "standings": choices((("", "Mọi kết quả"), *Standing.choices), wanted.standing or ""),
        "share_choices": choices((("", "Mọi người"), *Share.choices), wanted.share),
        "keep": urlencode([(key, value) for key, value in request.GET.items() if key in _KEYS and value]),
    }


def _tabs(found: Screening, current: str) -> list[dict[str, Any]]:
    rows = (("Chưa được đề nghị", "screening"), ("Theo đơn vị", "screening_units"))
    return [
        {"label": label, "url": reverse(name, args=[found.pk]), "current": name == current, "count": None}
        for label, name in rows
    ]


def screening_units(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How many of each unit were given something, and how many are forgotten."""
    found = _fetch(request, pk)
    units = unit_page(found, whole_number(request.GET.get("page")) or 1)
    rows = [{"unit": unit, "percent": unit.given * 100 // unit.members} for unit in units.rows]
    context = {
        "screening": found,
        "units": units,
        "rows": rows,
        "radar_tabs": _tabs(found, "screening_units"),
    }
    return page(request, "office/eligibility/units.html", context)


def screening_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the filters show, as a workbook."""
    found, wanted = _fetch(request, pk), _filter(request)
    cut = (
        found_rows(found, wanted)
        .order_by("-standing", "sort_key", "id")[EXPORT_LIMIT : EXPORT_LIMIT + 1]
        .exists()
    )
    note = f"Tệp chỉ ghi {dotted(EXPORT_LIMIT)} dòng đầu; còn nữa. Lọc hẹp hơn rồi xuất thêm." if cut else ""
    cells = (_cells(row, number, found) for number, row in enumerate(export_rows(found, wanted), 1))
    data = workbook("Không bỏ sót", _COLUMNS, cells, note=note)
    name = f"khong-bo-sot-{found.year}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _cells(row: Any, number: int, found: Screening) -> list[str]:
    marks = [{True: "có", False: "không", None: "chưa rõ"}[getattr(row, share)] for share in Share.values]
    award = award_name(row.award, found.received_on)
    return [str(number), row.name, row.unit, award, row.get_standing_display(), *marks]
