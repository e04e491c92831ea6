"""A plan becomes a paper: written, edited in Word, taken back, a difference decided, numbered, signed, sent,
and received by the clerk of a commune."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Program
from tests.journeys.test_cascade_journey import sign_in
from tests.journeys.test_plan_journey import NARROW, WIDE, Desk

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journey")]


@pytest.fixture
def desks(browser: Any, program: Program) -> Iterator[tuple[Desk, Desk]]:
    made = Desk(browser, program, WIDE), Desk(browser, program, NARROW)
    yield made
    for desk in made:
        desk.context.close()
        assert desk.hosts <= {f"127.0.0.1:{program.port}"}
        assert not desk.troubles


def test_a_plans_paper_goes_to_word_and_back_and_out_to_a_commune(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    office, phone = desks
    page = office.page
    office.enter("chuyen-vien")
    page.goto("/ke-hoach/?q=12/KH-UBND")
    page.locator("table th a", has_text="12/KH-UBND").click()
    plan = page.url
    page.goto(plan.rstrip("/") + "/van-ban/")
    office.check("papers of a plan")
    page.get_by_label("Hai cột").check()
    page.get_by_role("button", name="Viết văn bản").click()
    page.get_by_role("heading", name="Sửa trong Word").wait_for()
    office.check("a paper being written")
    _edit_in_word(office, tmp_path)
    page.get_by_role("heading", name="Bản Word khác số liệu").wait_for()
    office.check("differences side by side")
    page.get_by_role("button", name="Lấy bản Word").click()
    page.fill("#r-name", "Ủy ban nhân dân xã Bản Nậm")
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.get_by_role("button", name="Trình ký", exact=True).click()
    page.get_by_role("button", name="Cấp số tiếp theo của sổ").click()
    page.get_by_text("Đã cấp số").wait_for()
    office.check("a paper being signed")
    _sign_by_hand(page, tmp_path)
    page.get_by_role("button", name="Phát hành").click()
    page.get_by_text("Đã phát hành").first.wait_for()
    office.check("an issued paper")
    page.goto("/van-ban/")
    office.check("list of papers")
    address = page.locator("table th a").first.get_attribute("href")
    _receive(phone, str(address))


def _edit_in_word(office: Desk, folder: Path) -> None:
    import docx

    page = office.page
    link = page.locator("[aria-labelledby=word] a").first
    with page.expect_download() as waiting:
        link.click()
    document = docx.Document(str(waiting.value.path()))
    cell = next(row.cells[1] for row in document.tables[-1].rows[1:] if len(set(row.cells)) > 2)
    cell.paragraphs[0].runs[0].text = "Việc đã sửa lời trong Word"
    for run in cell.paragraphs[0].runs[1:]:
        run.text = ""
    out = io.BytesIO()
    document.save(out)
    path = folder / "ban-sua.docx"
    path.write_bytes(out.getvalue())
    page.set_input_files("#w-file", str(path))
    page.get_by_role("button", name="Nộp lại bản Word").click()


def _sign_by_hand(page: Any, folder: Path) -> None:
    scan = folder / "quet.pdf"
    scan.write_bytes(b"%PDF-1.7\nscan of a signed paper\n")
    page.get_by_text("Ký tay trên giấy").click()
    page.fill("#y-signer", "Phạm Thanh Bình")
    page.fill("#y-day", "10/03/2026")
    page.set_input_files("#y-file", str(scan))
    page.get_by_role("button", name="Ghi chữ ký tay").click()
    page.get_by_text("Đã ghi chữ ký").wait_for()


def _receive(phone: Desk, address: str) -> None:
    """The clerk finds it on a phone and confirms."""
    sign_in(phone, "mai.bannam")
    phone.page.goto(address)
    phone.check("a paper as its receiver sees it")
    phone.page.get_by_role("button", name="Xác nhận").click()
    phone.page.get_by_text("Đã xác nhận và vào sổ văn bản đến.").wait_for()
    phone.check("a received paper")


def test_a_letter_is_filled_in_and_shown_before_it_is_written(desks: tuple[Desk, Desk]) -> None:
    office, phone = desks
    page = office.page
    office.enter("chuyen-vien")
    page.goto("/van-ban/soan/")
    office.check("kinds of papers to write")
    page.get_by_role("link", name="Công văn", exact=True).click()
    page.get_by_label("Về việc").fill("đôn đốc gửi kế hoạch năm 2026")
    page.get_by_label("Kính gửi").fill("UBND các xã, phường")
    page.get_by_label("Nội dung").fill("Sở Nội vụ đề nghị:\n1. Gửi kế hoạch.\n2. Ghi rõ người chủ trì.")
    page.get_by_label("Người ký").fill("Lò Văn Sơn")
    office.check("a letter being filled in")
    # The look opens in a window of its own.
    with page.context.expect_event("response", lambda got: "/xem-truoc/" in got.url) as looked:
        page.get_by_role("button", name="Xem trước").click()
    assert looked.value.headers["content-type"] == "application/pdf"
    page.get_by_role("button", name="Viết văn bản").click()
    page.get_by_role("heading", name="đôn đốc gửi kế hoạch năm 2026").wait_for()
    assert page.get_by_text("khi phát hành sẽ gửi từng đơn vị").is_visible()
    office.check("a letter that was written")
    sign_in(phone, "mai.bannam")
    phone.page.goto("/van-ban/soan/")
    phone.page.get_by_role("link", name="Giấy mời họp, hội nghị").click()
    phone.check("an invitation on a phone")
