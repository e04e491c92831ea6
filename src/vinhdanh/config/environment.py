"""Settings out of environment variables, parsed by functions a test can call."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

REPOSITORY = Path(__file__).resolve().parents[3]
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"", "0", "false", "no", "off"})


class SettingError(ValueError):
    """A variable holds something that its setting cannot be; the text names both."""


def flag(name: str, *, default: bool = False, env: Mapping[str, str] = os.environ) -> bool:
    """A yes or no; raises SettingError on any other word."""
    raw = env.get(name)
    if raw is None:
        return default
    word = raw.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise SettingError(f"{name}={raw!r}: expected one of 1, true, yes, on, 0, false, no, off")


def choice(name: str, allowed: Sequence[str], default: str, *, env: Mapping[str, str] = os.environ) -> str:
    """One word of a closed list; raises SettingError on any other."""
    word = env.get(name, "").strip() or default
    if word not in allowed:
        raise SettingError(f"{name}={word!r}: expected one of {', '.join(allowed)}")
    return word


def number(
    name: str, default: int, *, least: int = 0, most: int = 2**31 - 1, env: Mapping[str, str] = os.environ
) -> int:
    """A whole number between ``least`` and ``most``; raises SettingError on anything else."""
    raw = env.get(name, "").strip() or str(default)
    if not (raw.isdecimal() and least <= int(raw) <= most):
        raise SettingError(f"{name}={raw!r}: expected a whole number from {least} to {most}")
    return int(raw)


def origins(
    name: str, hosts: Sequence[str], *, https: bool, env: Mapping[str, str] = os.environ
) -> list[str]:
    """Addresses whose forms are trusted: those given, else the hosts themselves behind https.

    Raises SettingError for one without http:// or https://.
    """
    given = words(name, env=env)
    for origin in given:
        if not origin.startswith(("http://", "https://")):
            raise SettingError(f"{name}={origin!r}: expected an address like https://td.example.vn")
    if given or not https:
        return given
    return [f"https://{host.replace('*.', '')}" for host in hosts if not _is_local(host) and host != "*"]


def _is_local(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "[::1]"}


def words(name: str, default: str = "", *, env: Mapping[str, str] = os.environ) -> list[str]:
    """A list separated by commas, blanks dropped."""
    return [word.strip() for word in env.get(name, default).split(",") if word.strip()]


def data_folder(*, env: Mapping[str, str] = os.environ) -> Path:
    """Where the program keeps everything: ``VINHDANH_DATA`` or ``.data`` beside the source."""
    return Path(env.get("VINHDANH_DATA") or REPOSITORY / ".data").resolve()


def files_folder(*, env: Mapping[str, str] = os.environ) -> Path:
    """Where files of users lie: ``VINHDANH_FILES`` or ``files`` in the data folder."""
    return Path(env.get("VINHDANH_FILES") or data_folder(env=env) / "files").resolve()


def backups_folder(*, env: Mapping[str, str] = os.environ) -> Path:
    """Where backups go when nobody says otherwise: ``VINHDANH_BACKUPS`` or ``backups`` in the data folder."""
    return Path(env.get("VINHDANH_BACKUPS") or data_folder(env=env) / "backups").resolve()


def database(url: str) -> dict[str, Any]:
    """Django's database entry for a PostgreSQL address (or a libpq connection string)."""
    try:
        parts = conninfo_to_dict(url)
    except Exception as error:
        raise SettingError(f"DATABASE_URL: {error}") from error
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    entry: dict[str, Any] = {django: str(parts.pop(libpq, "") or "") for libpq, django in known.items()}
    # Server-side prepared statements break behind a pooler in transaction mode.
    options = {**parts, "prepare_threshold": None, "pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
    # A connection is looked at before it is handed out: the server may have restarted meanwhile.
    engine = "django.db.backends.postgresql"
    return {"ENGINE": engine, **entry, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}
