"""Officers who upload a plan, wait until it is read and accept it; whatever gets no answer is tried again."""

import http.client
import http.cookiejar
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, Queue
from typing import TypeVar

Answer = TypeVar("Answer")
PATIENCE = 180.0
USER, PASSWORD = "hanh.snv", "song-may-2026"
PLAN = """ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY
SỞ NỘI VỤ
Số: {number}
Sông Mây, ngày 05 tháng 01 năm 2026
KẾ HOẠCH
Công tác thi đua, khen thưởng đợt {number} năm 2026

I. Quý I
1. Họp Hội đồng xét danh hiệu đợt {number}
2. Báo cáo tổng kết đợt {number}
"""


def number_of(turn: int) -> str:
    return f"{1000 + turn}/KH-SNV"


@dataclass(slots=True)
class Ledger:
    """What the site acknowledged: numbers of plans, with the address each got."""

    uploaded: dict[str, str] = field(default_factory=dict)
    accepted: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unanswered: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Browser:
    """One signed-in person, with nothing but the standard library."""

    def __init__(self, url: str, ledger: Ledger) -> None:
        self.url, self.ledger = url, ledger
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def sign_in(self) -> None:
        self.patiently(lambda: self.get("/dang-nhap/"))
        self.patiently(lambda: self.post("/dang-nhap/", {"username": USER, "password": PASSWORD}))

    def patiently(self, act: Callable[[], Answer]) -> Answer:
        """Try until there is an answer; an answer of 4xx is one, and is raised."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return act()
            except (OSError, http.client.HTTPException) as error:
                told_no = isinstance(error, urllib.error.HTTPError) and error.code < 500
                if told_no or time.monotonic() > end:
                    raise
            with self.ledger.lock:
                self.ledger.unanswered += 1
            time.sleep(0.3)

    def get(self, path: str) -> tuple[str, str]:
        """Where it led, and the page."""
        with self.opener.open(self.url + path, timeout=20) as answer:
            return answer.geturl().removeprefix(self.url), answer.read().decode()

    def post(
        self, path: str, fields: dict[str, str], files: tuple[str, str] | None = None
    ) -> tuple[str, str]:
        body, kind = _form(fields) if files is None else _upload(*files)
        request = urllib.request.Request(self.url + path, body)
        request.add_header("Content-Type", kind)
        request.add_header(
            "X-CSRFToken", next((c.value or "" for c in self.jar if c.name == "csrftoken"), "")
        )
        request.add_header("Referer", self.url + path)
        with self.opener.open(request, timeout=20) as answer:
            return answer.geturl().removeprefix(self.url), answer.read().decode()


def _form(fields: dict[str, str]) -> tuple[bytes, str]:
    return urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _upload(name: str, text: str) -> tuple[bytes, str]:
    edge = uuid.uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return f"{head}{text}\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


class Work:
    """``clients`` officers working off ``uploads`` plans."""

    def __init__(self, url: str, ledger: Ledger, *, uploads: int, clients: int) -> None:
        self.url, self.ledger = url, ledger
        self.turns: Queue[int] = Queue()
        for turn in range(uploads):
            self.turns.put(turn)
        self.threads = [threading.Thread(target=self._officer, daemon=True) for _ in range(clients)]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def busy(self) -> bool:
        return any(thread.is_alive() for thread in self.threads)

    def finish(self) -> None:
        for thread in self.threads:
            thread.join()

    def _officer(self) -> None:
        browser = Browser(self.url, self.ledger)
        browser.sign_in()
        while True:
            try:
                turn = self.turns.get_nowait()
            except Empty:
                return
            try:
                self._one(browser, number_of(turn))
            except OSError as error:
                self.ledger.refused.append(f"{number_of(turn)}: {error}")

    def _one(self, browser: Browser, number: str) -> None:
        text = PLAN.format(number=number)
        name = f"ke-hoach-{number.partition('/')[0]}.txt"
        address, _ = browser.patiently(lambda: browser.post("/ke-hoach/doc/", {}, (name, text)))
        self.ledger.uploaded[number] = address
        _until_read(browser, address)
        led, page = browser.patiently(lambda: _accept(browser, address))
        if re.fullmatch(r"/ke-hoach/[0-9a-f-]{36}/", led):
            self.ledger.accepted[number] = led
        else:
            self.ledger.refused.append(f"{number}: {led} {_words(page)}")


def _until_read(browser: Browser, address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if 'hx-trigger="every 1s"' not in browser.patiently(lambda: browser.get(address))[1]:
            return
        time.sleep(0.3)


def _accept(browser: Browser, address: str) -> tuple[str, str]:
    """Accept, unless an earlier try that got no answer has done so."""
    led, page = browser.get(address)
    return (led, page) if led != address else browser.post(address + "nhan/", {"doubtful": "1"})


def _words(page: str) -> str:
    found = re.findall(r'class="(?:toast|note)[^>]*>(.*?)</div>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(found)).split())[:200]
