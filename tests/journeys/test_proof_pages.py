"""Evidence with its picture, histories and the log, as people see them on a screen and on a phone."""

import io
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.test_plan_journey import Desk, desk

__all__ = ["desk"]
pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journey")]


def _sign_in(desk: Desk, username: str) -> None:
    desk.page.goto("/dang-nhap/")
    desk.page.fill("[name=username]", username)
    desk.page.fill("[name=password]", "song-may-2026")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**/trang-chu/")


@pytest.mark.parametrize("path", ["/nhat-ky/", "/nhat-ky/?since=31/02/2026&body_name=khong", "/kho-tep/"])
def test_pages_of_the_operator_pass_axe(desk: Desk, path: str) -> None:
    _sign_in(desk, "quantri")
    desk.page.goto(path)
    for details in desk.page.locator("details.changes > summary").all()[:2]:
        details.click()
    desk.check(path)


def test_evidence_gets_its_picture_and_the_history_its_line(desk: Desk, tmp_path: Path) -> None:
    from PIL import Image

    out: Any = io.BytesIO()
    Image.new("RGB", (800, 1000), "#8a1538").save(out, "PNG")
    (tmp_path / "anh-hop.png").write_bytes(out.getvalue())
    _sign_in(desk, "hanh.snv")
    desk.page.goto("/nhiem-vu/")
    desk.page.locator("table.table th a").nth(1).click()
    desk.page.fill("#note-text", "Đã họp, kèm ảnh.")
    desk.page.set_input_files("#note-files", str(tmp_path / "anh-hop.png"))
    desk.page.get_by_role("button", name="Ghi tiến độ").click()
    for _ in range(60):
        desk.page.reload()
        if desk.page.locator(".file-face img").count():
            break
        desk.page.wait_for_timeout(500)
    picture = desk.page.locator(".file-face img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 480
    assert "ghi tiến độ, kèm 1 tệp" in desk.page.inner_text("section:has(#lich-su)")
    desk.check("task with evidence")
    desk.page.goto(desk.page.locator("dl.facts a[href^='/ke-hoach/']").first.get_attribute("href") or "")
    desk.page.locator("details.plan-head > summary").click()
    desk.page.get_by_role("link", name="Ai đã lập, sửa, công khai kế hoạch").click()
    assert "lập kế hoạch với" in desk.page.inner_text("main")
    desk.check("history of a plan")
