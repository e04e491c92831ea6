"""A clerk guards the account with a phone and a key, loses both, and an administrator helps."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Program
from tests.pages.signing.door import code_of

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journey")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PASSWORD, NEW = "song-may-2026", "con-trau-qua-cau-9"
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Visitor:
    """A browser at the name "localhost", since keys are tied to a name."""

    def __init__(self, browser: Any, program: Program, width: int) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 800},
            base_url=f"http://localhost:{program.port}",
            reduced_motion="reduce",
        )
        self.page = self.context.new_page()
        self.troubles: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2].split(":")[0]))

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.page.goto("/dang-nhap/")
        self.check("sign-in")
        self.page.fill("#username", username)
        self.page.fill("#password", password)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_load_state()

    def sign_out(self) -> None:
        self.page.locator("details.menu summary").last.click()
        self.page.get_by_role("button", name="Đăng xuất").click()
        self.page.wait_for_load_state()

    def check(self, where: str) -> None:
        """Nothing for axe to find, nothing scrolls sideways."""
        found = Axe().run(self.page, options=RULES).response["violations"]
        assert not found, f"{where}: {[(v['id'], v['nodes'][0]['html'][:200]) for v in found]}"
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not self.page.evaluate(wide), f"{where} scrolls sideways"

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.check(address)


@pytest.fixture(params=[(1280, "huong.gddt"), (360, "tuan.syt")], ids=["1280", "360"])
def clerk(request: pytest.FixtureRequest, browser: Any, program: Program) -> Iterator[tuple[Visitor, str]]:
    width, username = request.param
    made = Visitor(browser, program, width)
    yield made, username
    made.context.close()
    assert made.hosts == {"localhost"}
    assert not made.troubles


def test_phone_and_key_are_set_up_used_lost_and_taken_off(
    clerk: tuple[Visitor, str], browser: Any, program: Program
) -> None:
    visitor, username = clerk
    page = visitor.page
    visitor.sign_in(username)
    visitor.open("/bao-mat/")
    visitor.open("/bao-mat/mat-khau/")
    secret = _set_up_phone(visitor)
    _add_key(visitor)
    visitor.sign_out()
    visitor.sign_in(username)
    page.wait_for_url("**/dang-nhap/buoc-hai/")
    visitor.check("second step")
    page.get_by_role("button", name="Dùng khóa bảo mật").click()
    page.wait_for_url("**/trang-chu/")
    visitor.sign_out()
    visitor.sign_in(username)
    page.fill("#code", code_of(secret, steps=1))
    page.get_by_role("button", name="Vào").click()
    page.wait_for_url("**/trang-chu/")
    link = _take_off(browser, program, username)
    visitor.page.goto("/trang-chu/")
    assert "/dang-nhap/" in page.url
    visitor.open(link)
    page.fill("#new", NEW)
    page.fill("#again", NEW)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.get_by_text("Đã đặt mật khẩu mới").wait_for()
    visitor.sign_in(username, NEW)
    page.wait_for_url("**/trang-chu/")


def _set_up_phone(visitor: Visitor) -> str:
    page = visitor.page
    visitor.open("/bao-mat/ung-dung/")
    secret = str(page.inner_text("#khoa"))
    page.fill("#code", code_of(secret))
    page.get_by_role("button", name="Bật lớp bảo vệ").click()
    page.wait_for_url("**/ma-du-phong/")
    visitor.check("recovery codes")
    assert len(page.locator(".codes li").all()) == 10
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải tệp").click()
    assert coming.value.suggested_filename == "vinh-danh-ma-du-phong.txt"
    return secret


def _add_key(visitor: Visitor) -> None:
    page = visitor.page
    devtools = visitor.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    visitor.open("/bao-mat/khoa/them/")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.fill("#name", "Khóa USB ở cơ quan")
    page.get_by_role("button", name="Thêm khóa").click()
    page.wait_for_url(re.compile(r"/bao-mat/$"))
    page.get_by_role("link", name="Gỡ Khóa USB ở cơ quan").wait_for()
    visitor.check("with a key")
    # The same key a second time is told apart by the browser itself.
    page.goto("/bao-mat/khoa/them/")
    page.get_by_role("button", name="Thêm khóa").click()
    page.get_by_text("Khóa này đã có trong tài khoản rồi").wait_for()


def _take_off(browser: Any, program: Program, username: str) -> str:
    """The administrator's part; gives the one-time link for a new password."""
    helper = Visitor(browser, program, 1280)
    helper.sign_in("quantri")
    helper.open(f"/quan-tri/tai-khoan/?q={username}")
    helper.page.locator("#tai-khoan a").first.click()
    helper.check("help")
    helper.page.get_by_text("Mất điện thoại hoặc khóa").click()
    helper.page.fill("#ly-do-go-bao-ve", "Mất điện thoại và khóa, đã gặp trực tiếp")
    helper.page.get_by_role("button", name="Gỡ lớp bảo vệ thứ hai").click()
    helper.page.get_by_text("Đã gỡ lớp bảo vệ thứ hai.").first.wait_for()
    helper.page.get_by_text("Quên mật khẩu, hoặc chưa đặt").click()
    helper.page.fill("#ly-do-lien-ket", "Quên mật khẩu, đã gặp trực tiếp")
    helper.page.get_by_role("button", name="Tạo liên kết").click()
    helper.page.get_by_text("Chỉ hiện một lần.").wait_for()
    helper.check("link")
    link = str(helper.page.inner_text("#lien-ket-chu"))
    assert not helper.troubles
    helper.context.close()
    return link
