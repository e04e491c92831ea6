"""The real site on a data folder of its own: supervisor, web, worker, database."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from vinhdanh.foundation import postgres
from vinhdanh.foundation.postgres import record

REPOSITORY = Path(__file__).parents[2]


class Site:
    """``python -m vinhdanh serve --demo`` on a free port."""

    def __init__(self, place: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.data = place / "data"
        self.log = place / "serve.log"
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("VINHDANH_") and k != "DATABASE_URL"}
        mine = {"VINHDANH_DATA": str(self.data), "VINHDANH_PORT": str(self.port)}
        self.environment = {**kept, **mine, "PYTHONPATH": str(REPOSITORY / "src")}

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "vinhdanh", "serve", "--demo"],
                cwd=REPOSITORY,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_answering(120)

    def wait_until_answering(self, seconds: float) -> None:
        """Raises RuntimeError with the supervisor's last words when it never does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError(self.log.read_text()[-4000:])

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=60)

    def cli(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One of the program's own commands on this site's data."""
        return subprocess.run(
            [sys.executable, "-m", "vinhdanh", *words],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def dsn(self) -> str:
        found = postgres.look(self.data)
        if found is None:
            raise RuntimeError("the site has no database")
        return found[0].dsn

    def pids(self, part: str) -> list[int]:
        """Processes of ``web``, ``worker`` or ``database``, found by this site's own folder."""
        if part == "database":
            return self._postmaster()
        mark = f"VINHDANH_DATA={self.data}".encode()
        wanted = re.compile(rf"\0vinhdanh\0{part}\0".encode())
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                ours = mark in (folder / "environ").read_bytes().split(b"\0")
                if ours and wanted.search((folder / "cmdline").read_bytes()):
                    found.append(int(folder.name))
        return found

    def _postmaster(self) -> list[int]:
        known = record.load(self.data)
        if known is None:
            return []
        try:
            return [int((self.data / known.folder / "postmaster.pid").read_text().split()[0])]
        except (OSError, ValueError, IndexError):
            return []
