"""The book, the law and the radar in a browser: the officer's round and the unit clerk's, wide and narrow."""

import re
from typing import Any

import pytest

from tests.journeys.test_import_journey import _waited
from tests.journeys.test_plan_journey import NARROW, Desk, desk
from tests.journeys.test_proof_pages import _sign_in

__all__ = ["desk"]
pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journey")]
PAPER = {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%"}


def _found(desk: Desk, words: str, name: str) -> None:
    """Search by keys alone, then open the first of that name."""
    page = desk.page
    page.goto("/so-khen-thuong/")
    page.locator("#s-q").focus()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.locator("#so th a", has_text=name).first.wait_for()
    desk.check("what was found")
    page.locator("#so th a", has_text=name).first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=name, level=1).wait_for()


def test_from_a_name_without_marks_to_what_is_lacking(desk: Desk) -> None:
    page = desk.page
    _sign_in(desk, "hanh.snv")
    _found(desk, "quang thi duyen", "Quàng Thị Duyên")
    desk.check("a life")
    assert "Đã dùng xét" in page.inner_text("main")
    page.get_by_role("link", name="Còn thiếu gì?").click()
    page.get_by_text("Lưu ý khi xét.").wait_for()
    desk.check("all awards")
    page.select_option("#t-award", "cstd_cap_tinh")
    page.get_by_role("button", name="Xem", exact=True).click()
    page.get_by_text("Chưa đủ tiêu chuẩn Chiến sĩ thi đua cấp tỉnh năm 2025").first.wait_for()
    desk.check("one award")
    page.locator("#xem-neu > summary").click()
    page.select_option("#sk-1", "tinh")
    page.fill("#sk-nam-1", "2025")
    desk.check("the form of what if")
    page.get_by_role("button", name="Xem thử").click()
    page.get_by_text("Đủ tiêu chuẩn Chiến sĩ thi đua cấp tỉnh năm 2025").first.wait_for()
    desk.check("what if")


def test_standards_on_two_days(desk: Desk) -> None:
    page = desk.page
    _sign_in(desk, "hanh.snv")
    page.goto("/tieu-chuan/?q=cstdcs")
    page.get_by_role("link", name="Chiến sĩ thi đua cơ sở").first.click()
    page.get_by_role("heading", name="Chiến sĩ thi đua cơ sở", level=1).wait_for()
    desk.check("a standard")
    page.fill("#c-tu", "31/12/2021")
    page.get_by_role("button", name="So sánh").click()
    page.get_by_text("Khác nhau").first.wait_for()
    page.locator("#nhu-nhau > summary").click() if page.locator("#nhu-nhau").count() else None
    desk.check("two days")


def test_a_local_rule_is_drafted_refused_mended_and_published(desk: Desk) -> None:
    page = desk.page
    number = "92/HD-SNV" if page.viewport_size == NARROW else "91/HD-SNV"
    _sign_in(desk, "hanh.snv")
    page.goto("/quy-dinh/")
    desk.check("local rules")
    page.get_by_role("link", name="Lập dự thảo").click()
    desk.check("a new draft")
    page.fill("[name=title]", f"Hướng dẫn bổ sung {number}")
    page.select_option("[name=kind]", "guidance")
    page.locator("main form button.primary").click()
    page.get_by_role("heading", name=f"Hướng dẫn bổ sung {number}").wait_for()
    desk.check("a draft without rules")
    _add_a_ratio(desk)
    page.get_by_role("button", name="Ban hành", exact=True).click()
    page.locator("[role=alert]").first.wait_for()
    assert "Chưa ghi số, ký hiệu của văn bản" in page.inner_text("main")
    desk.check("a draft that was refused")
    desk.troubles.clear()  # a refusal is a console error by itself
    _fill_the_head(desk, number)
    page.get_by_role("link", name="Ai bị ảnh hưởng").click()
    page.get_by_role("heading", name="Ai bị ảnh hưởng").wait_for()
    desk.check("who is hit")
    page.go_back()
    page.get_by_role("button", name="Ban hành", exact=True).click()
    page.get_by_text("Mã băm nội dung").wait_for()
    desk.check("a rule in force")


def _add_a_ratio(desk: Desk) -> None:
    page = desk.page
    if not page.locator("#f-them").is_visible():
        page.locator("#them > summary").click()
    form = page.locator("#f-them")
    form.locator("[name=what]").select_option("ratio")
    form.locator("[name=award]").select_option("cstd_co_so")
    form.locator("[name=number]").fill("12")
    form.locator("[name=article]").fill("mục II")
    form.get_by_role("button", name="Thêm dòng").click()
    page.locator("main table tr", has_text="12 %").wait_for()
    desk.check("a draft with a rule")


def _fill_the_head(desk: Desk, number: str) -> None:
    form = desk.page.locator("#f-dau")
    for name, value in (("number", number), ("issued_on", "10/03/2026"), ("since", "01/06/2027")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=until]").fill("31/12/2027" if number.startswith("91") else "30/11/2027")
    form.get_by_role("button", name="Lưu phần đầu").click()
    desk.page.get_by_text("Chưa ban hành được.").wait_for(state="detached")


def test_the_radar_names_the_forgotten_and_goes_to_excel(desk: Desk) -> None:
    page = desk.page
    _sign_in(desk, "hanh.snv")
    page.goto("/khong-bo-sot/")
    _waited(desk, "đủ tiêu chuẩn")
    page.locator("details.card > summary").first.click()
    desk.check("the radar")
    page.select_option("#k-share", "women")
    page.wait_for_url("**share=women**")
    desk.check("the radar, women")
    with page.expect_download() as came:
        page.get_by_role("link", name="Xuất Excel").click()
    assert came.value.suggested_filename == "khong-bo-sot-2025.xlsx"
    page.locator("#chua-de-nghi th a").first.click()
    page.get_by_role("heading", name="Còn thiếu gì?").wait_for()
    page.goto(page.evaluate("document.referrer"))
    page.get_by_role("link", name="Theo đơn vị").click()
    page.get_by_role("columnheader", name="Đơn vị").wait_for(state="attached")
    desk.check("the radar by unit")


def test_the_clerk_claims_and_the_officer_answers(desk: Desk) -> None:
    page = desk.page
    year = "2013" if page.viewport_size == NARROW else "2012"
    _sign_in(desk, "lanh.vanson")
    page.goto("/so-khen-thuong/")
    desk.check("the clerk's book")
    assert "Nhập từ Excel" not in page.inner_text("body")
    assert not re.search("Sở Y tế|xã Bản Nậm", page.inner_text("#so"))
    page.locator("#so th a").first.click()
    page.get_by_role("link", name="Khai khen thưởng").click()
    desk.check("a claim")
    _claim(desk, year)
    page.get_by_text("Khai báo chờ xác minh").first.wait_for()
    desk.check("a life with a claim")
    address = page.url
    _sign_out(page)
    _sign_in(desk, "hanh.snv")
    page.goto("/so-khen-thuong/khai-bao/")
    desk.check("claims")
    row = page.locator(".worklist > li", has_text=f"năm {year}").filter(has_text="quyet-dinh.pdf")
    row.get_by_role("link", name="Không xác nhận").click()
    desk.check("a claim is refused")
    page.locator("main textarea").fill("Bản quét không đọc được số quyết định.")
    page.locator("main form button.primary").click()
    page.get_by_role("heading", name="Khai báo chờ xác minh").wait_for()
    _sign_out(page)
    _sign_in(desk, "lanh.vanson")
    page.goto(address)
    assert "Bản quét không đọc được số quyết định." in page.inner_text("main")
    desk.check("the clerk reads the answer")


def _claim(desk: Desk, year: str) -> None:
    """First with a year that makes no sense: what was typed stays."""
    page = desk.page
    page.select_option("#s-code", "lao_dong_tien_tien")
    page.fill("#s-year", "2099")
    page.fill("#s-number", "31/QĐ-UBND")
    page.fill("#s-decided_on", f"15/01/{int(year) + 1}")
    page.locator("main form button.primary").click()
    page.locator(".field-error, [role=alert]").first.wait_for()
    desk.check("a claim that was refused")
    assert page.input_value("#s-number") == "31/QĐ-UBND"
    desk.troubles.clear()  # a refusal is a console error by itself
    page.fill("#s-year", year)
    page.set_input_files("main input[type=file]", PAPER)
    page.locator("main form button.primary").click()


def _sign_out(page: Any) -> None:
    page.context.clear_cookies()


def test_the_public_reads_standards(desk: Desk) -> None:
    page = desk.page
    page.goto("/cong-khai/tieu-chuan/?q=hcld")
    desk.check("public standards")
    page.locator("main th a").first.click()
    page.get_by_role("heading", name="Điều kiện").wait_for()
    desk.check("a public standard")
