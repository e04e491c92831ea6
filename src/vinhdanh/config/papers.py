"""Where files and anchors of the audit log go, and how much of them: out of environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from vinhdanh.config.environment import SettingError

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class S3Place:
    """A bucket that speaks S3; ``lock_days`` above 0 asks it to keep anchors unchanged that long."""

    endpoint: str
    bucket: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    region: str = "us-east-1"
    prefix: str = ""
    lock_days: int = 0


@dataclass(frozen=True, slots=True)
class FileSettings:
    """Files that people give us. ``scanner`` is empty (none), ``unix:/path`` or ``tcp:host:port`` of a clamd;
    ``scan_required`` refuses files while the scanner does not answer."""

    folder: Path
    s3: S3Place | None = None
    limit_bytes: int = 20 * _MEGABYTE
    quota_bytes: int = 5_000 * _MEGABYTE
    scanner: str = ""
    scan_required: bool = True


@dataclass(frozen=True, slots=True)
class AnchorSettings:
    """Anchors of the audit log: one each ``seconds`` at most, in ``folder`` and, when given, in a bucket."""

    folder: Path
    seconds: int = 60
    s3: S3Place | None = None


@dataclass(frozen=True, slots=True)
class SigningSettings:
    """Whose signatures on papers count, and with which key the program itself may sign, if with any.

    ``roots`` is a folder of certificates of trusted issuers. A key is a PKCS#12 file, or one of a PKCS#11
    ``module`` (``token`` and ``label`` name it); ``secret`` is the password or the PIN. It signs papers of
    the one ``body`` whose code in the directory that is.
    """

    roots: Path
    pkcs12: Path | None = None
    module: str = ""
    token: str = ""
    label: str = ""
    secret: str = field(default="", repr=False)
    body: str = ""

    def serves(self, body: str) -> bool:
        """Is there a key, and does it sign papers of the body of this code?"""
        return (self.pkcs12 is not None or bool(self.module)) and bool(body) and body == self.body


def number(name: str, default: int, *, least: int = 0, env: Mapping[str, str] = os.environ) -> int:
    """A whole number of at least ``least``; raises SettingError on anything else."""
    raw = env.get(name, "").strip()
    if not raw:
        return default
    if not raw.isdecimal() or int(raw) < least:
        raise SettingError(f"{name}={raw!r}: expected a whole number of at least {least}")
    return int(raw)


def s3_place(prefix: str, *, env: Mapping[str, str] = os.environ) -> S3Place | None:
    """The bucket that ``{prefix}_ENDPOINT``, ``_BUCKET``, ``_KEY``, ``_SECRET`` name; None when none does.

    Raises SettingError when only some of the four are set, or the endpoint is no http(s) address.
    """
    names = [f"{prefix}_{part}" for part in ("ENDPOINT", "BUCKET", "KEY", "SECRET")]
    values = [env.get(name, "").strip() for name in names]
    if not any(values):
        return None
    missing = [name for name, value in zip(names, values, strict=True) if not value]
    if missing:
        raise SettingError(f"{', '.join(missing)}: not set, though {prefix} is used; set all four or none")
    endpoint, bucket, key, secret = values
    if urlsplit(endpoint).scheme not in {"http", "https"}:
        raise SettingError(f"{prefix}_ENDPOINT={endpoint!r}: expected http:// or https:// and a host")
    return S3Place(
        endpoint,
        bucket,
        key,
        secret,
        region=env.get(f"{prefix}_REGION") or "us-east-1",
        prefix=env.get(f"{prefix}_PREFIX", "").strip("/"),
        lock_days=number(f"{prefix}_LOCK_DAYS", 0, env=env),
    )


def scanner(*, env: Mapping[str, str] = os.environ) -> str:
    """``VINHDANH_CLAMD``: empty, ``unix:/path`` or ``tcp:host:port``; raises SettingError on other words."""
    raw = env.get("VINHDANH_CLAMD", "").strip()
    kind, _, rest = raw.partition(":")
    host, _, port = rest.rpartition(":")
    good = (
        not raw or (kind == "unix" and rest.startswith("/")) or (kind == "tcp" and host and port.isdecimal())
    )
    if not good:
        raise SettingError(f"VINHDANH_CLAMD={raw!r}: expected unix:/path/to/socket or tcp:host:port")
    return raw


def files(data: Path, *, env: Mapping[str, str] = os.environ) -> FileSettings:
    """Settings of the file store; ``VINHDANH_SCAN_DOWN`` is ``refuse`` (default) or ``mark``."""
    down = env.get("VINHDANH_SCAN_DOWN", "").strip() or "refuse"
    if down not in {"refuse", "mark"}:
        raise SettingError(f"VINHDANH_SCAN_DOWN={down!r}: expected refuse or mark")
    return FileSettings(
        folder=Path(env.get("VINHDANH_FILES") or data / "files"),
        s3=s3_place("VINHDANH_S3", env=env),
        limit_bytes=number("VINHDANH_FILE_MB", 20, least=1, env=env) * _MEGABYTE,
        quota_bytes=number("VINHDANH_QUOTA_MB", 5_000, env=env) * _MEGABYTE,
        scanner=scanner(env=env),
        scan_required=down == "refuse",
    )


def anchors(data: Path, *, env: Mapping[str, str] = os.environ) -> AnchorSettings:
    """Settings of the anchors; ``VINHDANH_ANCHORS`` is best a folder of another machine."""
    return AnchorSettings(
        folder=Path(env.get("VINHDANH_ANCHORS") or data / "anchors"),
        seconds=number("VINHDANH_ANCHOR_SECONDS", 60, least=1, env=env),
        s3=s3_place("VINHDANH_ANCHOR_S3", env=env),
    )


def signing(data: Path, *, env: Mapping[str, str] = os.environ) -> SigningSettings:
    """``VINHDANH_SIGN_ROOTS``; for a service account ``VINHDANH_SIGN_PKCS12`` or ``_PKCS11`` (the module),
    ``_TOKEN``, ``_LABEL`` with ``_SECRET``, and ``_BODY``, the code of the body for which it signs.

    Raises SettingError when both kinds of key are named, or a key without its body."""
    named = {part: env.get(f"VINHDANH_SIGN_{part}", "").strip() for part in ("PKCS12", "PKCS11")}
    if all(named.values()):
        raise SettingError("VINHDANH_SIGN_PKCS12 and VINHDANH_SIGN_PKCS11 are both set; name one key")
    body = env.get("VINHDANH_SIGN_BODY", "").strip()
    if any(named.values()) and not body:
        raise SettingError("VINHDANH_SIGN_BODY is not set: give the code of the body for which the key signs")
    return SigningSettings(
        roots=Path(env.get("VINHDANH_SIGN_ROOTS") or data / "roots"),
        pkcs12=Path(named["PKCS12"]) if named["PKCS12"] else None,
        module=named["PKCS11"],
        token=env.get("VINHDANH_SIGN_TOKEN", "").strip(),
        label=env.get("VINHDANH_SIGN_LABEL", "").strip(),
        secret=env.get("VINHDANH_SIGN_SECRET", ""),
        body=body,
    )
