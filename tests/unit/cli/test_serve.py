"""The supervisor over real processes, and against kill -9 of each of them."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vinhdanh.foundation import postgres

REPOSITORY = Path(__file__).resolve().parents[3]
Start = Callable[..., subprocess.Popen[str]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(done: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


class House:
    """One data folder and port, and the sites started on them.

    A private one has its own database; another uses that of the test run, which is quicker.
    """

    def __init__(self, data: Path, *, private: bool) -> None:
        self.data, self.port = data, free_port()
        self._hidden = {"VINHDANH_SECRET_KEY", *(["DATABASE_URL"] if private else [])}
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        given = {
            "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
            "VINHDANH_DATA": str(self.data),
            "VINHDANH_PORT": str(self.port),
        }
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "VINHDANH_SECRET_KEY"}
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.unit.cli.small_site", *words],
            env=clean | given | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_hears_the_terminal,  # noqa: PLW1509 - nothing else runs here
        )
        self.started.append(process)
        return process

    def ready(self, *words: str) -> subprocess.Popen[str]:
        process = self.start(*words)
        assert process.stdout
        assert f"sẵn sàng ở http://127.0.0.1:{self.port}/" in process.stdout.readline()
        return process

    def answer(self) -> int | None:
        """The number of the web process that answers, None when nobody does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/")
            return int(connection.getresponse().read())
        except OSError:
            return None
        finally:
            connection.close()

    def children(self, parent: int) -> dict[str, int]:
        """The supervisor's children by what they are."""
        listing = subprocess.run(
            ["ps", "-ewwo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        )
        rows = [line.split(None, 2) for line in listing.stdout.splitlines()]
        kinds = {"vinhdanh web": "web", "small_site worker": "worker", "postgres -D": "postgres"}
        return {
            kind: int(pid)
            for pid, ppid, args in rows
            for mark, kind in kinds.items()
            if int(ppid) == parent and mark in args
        }

    def database_runs(self) -> bool:
        found = postgres.look(self.data)
        return bool(found and found[1])


@contextmanager
def _house(*, private: bool) -> Iterator[House]:
    base = Path(tempfile.mkdtemp(prefix="vd-"))
    base.chmod(0o711)
    house = House(base / "data", private=private)
    yield house
    for process in house.started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)
    if house.database_runs():
        with postgres.ensure(house.data):
            pass
    shutil.rmtree(base)


@pytest.fixture
def house() -> Iterator[House]:
    with _house(private=False) as house:
        yield house


@pytest.fixture
def private_house() -> Iterator[House]:
    with _house(private=True) as house:
        yield house


def _hears_the_terminal() -> None:
    """A suite under nohup would hand its deafness down."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return not Path(f"/proc/{pid}/cmdline").read_bytes()


def test_it_serves_until_a_signal_and_leaves_nothing_running(private_house: House) -> None:
    site = private_house.ready("--demo")
    parts = private_house.children(site.pid)
    assert set(parts) == {"web", "worker", "postgres"}
    assert private_house.answer()
    assert (private_house.data / "prepared").read_text().startswith("True postgresql://vinhdanh:")
    site.send_signal(signal.SIGINT)
    code, _, err = ended(site)
    assert (code, "Đã dừng." in err) == (0, True)
    assert all(gone(pid) for pid in parts.values())
    assert private_house.answer() is None
    assert not private_house.database_runs()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_signals_stop_it_too(house: House, number: int) -> None:
    site = house.ready()
    parts = house.children(site.pid)
    site.send_signal(number)
    assert ended(site)[0] == 0
    assert all(gone(pid) for pid in parts.values())


def test_a_second_one_says_where_the_first_is(house: House) -> None:
    first = house.ready()
    code, out, _ = ended(house.start())
    assert code == 0
    assert f"đang chạy ở http://127.0.0.1:{house.port}/ (pid {first.pid})" in out
    assert house.answer()


@pytest.mark.slow
def test_two_at_once_both_point_to_the_one_that_serves(house: House) -> None:
    both = [house.start(), house.start()]
    until(lambda: any(process.poll() == 0 for process in both))
    second = next(process for process in both if process.poll() == 0)
    assert "đang chạy ở" in ended(second)[1]
    assert house.answer()


@pytest.mark.slow
def test_a_second_one_on_another_port_is_refused(house: House) -> None:
    house.ready()
    code, _, err = ended(house.start(VINHDANH_PORT=str(free_port())))
    assert code == 2
    assert f"http://127.0.0.1:{house.port}/" in err
    assert len(err.splitlines()) == 1


def test_a_port_in_use_is_refused_before_anything_is_made(house: House) -> None:
    with socket.create_server(("127.0.0.1", house.port)):
        code, _, err = ended(house.start())
    assert code == 2
    assert f"Cổng {house.port} đang được chương trình khác dùng" in err
    assert not (house.data / "pg").exists()


@pytest.mark.parametrize("port", ["0", "65536", "tám nghìn", "-1"])
def test_a_port_that_is_none_is_refused(house: House, port: str) -> None:
    code, _, err = ended(house.start(VINHDANH_PORT=port))
    assert (code, err) == (2, f"VINHDANH_PORT={port}: cổng phải là một số từ 1 đến 65535.\n")


def kill_and_await_another(house: House, site: int, which: str) -> None:
    before = house.children(site)[which]
    os.kill(before, signal.SIGKILL)
    until(lambda: house.children(site).get(which) not in (None, before))
    until(lambda: bool(house.answer()))


@pytest.mark.slow
def test_a_killed_part_comes_back(private_house: House) -> None:
    site = private_house.ready()
    for which in ("web", "worker", "postgres"):
        kill_and_await_another(private_house, site.pid, which)
    assert site.poll() is None
    site.terminate()
    assert ended(site)[0] == 0
    assert not private_house.database_runs()


@pytest.mark.slow
def test_killing_the_web_leaves_none_of_its_workers(house: House) -> None:
    site = house.ready()
    answering = house.answer()
    assert answering
    os.kill(house.children(site.pid)["web"], signal.SIGKILL)
    until(lambda: gone(answering))
    until(lambda: house.answer() not in (None, answering))


@pytest.mark.slow
def test_after_a_kill_of_the_supervisor_the_next_start_takes_over(private_house: House) -> None:
    first = private_house.ready()
    parts = private_house.children(first.pid)
    first.kill()
    first.communicate()
    second = private_house.ready()
    assert gone(parts["web"])
    # The worker ends by itself once it has finished its job; the new site does not wait for that.
    until(lambda: gone(parts["worker"]))
    assert private_house.children(second.pid)["web"] != parts["web"]
    second.terminate()
    assert ended(second)[0] == 0
    assert gone(parts["postgres"])


@pytest.mark.slow
def test_after_a_kill_of_everything_the_next_start_works(private_house: House) -> None:
    first = private_house.ready()
    answering = private_house.answer()
    for pid in (first.pid, answering, *private_house.children(first.pid).values()):
        assert pid
        os.kill(pid, signal.SIGKILL)
    first.communicate()
    private_house.ready()
    assert private_house.answer()


@pytest.mark.slow
def test_a_web_that_never_starts_ends_the_site_with_its_reason(house: House) -> None:
    site = house.start(SITE_BROKEN_WEB="1")
    code, _, err = ended(site)
    assert code == 1
    assert "Tiến trình web liên tục dừng: không khởi động được" in err.splitlines()[-1]


def test_a_broken_preparation_stops_the_database_again(private_house: House) -> None:
    code, _, err = ended(private_house.start(SITE_BROKEN_PREPARATION="1"))
    assert (code, err.splitlines()[-1]) == (1, "chuẩn bị hỏng")
    assert not private_house.database_runs()
