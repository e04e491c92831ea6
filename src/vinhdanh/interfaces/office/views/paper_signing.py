"""Numbers, signatures, issue, and what may happen to an issued paper."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.access import visible_papers
from vinhdanh.engines.reading.limits import FILE_BYTES
from vinhdanh.foundation.files.intake import received
from vinhdanh.interfaces.office.forms import read_date, read_upload, read_whole
from vinhdanh.interfaces.office.helpers import fetch, scope_of, user_of, uuid_or_none
from vinhdanh.interfaces.office.views.paper_acts import act_on

NUMBER, VOID, SIGN, HAND, ISSUE, END = "so", "huy-so", "ky", "ky-tay", "phat-hanh", "thoi"


def number_give(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.give_number(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            on=read_date(request.POST, "issued_on"),
        )

    return act_on(request, pk, NUMBER, act=act, done="Đã cấp số và điền vào văn bản.")


def number_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        post = request.POST
        return actions.record_number(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            number=read_whole(post, "number"),
            symbol=post.get("symbol", ""),
            issued_on=read_date(post, "issued_on"),
            allow_twin=post.get("twin") == "1",
        )

    return act_on(request, pk, NUMBER, act=act, done="Đã ghi số.")


def number_void(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.void_number(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            reason=request.POST.get("reason", ""),
        )

    return act_on(request, pk, VOID, act=act, done="Đã hủy số; số đã hủy vẫn nằm trong sổ.")


def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.export_pdf(actor=user_of(request), scope=scope_of(request), paper_id=pk)

    return act_on(request, pk, SIGN, act=act, done="Đã có PDF để ký; tải về ở dưới.", back="#ky")


def signed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The PDF signed with a token comes back."""

    def act() -> object:
        _, data = read_upload(request, "file", most=FILE_BYTES)
        return actions.take_signed(actor=user_of(request), scope=scope_of(request), paper_id=pk, data=data)

    return act_on(request, pk, SIGN, act=act, done="Chữ ký hợp lệ, đã ghi nhận.")


def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.sign_by_service(actor=user_of(request), scope=scope_of(request), paper_id=pk)

    return act_on(request, pk, SIGN, act=act, done="Đã ký bằng chứng thư của hệ thống.")


def by_hand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A signature on paper is recorded with its scan."""
    body = fetch(visible_papers(scope_of(request)), pk).body_id

    def act() -> object:
        post, file = request.POST, request.FILES.get("file")
        wet = actions.WetSignature(post.get("signer", ""), read_date(post, "signed_on"))
        known: dict[str, Any] = {
            "actor": user_of(request),
            "scope": scope_of(request),
            "paper_id": pk,
            "signature": wet,
        }
        if file is None:
            return actions.record_wet(**known, scan=None)
        with received(
            file, name=file.name or "ban-quet.pdf", by=user_of(request), body=body, field="file"
        ) as scan:
            return actions.record_wet(**known, scan=scan)

    return act_on(request, pk, HAND, act=act, done="Đã ghi chữ ký và giữ bản quét.")


def issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.issue_paper(actor=user_of(request), scope=scope_of(request), paper_id=pk)

    return act_on(request, pk, ISSUE, act=act, done="Đã phát hành và gửi đến các nơi nhận.")


def supersede(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.supersede_paper(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            by_id=uuid_or_none(request.POST.get("by")),
            reason=request.POST.get("reason", ""),
        )

    return act_on(request, pk, END, act=act, done="Đã ghi văn bản thay thế.")


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.withdraw_paper(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            reason=request.POST.get("reason", ""),
        )

    return act_on(request, pk, END, act=act, done="Đã thu hồi văn bản.")
