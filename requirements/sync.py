# ruff: noqa: INP001, S603, T201 - a script on its own, before anything is installed
"""Make or mend ``.venv`` so that it holds what a lock file names. Called by ``./run``; standard library only.

    python requirements/sync.py runtime|dev "STAMP"

STAMP is what ``./run`` compares with on the next start to know that nothing changed.
A kill at any moment is mended by the next call.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCKS = Path(__file__).resolve().parent
VENV = LOCKS.parent / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "stamp"
# There while an installation runs; found at the start, it tells of one that never finished.
UNFINISHED = VENV / "unfinished"
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}},
    "UV_PYTHON_DOWNLOADS": "never",
    # An office's own certificate authority is in the system's store, not in uv's.
    "UV_SYSTEM_CERTS": "1",
    "PIP_USER": "0",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


class CannotInstallError(Exception):
    """The text is what the failed tool said."""


def main(kind: str, stamp: str) -> int:
    """Bring ``.venv`` up to the lock file of that kind; returns the exit code."""
    lock_file = LOCKS / f"{kind}.txt"
    with lock_file.open() as held:
        # Two ./run at once: the second waits here and finds the work done.
        fcntl.flock(held, fcntl.LOCK_EX)
        if _is_current(stamp):
            return 0
        try:
            _sync(lock_file, stamp)
        except CannotInstallError as failure:
            print(failure, file=sys.stderr)
            _say("Không cài được các thư viện, xem ở trên.", "Installing the libraries failed, see above.")
            return 1
    return 0


def _sync(lock_file: Path, stamp: str) -> None:
    _say("Đang cài các thư viện, lần đầu mất chừng nửa phút…", "Installing the libraries…")
    if not _usable(stamp):
        shutil.rmtree(VENV, ignore_errors=True)
        _make()
    UNFINISHED.touch()
    STAMP.unlink(missing_ok=True)
    _install(lock_file)
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(f"{_version()} {stamp}\n", encoding="utf-8")
    UNFINISHED.unlink()
    fresh.replace(STAMP)


def _is_current(stamp: str) -> bool:
    return STAMP.is_file() and STAMP.read_text(encoding="utf-8") == f"{_version()} {stamp}\n"


def _usable(stamp: str) -> bool:
    """Whether the environment can be added to: finished, of a Python that serves, and never moved."""
    if UNFINISHED.exists() or _version() not in {"3.11", "3.12", "3.13"}:
        return False
    place = stamp.split(" ", 3)[3]
    return not STAMP.exists() or STAMP.read_text(encoding="utf-8").rstrip("\n").endswith(f" {place}")


def _version() -> str:
    """The environment's own Python as ``3.11``; empty when there is none that runs."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([PYTHON, "-ISc", code], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def _make() -> None:
    uv = _uv_on_path()
    if uv:
        _must(uv, "venv", "--quiet", "--python", sys.executable, str(VENV))
    else:
        _must(sys.executable, "-m", "venv", str(VENV))


def _install(lock_file: Path) -> None:
    """By uv, ours if there is no other; by pip where uv cannot (a mirror that only pip knows of)."""
    try:
        uv = _uv_on_path() or _own_uv()
        options = ("--python", str(PYTHON), "--require-hashes", "--compile-bytecode")
        _must(uv, "pip", "sync", *options, str(lock_file))
    except CannotInstallError as failure:
        _say("uv không cài được, đang thử pip…", "uv failed, trying pip…")
        try:
            # The lock names everything; left to itself pip would ask for what it leaves out on purpose.
            _pip("install", "--require-hashes", "--no-deps", "-r", str(lock_file))
        except CannotInstallError as second:
            raise CannotInstallError(f"{failure}\n{second}") from second


def _uv_on_path() -> str:
    uv = shutil.which("uv")
    # A version manager's stand-in may be on PATH and yet run nothing.
    works = uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0
    return uv if uv and works else ""


def _own_uv() -> str:
    uv = VENV / "bin" / "uv"
    _pip("install", "--require-hashes", "-r", str(LOCKS / "uv.txt"))
    return str(uv)


def _pip(*words: str) -> None:
    if subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        _must(str(PYTHON), "-m", "ensurepip")
    _must(str(PYTHON), "-m", "pip", *words)


def _must(*command: str) -> None:
    done = subprocess.run(
        command, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        raise CannotInstallError("\n".join(done.stdout.strip().splitlines()[-15:]))


def _say(vietnamese: str, english: str) -> None:
    print(f"{vietnamese} / {english}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
