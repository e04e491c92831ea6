"""A mail server of one's own: as much SMTP as sending needs, on a port of this machine."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from vinhdanh.foundation.mail.server import MailServer


class PostOffice:
    """What came in, and what it answers: ``refuse`` maps addresses to an answer such as "550 unknown"."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuse: dict[str, str] = {}
        self.hang_up_after = 0
        self.port = 0

    def setting(self, **more: Any) -> MailServer:
        return MailServer("127.0.0.1", self.port, "tdkt@songmay.example", tls="none", timeout=3, **more)


class _Talk(socketserver.StreamRequestHandler):
    office: PostOffice

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 test")
        refused = ""
        for raw in self.rfile:
            word = raw.decode().strip()
            verb = word[:4].upper()
            if verb == "DATA":
                self.say("354 go on")
                self._data()
            elif verb == "RCPT":
                refused = next((a for who, a in self.office.refuse.items() if who in word), "")
                self.say(refused or "250 ok")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def _data(self) -> None:
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw[1:] if raw.startswith(b"..") else raw)
        found = message_from_bytes(b"".join(lines), policy=policy.default)
        self.office.letters.append(cast("EmailMessage", found))
        if self.office.hang_up_after and len(self.office.letters) >= self.office.hang_up_after:
            # Taken, but the answer never arrives: what a kill at that moment looks like to the sender.
            self.office.hang_up_after = 0
            self.connection.close()
            return
        self.say("250 taken")


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A running server."""
    office = PostOffice()
    handler = type("Talk", (_Talk,), {"office": office})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()
