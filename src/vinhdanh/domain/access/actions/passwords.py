"""A link with which a person sets their own password, once."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction

from vinhdanh.domain.access.access import may_manage_account
from vinhdanh.domain.access.actions.common import Actor, by_program, locked_user, refuse
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import require


class _Links(PasswordResetTokenGenerator):
    """Django's own signed tokens: bound to the present password, so that the first use spends them."""

    key_salt = "vinhdanh.access.set_password"

    def _now(self) -> datetime:
        return now().replace(tzinfo=None)


_links = _Links()


@transaction.atomic
def new_password_link(*, actor: Actor, scope: Scope | None, user_id: UUID) -> str:
    """The token of a new link; the old password and every earlier link stop working at once.

    Raises RefusedError for accounts above the actor, and for the actor's own.
    """
    user = locked_user(user_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_manage_account(scope, user))
        if user.pk == scope.user_id:
            refuse("self", "Tự đổi mật khẩu của mình ở trang tài khoản, không qua liên kết.")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(actor=actor, action="new_password_link", subject=user)
    return _links.make_token(user)


def link_user(user_id: UUID, token: str) -> User | None:
    """The account that a link is for; None when it was used, replaced, ran out, or is not ours."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return user if user and _links.check_token(user, token) else None


@transaction.atomic
def set_password(*, user_id: UUID, token: str, password: str, again: str) -> User:
    """Set the password that the link allows; raises RefusedError with what is wrong with it."""
    locked_user(user_id)
    user = link_user(user_id, token)
    if user is None:
        refuse("link_spent", LINK_SPENT)
    if password != again:
        refuse("passwords_differ", "Hai lần gõ mật khẩu chưa giống nhau; gõ lại.", field="again")
    try:
        validate_password(password, user)
    except ValidationError as error:
        refuse("password_weak", " ".join(error.messages), field="password")
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor=user, action="set_password", subject=user)
    return user


LINK_SPENT = "Liên kết này đã dùng, đã được thay hoặc quá hạn. Nhắn người quản trị cấp liên kết khác."
