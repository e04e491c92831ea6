"""Chasing: what is late, the proof sheet, nudges, what was sent, words for a chat."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.notices.queries import sent_page
from vinhdanh.domain.notices.queries.sent import sent_about
from vinhdanh.domain.notices.states import NoticeKind
from vinhdanh.domain.obligations.access import may_chase, visible_nudges, visible_obligations
from vinhdanh.domain.obligations.actions import nudge as send_nudge
from vinhdanh.domain.obligations.actions import zalo_words
from vinhdanh.domain.obligations.actions.nudging import NUDGE, USUAL_WORDS
from vinhdanh.domain.obligations.queries import chase as queries
from vinhdanh.domain.obligations.queries.dues import OBLIGATION, dues
from vinhdanh.domain.obligations.states import ObligationKind, ObligationState
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.addresses import addresses_of_obligations, work_address
from vinhdanh.interfaces.office.chasing import chosen_ids, fields_of, read_filter, tabs
from vinhdanh.interfaces.office.helpers import (
    choices,
    fetch,
    let_go,
    page,
    refused,
    scope_of,
    user_of,
    uuid_or_none,
    whole_number,
)

_WHEN = (("late", "Đã quá hạn"), ("soon", "Quá hạn hoặc đến hạn trong 7 ngày"), ("all", "Mọi việc chưa xong"))


def chase(request: HttpRequest) -> HttpResponse:
    """What may be chased, to choose from."""
    scope, wanted = scope_of(request), read_filter(request.GET)
    found = queries.chase_page(scope, wanted, whole_number(request.GET.get("page")) or 1)
    context = {
        "found": found,
        "rows": found.rows,
        "wanted": wanted,
        "whens": choices(_WHEN, wanted.when),
        "kinds": choices(ObligationKind.choices, wanted.kind),
        "chase_tabs": tabs("chase"),
        "fields": fields_of(wanted),
        "keep": urlencode(fields_of(wanted)),
    }
    return page(request, "office/chasing/chase.html", context, part="office/chasing/_chase.html")


def proof(request: HttpRequest) -> HttpResponse:
    """The sheet to read before a nudge goes: who gets what words."""
    ids = chosen_ids(request)
    if not ids:
        messages.error(request, "Chưa chọn việc nào để nhắc. Đánh dấu ít nhất một dòng rồi soát lại.")
        return redirect("chase")
    return _proof_page(request, ids, {})


def _proof_page(request: HttpRequest, ids: Sequence[UUID], fault: Mapping[str, Any]) -> HttpResponse:
    sheet = queries.proof_of(scope_of(request), ids)
    if not sheet.rows:
        messages.error(
            request, "Các việc đã chọn đều xong rồi, hoặc không thuộc phạm vi anh/chị được giao nhắc."
        )
        return redirect("chase")
    context = {
        "sheet": sheet,
        "ids": ",".join(map(str, sheet.ids)),
        "nudge_id": uuid_or_none(request.POST.get("nudge")) or uuid7(),
        "usual": USUAL_WORDS,
        "too_many": len(sheet.ids) > queries.MOST,
        "most": queries.MOST,
        **fault,
    }
    return page(request, "office/chasing/proof.html", context, status=422 if fault else 200)


def send(request: HttpRequest) -> HttpResponse:
    """Send what was proof-read; a refusal shows the sheet again with the words as typed."""
    ids, post = chosen_ids(request), request.POST
    try:
        made = send_nudge(
            actor=user_of(request),
            scope=scope_of(request),
            obligation_ids=ids,
            words=post.get("words", ""),
            nudge_id=uuid_or_none(post.get("nudge")) or uuid7(),
            again_reason=post.get("again_reason", ""),
            leave_out=post.get("leave_out") == "1",
        )
    except RefusedError as stopped:
        return _proof_page(request, ids, refused(stopped.refusal, "nhac", post))
    messages.success(request, "Đã gửi lời nhắc.")
    return let_go(request, redirect("nudge", made.pk))


def zalo(request: HttpRequest) -> HttpResponse:
    """Words for a chat about what was chosen."""
    ids = chosen_ids(request)
    try:
        words = zalo_words(actor=user_of(request), scope=scope_of(request), obligation_ids=ids)
    except RefusedError as stopped:
        messages.error(request, stopped.refusal.reason)
        return redirect("chase")
    return page(request, "office/chasing/zalo.html", {"words": words})


def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One obligation: what it is, and how often it was chased."""
    scope = scope_of(request)
    row = fetch(visible_obligations(scope).select_related("party", "creditor", "through"), pk)
    (due,) = dues(visible_obligations(scope).filter(pk=pk), scope.on)
    may = bool(may_chase(scope, row.path))
    context = {
        "row": row,
        "due": due,
        "open": row.state == ObligationState.OPEN,
        "may": may,
        "source": work_address(scope, row),
        "nudges": queries.nudges_about(pk),
        "sent": sent_about(OBLIGATION, pk).rows if may else [],
    }
    return page(request, "office/chasing/item.html", context)


def nudges(request: HttpRequest) -> HttpResponse:
    number = max(whole_number(request.GET.get("page")) or 1, 1)
    rows, more = queries.nudge_list(scope_of(request), number)
    context = {"rows": rows, "more": more, "page": number, "chase_tabs": tabs("nudges")}
    return page(request, "office/chasing/nudges.html", context)


def nudge_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One nudge: those nudged see their own part, those who chase see who opened it."""
    scope = scope_of(request)
    row = fetch(visible_nudges(scope).select_related("sender", "office"), pk)
    may = bool(may_chase(scope, row.path))
    number = max(whole_number(request.GET.get("page")) or 1, 1)
    about, more = queries.nudged_dues(row, visible_obligations(scope), scope.on, page=number)
    addresses = addresses_of_obligations(scope, [due.id for due in about])
    told = sent_about(NUDGE, pk, page=number) if may else None
    context = {
        "nudge": row,
        "rows": [{"due": due, "url": addresses[due.id]} for due in about],
        "may": may,
        "sent": told.rows if told else [],
        "page": number,
        "more": more or (told is not None and told.has_next),
        "nobody": queries.bodies_without_people(row) if may else [],
        "back": reverse("nudges"),
    }
    return page(request, "office/chasing/nudge.html", context)


def sent(request: HttpRequest) -> HttpResponse:
    """What was said in the work one looks after."""
    kind, opened = request.GET.get("loai", ""), request.GET.get("mo", "")
    number = whole_number(request.GET.get("page")) or 1
    context = {
        "found": sent_page(scope_of(request), kind=kind, opened=opened, page=number),
        "kinds": choices(NoticeKind.choices, kind),
        "opens": choices((("no", "Chưa mở"), ("yes", "Đã mở")), opened),
        "keep": f"loai={kind}&mo={opened}" if kind in NoticeKind.values or not kind else "",
        "chase_tabs": tabs("chase_sent"),
    }
    return page(request, "office/chasing/sent.html", context, part="office/chasing/_sent.html")
