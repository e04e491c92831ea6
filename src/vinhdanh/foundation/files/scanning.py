"""The virus scanner, as a port: a clamd on a socket, or none. Another one is one more function here."""

import logging
import socket
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from vinhdanh.config.papers import FileSettings
from vinhdanh.foundation.files.states import ScanState

_LOG = logging.getLogger(__name__)
_SECONDS: Final = 30
_CHUNK: Final = 1 << 16


class ScannerError(OSError):
    """The scanner does not answer, or answers what we do not understand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``signature`` names what was found."""

    state: ScanState
    signature: str = ""


def scan(path: Path) -> Finding:
    """What the scanner says of a file; NOT_ASKED without a scanner. Raises ScannerError when it is down."""
    chosen: FileSettings = settings.FILES
    if not chosen.scanner:
        return Finding(ScanState.NOT_ASKED)
    try:
        answer = _ask_clamd(chosen.scanner, path)
    except OSError as error:
        _LOG.warning("virus scanner: %s", error)
        raise ScannerError(str(error)) from error
    return _understood(answer)


def _understood(answer: str) -> Finding:
    words = answer.removeprefix("stream:").strip()
    if words == "OK":
        return Finding(ScanState.CLEAN)
    if words.endswith(" FOUND"):
        return Finding(ScanState.INFECTED, words.removesuffix(" FOUND"))
    _LOG.warning("virus scanner answered: %s", words)
    raise ScannerError(words)


def _ask_clamd(address: str, path: Path) -> str:
    """Send the file by INSTREAM: chunks with their length before them, a zero at the end."""
    with closing(_connected(address)) as line, path.open("rb") as file:
        line.sendall(b"zINSTREAM\0")
        while chunk := file.read(_CHUNK):
            line.sendall(len(chunk).to_bytes(4, "big") + chunk)
        line.sendall(bytes(4))
        answer = b""
        while part := line.recv(_CHUNK):
            answer += part
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected(address: str) -> socket.socket:
    kind, _, rest = address.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_SECONDS)
        line.connect(rest)
        return line
    host, _, port = rest.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
