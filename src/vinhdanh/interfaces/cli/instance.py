"""One site per data folder: who holds it, and where that one answers."""

import errno
import http.client
import json
import os
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from vinhdanh.foundation.postgres.locks import FileLock
from vinhdanh.interfaces.cli.problems import BadInput

_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - recognised, not bound


@dataclass(frozen=True, slots=True)
class Site:
    """Where a site listens and keeps its data."""

    host: str
    port: int
    data: Path

    @property
    def reachable_host(self) -> str:
        """A host to connect to: one of this machine's own where the site listens on all."""
        return _EVERY_ADDRESS.get(self.host, self.host)

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        host = self.reachable_host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that serves a data folder."""

    pid: int
    url: str


class Instance:
    """The claim on a data folder; the kernel drops it when the process dies."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._note = site.data / "serve.json"
        self._lock = FileLock(site.data / "serve.lock")
        self.after_a_crash = False

    def claim(self) -> Holder | None:
        """Claim the folder; gives its holder when another process has it."""
        if not self._lock.try_take():
            return self._holder()
        self.after_a_crash = self._note.exists()
        self._note.write_text(json.dumps(asdict(Holder(os.getpid(), self._site.url))), "utf-8")
        return None

    def release(self) -> None:
        """Give the folder back after an orderly end."""
        self._note.unlink(missing_ok=True)
        self._lock.close()

    def _holder(self) -> Holder:
        end = time.monotonic() + 2
        while time.monotonic() < end:
            try:
                return Holder(**json.loads(self._note.read_text("utf-8")))
            except (OSError, ValueError, TypeError):
                time.sleep(0.05)  # it has the lock and is about to write the note
        return Holder(0, "")


def healthy(site: Site) -> bool:
    """Whether the site answers 200 at /healthz."""
    connection = http.client.HTTPConnection(site.reachable_host, site.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers=_as_from_outside())
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _as_from_outside() -> dict[str, str]:
    """Headers a proxy in front would send, so that host and HTTPS checks let the question through."""
    allowed = os.environ.get("VINHDANH_HOSTS", "").split(",")[0].strip().lstrip(".")
    host = {} if allowed in {"", "*"} else {"Host": allowed}
    return {"X-Forwarded-Proto": "https", **host}


def check_port(site: Site, patience: float) -> None:
    """Raises BadInput when nobody may listen there; waits that many seconds for a port to come free."""
    end = time.monotonic() + patience
    while True:
        error = _try_port(site)
        if error is None:
            return
        if error.errno != errno.EADDRINUSE or time.monotonic() >= end:
            raise BadInput(_why_not(site, error))
        time.sleep(0.1)


def _try_port(site: Site) -> OSError | None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            site.host or None, site.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return error
    return None


def _why_not(site: Site, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Cổng {site.port} đang được chương trình khác dùng: "
            f"hãy dừng chương trình đó hoặc chọn cổng khác, ví dụ VINHDANH_PORT={site.port + 1} ./run."
        )
    if error.errno == errno.EACCES:
        return f"Không được phép mở cổng {site.port}: hãy chọn cổng từ 1024 trở lên bằng VINHDANH_PORT."
    return f"Không mở được {site.host}:{site.port} ({error}): hãy xem lại VINHDANH_HOST và VINHDANH_PORT."
