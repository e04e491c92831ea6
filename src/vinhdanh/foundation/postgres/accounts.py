"""The operating-system account PostgreSQL runs as: it refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from vinhdanh.foundation.postgres.model import PostgresError

_UNPRIVILEGED = ("postgres", "nobody")
# Nothing of the caller's environment (PGDATA, PGPORT, LD_PRELOAD …) reaches the server.
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    """An account by number; ``name`` is for messages."""

    uid: int
    gid: int
    name: str

    @property
    def other(self) -> bool:
        """Whether running as this account means switching to it."""
        return self.uid != os.geteuid()

    def run(self, command: Sequence[str | Path], *, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end as this account, ``text`` on its standard input."""
        try:
            return subprocess.run(  # noqa: S603 - our own words, no shell
                [str(part) for part in command],
                input=text,
                text=True,
                capture_output=True,
                check=False,
                **self._options(),
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise self._cannot(error) from error

    def start(self, command: Sequence[str | Path], output: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a command that stays, away from the terminal's signals."""
        try:
            return subprocess.Popen(  # noqa: S603 - our own words, no shell
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._options(),
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise self._cannot(error) from error

    def reaches(self, path: Path) -> bool:
        """Whether the account may enter this folder or execute this file."""
        if not self.other:
            return os.access(path, os.X_OK)
        return self.run(["/bin/sh", "-c", 'test -x "$1"', "sh", path]).returncode == 0

    def own(self, path: Path) -> None:
        """Give a file or folder that we made to the account."""
        if self.other:
            os.chown(path, self.uid, self.gid)

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"cwd": "/", "env": _ENVIRONMENT, "umask": 0o077}
        if self.other:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def _cannot(self, error: Exception) -> PostgresError:
        return PostgresError(f"Không chạy được PostgreSQL bằng tài khoản {self.name}: {error}.")


def choose(cluster: Path | None) -> Account:
    """The account for a server: ourselves, or as root the cluster's owner, ``postgres`` or ``nobody``.

    Raises PostgresError when the cluster belongs to somebody we cannot run as.
    """
    uid = os.geteuid()
    owner = cluster.stat().st_uid if cluster and cluster.is_dir() else None
    if uid != 0:
        if owner not in (None, uid):
            raise PostgresError(
                f"Cơ sở dữ liệu ở {cluster} thuộc tài khoản khác (uid {owner}): "
                "hãy chạy bằng tài khoản đó hoặc đặt VINHDANH_DATA sang thư mục khác."
            )
        return Account(uid, os.getegid(), str(uid))
    if owner:
        return _by_uid(owner)
    return _unprivileged()


def _by_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise PostgresError(
            f"Cơ sở dữ liệu thuộc uid {uid}, máy này không có tài khoản đó: "
            "hãy tạo tài khoản hoặc đổi chủ thư mục."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)


def _unprivileged() -> Account:
    for name in _UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)
    raise PostgresError(
        "PostgreSQL không chạy bằng root và máy không có tài khoản postgres hay nobody: "
        "hãy chạy bằng tài khoản thường hoặc đặt DATABASE_URL."
    )
