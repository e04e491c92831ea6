"""An officer brings a list, looks at its rows, mends one, takes it; on a screen and on a phone, by keys."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.test_plan_journey import Desk, desk
from tests.journeys.test_proof_pages import _sign_in
from tests.workbooks import book

__all__ = ["desk"]
pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journey")]
HEAD = ("TT", "Họ và tên", "Năm sinh", "Đơn vị", "Danh hiệu", "Năm", "Số quyết định", "Ngày quyết định")
ROWS = [
    (1, "Ông LÒ VĂN THỬ", 1980, "Sở Y tế", "CSTĐCS", 2024, "12/QĐ-SYT", "15/1/2025"),
    (2, "Vàng Thị Thử", "8/1985", "Sở Y tế", "Lao động tiên tiến", "hai nghìn", "12/QĐ-SYT", "15/1/2025"),
    (3, "Giàng A Thử", 1979, "Sở Áo", "Chiến sĩ thi đua", 2024, "12/QĐ-SYT", "32/1/2025"),
]


def _waited(desk: Desk, words: str) -> None:
    for _ in range(120):
        if words in desk.page.inner_text("main"):
            return
        desk.page.wait_for_timeout(500)
    raise AssertionError(desk.page.inner_text("main"))


def test_a_list_from_excel_to_the_book(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "khen-thuong.xlsx"
    source.write_bytes(book([["SỞ Y TẾ"], [], HEAD, *ROWS]))
    _sign_in(desk, "hanh.snv")
    desk.page.goto("/so-khen-thuong/nhap/")
    desk.check("upload of a list")
    desk.page.select_option("#p-kind", "awards")
    desk.page.set_input_files("input[name=file]", str(source))
    desk.page.get_by_role("button", name="Đọc danh sách").click()
    _waited(desk, "Cần sửa")
    desk.check("rows of a list")
    assert "không phải năm" in desk.page.inner_text("main")
    desk.page.get_by_role("link", name="Sửa dòng 5").click()
    desk.check("a row of a list")
    desk.page.fill("#c-year", "2024")
    desk.page.keyboard.press("Enter")
    _waited(desk, "Nhận 2 dòng")
    desk.page.get_by_role("link", name="Nhận 2 dòng").click()
    desk.check("the sheet before taking")
    desk.page.get_by_role("button", name="Ghi 2 dòng").click()
    _waited(desk, "đã nhận các dòng được")
    desk.check("a list that was taken in part")
    with desk.page.expect_download() as came:
        desk.page.get_by_role("link", name="Tải tệp có đánh dấu").click()
    assert "đã kiểm tra" in came.value.suggested_filename


def test_twins_pass_axe(desk: Desk) -> None:
    _sign_in(desk, "hanh.snv")
    desk.page.goto("/so-khen-thuong/nghi-trung/")
    desk.check("twins")
    links: Any = desk.page.get_by_role("link", name="Xem và trả lời")
    if links.count():
        links.first.click()
        desk.check("a pair of twins")
