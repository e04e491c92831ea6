"""Where letters go out, out of the environment."""

import os
from collections.abc import Mapping
from typing import Final, cast, get_args

from vinhdanh.config.environment import SettingError
from vinhdanh.foundation.mail.server import MailServer, Tls

_PORTS: Final = {"none": 25, "starttls": 587, "tls": 465}


def mail_server(env: Mapping[str, str] = os.environ) -> MailServer | None:
    """The server of ``VINHDANH_MAIL_HOST``, or None when there is none: letters then stay in the outbox.

    Raises SettingError for a port that is no number, an unknown ``VINHDANH_MAIL_TLS``, or a host
    without ``VINHDANH_MAIL_FROM``.
    """
    host = env.get("VINHDANH_MAIL_HOST", "").strip()
    if not host:
        return None
    tls = env.get("VINHDANH_MAIL_TLS", "starttls").strip().lower()
    if tls not in get_args(Tls):
        raise SettingError(f"VINHDANH_MAIL_TLS={tls!r}: expected none, starttls or tls")
    sender = env.get("VINHDANH_MAIL_FROM", "").strip()
    if "@" not in sender or any(mark in sender for mark in " <>\r\n"):
        raise SettingError(f"VINHDANH_MAIL_FROM={sender!r}: expected a bare address such as tdkt@example.vn")
    return MailServer(
        host=host,
        port=_port(env.get("VINHDANH_MAIL_PORT", "").strip() or str(_PORTS[tls])),
        sender=sender,
        user=env.get("VINHDANH_MAIL_USER", ""),
        password=env.get("VINHDANH_MAIL_PASSWORD", ""),
        tls=cast("Tls", tls),
    )


def _port(raw: str) -> int:
    if not raw.isascii() or not raw.isdecimal() or not 0 < int(raw) < 65_536:
        raise SettingError(f"VINHDANH_MAIL_PORT={raw!r}: expected a number from 1 to 65535")
    return int(raw)


def site_address(env: Mapping[str, str] = os.environ) -> str:
    """Where people reach this site, without a slash at the end; links in letters begin with it."""
    given = env.get("VINHDANH_URL", "").strip().rstrip("/")
    if not given:
        return f"http://localhost:{env.get('VINHDANH_PORT', '').strip() or '8000'}"
    if not given.startswith(("http://", "https://")) or any(mark in given for mark in " <>\r\n"):
        raise SettingError(f"VINHDANH_URL={given!r}: expected an address such as https://tdkt.example.vn")
    return given
