"""What people do with a paper before it is signed and after it was sent."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.access import visible_papers
from vinhdanh.engines.reading.limits import FILE_BYTES
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.forms import read_date, read_upload, read_whole
from vinhdanh.interfaces.office.helpers import (
    fetch,
    let_go,
    refused,
    scope_of,
    settle,
    user_of,
    whole_number,
)
from vinhdanh.interfaces.office.views.papers import paper_shown

WORD, SUBMIT, RETURN, RECIPIENT, ARCHIVE, HAND_ON = (
    "word",
    "trinh",
    "tra-lai",
    "noi-nhan",
    "luu-tru",
    "chuyen",
)
MOST_PAGES = 32_767


def act_on(
    request: HttpRequest, pk: UUID, key: str, *, act: Callable[[], object], done: str, back: str = ""
) -> HttpResponse:
    """Run an act on a paper; a refusal shows the page again with every word that was typed."""
    fetch(visible_papers(scope_of(request)), pk)
    try:
        refusal = settle(request, act, done=done)
    except RefusedError as stopped:
        refusal = stopped.refusal
    if refusal is not None:
        return paper_shown(request, pk, refused(refusal, key, request.POST))
    answer = redirect("paper", pk)
    answer["Location"] += back
    return let_go(request, answer)


def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The edited DOCX comes back."""

    def act() -> object:
        name, data = read_upload(request, "file", most=FILE_BYTES)
        return actions.take_back(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            base=whole_number(request.POST.get("base")) or 0,
            data=data,
            name=name,
        )

    return act_on(request, pk, WORD, act=act, done="Đã nhận bản Word và so với số liệu.", back="#khac")


def resolve(request: HttpRequest, pk: UUID, difference_id: UUID) -> HttpResponse:
    """Decide one difference."""

    def act() -> object:
        return actions.resolve_difference(
            actor=user_of(request),
            scope=scope_of(request),
            difference_id=difference_id,
            choice=request.POST.get("choice", ""),
            explanation=request.POST.get("explanation", ""),
        )

    return act_on(request, pk, f"k-{difference_id}", act=act, done="Đã ghi lựa chọn.", back="#khac")


def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.submit_paper(actor=user_of(request), scope=scope_of(request), paper_id=pk)

    return act_on(
        request, pk, SUBMIT, act=act, done="Đã trình ký. Văn bản không sửa được cho đến khi trả lại."
    )


def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.return_paper(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            reason=request.POST.get("reason", ""),
        )

    return act_on(request, pk, RETURN, act=act, done="Đã trả lại để sửa.")


def recipient(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a line of “Nơi nhận”; a name of the directory becomes a receiver that confirms here."""

    def act() -> object:
        return actions.add_recipient(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            text=request.POST.get("recipient", ""),
        )

    return act_on(request, pk, RECIPIENT, act=act, done="Đã thêm nơi nhận.", back="#noi-nhan")


def recipient_drop(request: HttpRequest, pk: UUID, recipient_id: UUID) -> HttpResponse:
    def act() -> object:
        return actions.drop_recipient(
            actor=user_of(request), scope=scope_of(request), paper_id=pk, recipient_id=recipient_id
        )

    return act_on(request, pk, RECIPIENT, act=act, done="Đã bỏ nơi nhận.", back="#noi-nhan")


def receive(request: HttpRequest, pk: UUID, recipient_id: UUID) -> HttpResponse:
    def act() -> object:
        return actions.receive_paper(
            actor=user_of(request), scope=scope_of(request), paper_id=pk, recipient_id=recipient_id
        )

    return act_on(
        request, pk, RECIPIENT, act=act, done="Đã xác nhận và vào sổ văn bản đến.", back="#noi-nhan"
    )


def describe(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        post = request.POST
        fields = actions.ArchiveFields(
            file_code=post.get("file_code", ""),
            ordinal=read_whole(post, "ordinal"),
            pages=read_whole(post, "pages", most=MOST_PAGES),
            copies=read_whole(post, "copies"),
            kept_by=post.get("kept_by", ""),
            note=post.get("note", ""),
        )
        return actions.describe_paper(
            actor=user_of(request), scope=scope_of(request), paper_id=pk, fields=fields
        )

    return act_on(request, pk, ARCHIVE, act=act, done="Đã lưu.", back="#luu-tru")


def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act() -> object:
        return actions.hand_on(
            actor=user_of(request),
            scope=scope_of(request),
            paper_id=pk,
            to=request.POST.get("handed_to", ""),
            due_on=read_date(request.POST, "due_on"),
        )

    return act_on(request, pk, HAND_ON, act=act, done="Đã ghi nơi xử lý.")
