"""From the answer of an identity provider to an account of ours."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404

from vinhdanh.config.doors import Identity
from vinhdanh.domain.access.actions.accounts import create_account
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries.accounts import accounts_matching
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.foundation.kernel.text import squash

_NAME_LENGTH = 60


def the_door() -> Identity:
    """The provider that is set up; without one there is no such page."""
    door: Identity | None = settings.IDENTITY
    if door is None:
        raise Http404
    return door


def matched_account(told: Mapping[str, Any]) -> User:
    """The one active account whose field equals the claim.

    Raises ValidationError with a sentence when there is none, more than one, or the claim is not vouched for.
    """
    door = the_door()
    value = squash(str(told.get(door.claim) or ""))
    if not value:
        raise ValidationError(
            f"{door.name} không cho biết “{door.claim}” nên chưa rõ là tài khoản nào. "
            "Hãy báo người quản trị hệ thống, hoặc dùng tên đăng nhập và mật khẩu."
        )
    if door.match == "email" and told.get("email_verified") is not True:
        raise ValidationError(
            f"Thư điện tử ở {door.name} chưa được xác minh. Xác minh ở đó rồi đăng nhập lại."
        )
    return _one(accounts_matching(door.match, value)) or _made(told, value)


def _one(found: list[User]) -> User | None:
    if len(found) > 1:
        raise ValidationError(
            "Có nhiều tài khoản cùng thư điện tử này nên chưa rõ là ai. Hãy báo người quản trị hệ thống."
        )
    return found[0] if found else None


def _made(told: Mapping[str, Any], value: str) -> User:
    door = the_door()
    if not door.create or len(value) > _NAME_LENGTH:
        raise ValidationError(
            f"Chưa có tài khoản nào ứng với {door.name} này. "
            "Hãy nhờ người quản trị của cơ quan cấp tài khoản, rồi đăng nhập lại."
        )
    name = squash(str(told.get("name") or value))[:120]
    email = value if door.match == "email" else ""
    try:
        return create_account(actor=None, username=value, name=name, password=None, email=email)
    except RefusedError as stopped:
        raise ValidationError(stopped.refusal.reason) from stopped
