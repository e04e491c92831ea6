"""An officer reads a plan in, mends, accepts, and closes overdue work; a clerk sees only their own."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Program

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journey")]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


class Desk:
    """A browser page that remembers what went wrong and which hosts were asked."""

    def __init__(self, browser: Any, program: Program, size: dict[str, int]) -> None:
        self.program = program
        # Without motion, so that axe does not measure the contrast of a dialog that is still fading in.
        self.context = browser.new_context(viewport=size, base_url=program.url, reduced_motion="reduce")
        self.page = self.context.new_page()
        self.hosts: set[str] = set()
        self.troubles: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on(
            "console", lambda line: self.troubles.append(line.text) if line.type == "error" else None
        )

    def enter(self, card: str) -> None:
        self.page.goto("/?doi-vai=1")
        self.page.locator(f"button.choice[formaction*='{card}']").click()
        self.page.wait_for_load_state()

    def check(self, where: str) -> None:
        """Nothing for axe to find, nothing scrolls sideways."""
        found = Axe().run(self.page, options=RULES).response["violations"]
        assert not found, f"{where}: {[(v['id'], v['nodes'][0]['html'][:200]) for v in found]}"
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not self.page.evaluate(wide), f"{where} scrolls sideways"

    def upload(self, path: Path) -> None:
        self.page.goto("/ke-hoach/doc/")
        self.page.set_input_files("input[type=file]", str(path))
        self.page.get_by_role("button", name="Đọc tệp này").click()
        self.page.wait_for_selector("#cac-dong, .field-error, .empty", timeout=30_000)


@pytest.fixture(params=[WIDE, NARROW], ids=["1280", "360"])
def desk(request: pytest.FixtureRequest, browser: Any, program: Program) -> Iterator[Desk]:
    made = Desk(browser, program, request.param)
    yield made
    made.context.close()
    assert made.hosts <= {f"127.0.0.1:{program.port}"}
    assert not made.troubles


def test_the_officer_reads_mends_accepts_and_follows(desk: Desk, program: Program) -> None:
    page = desk.page
    narrow = page.viewport_size == NARROW
    desk.enter("chuyen-vien")
    desk.check("home")
    desk.upload(program.data / "samples" / ("ke-hoach-mau.pdf" if narrow else "ke-hoach-mau.docx"))
    desk.check("review")
    doubtful = page.locator("article.review.is-doubt").first
    assert doubtful.locator(".reason").count() >= 1
    row = doubtful.get_attribute("id")
    doubtful.locator("[data-lights]").first.click()
    assert page.locator(".paper mark.lit").count() >= 1
    page.locator(f"#{row}").get_by_text("Sửa").click()
    page.locator(f"#{row} textarea").fill("Hội nghị tổng kết, đã sửa lời")
    page.locator(f"#{row}").get_by_role("button", name="Lưu dòng").click()
    page.locator(f"#{row}", has_text="đã sửa lời").wait_for()
    page.reload()
    assert "đã sửa lời" in page.locator(f"#{row}").inner_text()
    while page.locator("article.review.is-doubt").count():
        left = page.locator("article.review.is-doubt").count()
        page.locator("article.review.is-doubt").first.get_by_role("button", name="Đúng rồi").click()
        page.wait_for_function(f"document.querySelectorAll('article.review.is-doubt').length < {left}")
    page.get_by_role("link", name="Sửa phần đầu").click() if page.get_by_role(
        "link", name="Sửa phần đầu"
    ).is_visible() else page.goto(page.url.split("?")[0] + "phan-dau/")
    page.fill("#h-number", "42/KH-UBND" if narrow else "41/KH-UBND")
    page.get_by_role("button", name="Lưu phần đầu").click()
    page.get_by_role("link", name="Xem lại và nhận").click()
    desk.check("accept")
    page.get_by_role("button", name="Nhận").click()
    page.wait_for_url("**/ke-hoach/*/")
    assert "11 việc" in page.inner_text("main")
    desk.check("plan")
    _finish_late_work(desk)


def _finish_late_work(desk: Desk) -> None:
    """Filter by body, open the first late task, finish it with evidence, see it in the history."""
    page = desk.page
    page.goto("/nhiem-vu/?status=late&body_name=S%E1%BB%9F+N%E1%BB%99i+v%E1%BB%A5&role=lead")
    desk.check("late list")
    page.locator("table th a").first.click()
    page.get_by_role("link", name="Đánh dấu xong").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("textarea").fill("Đã ban hành thông báo số 77/TB-SNV.")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "thong-bao.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%"}
    )
    desk.check("dialog")
    dialog.get_by_role("button", name="Đánh dấu xong").click()
    page.get_by_text("Đã đánh dấu xong.").wait_for()
    assert "thong-bao.pdf" in page.inner_text("main")
    assert "đánh dấu xong" in page.locator("section", has_text="Lịch sử").last.inner_text()
    desk.check("task")


def test_the_same_plan_again_offers_the_one_that_exists(desk: Desk, program: Program, tmp_path: Path) -> None:
    paper = tmp_path / "hai-lan.txt"
    paper.write_text(
        "KẾ HOẠCH\nCông tác năm 2026\nQuý I\n1. Họp Hội đồng\n2. Báo cáo tổng kết\n"
        + str(desk.page.viewport_size)
    )
    desk.enter("chuyen-vien")
    desk.upload(paper)
    first = desk.page.url
    desk.upload(paper)
    assert desk.page.url == first
    assert "đã được tải lên trước đây" in desk.page.inner_text("body")


def test_the_clerk_sees_only_their_work_and_reports_it(desk: Desk) -> None:
    page = desk.page
    desk.enter("don-vi")
    desk.check("clerk home")
    page.goto("/ke-hoach/bang/?year=2026")
    desk.check("clerk board")
    text = page.inner_text("main")
    assert "Sở Xây dựng" not in text
    assert "xã Vân Sơn" in text or "Phòng VH-XH" in text
    page.goto("/nhiem-vu/?mine=1")
    page.locator("table th a").first.click()
    page.fill("#note-text", "Đã gửi danh sách về Sở Nội vụ.")
    page.get_by_role("button", name="Ghi tiến độ").click()
    page.get_by_text("Đã ghi tiến độ.").wait_for()


def test_a_button_pressed_twice_on_a_slow_line_acts_once(desk: Desk) -> None:
    page = desk.page
    words = f"Việc thêm ở màn hình {page.viewport_size}"
    desk.enter("chuyen-vien")
    page.goto("/ke-hoach/")
    page.locator("main table th a").first.click()
    page.get_by_role("link", name="Thêm việc").click()
    page.fill("#text", words)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.route("**/*", _slowly)
    page.evaluate(
        "const b = document.querySelector('#f-them .primary'); b.click(); setTimeout(() => b.click(), 100)"
    )
    page.wait_for_url("**/nhiem-vu/**")
    page.unroute("**/*")
    assert len(sent) == 1
    page.goto(f"/nhiem-vu/?status=all&q={words}")
    assert page.locator("main table th a").count() == 1


def _slowly(route: Any) -> None:
    time.sleep(0.5)
    route.continue_()


def test_council_member_and_citizen_find_their_way(desk: Desk) -> None:
    desk.enter("hoi-dong")
    desk.check("member home")
    desk.page.goto("/nhiem-vu/")
    assert "phiên thứ hai" in desk.page.inner_text("main")
    desk.enter("nguoi-dan")
    desk.check("portal")
    desk.page.get_by_role("link", name="Công tác thi đua, khen thưởng năm 2026").click()
    desk.check("public plan")
    assert "Sở Nội vụ" in desk.page.inner_text("main")


PAGES = (
    "/",
    "/dang-nhap/",
    "/thiet-ke/",
    "/ke-hoach/",
    "/ke-hoach/bang/",
    "/nhiem-vu/",
    "/don-vi/",
    "/lich/",
    "/lich-cua-toi/",
    "/phien-hop/",
    "/phien-hop/moi/",
    "/phien-hop/cac-buoc/",
    "/nhiem-vu/chua-chu-tri/",
    "/tim/?q=thi+dua",
    "/ke-hoach/doc/",
    "/khong-co/",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_passes_axe(desk: Desk, path: str) -> None:
    desk.enter("chuyen-vien")
    desk.troubles.clear()
    desk.page.goto(path)
    desk.check(path)
    desk.troubles.clear()  # a 404 is a console error by itself


def test_a_session_is_moved_on_its_proof_sheet(desk: Desk) -> None:
    """From the list to the step that breaks, and no further: nothing is written without a reason."""
    page = desk.page
    desk.enter("chuyen-vien")
    page.goto("/phien-hop/")
    page.get_by_role("link", name="Xét khen thưởng dịp 30/4 và 1/5").click()
    desk.check("session")
    page.get_by_role("link", name="Đổi ngày họp").click()
    page.fill("#held_on", "27/03/2026")
    page.get_by_role("button", name="Xem điều gì vướng").click()
    desk.check("proof sheet")
    assert "chỉ có 2 ngày làm việc, phải ít nhất 10" in page.inner_text("#f-doi, main")
    page.get_by_label("Lý do").fill("Chủ tịch đi công tác")
    page.get_by_role("button", name="Áp dụng").click()
    assert "đánh dấu đã biết mà vẫn áp dụng" in page.inner_text("main")
    assert page.get_by_label("Lý do").input_value() == "Chủ tịch đi công tác"
    desk.troubles.clear()  # a refusal is a console error by itself


def test_the_journey_works_by_keyboard_alone(browser: Any, program: Program, tmp_path: Path) -> None:
    """From the chooser to a mended row without touching a mouse."""
    desk = Desk(browser, program, WIDE)
    page = desk.page
    page.goto("/?doi-vai=1")
    _tab_to(page, "button.choice")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trang-chu/")
    page.keyboard.press("Control+k")
    page.keyboard.type("hop hoi dong")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/**")
    paper = tmp_path / "ban-phim.txt"
    paper.write_text("KẾ HOẠCH\nCông tác năm 2026\n\nQuý I\n1. Họp xét danh hiệu\n2. Báo cáo kết quả năm\n")
    desk.upload(paper)
    _tab_to(page, "article.review a[href*='sua=1']")
    page.keyboard.press("Enter")
    page.locator("article.review textarea").wait_for()
    _tab_to(page, "article.review textarea")
    page.keyboard.press("Control+a")
    page.keyboard.type("Họp xét, sửa bằng bàn phím")
    _tab_to(page, "article.review .form-end button.primary")
    page.keyboard.press("Enter")
    page.locator("article.review", has_text="sửa bằng bàn phím").wait_for()
    assert not desk.troubles
    desk.context.close()


def _tab_to(page: Any, selector: str, most: int = 120) -> None:
    """Press Tab until the focus stands on what ``selector`` finds."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"no Tab stop on {selector}")


@pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real plans are not beside this checkout (../shared/seeds)"
)
def test_a_real_plan_is_read_and_accepted(desk: Desk) -> None:
    narrow = desk.page.viewport_size == NARROW
    seed = sorted(SEEDS.glob("00*.txt"))[3 if narrow else 0]
    page = desk.page
    desk.enter("chuyen-vien")
    desk.upload(seed)
    desk.check("review of a real plan")
    rows = page.locator("article.review").count()
    assert rows == (30 if narrow else 35)
    page.goto(page.url.split("?")[0] + "phan-dau/")
    page.fill("#issuer", "Ủy ban nhân dân tỉnh Sông Mây")
    page.get_by_role("button", name="Lưu phần đầu").click()
    page.get_by_role("link", name="Xem lại và nhận").click()
    if page.locator("input[name=doubtful]").count():
        page.locator("input[name=doubtful]").check()
    page.get_by_role("button", name="Nhận").click()
    page.wait_for_url("**/ke-hoach/*/")
    assert f"{rows} việc" in page.inner_text("main")
