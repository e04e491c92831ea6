"""Designs of certificates and the offset of printers."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.certificates.access import may_print, visible_designs
from vinhdanh.domain.certificates.actions import add_design, change_design, set_offset
from vinhdanh.domain.certificates.queries.designs import (
    design_of,
    design_rows,
    first_page,
    newest_version,
    numbered_version,
    offsets_of,
    sample_pdf,
    starter,
)
from vinhdanh.domain.certificates.queries.printings import printing_rows
from vinhdanh.engines.documents.certificates import Offset, Stock, TooLong, print_offset_page
from vinhdanh.engines.documents.typesetting import TypesettingFault
from vinhdanh.interfaces.office.certificate_form import read_design, read_number, shown_design
from vinhdanh.interfaces.office.forms import read_upload
from vinhdanh.interfaces.office.helpers import (
    bodies_where,
    choices,
    chosen_body,
    fetch,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
    whole_number,
)
from vinhdanh.interfaces.office.history import history_panel

PICTURE_BYTES = 10 * 1024 * 1024
PDF, PNG = "application/pdf", "image/png"


def certificates(request: HttpRequest) -> HttpResponse:
    """Lists that were printed or are to be, and the designs they stand on; POST adds a design."""
    scope, post = scope_of(request), request.POST
    bodies = bodies_where(scope, Permission.ISSUE_PAPERS)
    fault: dict[str, Any] = {}
    made: dict[str, Any] = {}
    if request.method == "POST":
        refusal = settle(request, lambda: made.update(design=_added(request, bodies)))
        if refusal is None:
            return redirect("certificate_design", made["design"].pk)
        fault = refused(refusal, "mau", post)
    number = whole_number(request.GET.get("page")) or 1
    rows, has_next = printing_rows(scope, number)
    context = {
        "printings": rows,
        "number": number,
        "has_next": has_next,
        "designs": design_rows(scope),
        "bodies": choices(bodies.items(), post.get("body", "")),
        **fault,
    }
    return page(request, "office/certificates/list.html", context, status=422 if fault else 200)


def _added(request: HttpRequest, bodies: dict[UUID, str]) -> object:
    post = request.POST
    body = chosen_body(request, bodies, "Chọn cơ quan của mẫu.")
    return add_design(
        actor=user_of(request),
        scope=scope_of(request),
        body_id=body,
        name=post.get("name", ""),
        data=starter(),
    )


def design(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The editor: every field typed in millimetres, the sheet shown beside; POST saves a version."""
    scope = scope_of(request)
    row = fetch(visible_designs(scope).select_related("body"), pk)
    fault: dict[str, Any] = {}
    if request.method == "POST":
        refusal = settle(request, lambda: _changed(request, pk), done="Đã lưu bản mới của mẫu.")
        if refusal is None:
            return redirect("certificate_design", pk)
        fault = refused(refusal, "mau", request.POST)
    version = newest_version(row)
    context = {
        "design": row,
        "version": version,
        "form": _typed_form(request.POST) if fault else shown_design(version.data),
        "sides": Stock(**version.data["stock"]).sides,
        "may_print": bool(may_print(scope, row.path)),
        **history_panel(request, row),
        **fault,
    }
    return page(request, "office/certificates/design.html", context, status=422 if fault else 200)


def _typed_form(post: Any) -> dict[str, Any]:
    """The form as it was typed, whatever is wrong with it."""
    count = min(whole_number(post.get("count")) or 0, 40)
    names = ("label", "key", "fixed", "font", "colour", "align", "x", "y", "width", "size", "least", "lines")
    flags = ("bold", "italic", "upper")
    groups = [
        {name: post.get(f"{name}-{place}", "") for name in names}
        | {name: post.get(f"{name}-{place}") == "1" for name in flags}
        for place in range(count)
    ]
    stock = {"size": post.get("stock"), "landscape": post.get("landscape") == "1"}
    slip = {name: post.get(f"slip-{name}", "") for name in ("x", "y", "side")}
    return shown_design(
        {
            "stock": {**stock, "printed": post.get("printed") == "1"},
            "frame": post.get("frame") == "1",
            "fields": [group for group in groups if group["key"] or group["label"]],
            "slip": slip if post.get("slip") == "1" else None,
        }
    )


def _changed(request: HttpRequest, pk: UUID) -> object:
    picture = None
    if request.FILES.get("picture"):
        _, picture = read_upload(request, "picture", most=PICTURE_BYTES)
    return change_design(
        actor=user_of(request),
        scope=scope_of(request),
        design_id=pk,
        data=read_design(request.POST),
        based_on=whole_number(request.POST.get("version")) or 0,
        picture=picture,
        drop_picture=request.POST.get("drop_picture") == "1",
    )


def preview(request: HttpRequest, pk: UUID, n: int, ending: str) -> HttpResponse:
    """A version with made-up words, as a picture (``png``) or as a PDF."""
    row = fetch(visible_designs(scope_of(request)), pk)
    version = numbered_version(row, n)
    if version is None or ending not in {"png", "pdf"}:
        raise Http404
    try:
        made = sample_pdf(design_of(version))
    except (TooLong, TypesettingFault) as fault:
        return page(request, "office/refused.html", {"reason": str(fault)}, status=422)
    if ending == "png":
        # A version never changes, so its picture may be kept.
        headers = {"Cache-Control": "private, max-age=86400"}
        return HttpResponse(first_page(made), content_type=PNG, headers=headers)
    return pdf_response(made, "mau-in-thu.pdf")


def pdf_response(data: bytes, name: str) -> HttpResponse:
    """A PDF made just now, as an attachment."""
    return HttpResponse(
        data, content_type=PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def printers(request: HttpRequest) -> HttpResponse:
    """How far one's own printers are beside the place; POST sets one down."""
    user = user_of(request)
    fault: dict[str, Any] = {}
    if request.method == "POST":
        refusal = settle(request, lambda: _set(request), done="Đã ghi độ lệch của máy in.")
        if refusal is None:
            return redirect("certificate_printers")
        fault = refused(refusal, "may-in", request.POST)
    context = {"rows": offsets_of(user.pk), **fault}
    return page(request, "office/certificates/printers.html", context, status=422 if fault else 200)


def _set(request: HttpRequest) -> object:
    post = request.POST
    dx, dy = (
        Decimal(str(round(read_number(post.get(name, ""), name=name, what=words, default=0.0), 1)))
        for name, words in (("dx", "Lệch ngang"), ("dy", "Lệch dọc"))
    )
    return set_offset(actor=user_of(request), printer=post.get("printer", ""), dx=dx, dy=dy)


def offset_page(request: HttpRequest) -> HttpResponse:
    """The page by which a printer is measured; with ``may`` as that printer is set now."""
    get = request.GET
    stock = Stock("A3" if get.get("kho") == "A3" else "A4", landscape=get.get("huong") != "doc")
    own = {row.pk: row for row in offsets_of(user_of(request).pk)}
    chosen = uuid_or_none(get.get("may"))
    row = own.get(chosen) if chosen else None
    offset = Offset(float(row.dx), float(row.dy)) if row else Offset()
    return pdf_response(print_offset_page(stock, offset), "trang-thu-may-in.pdf")
