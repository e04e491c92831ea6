"""Who must have a second factor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from vinhdanh.config.doors import EVERYBODY
from vinhdanh.domain.access.queries.signing import factors_of, has_second_factor

_HAS_FACTOR = "vd_has_factor"
_GUARDS = ("totp", "webauthn")


def must_set_up(request: HttpRequest) -> bool:
    """Whether the account must have a second factor and has none; asked once a session when it has."""
    if not needs_factor(request) or request.session.get(_HAS_FACTOR):
        return False
    if has_second_factor(request.user.pk):  # type: ignore[arg-type]
        request.session[_HAS_FACTOR] = True
        return False
    return True


def needs_factor(request: HttpRequest) -> bool:
    """Whether the setting asks this account for a second factor: by its own roles, whoever is viewed."""
    asked = settings.SECOND_FACTOR_ROLES
    if EVERYBODY in asked:
        return True
    return bool(asked) and bool(request.own_scope.roles & set(asked))  # type: ignore[attr-defined]


def may_remove(request: HttpRequest, factor: Any) -> bool:
    """Whether one factor may go: not the last of an account that must have one."""
    others = [f for f in factors_of(factor.user_id) if f.kind in _GUARDS and f.id != factor.pk]
    return bool(others) or not needs_factor(request)
