"""Are the roles that must have a second factor roles at all; run by ``check`` before a site goes into use."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution
from django.db import DatabaseError

from vinhdanh.config.doors import EVERYBODY
from vinhdanh.domain.access.queries.roles import role_choices
from vinhdanh.domain.access.states import Role


@register(Tags.security, deploy=True)
def known_roles(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A misspelt role would silently ask nobody for a second factor. Offices make roles of their own."""
    strange = set(settings.SECOND_FACTOR_ROLES) - {EVERYBODY, *Role.values}
    own = _own_roles() if strange else {}
    strange -= own.keys()
    if not strange:
        return []
    text = f"VINHDANH_MFA ghi vai trò không có: {', '.join(sorted(strange))}."
    known = ", ".join(sorted({*Role.values, *own}))
    return [Caution(text, hint=f"Ghi all, none hoặc mã vai trò: {known}.", id="vinhdanh.W011")]


def _own_roles() -> dict[str, str]:
    try:
        return dict(role_choices())
    except DatabaseError:
        # Before the first start there is no database to ask, and there are no roles of one's own.
        return {}
