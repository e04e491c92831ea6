"""How people come in, out of environment variables: second factor, proxies, an identity provider."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from vinhdanh.config.environment import SettingError, flag, words

EVERYBODY = "all"
_NOBODY = frozenset({"none", "off", "0", "no", "false"})
_MATCHES = ("username", "email")


def second_factor_roles(*, real: bool, env: Mapping[str, str] = os.environ) -> list[str]:
    """The roles that must have a second factor: ``["all"]``, some names, or none.

    Without a word in ``VINHDANH_MFA`` a ``real`` site (behind HTTPS, not the demo) asks everybody.
    """
    if "VINHDANH_MFA" not in env:
        return [EVERYBODY] if real else []
    named = [word.lower() for word in words("VINHDANH_MFA", env=env)]
    return [] if not named or set(named) <= _NOBODY else named


@dataclass(frozen=True, slots=True)
class Identity:
    """An OpenID Connect provider. ``claim`` of its answer is compared with the account's ``match`` field."""

    issuer: str
    client_id: str
    secret: str
    name: str
    claim: str
    match: str
    create: bool

    def as_allauth_app(self) -> dict[str, Any]:
        """The provider as the library wants it; the code is tied to this browser (PKCE)."""
        return {
            "provider_id": "dinh-danh",
            "name": self.name[:40],
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.issuer, "oauth_pkce_enabled": True, "claim": self.claim},
        }


def identity(env: Mapping[str, str] = os.environ) -> Identity | None:
    """The provider of ``VINHDANH_OIDC_…``, nothing without an issuer.

    Raises SettingError when a part is missing or the issuer could be listened to on its way.
    """
    issuer = env.get("VINHDANH_OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        return None
    _check_issuer(issuer)
    match = env.get("VINHDANH_OIDC_MATCH", "username").strip()
    if match not in _MATCHES:
        raise SettingError(f"VINHDANH_OIDC_MATCH={match!r}: expected one of {', '.join(_MATCHES)}")
    return Identity(
        issuer=issuer,
        client_id=_needed("VINHDANH_OIDC_CLIENT", env),
        secret=_needed("VINHDANH_OIDC_SECRET", env),
        name=env.get("VINHDANH_OIDC_NAME", "").strip() or "tài khoản định danh",
        claim=env.get("VINHDANH_OIDC_CLAIM", "").strip() or _claim_for(match),
        match=match,
        create=flag("VINHDANH_OIDC_CREATE", env=env),
    )


def _claim_for(match: str) -> str:
    return "email" if match == "email" else "preferred_username"


def _needed(name: str, env: Mapping[str, str]) -> str:
    value = env.get(name, "").strip()
    if not value:
        raise SettingError(f"{name} is needed beside VINHDANH_OIDC_ISSUER")
    return value


def _check_issuer(issuer: str) -> None:
    parts = urlsplit(issuer)
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise SettingError(f"VINHDANH_OIDC_ISSUER={issuer!r}: expected an address that begins with https://")
