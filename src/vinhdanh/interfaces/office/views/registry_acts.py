"""What keepers of the book and units write in it: rows, corrections, ends, claims and answers."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.people.access import visible_subjects
from vinhdanh.domain.registry.access import waiting_claims
from vinhdanh.domain.registry.actions import (
    close_hold,
    confirm_claim,
    correct_entry,
    declare_award,
    end_discipline,
    record_entry,
    refuse_claim,
    reissue_award,
    revoke_award,
    strike_entry,
)
from vinhdanh.domain.registry.catalogue import name_of
from vinhdanh.domain.registry.queries.claims import claim_page
from vinhdanh.domain.registry.queries.entries import entry_of
from vinhdanh.foundation.files.intake import Incoming, received
from vinhdanh.interfaces.office.helpers import attempt, fetch, page, scope_of, user_of, whole_number
from vinhdanh.interfaces.office.people import KEY, form_page, needed_date
from vinhdanh.interfaces.office.registry_forms import AWARD_FIELDS, FORMS, Form, drawn, read_award, stored
from vinhdanh.interfaces.office.views.tasks import posted_files


def _with_paper(request: HttpRequest, act: Callable[[Incoming | None], object]) -> object:
    """Run an action with the file that came with the form, if one came."""
    files = posted_files(request)[:1]
    with ExitStack() as stack:
        incoming = [
            stack.enter_context(received(one.data, name=one.name, by=user_of(request))) for one in files
        ]
        return act(incoming[0] if incoming else None)


def _form(kind: str) -> Form:
    if kind not in FORMS:
        raise Http404
    return FORMS[kind]


def _entry_page(
    request: HttpRequest,
    subject: Any,
    form: Form,
    *,
    values: Mapping[str, str],
    act: Callable[[Incoming | None], object],
    **context: Any,
) -> HttpResponse:
    shown = {**values, **{name: str(value) for name, value in request.POST.items()}}
    return form_page(
        request,
        "office/registry/entry.html",
        {
            "subject": subject,
            "form": form,
            "key": KEY,
            "fields": drawn(form.fields, shown, subject_kind=subject.kind),
            **context,
        },
        act=lambda: _with_paper(request, act),
        done=context.get("done") or form.done,
        target=("registry_subject", subject.pk),
    )


def record(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Write one row of a kind."""
    scope, form = scope_of(request), _form(kind)
    subject = fetch(visible_subjects(scope), pk)
    return _entry_page(
        request,
        subject,
        form,
        values={},
        act=lambda paper: record_entry(
            actor=user_of(request), scope=scope, kind=kind, row=form.read(pk, request.POST), paper=paper
        ),
        title=form.title,
        go="Ghi vào sổ",
        keep=f"ghi-{kind}-{pk}",
    )


def correct(request: HttpRequest, pk: UUID, kind: str, entry_id: UUID) -> HttpResponse:
    """Write another row in place of a wrong one."""
    scope, form = scope_of(request), _form(kind)
    entry = _entry(request, pk, kind=kind, entry_id=entry_id)
    return _entry_page(
        request,
        entry.subject,
        form,
        values=stored(entry, form.fields),
        act=lambda paper: correct_entry(
            actor=user_of(request),
            scope=scope,
            kind=kind,
            entry_id=entry_id,
            row=form.read(pk, request.POST),
            reason=request.POST.get("reason", ""),
            paper=paper,
        ),
        title="Đính chính",
        go="Đính chính",
        done="Đã đính chính; dòng cũ vẫn giữ trong sổ.",
        asks_reason=True,
        keep=f"dinh-chinh-{entry_id}",
    )


def _entry(request: HttpRequest, pk: UUID, *, kind: str, entry_id: UUID) -> Any:
    entry = entry_of(scope_of(request), kind, subject=pk, entry=entry_id)
    if entry is None:
        raise Http404
    return entry


def revoke(request: HttpRequest, pk: UUID, kind: str, entry_id: UUID) -> HttpResponse:
    """An award is annulled by a decision of a day; another row is struck out with a reason."""
    scope, actor = scope_of(request), user_of(request)
    _form(kind)
    entry = _entry(request, pk, kind=kind, entry_id=entry_id)

    def act() -> object:
        reason = request.POST.get("reason", "")
        if kind != "award":
            return strike_entry(actor=actor, scope=scope, kind=kind, entry_id=entry_id, reason=reason)
        on = needed_date(request.POST, "on", "ngày hủy bỏ, thu hồi")
        return revoke_award(actor=actor, scope=scope, award_id=entry_id, on=on, reason=reason)

    context = {
        "title": "Hủy bỏ, thu hồi" if kind == "award" else "Hủy bỏ dòng này",
        "lede": "Dòng vẫn giữ trong sổ, gạch ngang, không còn tính.",
        "asks_day": kind == "award",
        "day_label": "Hủy bỏ từ ngày",
        "go": "Hủy bỏ",
        "danger": True,
    }
    return _end(request, entry, context, act=act, done="Đã ghi hủy bỏ.")


def reissue(request: HttpRequest, pk: UUID, entry_id: UUID) -> HttpResponse:
    """A certificate that was lost or spoilt is issued anew."""
    entry = _entry(request, pk, kind="award", entry_id=entry_id)
    context = {
        "title": "Cấp lại bằng, giấy",
        "lede": "Khen thưởng giữ nguyên ngày và số quyết định; sổ ghi thêm một dòng cấp lại.",
        "go": "Ghi cấp lại",
    }
    return _end(
        request,
        entry,
        context,
        act=lambda: reissue_award(
            actor=user_of(request),
            scope=scope_of(request),
            award_id=entry_id,
            reason=request.POST.get("reason", ""),
        ),
        done="Đã ghi cấp lại.",
    )


def hold_close(request: HttpRequest, pk: UUID, entry_id: UUID) -> HttpResponse:
    """Consideration goes on."""
    entry = _entry(request, pk, kind="hold", entry_id=entry_id)
    context = {
        "title": "Thôi tạm hoãn",
        "lede": "Từ ngày này hồ sơ được xét tiếp.",
        "asks_day": True,
        "day_label": "Thôi hoãn từ ngày",
        "go": "Thôi tạm hoãn",
    }
    return _end(
        request,
        entry,
        context,
        act=lambda: close_hold(
            actor=user_of(request),
            scope=scope_of(request),
            hold_id=entry_id,
            on=needed_date(request.POST, "on", "ngày thôi tạm hoãn"),
            reason=request.POST.get("reason", ""),
        ),
        done="Đã thôi tạm hoãn.",
    )


def discipline_end(request: HttpRequest, pk: UUID, entry_id: UUID) -> HttpResponse:
    """A disciplinary decision no longer holds."""
    entry = _entry(request, pk, kind="discipline", entry_id=entry_id)
    context = {
        "title": "Ghi hết hiệu lực kỷ luật",
        "lede": "Năm bắt đầu từ ngày này trở đi được tính lại vào thành tích.",
        "asks_day": True,
        "no_reason": True,
        "day_label": "Hết hiệu lực từ ngày",
        "go": "Ghi hết hiệu lực",
    }
    return _end(
        request,
        entry,
        context,
        act=lambda: end_discipline(
            actor=user_of(request),
            scope=scope_of(request),
            discipline_id=entry_id,
            on=needed_date(request.POST, "on", "ngày hết hiệu lực"),
        ),
        done="Đã ghi hết hiệu lực.",
    )


def _end(
    request: HttpRequest, entry: Any, context: Mapping[str, Any], *, act: Callable[[], object], done: str
) -> HttpResponse:
    """A page that asks for a day, a reason or both, and ends a row with them."""
    known = {"subject": entry.subject, "entry": entry, "words": str(entry), "keep": f"ket-thuc-{entry.pk}"}
    if hasattr(entry, "code"):
        known["words"] = f"{name_of(entry.code, entry.name)}, năm {entry.year}"
    return form_page(
        request,
        "office/registry/end.html",
        {**known, **context},
        act=act,
        done=done,
        target=("registry_subject", entry.subject_id),
    )


def declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A unit declares an award of its own people."""
    scope = scope_of(request)
    subject = fetch(visible_subjects(scope), pk)
    lede = "Cơ quan giữ sổ xem giấy tờ rồi xác nhận; trước đó chưa tính vào thành tích."
    form = Form("Khai khen thưởng", "Đã khai, chờ xác minh.", lede, AWARD_FIELDS, read_award)
    return _entry_page(
        request,
        subject,
        form,
        values={},
        act=lambda paper: declare_award(
            actor=user_of(request), scope=scope, row=read_award(pk, request.POST), paper=paper
        ),
        title=form.title,
        go="Gửi để xác minh",
        keep=f"khai-{pk}",
    )


def claims(request: HttpRequest) -> HttpResponse:
    """Claims that wait for the person's answer."""
    found = claim_page(scope_of(request), whole_number(request.GET.get("page")) or 1)
    return page(request, "office/registry/claims.html", {"found": found})


def claim_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt(
        request,
        lambda: confirm_claim(actor=user_of(request), scope=scope_of(request), claim_id=pk),
        done="Đã xác nhận và ghi vào sổ.",
    )
    return redirect("registry_claims")


def claim_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say why a claim is not confirmed."""
    claim = fetch(waiting_claims(scope_of(request)).select_related("subject"), pk)
    context = {
        "title": "Không xác nhận",
        "lede": "Đơn vị khai đọc được lý do này trên hồ sơ.",
        "go": "Không xác nhận",
        "back": reverse("registry_claims"),
        "subject": claim.subject,
        "words": f"{name_of(claim.code, claim.name)}, năm {claim.year}",
        "keep": f"tu-choi-{claim.pk}",
    }
    return form_page(
        request,
        "office/registry/end.html",
        context,
        act=lambda: refuse_claim(
            actor=user_of(request),
            scope=scope_of(request),
            claim_id=pk,
            reason=request.POST.get("reason", ""),
        ),
        done="Đã trả lời đơn vị khai.",
        target=("registry_claims",),
    )
