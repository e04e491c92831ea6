"""Two commands on a fresh machine, and what kill -9 leaves behind."""

import http.cookiejar
import os
import random
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import REPOSITORY, Program

pytestmark = pytest.mark.slow

COLD_SECONDS, WARM_SECONDS = 90, 5


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run_until_ready(clone: Path, port: int, limit: float) -> float:
    """Seconds from ``./run`` to the first 200 of /healthz; the program is stopped again."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("VINHDANH_", "PYTEST_")) and k != "DATABASE_URL"
    }
    kept.pop("PYTHONPATH", None)
    begun = time.monotonic()
    process = subprocess.Popen(
        ["./run"], cwd=clone, env={**kept, "VINHDANH_PORT": str(port)}, start_new_session=True
    )
    try:
        while time.monotonic() - begun < limit:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.05)
            assert process.poll() is None, "./run ended by itself"
        raise AssertionError(f"not ready after {limit} s")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)


@pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="not a git checkout")
def test_a_clean_clone_starts_cold_and_warm(tmp_path: Path) -> None:
    clone, port = tmp_path / "ban sao", _free_port()
    subprocess.run(["git", "clone", "-q", str(REPOSITORY), str(clone)], check=True)
    cold = _run_until_ready(clone, port, COLD_SECONDS)
    warm = min(_run_until_ready(clone, port, 30) for _ in range(2))
    print(f"\ncold {cold:.1f} s, warm {warm:.1f} s")
    assert cold < COLD_SECONDS
    assert warm < WARM_SECONDS


class Visitor:
    """A signed-in officer with nothing but the standard library."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        page = self.get("/dang-nhap/")
        self.post("/dang-nhap/", {"username": "hanh.snv", "password": "song-may-2026"}, page)

    def get(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=20) as answer:
            return str(answer.read().decode())

    def post(self, path: str, fields: dict[str, str], page: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        with self.opener.open(urllib.request.Request(self.url + path, data), timeout=20) as answer:
            return str(answer.geturl())

    def upload(self, name: str, text: str) -> str:
        """The address of the draft: the acknowledgement."""
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = f"{head}{text}\r\n--{edge}--\r\n".encode()
        request = urllib.request.Request(self.url + "/ke-hoach/doc/", body)
        request.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
        request.add_header("X-CSRFToken", str(token))
        request.add_header("Referer", self.url + "/ke-hoach/doc/")
        with self.opener.open(request, timeout=20) as answer:
            return str(answer.geturl())


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / "data")
    made.data.mkdir()
    made.start()
    yield made
    made.stop()


def test_kill_9_loses_no_acknowledged_upload_and_reads_each_once(demo: Program) -> None:
    dice = random.Random(7)
    acknowledged: dict[str, str] = {}
    for turn in range(3):
        visitor = Visitor(demo.url)
        stop_at = time.monotonic() + dice.uniform(1.0, 3.0)
        number = 0
        while time.monotonic() < stop_at:
            name = f"ke-hoach-{turn}-{number}.txt"
            text = f"KẾ HOẠCH\nCông tác năm 2026\n\nQuý I\n1. Việc thứ {turn} {number}\n2. Họp Hội đồng\n"
            acknowledged[name] = visitor.upload(name, text).replace(demo.url, "")
            number += 1
        demo.kill()
        demo.start()
    visitor = Visitor(demo.url)
    waiting = dict(acknowledged)
    end = time.monotonic() + 90
    while waiting and time.monotonic() < end:
        waiting = {name: path for name, path in waiting.items() if "cac-dong" not in visitor.get(path)}
        time.sleep(0.5)
    assert not waiting, f"{len(waiting)} of {len(acknowledged)} uploads were never read"
    assert len(set(acknowledged.values())) == len(acknowledged)
    for path in acknowledged.values():
        assert visitor.get(path).count('class="review ') == 2


def test_the_site_stays_up_on_bad_files(demo: Program) -> None:
    visitor = Visitor(demo.url)
    for name, text in (
        ("rong.txt", ""),
        ("gia.docx", "khong phai docx"),
        ("gia.pdf", "%PDF-1.4 hong"),
        ("a.exe", "MZ\0\1"),
    ):
        address = visitor.upload(name, text) if name == "gia.pdf" else _refused(visitor, name, text)
        end = time.monotonic() + 30
        while (
            address
            and "Chưa đọc được" not in visitor.get(address.replace(demo.url, ""))
            and time.monotonic() < end
        ):
            time.sleep(0.3)
    assert "Kế hoạch" in visitor.get("/ke-hoach/")
    kept = [
        path
        for path in (demo.data / "files").rglob("*")
        if path.is_file() and path.read_bytes() == b"khong phai docx"
    ]
    assert not kept


def _refused(visitor: Visitor, name: str, text: str) -> str:
    with pytest.raises(urllib.error.HTTPError) as refused:
        visitor.upload(name, text)
    assert refused.value.code == 422
    assert "field-error" in refused.value.read().decode()
    return ""
