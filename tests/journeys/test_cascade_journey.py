"""A clerk files the unit's plan from the province's tasks on a phone; the officer's counters change; the late
ones are nudged and hear of it; words for a chat are copied; a report closes its own duty."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.conftest import Program
from tests.journeys.test_plan_journey import NARROW, WIDE, Desk

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journey")]

PASSWORD = "song-may-2026"
WORDS = "Đề nghị đơn vị làm xong và báo kết quả trong tuần này."


@pytest.fixture
def desks(browser: Any, program: Program) -> Iterator[tuple[Desk, Desk]]:
    made = Desk(browser, program, NARROW), Desk(browser, program, WIDE)
    yield made
    for desk in made:
        desk.context.close()
        assert desk.hosts <= {f"127.0.0.1:{program.port}"}
        assert not desk.troubles


def sign_in(desk: Desk, username: str) -> None:
    desk.page.goto("/dang-nhap/")
    desk.page.fill("[name=username]", username)
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.locator("main button").first.click()
    desk.page.wait_for_load_state()


def counters(desk: Desk) -> dict[str, int]:
    rows = desk.page.locator(".counters a").all()
    return {row.locator("> span").inner_text().strip(): int(row.locator("b").inner_text()) for row in rows}


def test_the_plan_goes_up_from_a_phone_and_a_report_closes_itself(desks: tuple[Desk, Desk]) -> None:
    phone, office = desks
    office.enter("chuyen-vien")
    office.page.goto("/ke-hoach/?q=12/KH-UBND")
    office.page.locator("table th a", has_text="12/KH-UBND").click()
    office.page.get_by_role("link", name="Đơn vị gửi kế hoạch").click()
    office.page.locator(".counters").wait_for()
    office.check("who has filed")
    asked = office.page.url
    before = counters(office)
    sign_in(phone, "mai.bannam")
    _write_and_send(phone, asked)
    office.page.goto(asked)
    after = counters(office)
    assert after["Đang soạn"] == before["Đang soạn"] - 1
    assert after["Gửi đúng hạn"] == before["Gửi đúng hạn"] + 1
    office.page.fill("#o-q", "ban nam")
    office.page.get_by_role("button", name="Lọc").click()
    office.page.get_by_role("link", name="Kế hoạch 55/KH-UBND").click()
    office.page.get_by_text("Trả lại để sửa").wait_for()
    office.check("a plan that was sent")
    _nudge(office, asked, 3)
    _words_for_a_chat(office, asked)
    _send_report(phone)


def test_who_has_not_filed_is_nudged_and_hears_of_it(desks: tuple[Desk, Desk]) -> None:
    phone, office = desks
    office.enter("chuyen-vien")
    office.check("home")
    line = office.page.locator(".worklist > li", has_text="đơn vị chưa xong: Kiện toàn Hội đồng Sáng kiến")
    line.get_by_role("button", name="Nhắc").click()
    office.page.get_by_role("heading", name="Gửi lời nhắc này?").wait_for()
    office.check("proof of the nudge")
    office.page.fill("#words", WORDS)
    again = office.page.locator("#again_reason")
    if again.count():
        again.fill("Sắp họp giao ban.")
    office.page.get_by_role("button", name="Gửi lời nhắc").click()
    office.page.get_by_text("Đã gửi lời nhắc.").wait_for()
    office.check("a nudge that was sent")
    sign_in(phone, "lanh.vanson")
    _hears(phone, "Kiện toàn Hội đồng Sáng kiến")


def _hears(phone: Desk, about: str) -> None:
    """The bell counts it; the notice opens the nudge, and the nudge the place where the work is done."""
    page = phone.page
    assert int(page.locator(".bell-count").first.inner_text()) >= 1
    page.goto("/thong-bao/?chi=chua-doc")
    phone.check("notices")
    page.locator("a[href^='/tin/']").first.click()
    page.get_by_text(WORDS).wait_for()
    phone.check("the nudge as its receiver sees it")
    page.locator(".worklist a", has_text=about).first.click()
    page.get_by_role("heading", name=about).first.wait_for()


def _nudge(office: Desk, asked: str, number: int) -> None:
    """Tick so many bodies on the list of who has filed, and read the proof sheet."""
    page = office.page
    page.goto(asked)
    for box in page.locator("input[name=obligation]").all()[:number]:
        box.check()
    office.check("choosing whom to nudge")
    page.get_by_role("button", name="Soát lời nhắc").click()
    page.get_by_role("heading", name="Gửi lời nhắc này?").wait_for()
    office.check("proof sheet of the nudge")
    page.fill("#words", WORDS)
    page.get_by_role("button", name="Gửi lời nhắc").click()
    page.get_by_text("Đã gửi lời nhắc.").wait_for()


def _words_for_a_chat(office: Desk, asked: str) -> None:
    """The words stand selectable on the page, and the button puts them on the clipboard."""
    page = office.page
    page.goto(asked)
    page.locator("input[name=obligation]").first.check()
    page.get_by_role("button", name="Chép cho Zalo").click()
    words = page.locator("#zalo")
    words.wait_for()
    office.check("words for a chat")
    said = words.input_value()
    assert "/v/" in said
    office.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").first.click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('/v/'))")
    assert page.evaluate("navigator.clipboard.readText()") == said


def _write_and_send(phone: Desk, asked: str) -> None:
    page = phone.page
    page.goto(asked)
    phone.check("asked for a plan")
    page.get_by_role("link", name="Soạn tiếp").click()
    phone.check("writing")
    with page.expect_response(lambda answer: "/ke-hoach/soan/" in answer.url and answer.status == 204):
        page.locator("fieldset.writing textarea").first.fill("Dự hội nghị tổng kết và ký giao ước thi đua")
    page.reload()
    assert "ký giao ước thi đua" in page.locator("fieldset.writing textarea").first.input_value()
    page.get_by_role("button", name="Chọn thêm việc của cấp trên").click()
    phone.check("choosing")
    page.get_by_role("button", name="Đưa thêm vào kế hoạch").click()
    page.get_by_role("button", name="Thêm việc của đơn vị").click()
    page.locator("fieldset.writing textarea").last.fill("Biểu dương gương tốt ở các bản")
    for name, value in (
        ("number", "55/KH-UBND"),
        ("issued_on", "16/03/2026"),
        ("signer_title", "CHỦ TỊCH"),
        ("signer", "Cầm Văn Đông"),
    ):
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="Xem lại và gửi").click()
    phone.check("proof sheet")
    page.get_by_role("button", name="Gửi kế hoạch").click()
    page.get_by_role("button", name="Rút lại để sửa").wait_for()


def _send_report(phone: Desk) -> None:
    page = phone.page
    page.goto("/bao-cao-phai-gui/")
    phone.check("reports to send")
    before = page.locator(".worklist > li").count()
    page.locator(".work-what a").first.click()
    page.fill("#bc-number", "12/BC-UBND")
    page.set_input_files(
        "#bc-files", {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%"}
    )
    phone.check("sending a report")
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.get_by_text("bao-cao.pdf").first.wait_for()
    phone.check("a report that was sent")
    page.goto("/bao-cao-phai-gui/")
    assert page.locator(".worklist > li").count() == before - 1
