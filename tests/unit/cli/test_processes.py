import http.server
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vinhdanh.interfaces.cli import database, instance, processes
from vinhdanh.interfaces.cli.instance import Site
from vinhdanh.interfaces.cli.problems import Problem
from vinhdanh.interfaces.cli.processes import Child, Restarts


def test_restarts_wait_longer_each_time_and_give_up() -> None:
    restarts = Restarts(most=3)
    assert [restarts.delay_after_death() for _ in range(4)] == [0.5, 1.0, 2.0, None]


def test_deaths_long_ago_are_forgiven(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(processes.time, "monotonic", lambda: now)
    restarts = Restarts(most=1)
    for _ in range(5):
        assert restarts.delay_after_death() == 0.5
        now += 61


def tend_until(child: Child, end: float) -> None:
    while time.monotonic() < end:
        child.tend()
        time.sleep(0.01)


def test_a_child_that_keeps_dying_is_given_up_with_its_last_words(tmp_path: Path) -> None:
    heard: list[str] = []
    child = Child(
        "máy in",
        [sys.executable, "-c", "raise SystemExit('hết giấy')"],
        tmp_path / "log",
        heard.append,
        Restarts(most=2, first_delay=0.01),
    )
    child.start()
    end = time.monotonic() + 20
    with pytest.raises(Problem, match="máy in liên tục dừng: hết giấy"):
        tend_until(child, end)
    assert len(heard) == 2


def test_a_child_that_will_not_stop_is_killed_with_its_own_children(tmp_path: Path) -> None:
    stubborn = (
        "import os, signal, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "pid = os.fork()\n"
        "if pid: print(pid, flush=True)\n"
        "while True: time.sleep(1)\n"
    )
    child = Child("bướng", [sys.executable, "-c", stubborn], tmp_path / "log", print)
    child.start()
    end = time.monotonic() + 20
    while not (tmp_path / "log").read_text().strip():
        assert time.monotonic() < end
        time.sleep(0.02)
    grandchild = int((tmp_path / "log").read_text())
    child.ask_to_stop()
    child.wait(0.3)
    while Path(f"/proc/{grandchild}/cmdline").exists() and Path(f"/proc/{grandchild}/cmdline").read_bytes():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_logs_are_put_aside_and_the_oldest_forgotten(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    for run in range(6):
        processes.rotate(log)
        log.write_text(f"lần {run}")
    processes.rotate(log)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["web.log.1", "web.log.2", "web.log.3"]
    assert (tmp_path / "web.log.1").read_text() == "lần 5"


def test_the_secret_is_made_once_and_only_its_owner_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINHDANH_SECRET_KEY", "")
    database.provide_secret(tmp_path)
    first = os.environ["VINHDANH_SECRET_KEY"]
    assert len(first) >= 50
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("VINHDANH_SECRET_KEY", "")
    database.provide_secret(tmp_path)
    assert os.environ["VINHDANH_SECRET_KEY"] == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_given_database_is_used_and_none_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    monkeypatch.setenv("VINHDANH_DATA", str(tmp_path / "data"))
    with database.with_database() as running:
        assert running is None
        assert os.environ["DATABASE_URL"] == "postgresql://somewhere/else"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("may-chu.example", "http://may-chu.example:8000/"),
    ],
)
def test_the_address_shown_can_be_opened_on_this_machine(tmp_path: Path, host: str, url: str) -> None:
    assert Site(host, 8000, tmp_path).url == url


class _Picky(http.server.BaseHTTPRequestHandler):
    """Well only behind the proxy it expects, as a site with a host name and HTTPS is."""

    def do_GET(self) -> None:
        expected = self.headers["Host"] == "td.example.vn" and self.headers["X-Forwarded-Proto"] == "https"
        self.send_response(200 if expected else 400)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def picky(tmp_path: Path) -> Iterator[Site]:
    with http.server.HTTPServer(("127.0.0.1", 0), _Picky) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield Site("127.0.0.1", server.server_port, tmp_path)
        server.shutdown()
        thread.join()


def test_health_is_asked_as_the_outside_would(picky: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VINHDANH_HOSTS", "")
    assert not instance.healthy(picky)
    monkeypatch.setenv("VINHDANH_HOSTS", ".td.example.vn,other.example")
    assert instance.healthy(picky)


def test_a_child_ends_with_its_parent() -> None:
    child = (
        "import os, signal, sys, time\n"
        "from vinhdanh.interfaces.cli.lifeline import end_with_parent\n"
        "end_with_parent(os.getppid(), signal.SIGTERM)\n"
        "print(os.getpid(), flush=True)\n"
        "while True: time.sleep(1)\n"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    source = Path(__file__).resolve().parents[3] / "src"
    process = subprocess.Popen(
        [sys.executable, "-c", parent],
        env=os.environ | {"PYTHONPATH": str(source)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    number = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)  # the pipe closes when the child, who shares it, is gone
    assert not Path(f"/proc/{number}/cmdline").exists() or not Path(f"/proc/{number}/cmdline").read_bytes()


def test_a_log_that_grows_is_put_aside_while_its_writer_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"a" * 100)
        processes.trim(log, most=1000)
        assert log.stat().st_size == 100
        processes.trim(log, most=50)
        writer.write(b"b")
        assert log.read_bytes() == b"b"
        assert log.with_name("web.log.1").read_bytes() == b"a" * 100
        processes.trim(log, most=0)
        assert log.with_name("web.log.2").read_bytes() == b"a" * 100
