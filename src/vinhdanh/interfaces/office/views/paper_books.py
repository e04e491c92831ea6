"""Books of numbers and the roster of who signs."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.papers.access import visible_series
from vinhdanh.domain.papers.actions import add_signatory, end_signatory, open_series
from vinhdanh.domain.papers.models import NumberSeries
from vinhdanh.domain.papers.queries.lists import BookLine, book_lines, book_page, series_rows
from vinhdanh.domain.papers.queries.roster import roster as roster_of
from vinhdanh.domain.papers.states import KINDS, Direction, NumberState
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.excel import XLSX, Cell, workbook
from vinhdanh.interfaces.office.filters import body_named
from vinhdanh.interfaces.office.forms import read_date, read_whole
from vinhdanh.interfaces.office.helpers import (
    attempt,
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

# Phụ lục IV Nghị định 30/2020/NĐ-CP: the ten columns of the book of what goes out, and of what comes in.
_OUT = (
    ("Số, ký hiệu", 18), ("Ngày tháng", 12), ("Tên loại và trích yếu", 60), ("Người ký", 22),
    ("Nơi nhận văn bản", 40), ("Đơn vị, người nhận bản lưu", 20), ("Số lượng bản", 10), ("Ngày chuyển", 12),
    ("Ký nhận", 30), ("Ghi chú", 30),
)  # fmt: skip
_IN = (
    ("Ngày đến", 12), ("Số đến", 10), ("Tác giả", 34), ("Số, ký hiệu", 18), ("Ngày tháng", 12),
    ("Tên loại và trích yếu", 60), ("Đơn vị, người nhận", 24), ("Ngày chuyển", 12), ("Ký nhận", 16),
    ("Ghi chú", 30),
)  # fmt: skip


def books(request: HttpRequest) -> HttpResponse:
    """Every book that the person sees, and the form that opens one."""
    return _books_page(request, {})


def _books_page(request: HttpRequest, fault: dict[str, Any]) -> HttpResponse:
    scope = scope_of(request)
    bodies = bodies_where(scope, Permission.ISSUE_PAPERS)
    context = {
        "rows": series_rows(scope),
        "bodies": choices(bodies.items(), request.POST.get("body", "")),
        "groups": choices((("", "Chung cho mọi loại"), *KINDS.items()), request.POST.get("group", "")),
        **fault,
    }
    return page(request, "office/papers/books.html", context, status=422 if fault else 200)


def book_open(request: HttpRequest) -> HttpResponse:
    """Open this year's series of a body; a body of another name is found in the directory."""
    post = request.POST

    def act() -> object:
        body = body_named(post.get("body_name", "")) or uuid_or_none(post.get("body"))
        if body is None:
            raise RefusedError(Refusal("body_missing", "Chọn cơ quan mở sổ.", field="body"))
        return open_series(
            actor=user_of(request),
            scope=scope_of(request),
            body_id=body,
            group=post.get("group", ""),
            secret=post.get("secret") == "1",
            last=read_whole(post, "last") or 0,
        )

    refusal = settle(request, act, done="Đã mở sổ.")
    if refusal is not None:
        return _books_page(request, refused(refusal, "mo", post))
    return redirect("paper_books")


def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One book, the newest number first."""
    series = fetch(visible_series(scope_of(request)).select_related("body"), pk)
    number = whole_number(request.GET.get("page")) or 1
    rows, has_next = book_page(series, number)
    context = {
        "series": series,
        "title": _title(series),
        "rows": rows,
        "number": number,
        "has_next": has_next,
    }
    return page(request, "office/papers/book.html", context)


def _title(series: NumberSeries) -> str:
    what = "Sổ đăng ký văn bản đến" if series.direction == Direction.INCOMING else "Sổ đăng ký văn bản đi"
    group = f", {KINDS[series.group].lower()}" if series.group else ""
    return f"{what}{' mật' if series.secret else ''}{group} năm {series.year}"


def book_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The book as Excel, in the columns of the decree."""
    series = fetch(visible_series(scope_of(request)).select_related("body"), pk)
    came_in = series.direction == Direction.INCOMING
    rows = (_in(line) if came_in else _out(line) for line in book_lines(series))
    data = workbook(
        "Sổ đăng ký", _IN if came_in else _OUT, rows, note=f"{_title(series)}, {series.body.name}"
    )
    name = f"so-van-ban-{'den' if came_in else 'di'}-{series.year}.xlsx"
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _out(line: BookLine) -> list[Cell]:
    paper, number = line.paper, line.number
    voided = number.state == NumberState.VOIDED
    return [
        f"{number.number:02d}/{paper.symbol}",
        None if voided else paper.issued_on,
        f"{KINDS.get(paper.kind, '')}: {paper.subject}",
        paper.signer_name,
        "" if voided else line.recipients,
        paper.kept_by,
        str(paper.copies or ""),
        line.sent,
        line.received,
        f"Số đã hủy: {number.reason}" if voided else paper.note,
    ]


def _in(line: BookLine) -> list[Cell]:
    paper = line.paper
    return [
        paper.arrived_on,
        str(line.number.number),
        paper.issuer_name,
        paper.full_number,
        paper.issued_on,
        f"{KINDS.get(paper.kind, '')}: {paper.subject}",
        paper.handed_to,
        paper.handed_on,
        "",
        paper.note,
    ]


def roster(request: HttpRequest) -> HttpResponse:
    """Who signs for which body; POST adds a line."""
    scope, post = scope_of(request), request.POST
    fault: dict[str, Any] = {}
    bodies = bodies_where(scope, Permission.ISSUE_PAPERS)
    if request.method == "POST":
        refusal = settle(request, lambda: _added(request, bodies), done="Đã thêm người ký.")
        if refusal is None:
            return redirect("paper_roster")
        fault = refused(refusal, "nguoi-ky", post)
    context = {"rows": roster_of(scope), "bodies": choices(bodies.items(), post.get("body", "")), **fault}
    return page(request, "office/papers/roster.html", context, status=422 if fault else 200)


def _added(request: HttpRequest, bodies: dict[UUID, str]) -> object:
    post = request.POST
    return add_signatory(
        actor=user_of(request),
        scope=scope_of(request),
        body_id=chosen_body(request, bodies, "Chọn cơ quan của người ký."),
        name=post.get("name", ""),
        office=post.get("office", ""),
        serial=post.get("serial", ""),
        starts_on=read_date(post, "starts_on"),
    )


def roster_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt(
        request,
        lambda: end_signatory(actor=user_of(request), scope=scope_of(request), signatory_id=pk),
        done="Chữ ký của người này thôi được tính từ hôm nay.",
    )
    return redirect("paper_roster")
