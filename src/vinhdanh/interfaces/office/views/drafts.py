"""Reading a plan in: upload, wait, review, accept."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from vinhdanh.domain.planning.access import may_review, visible_drafts, visible_plans
from vinhdanh.domain.planning.actions.acceptance import accept_draft, discard_draft
from vinhdanh.domain.planning.actions.mending import (
    add_row,
    link_name,
    mend_head,
    mend_row,
    set_duty,
    set_row,
)
from vinhdanh.domain.planning.actions.uploads import upload_plan
from vinhdanh.domain.planning.queries.files import OwnedFile, source_file
from vinhdanh.domain.planning.states import DraftState
from vinhdanh.engines.reading.limits import FILE_BYTES, MEGABYTE
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.forms import read_date, read_parties, read_row, read_upload
from vinhdanh.interfaces.office.helpers import attempt, fetch, page, scope_of, user_of, whole_number
from vinhdanh.interfaces.office.review import head_context, review_context, row_context

_BUSY = (DraftState.QUEUED, DraftState.READING)


def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; the reading goes on as a job and can be left."""
    context: dict[str, object] = {"limit": FILE_BYTES // MEGABYTE, "samples": _samples()}
    if request.method == "GET":
        return page(request, "office/drafts/upload.html", context)
    try:
        name, data = read_upload(request, "file", most=FILE_BYTES)
        found = upload_plan(actor=user_of(request), scope=scope_of(request), data=data, name=name)
    except RefusedError as refused:
        context["fault"] = refused.refusal.reason
        return page(request, "office/drafts/upload.html", context, status=422)
    if found.known:
        messages.info(request, "Tệp này đã được tải lên trước đây; đây là bản đã có, không tạo bản thứ hai.")
    return redirect("draft", found.draft.pk)


def _samples() -> list[str]:
    folder = Path(settings.SAMPLES)
    return sorted(path.name for path in folder.glob("*.*")) if settings.DEMO and folder.is_dir() else []


def sample(request: HttpRequest, name: str) -> HttpResponseBase:
    """A sample plan of the demo to try the reader on."""
    if name not in _samples():
        raise Http404
    return FileResponse((Path(settings.SAMPLES) / name).open("rb"), as_attachment=True, filename=name)


def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The state of a draft: progress while it is read, its fault, the review, or the plan it became."""
    scope = scope_of(request)
    row = fetch(visible_drafts(scope).select_related("file", "body", "issuer", "plan"), pk)
    if row.state == DraftState.ACCEPTED:
        return redirect("plan", row.plan_id)
    if row.state in _BUSY:
        part = "office/drafts/_progress.html"
        return page(request, "office/drafts/progress.html", {"draft": row}, part=part)
    if row.state != DraftState.READY:
        return page(request, "office/drafts/failed.html", {"draft": row})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": request.get_full_path()})
    return page(request, "office/drafts/review.html", review_context(scope, row, request.GET))


def row(request: HttpRequest, pk: UUID, row_id: UUID) -> HttpResponse:
    """One row, to look at or (``?sua=1``) to mend; POST keeps it."""
    scope = scope_of(request)
    found = fetch(visible_drafts(scope).select_related("issuer"), pk)
    if request.method == "POST":
        return _save_row(request, pk, row_id)
    editing = request.GET.get("sua") == "1"
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{request.path.rsplit('dong/', 1)[0]}?sua={row_id}#r-{row_id}")
    return render(request, "office/drafts/_row.html", row_context(found, row_id, editing=editing))


def _save_row(request: HttpRequest, pk: UUID, row_id: UUID) -> HttpResponse:
    def act() -> object:
        return mend_row(
            actor=user_of(request),
            scope=scope_of(request),
            draft_id=pk,
            row_id=row_id,
            revision=whole_number(request.POST.get("revision")) or 0,
            change=read_row(request.POST),
        )

    return _answer_row(request, pk, row_id, _try(act))


def _answer_row(request: HttpRequest, pk: UUID, row_id: UUID, fault: str = "") -> HttpResponse:
    """The row again for htmx (with the typed values while a fault stands), else back to the page."""
    if not request.htmx:  # type: ignore[attr-defined]
        if fault:
            messages.error(request, fault)
        return redirect(f"/ke-hoach/ban-doc/{pk}/{'?sua=' + str(row_id) if fault else ''}#r-{row_id}")
    found = fetch(visible_drafts(scope_of(request)).select_related("issuer"), pk)
    context = row_context(found, row_id, editing=bool(fault), typed=request.POST if fault else None)
    return render(request, "office/drafts/_row.html", {**context, "fault": fault, "summary": not fault})


def row_mark(request: HttpRequest, pk: UUID, row_id: UUID, mark: str) -> HttpResponse:
    """Drop a row (``bo``), take it back (``giu``), or say that it is right (``dung``)."""
    wanted: dict[str, dict[str, bool]] = {
        "bo": {"dropped": True},
        "giu": {"dropped": False},
        "dung": {"checked": True},
    }
    if mark not in wanted:
        raise Http404
    fetch(visible_drafts(scope_of(request)), pk)
    fault = _try(
        lambda: set_row(
            actor=user_of(request), scope=scope_of(request), draft_id=pk, row_id=row_id, **wanted[mark]
        )
    )
    return _answer_row(request, pk, row_id, fault)


def _try(act: Callable[[], object]) -> str:
    """The reason of a refusal, empty when the act went through."""
    try:
        act()
    except RefusedError as refused:
        return refused.refusal.reason
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    return ""


def row_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    fetch(visible_drafts(scope_of(request)), pk)
    made = attempt(
        request,
        lambda: add_row(
            actor=user_of(request),
            scope=scope_of(request),
            draft_id=pk,
            after_id=None,
            change=read_row(request.POST),
        ),
        done="Đã thêm dòng.",
    )
    return redirect(f"/ke-hoach/ban-doc/{pk}/" + (f"#r-{made.pk}" if made else "?them=1#them"))


def name_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Link one written name in every row of the draft."""
    fetch(visible_drafts(scope_of(request)), pk)

    def act() -> object:
        party = next(iter(read_parties(request.POST, "name")), None)
        if party is None:
            raise RefusedError(Refusal("name_missing", "Chọn một tên trong danh sách rồi nối.", field="name"))
        return link_name(
            actor=user_of(request),
            scope=scope_of(request),
            draft_id=pk,
            text=party["text"],
            target=party["target"],
        )

    attempt(request, act, done="Đã nối tên ở mọi dòng có tên này.")
    return redirect(f"/ke-hoach/ban-doc/{pk}/#ten")


def head(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mend the head of the paper."""
    found = fetch(visible_drafts(scope_of(request)).select_related("issuer"), pk)
    fault = ""
    if request.method == "POST":
        fault = _try(lambda: _save_head(request, pk))
        if not fault:
            messages.success(request, "Đã lưu phần đầu văn bản.")
            return redirect("draft", pk)
    context = head_context(found, request.POST if fault else None)
    return page(request, "office/drafts/head.html", {**context, "fault": fault}, status=422 if fault else 200)


def _save_head(request: HttpRequest, pk: UUID) -> None:
    post = request.POST
    issued = read_date(post, "issued_on")
    issuer = read_parties(post, "issuer")
    target = issuer[0]["target"] if issuer else ""
    values = {name: post.get(name, "") for name in ("number", "place", "title", "signer", "signer_title")}
    mend_head(
        actor=user_of(request),
        scope=scope_of(request),
        draft_id=pk,
        values={**values, "issued_on": issued.isoformat() if issued else ""},
        year=whole_number(post.get("year")),
        issuer_id=UUID(target.removeprefix("body:")) if target.startswith("body:") else None,
    )


def duty_mark(request: HttpRequest, pk: UUID, duty_id: UUID, mark: str) -> HttpResponse:
    fetch(visible_drafts(scope_of(request)), pk)
    attempt(
        request,
        lambda: set_duty(
            actor=user_of(request),
            scope=scope_of(request),
            draft_id=pk,
            duty_id=duty_id,
            dropped=mark == "bo",
        ),
    )
    return redirect(f"/ke-hoach/ban-doc/{pk}/#bao-cao")


def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sheet to read before the draft becomes a plan; POST makes it so."""
    scope = scope_of(request)
    found = fetch(visible_drafts(scope).select_related("file", "body", "issuer", "plan"), pk)
    if found.state == DraftState.ACCEPTED and found.plan_id:
        messages.info(request, "Bản đọc này đã được nhận; đây là kế hoạch.")
        return redirect("plan", found.plan_id)
    context = {**review_context(scope, found, request.GET), "verdict": may_review(scope, found)}
    if request.method == "GET":
        return page(request, "office/drafts/accept.html", context)
    doubtful = request.POST.get("doubtful") == "1"
    made = attempt(
        request,
        lambda: accept_draft(actor=user_of(request), scope=scope, draft_id=pk, allow_doubtful=doubtful),
        done="Đã nhận kế hoạch. Đây là bảng của năm.",
    )
    return redirect("plan", made.pk) if made else redirect("draft_accept", pk)


def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    fetch(visible_drafts(scope_of(request)), pk)
    attempt(
        request,
        lambda: discard_draft(actor=user_of(request), scope=scope_of(request), draft_id=pk),
        done="Đã bỏ bản đọc.",
    )
    return redirect("plans")


def draft_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    return download(source_file(fetch(visible_drafts(scope_of(request)).select_related("file"), pk)))


def plan_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    return download(source_file(fetch(visible_plans(scope_of(request)).select_related("file"), pk)))


def download(found: OwnedFile | None) -> HttpResponseBase:
    """A file as an attachment, never shown inside the site; 404 when there is none."""
    if found is None or not found.path.is_file():
        raise Http404
    response = FileResponse(found.path.open("rb"), content_type=found.media_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    )
    return response
