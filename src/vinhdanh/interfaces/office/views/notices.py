"""A person's own notices: the list, opening one, how they come; and short links."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.notices.actions import mark_all_read, mark_read, save_preferences
from vinhdanh.domain.notices.queries import channels_of, inbox, notice_of, target_of
from vinhdanh.domain.notices.states import CHOICES, NoticeKind
from vinhdanh.domain.obligations.access import visible_obligations
from vinhdanh.domain.obligations.queries.dues import OBLIGATION, dues
from vinhdanh.interfaces.office.addresses import address_of, addresses_of_obligations
from vinhdanh.interfaces.office.helpers import (
    page,
    refused,
    scope_of,
    sees_as_another,
    settle,
    user_of,
    whole_number,
)


def notice_list(request: HttpRequest) -> HttpResponse:
    unread = request.GET.get("chi") == "chua-doc"
    found = inbox(scope_of(request), whole_number(request.GET.get("page")) or 1, unread_only=unread)
    tabs = [
        {"label": "Tất cả", "url": "?", "current": not unread, "count": None},
        {"label": "Chưa đọc", "url": "?chi=chua-doc", "current": unread, "count": found.unread or None},
    ]
    context = {"found": found, "view_tabs": tabs, "keep": "chi=chua-doc&" if unread else ""}
    return page(request, "office/notices/list.html", context)


def read_all(request: HttpRequest) -> HttpResponse:
    if mark_all_read(actor=user_of(request)):
        messages.success(request, "Đã đánh dấu đọc hết.")
    return redirect("notices")


def notice_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that it was opened, unless by somebody who only views, and go where it leads."""
    scope = scope_of(request)
    notice = notice_of(scope, pk)
    if notice is None:
        raise Http404
    if not sees_as_another(request):
        mark_read(actor=user_of(request), notice_id=pk)
    address = address_of(scope, notice.subject_kind, notice.subject_id)
    if not address:
        messages.warning(
            request, "Việc trong tin này không còn phải làm, hoặc không còn thuộc đơn vị anh/chị."
        )
        return redirect("notices")
    return redirect(address)


def preferences(request: HttpRequest) -> HttpResponse:
    """How each kind of notice comes beside the application itself."""
    chosen = channels_of([user_of(request).pk])[user_of(request).pk]
    fault = {}
    if request.method == "POST":
        chosen = {kind: request.POST.get(kind, "") for kind in CHOICES}
        refusal = settle(
            request,
            lambda: save_preferences(actor=user_of(request), channels=chosen),
            done="Đã lưu cách nhận thông báo.",
        )
        if refusal is None:
            return redirect("notice_preferences")
        fault = refused(refusal, "cach-nhan", request.POST)
    kinds = [
        {
            "name": kind,
            "label": NoticeKind(kind).label,
            "choices": [
                {"value": each.value, "label": each.label, "chosen": chosen[kind] == each} for each in offered
            ],
        }
        for kind, offered in CHOICES.items()
    ]
    context = {"kinds": kinds, "email": user_of(request).email, **fault}
    return page(request, "office/notices/preferences.html", context, status=422 if fault else 200)


def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """Where a short address leads this person: one thing, or the list of those that they see."""
    target = target_of(code)
    if target is None or target.subject_kind != OBLIGATION:
        raise Http404
    scope = scope_of(request)
    rows = visible_obligations(scope).filter(pk__in=target.subject_ids)
    addresses = addresses_of_obligations(scope, target.subject_ids)
    if not addresses:
        raise Http404
    if len(addresses) == 1:
        return redirect(next(iter(addresses.values())))
    found = [{"due": due, "url": addresses[due.id]} for due in dues(rows, scope.on)]
    return page(request, "office/notices/shared.html", {"rows": found})
