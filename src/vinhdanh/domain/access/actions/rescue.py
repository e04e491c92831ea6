"""What an administrator does for somebody who cannot get in, or has not been in yet."""

from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from vinhdanh.domain.access.access import may_manage, may_manage_account
from vinhdanh.domain.access.actions.common import Actor, by_program, locked_user, needed, refuse
from vinhdanh.domain.access.actions.signing import end_sessions_of
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.results import require


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """The two parts of a one-time link; it dies with its use, with a sign-in and after a day."""

    uid: str
    token: str


@transaction.atomic
def reset_factors(*, actor: Actor, scope: Scope | None, user_id: UUID, reason: str) -> int:
    """Take every second factor of the account away and sign it out everywhere; returns how many factors.

    Raises RefusedError without a reason, for oneself, for accounts above the actor, and when there is
    nothing to take away.
    """
    user, words = _helped(user_id, reason, actor=actor, scope=scope)
    rows = Authenticator.objects.select_for_update().filter(user=user)
    kinds = sorted(row.type for row in rows)
    if not kinds:
        refuse("no_factor", f"{user.name} chưa đặt lớp bảo vệ thứ hai nên không có gì để gỡ.")
    rows.delete()
    end_sessions_of(user)
    record(actor=actor, action="reset_second_factors", subject=user, before={"kinds": kinds}, reason=words)
    return len(kinds)


@transaction.atomic
def lift_lock(*, actor: Actor, scope: Scope | None, user_id: UUID, reason: str) -> None:
    """Let the person try again before the lock ends by itself; raises RefusedError as above."""
    user, words = _helped(user_id, reason, actor=actor, scope=scope)
    deleted, _ = AccessAttempt.objects.filter(username__iexact=user.username).delete()
    if not deleted:
        refuse("not_locked", f"Tài khoản của {user.name} hiện không bị khóa vì gõ sai.")
    record(actor=actor, action="lift_lock", subject=user, reason=words)


@transaction.atomic
def lift_address_lock(*, actor: User, scope: Scope, address: str, reason: str) -> None:
    """Let a whole network address try again; raises RefusedError."""
    require(may_manage(scope))
    words = _why(reason)
    if not address or not AccessAttempt.objects.filter(ip_address=address).delete()[0]:
        refuse("not_locked", "Địa chỉ này không còn bị khóa.")
    record(actor=actor, action="lift_address_lock", subject=actor, after={"address": address}, reason=words)


@transaction.atomic
def make_password_link(*, actor: Actor, scope: Scope | None, user_id: UUID, reason: str) -> PasswordLink:
    """A one-time link with which the person chooses a password; an old one works until then.

    Whoever has the link has the account: raises RefusedError for accounts above the actor.
    """
    user, words = _helped(user_id, reason, actor=actor, scope=scope)
    if not user.is_active:
        refuse("inactive", f"Tài khoản của {user.name} đang khóa; hãy mở lại tài khoản trước.")
    record(actor=actor, action="make_password_link", subject=user, reason=words)
    return one_time_link(user)


def one_time_link(user: User) -> PasswordLink:
    """The link itself; whoever calls this has asked whether it may be made."""
    return PasswordLink(urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user))


def link_owner(uid: str, token: str) -> User | None:
    """The account that the two parts open; None when the link is not ours, was used, or ran out."""
    try:
        key = UUID(urlsafe_base64_decode(uid).decode())
    except ValueError:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user is not None and default_token_generator.check_token(user, token) else None


def _helped(user_id: UUID, reason: str, *, actor: Actor, scope: Scope | None) -> tuple[User, str]:
    """The account, locked, and why; raises RefusedError when it is not the actor's to help."""
    words, user = _why(reason), locked_user(user_id)
    if by_program(actor, scope) or scope is None:
        return user, words
    if user.pk == scope.user_id:
        refuse(
            "own_account",
            "Việc của chính mình thì làm ở trang Bảo mật tài khoản, hoặc nhờ một người quản trị khác.",
        )
    require(may_manage_account(scope, user))
    return user, words


def _why(reason: str) -> str:
    return needed(reason, "reason", "Ghi lý do, ví dụ: mất điện thoại, đã gặp trực tiếp ngày 12/03.")
