"""Words of papers: which an office uses, its drafts, how a version looks and differs."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.access import may_write, visible_wordings
from vinhdanh.domain.papers.queries.previews import Preview, preview
from vinhdanh.domain.papers.queries.wording import (
    blanks_of,
    compared,
    marked,
    text_faults,
    wording_lines,
    wording_page,
    words_of,
)
from vinhdanh.domain.papers.states import WordingState
from vinhdanh.engines.reading.limits import FILE_BYTES
from vinhdanh.foundation.files.store import owned
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.downloads import download
from vinhdanh.interfaces.office.forms import read_upload
from vinhdanh.interfaces.office.helpers import (
    attempt,
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
from vinhdanh.interfaces.office.paper_bodies import body_of, written_for

SAVE, FILE, START = "luu-mau", "tep-mau", "lap-nhap"


def wordings(request: HttpRequest) -> HttpResponse:
    """Every kind of paper, and whose words a body uses for it."""
    scope, bodies = scope_of(request), written_for(scope_of(request))
    chosen = uuid_or_none(request.GET.get("don-vi"))
    body = chosen if chosen in bodies else next(iter(bodies), None)
    context = {
        "lines": wording_lines(scope, body, path=bodies[body][1], day=today()) if body else [],
        "body": body,
        "name": bodies[body][0] if body else "",
        "bodies": choices(((key, name) for key, (name, _) in bodies.items()), body),
    }
    return page(request, "office/papers/wordings.html", context)


def wording(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """One kind of paper of one body."""
    return _kind_page(request, pk, code)


def _kind_page(
    request: HttpRequest, pk: UUID, code: str, *, fault: dict[str, Any] | None = None
) -> HttpResponse:
    name, path = body_of(request, pk)
    try:
        found = wording_page(scope_of(request), pk, path=path, code=code, day=today())
    except KeyError as unknown:
        raise Http404 from unknown
    sources = [("goc", "Lời gốc của phần mềm"), *((row.pk, str(row)) for row in found.versions)]
    context = {
        "it": found,
        "body": pk,
        "name": name,
        "sources": choices((each for each in sources), ""),
        "blanks": blanks_of(code),
        **history_panel(request, *found.versions),
        **(fault or {}),
    }
    return page(request, "office/papers/wording.html", context, status=422 if fault else 200)


def wording_start(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """A draft, from the version that was chosen or as delivered."""
    body_of(request, pk)
    made: dict[str, Any] = {}
    refusal = settle(
        request,
        lambda: made.update(
            row=actions.draft_wording(
                actor=user_of(request),
                scope=scope_of(request),
                body_id=pk,
                code=code,
                based_on=uuid_or_none(request.POST.get("tu")),
            )
        ),
    )
    if refusal is not None:
        return _kind_page(request, pk, code, fault=refused(refusal, START, request.POST))
    return redirect("paper_wording_version", made["row"].pk)


def wording_upload(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The office's own Word file."""
    body_of(request, pk)

    def act() -> object:
        name, data = read_upload(request, "file", most=FILE_BYTES)
        return actions.upload_wording(
            actor=user_of(request), scope=scope_of(request), body_id=pk, code=code, data=data, name=name
        )

    refusal = settle(
        request, act, done="Đã nhận tệp làm bản nháp. Tải bản điền thử về xem, rồi đưa vào dùng."
    )
    if refusal is not None:
        return _kind_page(request, pk, code, fault=refused(refusal, FILE, request.POST))
    return redirect("paper_wording", pk, code)


def wording_end(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Give the body's own words up."""
    body_of(request, pk)
    attempt(
        request,
        lambda: actions.end_wording(actor=user_of(request), scope=scope_of(request), body_id=pk, code=code),
        done="Đã thôi dùng lời riêng. Văn bản viết từ nay theo lời của cấp trên, hoặc lời gốc.",
    )
    return redirect("paper_wording", pk, code)


def wording_version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The editor of a draft with its faults beside it, or a version as it stands; POST saves."""
    if request.method != "POST":
        return _version_page(request, pk, {})
    post = request.POST
    found: dict[str, Any] = {}

    def act() -> None:
        found["faults"] = actions.save_wording(
            actor=user_of(request),
            scope=scope_of(request),
            version_id=pk,
            text=post.get("text", ""),
            seen=post.get("seen", ""),
        )

    refusal = settle(request, act, done="Đã lưu bản nháp.")
    if refusal is not None:
        return _version_page(request, pk, refused(refusal, SAVE, post))
    answer = redirect("paper_wording_version", pk)
    answer["Location"] += "#loi-mau" if found["faults"] else "#xem-truoc"
    return let_go(request, answer)


def _version_page(request: HttpRequest, pk: UUID, fault: dict[str, Any]) -> HttpResponse:
    scope = scope_of(request)
    row = fetch(visible_wordings(scope).select_related("body", "file", "made_by", "based_on"), pk)
    faults = text_faults(row)
    context = {
        "row": row,
        "editable": row.state == WordingState.DRAFT and bool(may_write(scope, row.path)),
        "ours": row.body_id in written_for(scope),
        "faults": marked(row.text, faults),
        "blanks": blanks_of(row.code),
        **history_panel(request, row),
        **fault,
    }
    return page(request, "office/papers/wording_version.html", context, status=422 if fault else 200)


def wording_use(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = fetch(visible_wordings(scope_of(request)), pk)
    refusal = settle(
        request,
        lambda: actions.use_wording(actor=user_of(request), scope=scope_of(request), version_id=pk),
        done="Đã đưa vào dùng. Văn bản viết từ nay theo bản này.",
    )
    if refusal is not None:
        return _version_page(request, pk, refused(refusal, SAVE, {"text": row.text}))
    return redirect("paper_wording", row.body_id, row.code)


def wording_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = fetch(visible_wordings(scope_of(request)), pk)
    attempt(
        request,
        lambda: actions.drop_wording(actor=user_of(request), scope=scope_of(request), version_id=pk),
        done="Đã bỏ bản nháp.",
    )
    return redirect("paper_wording", row.body_id, row.code)


def wording_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The office's Word file as it was handed in."""
    row = fetch(visible_wordings(scope_of(request)).select_related("file"), pk)
    return download(owned(row.file) if row.file else None, request)


def wording_picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A page of the version filled with invented data, as a picture."""
    made = _preview(request, pk)
    return _made(made.picture(whole_number(request.GET.get("trang")) or 1), "image/png")


def wording_sample(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The version filled with invented data: PDF, and Word for an office's own file."""
    made = _preview(request, pk)
    answer = _made(made.data, made.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


def _preview(request: HttpRequest, pk: UUID) -> Preview:
    row = fetch(visible_wordings(scope_of(request)).select_related("file"), pk)
    try:
        found = preview(row)
    except RefusedError as stopped:
        raise Http404 from stopped
    return found


def _made(data: bytes, media_type: str) -> HttpResponse:
    if not data:
        raise Http404
    return HttpResponse(data, content_type=media_type, headers={"Cache-Control": "private, no-store"})


def wording_compare(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Two versions line by line; ``goc`` is the wording as delivered."""
    name, _ = body_of(request, pk)
    try:
        sides = [_side(request, code, request.GET.get(key, "")) for key in ("cu", "moi")]
    except KeyError as unknown:
        raise Http404 from unknown
    context = {"body": pk, "name": name, "code": code, "before": sides[0][0], "after": sides[1][0]}
    context["lines"] = compared(sides[0][1], sides[1][1])
    return page(request, "office/papers/wording_compare.html", context)


def _side(request: HttpRequest, code: str, wanted: str) -> tuple[str, str]:
    key = uuid_or_none(wanted)
    if key is None:
        return "Lời gốc của phần mềm", words_of(None, code)
    row = fetch(visible_wordings(scope_of(request)).filter(code=code), key)
    return str(row), words_of(row, code)
