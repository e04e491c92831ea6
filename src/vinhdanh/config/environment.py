"""Settings out of environment variables, parsed by functions a test can call."""

import os
from collections.abc import Mapping
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


def words(name: str, default: str = "", *, env: Mapping[str, str] = os.environ) -> list[str]:
    """A list separated by commas, blanks dropped."""
    return [word.strip() for word in env.get(name, default).split(",") if word.strip()]


def data_folder(*, env: Mapping[str, str] = os.environ) -> Path:
    """Where the program keeps everything: ``VINHDANH_DATA`` or ``.data`` beside the source."""
    return Path(env.get("VINHDANH_DATA") or REPOSITORY / ".data").resolve()


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
    return {"ENGINE": "django.db.backends.postgresql", **entry, "OPTIONS": options}
