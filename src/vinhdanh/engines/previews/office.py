"""Office documents as PDF by LibreOffice, where the machine has it; where not, there is none.

The program runs in a session of its own, with limits, without macros, links or a way to the network,
in a profile that is thrown away.
"""

import logging
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import vinhdanh

_LOG = logging.getLogger(__name__)
_SECONDS: Final = 60
_PDF_MB: Final = 50
_SOURCES = str(Path(vinhdanh.__file__).resolve().parent.parent)
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_PROXY = "/org.openoffice.Inet/Settings"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    # Whatever still asks for an address is sent to a port where nobody answers.
    (_PROXY, "ooInetProxyType", "2"),
    (_PROXY, "ooInetHTTPProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPProxyPort", "9"),
    (_PROXY, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPSProxyPort", "9"),
)


def as_pdf(data: bytes, ending: str) -> bytes | None:
    """The document as PDF; None without LibreOffice, and for a document that it cannot read in time.

    ``ending`` is ``.docx``, ``.xlsx`` or ``.pptx``.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with TemporaryDirectory(prefix="vd-office-") as folder:
        home = Path(folder)
        source = home / f"in{ending.lower() if ending.lower() in {'.docx', '.xlsx', '.pptx'} else '.docx'}"
        source.write_bytes(data)
        _write_profile(home / "profile" / "user")
        _run(program, home, source)
        made = home / "in.pdf"
        return made.read_bytes() if made.is_file() and made.stat().st_size <= _PDF_MB * 1_000_000 else None


def _write_profile(user: Path) -> None:
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    (user / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>'
    )


def _run(program: str, home: Path, source: Path) -> None:
    profile = (home / "profile").as_uri()
    words = [
        program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}",
        "--convert-to", "pdf", "--outdir", str(home), str(source),
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 - our own words; the sender's name is not among them
        [sys.executable, "-P", "-B", "-m", "vinhdanh.engines.previews.office_limits", str(_SECONDS), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env={"PYTHONPATH": _SOURCES, "HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        _LOG.info("no PDF: LibreOffice took more than %s s", _SECONDS)
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
