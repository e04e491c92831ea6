"""Lists put on a design, what does not fit, sheets that come out, certificates that no longer hold."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.certificates.access import visible_designs, visible_printings, visible_runs
from vinhdanh.domain.certificates.actions import (
    ListSource,
    PrintingWords,
    Wanted,
    prepare_printing,
    run_key,
    start_print,
    void_certificate,
)
from vinhdanh.domain.certificates.queries.designs import newest_version, offsets_of
from vinhdanh.domain.certificates.queries.printings import printing_page, run_file
from vinhdanh.domain.certificates.states import Manner
from vinhdanh.domain.papers.queries.lists import PaperFilter, paper_page
from vinhdanh.engines.reading.limits import FILE_BYTES
from vinhdanh.foundation.jobs.queries import newest_run
from vinhdanh.foundation.jobs.states import ACTIVE
from vinhdanh.interfaces.office.downloads import download
from vinhdanh.interfaces.office.forms import read_upload
from vinhdanh.interfaces.office.helpers import (
    attempt,
    choices,
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


def printing_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring a list for a design: pasted, as Excel, or out of the annex of a paper."""
    scope = scope_of(request)
    design = fetch(visible_designs(scope).select_related("body"), pk)
    fault: dict[str, Any] = {}
    made: dict[str, Any] = {}
    if request.method == "POST":
        refusal = settle(request, lambda: made.update(printing=_prepared(request, pk)))
        if refusal is None:
            return redirect("certificate_printing", made["printing"].pk)
        fault = refused(refusal, "danh-sach", request.POST)
    papers = paper_page(scope, PaperFilter(kind="QĐ", body=design.body_id)).rows
    fields = newest_version(design).data["fields"]
    context = {
        "design": design,
        "columns": [one["label"] or one["key"] for one in fields if not one["fixed"]],
        "papers": choices(
            (("", "Không lấy từ văn bản"), *((row.pk, str(row)) for row in papers)),
            request.POST.get("paper") or request.GET.get("van-ban", ""),
        ),
        **fault,
    }
    return page(request, "office/certificates/add.html", context, status=422 if fault else 200)


def _prepared(request: HttpRequest, pk: UUID) -> object:
    post = request.POST
    workbook = b""
    if request.FILES.get("file"):
        _, workbook = read_upload(request, "file", most=FILE_BYTES)
    return prepare_printing(
        actor=user_of(request),
        scope=scope_of(request),
        design_id=pk,
        words=PrintingWords(post.get("title", ""), post.get("award", ""), post.get("decision", "")),
        source=ListSource(post.get("words", ""), workbook, uuid_or_none(post.get("paper"))),
    )


def printing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One list: who is on it, what does not fit, the form to print, what was printed."""
    return _printing_page(request, pk, {})


def _printing_page(request: HttpRequest, pk: UUID, fault: dict[str, Any]) -> HttpResponse:
    scope = scope_of(request)
    rows = visible_printings(scope).select_related("body", "paper", "version__design")
    row = fetch(rows, pk)
    post = request.POST
    printers = (
        (each.pk, f"{each.printer} ({each.dx}; {each.dy} mm)") for each in offsets_of(user_of(request).pk)
    )
    context = {
        "it": printing_page(scope, row, whole_number(request.GET.get("tu")) or 1),
        "printing": row,
        "manners": choices(Manner.choices, post.get("manner", Manner.PDF)),
        "printers": choices((("", "Không bù lệch"), *printers), post.get("offset", "")),
        **history_panel(request, row),
        **fault,
    }
    return page(request, "office/certificates/printing.html", context, status=422 if fault else 200)


def print_sheets(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Print a range of the list."""
    made: dict[str, Any] = {}
    refusal = settle(request, lambda: made.update(run=_started(request, pk)))
    if refusal is not None:
        return _printing_page(request, pk, refused(refusal, "in", request.POST))
    return redirect("certificate_run", made["run"].pk)


def _started(request: HttpRequest, pk: UUID) -> object:
    post = request.POST
    address = request.build_absolute_uri(reverse("portal_certificate", args=["x"]))
    wanted = Wanted(
        base=address.removesuffix("x"),
        places=post.get("places", ""),
        manner=post.get("manner", ""),
        reason=post.get("reason", ""),
        offset_id=uuid_or_none(post.get("offset")),
    )
    return start_print(actor=user_of(request), scope=scope_of(request), printing_id=pk, wanted=wanted)


def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One print: how far it is, and the file when it is there."""
    row = fetch(visible_runs(scope_of(request)).select_related("printing", "asked_by", "file"), pk)
    followed = newest_run(run_key(row.pk))
    context = {
        "row": row,
        "followed": followed,
        "active": bool(followed and followed.state in ACTIVE),
        "own": row.asked_by_id == user_of(request).pk,
    }
    return page(request, "office/certificates/run.html", context, part="office/certificates/_run.html")


def run_download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What came out, for those who may see the list it is of."""
    row = fetch(visible_runs(scope_of(request)).select_related("file"), pk)
    return download(run_file(row), request)


def void(request: HttpRequest, pk: UUID, position: int) -> HttpResponse:
    """A certificate holds no longer: whoever scans its code is told."""
    attempt(
        request,
        lambda: void_certificate(
            actor=user_of(request),
            scope=scope_of(request),
            printing_id=pk,
            position=position,
            reason=request.POST.get("reason", ""),
        ),
        done=f"Bằng số {position} đã được ghi là hết giá trị.",
    )
    return redirect("certificate_printing", pk)
