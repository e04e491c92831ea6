"""Does what the settings ask for make sense; run by ``check`` and, the second, by ``check --deploy``."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution

from vinhdanh.config.doors import EVERYBODY
from vinhdanh.domain.access.states import Role


@register(Tags.security)
def known_roles(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A misspelt role would silently ask nobody for a second factor."""
    strange = sorted(set(settings.SECOND_FACTOR_ROLES) - {EVERYBODY, *Role.values})
    if not strange:
        return []
    text = f"VINHDANH_MFA names roles that are not shipped: {', '.join(strange)}."
    return [Caution(text, hint=f"Known: all, none, {', '.join(Role.values)}.", id="vinhdanh.W010")]


@register(Tags.security, deploy=True)
def second_factor_asked(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In production nobody should work with a password alone."""
    if settings.SECOND_FACTOR_ROLES or settings.DEMO:
        return []
    text = "No role must have a second factor."
    return [
        Caution(
            text, hint="Set VINHDANH_MFA=all; behind HTTPS leaving it out does the same.", id="vinhdanh.W011"
        )
    ]
