"""Lists of history by Excel: upload, wait, look at each row, take, mend what waits."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from vinhdanh.domain.imports.access import may_work_on, visible_imports
from vinhdanh.domain.imports.actions import (
    accept_list,
    choose_subject,
    discard_list,
    drop_row,
    mend_row,
    reading_key,
    taking_key,
    upload_list,
)
from vinhdanh.domain.imports.models import ListImport
from vinhdanh.domain.imports.queries.known import known_awards
from vinhdanh.domain.imports.queries.lists import (
    counts_of,
    file_of,
    lines_of,
    recent_imports,
    returned_of,
    rows_page,
)
from vinhdanh.domain.imports.states import BUSY, ImportState, ListKind, RowState
from vinhdanh.engines.reading.limits import FILE_BYTES, MEGABYTE
from vinhdanh.engines.reading.workbook.kinds import KINDS
from vinhdanh.engines.reading.workbook.template import empty_workbook
from vinhdanh.foundation.jobs.queries import newest_run
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.interfaces.office.downloads import download
from vinhdanh.interfaces.office.excel import XLSX
from vinhdanh.interfaces.office.forms import read_upload
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
from vinhdanh.interfaces.office.people import KEY, read_body

_WHOLE = ("file", "returned", "body", "home", "taken_by", "created_by")
_NOTES = {
    RowState.WRONG: "có ô phải sửa",
    RowState.DOUBTFUL: "cần chọn hồ sơ",
    RowState.GOOD: "sẽ vào sổ khi bấm nhận",
    RowState.TAKEN: "",
    RowState.KNOWN: "không ghi lần nữa",
    RowState.DROPPED: "",
}
_KINDS = {
    RowState.WRONG: "unmet",
    RowState.DOUBTFUL: "doubt",
    RowState.GOOD: "met",
    RowState.TAKEN: "done",
    RowState.KNOWN: "info",
    RowState.DROPPED: "dropped",
}


def lists(request: HttpRequest) -> HttpResponse:
    """The newest lists, and a form to bring another."""
    if request.method == "POST":
        return _upload(request)
    return page(request, "office/lists/index.html", _index(request))


def _index(request: HttpRequest, **more: Any) -> dict[str, Any]:
    replaced = uuid_or_none(request.GET.get("thay") or request.POST.get("replaces"))
    seen = visible_imports(scope_of(request)).select_related("file")
    earlier = seen.filter(pk=replaced).first() if replaced else None
    return {
        "lists": recent_imports(visible_imports(scope_of(request))),
        "kinds": ListKind.choices,
        "chosen": request.POST.get("kind") or (earlier.kind if earlier else request.GET.get("loai", "")),
        "earlier": earlier,
        "limit": FILE_BYTES // MEGABYTE,
        **more,
    }


def _upload(request: HttpRequest) -> HttpResponse:
    post = request.POST
    try:
        name, data = read_upload(request, "file", most=FILE_BYTES)
        home = read_body(post, "home") if squash(post.get("home", "")) else None
        found = upload_list(
            actor=user_of(request),
            scope=scope_of(request),
            kind=post.get("kind", ""),
            data=data,
            name=name,
            home_id=home,
            replaces_id=uuid_or_none(post.get("replaces")),
        )
    except RefusedError as stopped:
        context = _index(request, **refused(stopped.refusal, KEY, post))
        return page(request, "office/lists/index.html", context, status=422)
    if found.known:
        messages.info(request, "Tệp này đã được tải lên trước đây; đây là danh sách đã có.")
    return redirect("import", found.listing.pk)


def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty workbook of a kind, with drop-downs and a sheet of instructions."""
    if kind not in KINDS:
        raise Http404
    data = empty_workbook(KINDS[kind], known_awards().awards)
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="mau-{kind}.xlsx"'
    return response


def listing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Progress while it is read or taken, its fault, or its rows by how they stand."""
    row = fetch(visible_imports(scope_of(request)).select_related(*_WHOLE), pk)
    if row.state in BUSY:
        run = newest_run(taking_key(pk) if row.state == ImportState.TAKING else reading_key(pk))
        context = {"listing": row, "run": run}
        return page(request, "office/lists/progress.html", context, part="office/lists/_progress.html")
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": request.get_full_path()})
    if row.state in {ImportState.FAILED, ImportState.DISCARDED}:
        return page(request, "office/lists/failed.html", {"listing": row})
    return page(request, "office/lists/review.html", _review(request, row) | history_panel(request, row))


def _review(request: HttpRequest, row: ListImport) -> dict[str, Any]:
    counts = counts_of(row)
    first = next((state for state in RowState.values if counts[state]), RowState.WRONG)
    standing = request.GET.get("xem", "")
    standing = standing if standing in RowState.values else str(first)
    shown = rows_page(row, standing, after=request.GET.get("sau", ""))
    return {
        "listing": row,
        "counts": counts,
        "items": [_counter(state, counts, standing) for state in RowState if counts[state]],
        "standing": standing,
        "standing_label": RowState(standing).label,
        "rows": shown.lines,
        "next": f"?xem={standing}&sau={shown.following}" if shown.following else "",
        "verdict": may_work_on(scope_of(request), row),
        "passed": row.passed[:100],
        "strange": [(sheet["name"], sheet["strange"]) for sheet in row.sheets if sheet["strange"]],
    }


def _counter(state: RowState, counts: dict[str, int], current: str) -> dict[str, Any]:
    return {
        "label": state.label,
        "value": counts[state],
        "note": _NOTES[state],
        "kind": _KINDS[state],
        "url": f"?xem={state}#dong",
        "current": state == current,
    }


def row(request: HttpRequest, pk: UUID, row_id: UUID) -> HttpResponse:
    """One row with all its cells; POST reads it again as typed."""
    found = fetch(visible_imports(scope_of(request)).select_related(*_WHOLE), pk)
    one = found.rows.filter(pk=row_id).first()
    if one is None:
        raise Http404
    context: dict[str, Any] = {}
    if request.method == "POST":
        refusal = settle(request, lambda: _mend(request, pk, row_id))
        if refusal is None:
            return let_go(request, _onward(request, found, row_id))
        context = refused(refusal, KEY, request.POST)
    kind = KINDS[found.kind]
    said = {column: words for column, _, words in one.verdicts}
    fields = [
        {"column": column, "value": request.POST.get(column.key, one.typed.get(column.key, "")),
         "said": said.get(column.key, "")}
        for column in kind.columns
    ]  # fmt: skip
    context |= {
        "listing": found,
        "line": lines_of(found, [one])[0],
        "fields": fields,
        "verdict": may_work_on(scope_of(request), found),
    }
    return page(request, "office/lists/row.html", context, status=422 if "fault" in context else 200)


def _mend(request: HttpRequest, pk: UUID, row_id: UUID) -> None:
    mend_row(
        actor=user_of(request),
        scope=scope_of(request),
        listing_id=pk,
        row_id=row_id,
        revision=whole_number(request.POST.get("revision")) or 0,
        typed={key: value for key, value in request.POST.items() if isinstance(value, str)},
    )


def _onward(request: HttpRequest, found: ListImport, row_id: UUID) -> HttpResponse:
    """Back to the row while something is wrong with it, else to the list."""
    one = found.rows.get(pk=row_id)
    if one.standing in {RowState.WRONG, RowState.DOUBTFUL}:
        messages.warning(request, "Đã lưu, dòng này vẫn còn chỗ phải xem; xem lời nhắc ở từng ô.")
        return redirect("import_row", found.pk, row_id)
    messages.success(request, f"Dòng {one.line} nay nhận được.")
    return redirect("import", found.pk)


def row_who(request: HttpRequest, pk: UUID, row_id: UUID) -> HttpResponse:
    """Say whose row it is."""
    fetch(visible_imports(scope_of(request)), pk)
    rows = attempt(
        request,
        lambda: choose_subject(
            actor=user_of(request),
            scope=scope_of(request),
            listing_id=pk,
            row_id=row_id,
            choice=request.POST.get("choice", ""),
        ),
    )
    if rows:
        messages.success(request, f"Đã chọn hồ sơ cho {len(rows)} dòng.")
    return redirect("import", pk)


def row_mark(request: HttpRequest, pk: UUID, row_id: UUID, mark: str) -> HttpResponse:
    """Leave a row out (``bo``) or take it back (``giu``)."""
    dropped = is_dropped(mark)
    fetch(visible_imports(scope_of(request)), pk)
    attempt(
        request,
        lambda: drop_row(
            actor=user_of(request),
            scope=scope_of(request),
            listing_id=pk,
            row_id=row_id,
            dropped=dropped,
        ),
    )
    return redirect("import", pk)


def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sheet to read before the good rows go into the book; POST asks for it."""
    found = fetch(visible_imports(scope_of(request)).select_related(*_WHOLE), pk)
    if request.method == "GET":
        context = {
            "listing": found,
            "counts": counts_of(found),
            "verdict": may_work_on(scope_of(request), found),
        }
        return page(request, "office/lists/accept.html", context)
    attempt(request, lambda: accept_list(actor=user_of(request), scope=scope_of(request), listing_id=pk))
    return redirect("import", pk)


def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    fetch(visible_imports(scope_of(request)), pk)
    attempt(
        request,
        lambda: discard_list(actor=user_of(request), scope=scope_of(request), listing_id=pk),
        done="Đã bỏ danh sách; dòng đã vào sổ vẫn còn.",
    )
    return redirect("imports")


def original(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    found = fetch(visible_imports(scope_of(request)).select_related("file"), pk)
    return download(file_of(found), request)


def returned(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The same workbook with the faults marked."""
    found = fetch(visible_imports(scope_of(request)).select_related("returned"), pk)
    return download(returned_of(found), request)
