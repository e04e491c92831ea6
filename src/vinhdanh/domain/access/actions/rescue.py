"""What an administrator does for somebody who cannot get in."""

from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from vinhdanh.domain.access.actions.signing import end_sessions_of
from vinhdanh.domain.access.models import User
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """The two parts of a one-time link; it dies with its use, with a sign-in and after a day."""

    uid: str
    token: str


@transaction.atomic
def reset_factors(*, actor: User | None, user: User, reason: str) -> int:
    """Take every second factor of ``user`` away and sign them out everywhere; returns how many factors.

    Raises RefusedError without a reason, for oneself, and when there is nothing to take away.
    """
    _check(actor, user, reason)
    rows = Authenticator.objects.select_for_update().filter(user=user)
    kinds = sorted(row.type for row in rows)
    if not kinds:
        text = f"{user.name} chưa đặt lớp bảo vệ thứ hai nên không có gì để gỡ."
        raise RefusedError(Refusal("no_factor", text))
    rows.delete()
    end_sessions_of(user)
    record(actor=actor, action="reset_second_factors", subject=user, before={"kinds": kinds}, reason=reason)
    return len(kinds)


@transaction.atomic
def lift_lock(*, actor: User | None, user: User, reason: str) -> None:
    """Let ``user`` try again before the lock ends by itself; raises RefusedError without a reason."""
    _check(actor, user, reason)
    deleted, _ = AccessAttempt.objects.filter(username__iexact=user.username).delete()
    if not deleted:
        text = f"Tài khoản của {user.name} hiện không bị khóa."
        raise RefusedError(Refusal("not_locked", text))
    record(actor=actor, action="lift_lock", subject=user, reason=reason)


@transaction.atomic
def lift_address_lock(*, actor: User, address: str, reason: str) -> None:
    """Let a whole network address try again."""
    _need_reason(reason)
    if not address or not AccessAttempt.objects.filter(ip_address=address).delete()[0]:
        raise RefusedError(Refusal("not_locked", "Địa chỉ này không còn bị khóa."))
    record(actor=actor, action="lift_address_lock", subject=actor, after={"address": address}, reason=reason)


@transaction.atomic
def make_password_link(*, actor: User | None, user: User, reason: str) -> PasswordLink:
    """A one-time link with which ``user`` chooses a new password. The old one works until then."""
    _check(actor, user, reason)
    if not user.is_active:
        text = f"Tài khoản của {user.name} đã ngừng hoạt động; hãy mở lại tài khoản trước."
        raise RefusedError(Refusal("inactive", text))
    record(actor=actor, action="make_password_link", subject=user, reason=reason)
    return one_time_link(user)


def one_time_link(user: User) -> PasswordLink:
    """The link itself; whoever calls this has asked whether it may be made."""
    return PasswordLink(urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user))


def link_owner(uid: UUID) -> User | None:
    """The account a link names, when it is active."""
    return User.objects.filter(pk=uid, is_active=True).first()


def _check(actor: User | None, user: User, reason: str) -> None:
    _need_reason(reason)
    if actor is not None and actor.pk == user.pk:
        text = "Việc của chính mình thì làm ở trang Bảo mật tài khoản, hoặc nhờ một người quản trị khác."
        raise RefusedError(Refusal("own_account", text))


def _need_reason(reason: str) -> None:
    if not squash(reason):
        text = "Ghi lý do, ví dụ: mất điện thoại, đã gặp trực tiếp ngày 12/03."
        raise RefusedError(Refusal("reason_missing", text, field="reason"))
