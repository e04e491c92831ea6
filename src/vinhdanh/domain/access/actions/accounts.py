"""Accounts: made, locked and opened again, never deleted."""

import re
from uuid import UUID

from django.db import IntegrityError, transaction

from vinhdanh.domain.access.access import may_manage, may_manage_account
from vinhdanh.domain.access.actions.common import (
    Actor,
    KeepAnAdministrator,
    by_program,
    locked_user,
    needed,
    refuse,
)
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.scope import Scope
from vinhdanh.engines.workflow.items import pass_items
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


def checked_username(text: str) -> str:
    """A user name fit to be typed on any keyboard; raises RefusedError."""
    name = squash(text).lower()
    if not _USERNAME.fullmatch(name):
        refuse(
            "username_wrong",
            "Tên đăng nhập gồm chữ không dấu, chữ số, dấu chấm và gạch nối, tối đa 60 ký tự, ví dụ hanh.snv.",
            field="username",
        )
    return name


@transaction.atomic
def create_account(
    *,
    actor: Actor,
    username: str,
    name: str,
    password: str | None,
    email: str = "",
    scope: Scope | None = None,
) -> User:
    """Make an account; raises RefusedError when the user name is taken or cannot be one.

    No password means that nobody signs in before one is set through a link.
    """
    if not by_program(actor, scope) and scope is not None:
        require(may_manage(scope))
    username = checked_username(username)
    name = needed(name, "name", "Ghi họ và tên.", most=120)
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password, name=name, email=email)
    except IntegrityError as error:
        reason = f"Tên đăng nhập “{username}” đã có người dùng. Chọn tên khác."
        raise RefusedError(Refusal("username_taken", reason, field="username")) from error
    record(actor=actor, action="create_account", subject=user, after={"username": username, "name": name})
    return user


@transaction.atomic
def deactivate_account(*, actor: Actor, scope: Scope | None, user_id: UUID, reason: str) -> User:
    """Lock an account: the next click of its owner leads to the sign-in page, and what was theirs alone
    goes back to their body."""
    user = _managed(actor, scope, user_id)
    if actor is not None and actor.pk == user.pk:
        refuse("self", "Không tự khóa tài khoản đang dùng; nhờ người quản trị khác.")
    words = needed(reason, "reason", "Ghi lý do khóa tài khoản.")
    with KeepAnAdministrator(today()):
        _switch(actor, user, active=False, action="deactivate_account", reason=words)
    pass_items(actor=actor, from_user=user.pk, to_user=None)
    return user


@transaction.atomic
def reactivate_account(*, actor: Actor, scope: Scope | None, user_id: UUID, reason: str) -> User:
    """Open a locked account again, with the posts that still hold."""
    user = _managed(actor, scope, user_id)
    words = needed(reason, "reason", "Ghi lý do mở lại tài khoản.")
    _switch(actor, user, active=True, action="reactivate_account", reason=words)
    return user


def _managed(actor: Actor, scope: Scope | None, user_id: UUID) -> User:
    user = locked_user(user_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_manage_account(scope, user))
    return user


def _switch(actor: Actor, user: User, *, active: bool, action: str, reason: str) -> None:
    if user.is_active == active:
        refuse("already", "Tài khoản đang mở." if active else "Tài khoản đã khóa từ trước.")
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(
        actor=actor,
        action=action,
        subject=user,
        before={"is_active": not active},
        after={"is_active": active},
        reason=reason,
    )
