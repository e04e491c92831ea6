"""The page "Bảo mật tài khoản": password, second factors, browsers that are signed in."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.access.actions.signing import (
    change_password,
    end_other_sessions,
    end_session,
    follow_session,
)
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries.signing import factors_of, sessions_of
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.helpers import attempt, page, refused, user_of
from vinhdanh.interfaces.office.signing.needs import must_set_up, needs_factor


def security(request: HttpRequest) -> HttpResponse:
    """Everything that guards the account on one page; what must be set up first stands on top."""
    user = user_of(request)
    factors = factors_of(user.pk)
    context = {
        "must_set_up": must_set_up(request),
        "needed": needs_factor(request),
        "app": next((f for f in factors if f.kind == "totp"), None),
        "keys": [f for f in factors if f.kind == "webauthn"],
        "codes": next((f for f in factors if f.kind == "recovery_codes"), None),
        "sessions": sessions_of(user.pk, _key(request)),
        "has_password": user.has_usable_password(),
    }
    return page(request, "office/security/index.html", context)


def _key(request: HttpRequest) -> str:
    return request.session.session_key or ""


def session_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt(
        request,
        lambda: end_session(actor=user_of(request), session_id=pk, current_key=_key(request)),
        done="Đã đăng xuất thiết bị đó.",
    )
    return redirect("mfa_index")


def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign every other browser out."""
    ended = end_other_sessions(actor=user_of(request), current_key=_key(request))
    text = f"Đã đăng xuất {ended} thiết bị khác." if ended else "Không có thiết bị nào khác đang đăng nhập."
    messages.success(request, text)
    return redirect("mfa_index")


def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; the other browsers are signed out.

    The library would keep a suspended form in the session; one with a password in it must not lie there.
    """
    if is_reauthentication_required(request, app="allauth.mfa"):
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    if request.method == "GET":
        return page(request, "office/security/password.html", {})
    user = user_of(request)
    try:
        new = chosen_password(user, request.POST)
    except RefusedError as stopped:
        context = refused(stopped.refusal, "mat-khau", {})
        return page(request, "office/security/password.html", context, status=422)
    before = _key(request)
    ended = change_password(actor=user, password=new, current_key=before)
    update_session_auth_hash(request, user)
    follow_session(before, _key(request))
    others = f" {ended} thiết bị khác đã được đăng xuất." if ended else ""
    messages.success(request, f"Đã đổi mật khẩu.{others}")
    return redirect("mfa_index")


def chosen_password(user: User, post: Any) -> str:
    """The new password, typed twice alike and strong enough; raises RefusedError with a sentence."""
    first, again = post.get("new", ""), post.get("again", "")
    if not first:
        raise RefusedError(Refusal("password_missing", "Gõ mật khẩu mới.", field="new"))
    if first != again:
        text = "Hai lần gõ mật khẩu mới không giống nhau. Gõ lại cả hai."
        raise RefusedError(Refusal("passwords_differ", text, field="again"))
    try:
        validate_password(first, user)
    except ValidationError as weak:
        raise RefusedError(Refusal("password_weak", " ".join(weak.messages), field="new")) from weak
    return str(first)
