"""Forms of the account's page for somebody who cannot get in: a link, a lock lifted, factors taken off."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.access import visible_accounts
from vinhdanh.domain.access.actions.rescue import lift_lock, make_password_link, reset_factors
from vinhdanh.domain.access.models import User
from vinhdanh.interfaces.office.helpers import fetch, let_go, refused, scope_of, settle, user_of
from vinhdanh.interfaces.office.views.people.accounts import account_answer, keep_link

LINK, LOCK, FACTORS = "lien-ket", "mo-khoa", "go-bao-ve"


def link_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A one-time link, shown once on the account's page."""
    user = fetch(visible_accounts(scope_of(request)), pk)

    def act(**whom: Any) -> None:
        keep_link(request, user, make_password_link(**whom))

    return _help(request, user, LINK, act, "Đã tạo liên kết đặt mật khẩu.")


def lock_lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = fetch(visible_accounts(scope_of(request)), pk)
    return _help(request, user, LOCK, lift_lock, "Đã mở khóa. Nhắn người ấy thử lại được ngay.")


def factors_reset(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = fetch(visible_accounts(scope_of(request)), pk)
    done = "Đã gỡ lớp bảo vệ thứ hai. Lần đăng nhập tới chỉ cần mật khẩu."
    return _help(request, user, FACTORS, reset_factors, done)


def _help(request: HttpRequest, user: User, key: str, act: Callable[..., object], done: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    refusal = settle(
        request,
        lambda: act(actor=user_of(request), scope=scope_of(request), user_id=user.pk, reason=reason),
        done=done,
    )
    if refusal is not None:
        return account_answer(request, user, fault=refused(refusal, key, request.POST))
    return let_go(request, redirect("account", user.pk))
