"""The whole program on a data folder of its own, and a real browser in front of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.browser import CHROMIUM
from vinhdanh.foundation.postgres import record

REPOSITORY = Path(__file__).parents[2]


class Program:
    """``python -m vinhdanh serve --demo`` on a free port."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.data = data
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self, seconds: float = 300) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("VINHDANH_") and k != "DATABASE_URL"}
        env = {**kept, "VINHDANH_DATA": str(self.data), "VINHDANH_PORT": str(self.port), "PYTHONPATH": "src"}
        log = (self.data.parent / "serve.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vinhdanh", "serve", "--demo"],
            cwd=REPOSITORY,
            env=env,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self.wait(seconds)

    def wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
            if self.process.poll() is not None:
                break
        raise RuntimeError((self.data.parent / "serve.log").read_text()[-4000:])

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=40)

    def kill(self) -> None:
        """kill -9 of all that the program started, the database too."""
        victims = {self.process.pid, *_with_environment(f"VINHDANH_DATA={self.data}".encode())}
        known = record.load(self.data)
        if known is not None:
            victims.add(int((self.data / known.folder / "postmaster.pid").read_text().split()[0]))
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self._wait_until_silent()

    def _wait_until_silent(self) -> None:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) != 0:
                    return
            time.sleep(0.05)
        raise AssertionError("something still answers after kill -9")


def _with_environment(mark: bytes) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    running = Program(tmp_path_factory.mktemp("vd") / "data")
    running.data.mkdir()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def browser(program: Program, chromium: Any) -> Any:
    return chromium
