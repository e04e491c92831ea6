"""What the sign-in library asks us: who may come in, by which steps, in which words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as django_login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.domain.access.actions.signing import note_sign_in
from vinhdanh.domain.access.models import User
from vinhdanh.interfaces.office.signing import secrets
from vinhdanh.interfaces.office.signing.identity import matched_account
from vinhdanh.interfaces.office.signing.needs import may_remove
from vinhdanh.interfaces.office.signing.visits import client_address, visit_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
_SAID = {
    "mfa/messages/totp_activated.txt": "Đã bật mã sáu số từ ứng dụng.",
    "mfa/messages/totp_deactivated.txt": "Đã tắt mã sáu số từ ứng dụng.",
    "mfa/messages/webauthn_added.txt": "Đã thêm khóa bảo mật.",
    "mfa/messages/webauthn_removed.txt": "Đã gỡ khóa bảo mật.",
}


@transaction.atomic
def come_in(request: HttpRequest, user: User, *, by: str) -> None:
    """Sign ``user`` in with this browser and write it down; every door of the house leads through here."""
    django_login(request, user, backend=BACKEND)
    if not request.session.session_key:
        request.session.save()
    note_sign_in(actor=user, session_key=str(request.session.session_key), by=by, visit=visit_of(request))


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """The sign-in page with the reason why it did not work."""
    return render(request, "office/sign_in.html", {"refused": reason}, status=403)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; signing in takes a password or an identity, then the factor."""

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or "?"

    def login(self, request: HttpRequest, user: User) -> None:
        records = get_authentication_records(request, user)
        steps = [str(record.get("type") or record["method"]) for record in records]
        come_in(request, user, by="+".join(steps))

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return refused(request, "Tài khoản này đã ngừng hoạt động. Hãy hỏi người quản trị của cơ quan.")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        message: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Only sentences of our own: those of the library's templates are dropped."""
        text = message or _SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, text)


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: secrets encrypted, names in Vietnamese."""

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def get_totp_label(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return "Vinh Danh"

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 - the library's word
        return "Khóa bảo mật"

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not the last one where the office asks for one."""
        return may_remove(allauth_context.request, authenticator)


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Sign-in by an identity provider leads to an account that exists, or to a sentence."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie a new identity to the account that its claim names."""
        if sociallogin.is_existing:
            return
        try:
            user = matched_account(sociallogin.account.extra_data)
        except ValidationError as error:
            raise ImmediateHttpResponse(refused(request, error.messages[0])) from error
        sociallogin.account.user = sociallogin.user = user
        sociallogin.account.save()

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        name = settings.IDENTITY.name if settings.IDENTITY else "nơi định danh"
        reason = (
            f"Chưa đăng nhập được bằng {name}: bước xác nhận bị bỏ dở, quá lâu, hoặc nơi định danh "
            "không trả lời. Thử lại, hoặc dùng tên đăng nhập và mật khẩu."
        )
        raise ImmediateHttpResponse(refused(request, reason))
