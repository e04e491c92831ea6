"""Where a cluster and its socket lie, so that the server's account can get there.

Folders of other people are never opened up: when the account cannot enter the data
folder (a clone under a 0700 home), the cluster goes to a place of the system instead.
"""

import os
import re
import shutil
import stat
import tempfile
from pathlib import Path

from vinhdanh.foundation.postgres.accounts import Account
from vinhdanh.foundation.postgres.model import PostgresError

# The kernel allows about 107 bytes for a socket's path, 103 on some systems; its name takes 14.
_LONGEST = 88
_SHORT = ("/tmp", "/var/tmp")  # noqa: S108 - the folder in it is made anew and private
_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")
# /var/tmp last: some systems clear it of files that were not read for a month.
_SYSTEM = ("/var/lib", "/srv", "/opt", "/var/tmp")  # noqa: S108 - only a folder that is ours is taken


def make_data_folder(data: Path) -> Path:
    """Make the data folder if need be, private to its owner, and give its full path.

    For root it may be entered (not listed) by the server's account.
    """
    data = data.expanduser().resolve()
    if not data.is_dir():
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return data


def home_for(data: Path, account: Account, identity: str) -> Path:
    """The folder that holds the cluster: the data folder, else one of the system's named by ``identity``."""
    if account.reaches(data):
        return data
    for base in _SYSTEM:
        home = Path(base, "vinhdanh", identity)
        if _made(home, account):
            (home / "belongs-to").write_text(f"{data}\n", "utf-8")
            return home
    raise PostgresError(
        f"Tài khoản {account.name} không vào được {data} và không có chỗ nào khác cho cơ sở dữ liệu: "
        "hãy đặt VINHDANH_DATA sang thư mục mà tài khoản đó vào được."
    )


def _made(home: Path, account: Account) -> bool:
    try:
        for folder in (home.parent, home):
            folder.mkdir(mode=0o711, exist_ok=True)
        home.parent.chmod(0o711)
        home.chmod(0o711)
    except OSError:
        return False
    # Somebody else's folder under a place where all may write is not ours to trust.
    return home.stat().st_uid == home.parent.stat().st_uid == os.geteuid() and account.reaches(home)


def sockets_for(recorded: str, account: Account) -> Path:
    """The recorded socket folder if it is still the account's own, else a new one with a short path."""
    if recorded and _is_private(Path(recorded), account):
        return Path(recorded)
    for base in dict.fromkeys((*_SHORT, tempfile.gettempdir())):
        if len(base) > _LONGEST - 24 or not _PLAIN.fullmatch(base) or not account.reaches(Path(base)):
            continue
        folder = Path(tempfile.mkdtemp(prefix="vinhdanh-", dir=base))
        account.own(folder)
        return folder
    raise PostgresError("Không có thư mục tạm đường dẫn ngắn cho cơ sở dữ liệu: hãy kiểm tra /tmp.")


def _is_private(folder: Path, account: Account) -> bool:
    try:
        info = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(info.st_mode) and info.st_uid == account.uid and stat.S_IMODE(info.st_mode) == 0o700


def clear_folder(folder: Path) -> None:
    """Remove a socket folder and what a dead server left in it."""
    shutil.rmtree(folder, ignore_errors=True)
