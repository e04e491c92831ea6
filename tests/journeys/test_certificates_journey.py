"""A design is made, a list pasted on it and printed; anybody checks one certificate."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.conftest import Program
from tests.journeys.test_plan_journey import WIDE, Desk

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journey")]
_LIST = "Họ và tên\tChức vụ, đơn vị\nTrần Thị An\tChuyên viên\nLê Văn Bình\tKế toán"


@pytest.fixture
def office(browser: Any, program: Program) -> Iterator[Desk]:
    made = Desk(browser, program, WIDE)
    yield made
    made.context.close()
    assert made.hosts <= {f"127.0.0.1:{program.port}"}
    assert not made.troubles


def test_certificates_are_designed_printed_and_checked(office: Desk) -> None:
    page = office.page
    office.enter("chuyen-vien")
    page.goto("/bang/")
    office.check("certificates")
    page.fill("#m-name", "Giấy khen thử")
    page.get_by_role("button", name="Thêm mẫu").click()
    page.get_by_role("heading", name="Bản đang lưu").wait_for()
    office.check("editor of a design")
    page.get_by_role("button", name="Lưu thành bản mới").click()
    page.get_by_text("Đã lưu bản mới của mẫu").wait_for()
    page.get_by_role("link", name="In danh sách").click()
    page.fill("#d-title", "Đợt thử")
    page.fill("#d-award", "Giấy khen")
    page.fill("#d-decision", "Quyết định số 15/QĐ-UBND")
    page.fill("#d-words", _LIST)
    office.check("a list being brought")
    page.get_by_role("button", name="Lập đợt in").click()
    page.get_by_text("đều vừa ô").wait_for()
    office.check("a list to be printed")
    page.get_by_role("button", name="In", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải bang-2").click()
    page.goto(_address(str(waiting.value.path())))
    page.get_by_text("Trần Thị An").wait_for()
    office.check("the public check")


def _address(path: str) -> str:
    """The way to the check, off the back of the first sheet."""
    import pypdf

    words = pypdf.PdfReader(path).pages[1].extract_text().replace("\n", "")
    return "/cong-khai/bang/" + words.split("/cong-khai/bang/")[1].strip()
