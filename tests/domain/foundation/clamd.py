"""A scanner for tests that speaks clamd's INSTREAM on a socket of its own."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VIRUS = b"X5O!THU-NGHIEM-MA-DOC"


def _read(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = line.recv(count - len(data))
        if not part:
            raise ConnectionError
        data += part
    return data


def _answer(line: socket.socket) -> bytes:
    if _read(line, 10) != b"zINSTREAM\0":
        return b"UNKNOWN COMMAND\0"
    body = b""
    while size := int.from_bytes(_read(line, 4), "big"):
        body += _read(line, size)
    if b"BUSY" in body:
        return b"INSTREAM size limit exceeded. ERROR\0"
    return b"stream: Thu.Nghiem-1 FOUND\0" if VIRUS in body else b"stream: OK\0"


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """The setting that leads to the scanner; it answers until the block ends."""
    path = folder / "clamd.sock"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()

        def serve() -> None:
            while True:
                try:
                    line, _ = door.accept()
                except OSError:
                    return
                with line:
                    try:
                        line.sendall(_answer(line))
                    except ConnectionError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"unix:{path}"
        door.shutdown(socket.SHUT_RDWR)
    thread.join(5)
