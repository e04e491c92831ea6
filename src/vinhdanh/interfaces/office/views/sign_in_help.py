"""For administrators: who cannot get in, and how to let them."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.actions.rescue import (
    lift_address_lock,
    lift_lock,
    make_password_link,
    reset_factors,
)
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries.signing import account_to_help, accounts_to_help, helped_accounts
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.helpers import fetch, page, refused, scope_of, user_of
from vinhdanh.interfaces.office.signing.letters import link_for
from vinhdanh.interfaces.office.signing.locks import locked_addresses, locked_names

_WORDS_LENGTH = 100


def accounts(request: HttpRequest) -> HttpResponse:
    """Locked accounts, or those that a search finds; and locked addresses."""
    return _accounts(request, {})


def _accounts(request: HttpRequest, fault: dict[str, object]) -> HttpResponse:
    words = request.GET.get("q", "")[:_WORDS_LENGTH]
    locked = {row.what.lower(): row for row in locked_names()}
    found = accounts_to_help(scope_of(request), words, locked=[row.what for row in locked.values()])
    context = {
        "rows": [(row, locked.get(row.username.lower())) for row in found],
        "addresses": locked_addresses(),
        "words": words,
        **fault,
    }
    return page(request, "office/security/help_list.html", context, status=422 if fault else 200)


def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _account(request, pk, {})


def _account(request: HttpRequest, pk: UUID, more: dict[str, object], status: int = 200) -> HttpResponse:
    row = account_to_help(scope_of(request), pk)
    if row is None:
        raise Http404
    lock = next((each for each in locked_names() if each.what.lower() == row.username.lower()), None)
    context = {"row": row, "lock": lock, "own": row.id == user_of(request).pk, **more}
    return page(request, "office/security/help.html", context, status=status)


def factors_reset(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(user: User, reason: str) -> None:
        reset_factors(actor=user_of(request), user=user, reason=reason)
        messages.success(
            request, f"Đã gỡ lớp bảo vệ thứ hai của {user.name}. Lần đăng nhập tới chỉ cần mật khẩu."
        )

    return _helped(request, pk, "go-bao-ve", act)


def lock_lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(user: User, reason: str) -> None:
        lift_lock(actor=user_of(request), user=user, reason=reason)
        messages.success(request, f"Đã mở khóa cho {user.name}. Nhắn người ấy thử lại được ngay.")

    return _helped(request, pk, "mo-khoa", act)


def password_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the link once, to the administrator who asked for it."""
    user = fetch(helped_accounts(scope_of(request)), pk)
    reason = request.POST.get("reason", "")
    try:
        link = make_password_link(actor=user_of(request), user=user, reason=reason)
    except RefusedError as stopped:
        return _account(request, pk, refused(stopped.refusal, "lien-ket", request.POST), 422)
    response = _account(request, pk, {"link": link_for(request, link.uid, link.token)})
    response["Cache-Control"] = "private, no-store"
    return response


def _helped(request: HttpRequest, pk: UUID, key: str, act: Callable[[User, str], None]) -> HttpResponse:
    user = fetch(helped_accounts(scope_of(request)), pk)
    try:
        act(user, request.POST.get("reason", ""))
    except RefusedError as stopped:
        return _account(request, pk, refused(stopped.refusal, key, request.POST), 422)
    return redirect("sign_in_help_account", pk)


def address_lift(request: HttpRequest) -> HttpResponse:
    """Let a whole network address try again."""
    address, reason = request.POST.get("address", ""), request.POST.get("reason", "")
    try:
        known = {row.what for row in locked_addresses()}
        lift_address_lock(actor=user_of(request), address=address if address in known else "", reason=reason)
    except RefusedError as stopped:
        return _accounts(request, refused(stopped.refusal, address, request.POST))
    messages.success(request, "Đã mở khóa cho địa chỉ ấy.")
    return redirect("sign_in_help")
