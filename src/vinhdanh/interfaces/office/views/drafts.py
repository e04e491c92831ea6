"""Reading a plan in: upload, wait, review, accept."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render

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
from vinhdanh.domain.planning.actions.uploads import reading_key, upload_plan
from vinhdanh.domain.planning.models import PlanDraft
from vinhdanh.domain.planning.queries.files import source_file
from vinhdanh.domain.planning.states import DraftState
from vinhdanh.engines.reading.limits import FILE_BYTES, MEGABYTE
from vinhdanh.foundation.files.states import RenditionKind
from vinhdanh.foundation.jobs.queries import newest_run
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.downloads import download, picture
from vinhdanh.interfaces.office.forms import read_date, read_parties, read_row, read_upload, read_year
from vinhdanh.interfaces.office.helpers import (
    attempt,
    fetch,
    is_dropped,
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
from vinhdanh.interfaces.office.review import ADDING, head_context, review_context, row_context, row_key

_BUSY = (DraftState.QUEUED, DraftState.READING)
_WHOLE = ("file", "body", "issuer", "plan")


def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; the reading goes on as a job and can be left."""
    context: dict[str, object] = {"limit": FILE_BYTES // MEGABYTE, "samples": _samples()}
    if request.method == "GET":
        return page(request, "office/drafts/upload.html", context)
    try:
        name, data = read_upload(request, "file", most=FILE_BYTES)
        found = upload_plan(actor=user_of(request), scope=scope_of(request), data=data, name=name)
    except RefusedError as stopped:
        context["fault"] = stopped.refusal.reason
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
    row = fetch(visible_drafts(scope).select_related(*_WHOLE), pk)
    if row.state == DraftState.ACCEPTED:
        return redirect("plan", row.plan_id)
    if row.state in _BUSY:
        part = "office/drafts/_progress.html"
        context = {"draft": row, "run": newest_run(reading_key(row.pk))}
        return page(request, "office/drafts/progress.html", context, part=part)
    if row.state != DraftState.READY:
        return page(request, "office/drafts/failed.html", {"draft": row})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": request.get_full_path()})
    context = review_context(row, request.GET) | history_panel(request, row)
    return page(request, "office/drafts/review.html", context)


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

    refusal = settle(request, act)
    if refusal is None:
        return let_go(request, _row_again(request, pk, row_id))
    found = fetch(visible_drafts(scope_of(request)).select_related(*_WHOLE), pk)
    row = found.rows.filter(pk=row_id).first()
    if row is None:
        raise Http404
    fault = refused(refusal, row_key(row), request.POST)
    if request.htmx:  # type: ignore[attr-defined]
        # htmx swaps nothing in from an answer that says 4xx.
        context = row_context(found, row_id, editing=True, fault=fault)
        return render(request, "office/drafts/_row.html", context)
    return _review_again(request, found, fault, row_id=row_id)


def _review_again(
    request: HttpRequest, found: PlanDraft, fault: dict[str, Any], *, row_id: UUID | None = None
) -> HttpResponse:
    """The review with the refused form open and all that was typed in it."""
    context = review_context(found, request.GET, row_id=row_id, fault=fault)
    return page(request, "office/drafts/review.html", context, status=422)


def _row_again(request: HttpRequest, pk: UUID, row_id: UUID, fault: str = "") -> HttpResponse:
    """The row as it is kept: the fragment for htmx, else back to its place on the page."""
    if not request.htmx:  # type: ignore[attr-defined]
        if fault:
            messages.error(request, fault)
        return redirect(f"/ke-hoach/ban-doc/{pk}/#r-{row_id}")
    found = fetch(visible_drafts(scope_of(request)).select_related("issuer"), pk)
    context = {**row_context(found, row_id, editing=False), "summary": True, "row_fault": fault}
    return render(request, "office/drafts/_row.html", context)


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
    refusal = settle(
        request,
        lambda: set_row(
            actor=user_of(request), scope=scope_of(request), draft_id=pk, row_id=row_id, **wanted[mark]
        ),
    )
    return _row_again(request, pk, row_id, "" if refusal is None else refusal.reason)


def row_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = fetch(visible_drafts(scope_of(request)).select_related(*_WHOLE), pk)
    try:
        made = add_row(
            actor=user_of(request),
            scope=scope_of(request),
            draft_id=pk,
            after_id=None,
            change=read_row(request.POST),
        )
    except RefusedError as stopped:
        return _review_again(request, found, refused(stopped.refusal, ADDING, request.POST))
    messages.success(request, "Đã thêm dòng.")
    return let_go(request, redirect(f"/ke-hoach/ban-doc/{pk}/#r-{made.pk}"))


def name_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Link one written name in every row of the draft."""
    found = fetch(visible_drafts(scope_of(request)).select_related(*_WHOLE), pk)

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

    refusal = settle(request, act, done="Đã nối tên ở mọi dòng có tên này.")
    if refusal is not None:
        return _review_again(request, found, refused(refusal, "ten", request.POST))
    return redirect(f"/ke-hoach/ban-doc/{pk}/#ten")


def head(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mend the head of the paper."""
    found = fetch(visible_drafts(scope_of(request)).select_related("issuer"), pk)
    fault: dict[str, Any] = {}
    if request.method == "POST":
        refusal = settle(request, lambda: _save_head(request, found), done="Đã lưu phần đầu văn bản.")
        if refusal is None:
            return let_go(request, redirect("draft", pk))
        fault = refused(refusal, "h", request.POST)
        if refusal.field.startswith("issuer"):
            fault["fault_field"] = "issuer"
    status = 422 if fault else 200
    return page(request, "office/drafts/head.html", head_context(found, fault), status=status)


def _save_head(request: HttpRequest, found: PlanDraft) -> None:
    post = request.POST
    issued = read_date(post, "issued_on")
    values = {name: post.get(name, "") for name in ("number", "place", "title", "signer", "signer_title")}
    mend_head(
        actor=user_of(request),
        scope=scope_of(request),
        draft_id=found.pk,
        values={**values, "issued_on": issued.isoformat() if issued else ""},
        year=read_year(post, "year"),
        issuer_id=_chosen_issuer(post) or found.issuer_id,
        kind=post.get("kind", ""),
    )


def _chosen_issuer(post: QueryDict) -> UUID | None:
    """The body chosen as issuer; nothing where the form says nothing, so that the present one stays."""
    party = next(iter(read_parties(post, "issuer")), None)
    kind, _, key = party["target"].partition(":") if party else ("", "", "")
    chosen = uuid_or_none(key) if kind == "body" else None
    if kind and chosen is None:
        text = "Cơ quan ban hành phải là một cơ quan trong danh bạ, không phải nhóm đơn vị; chọn lại."
        raise RefusedError(Refusal("issuer_not_body", text, field="issuer"))
    return chosen


def duty_mark(request: HttpRequest, pk: UUID, duty_id: UUID, mark: str) -> HttpResponse:
    """Drop a reporting duty (``bo``) or take it back (``giu``)."""
    dropped = is_dropped(mark)
    fetch(visible_drafts(scope_of(request)), pk)
    attempt(
        request,
        lambda: set_duty(
            actor=user_of(request),
            scope=scope_of(request),
            draft_id=pk,
            duty_id=duty_id,
            dropped=dropped,
        ),
    )
    return redirect(f"/ke-hoach/ban-doc/{pk}/#bao-cao")


def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sheet to read before the draft becomes a plan; POST makes it so."""
    scope = scope_of(request)
    found = fetch(visible_drafts(scope).select_related(*_WHOLE), pk)
    if found.state == DraftState.ACCEPTED and found.plan_id:
        messages.info(request, "Bản đọc này đã được nhận; đây là kế hoạch.")
        return redirect("plan", found.plan_id)
    context = {**review_context(found, request.GET), "verdict": may_review(scope, found)}
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
    found = source_file(fetch(visible_plans(scope_of(request)).select_related("file"), pk))
    return download(found, request)


def plan_file_thumb(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The first page of the paper as a small picture."""
    row = fetch(visible_plans(scope_of(request)).select_related("file"), pk)
    return picture(source_file(row, RenditionKind.THUMB), request)
