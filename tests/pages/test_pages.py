"""Each page: it comes, it says what it should, and its queries do not grow with its rows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World, draft, plan, row

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


@pytest.fixture
def officer(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(seen)


def _more(world: World, number: int) -> None:
    rows = [
        row(f"Việc thêm {n}", world.health, others=[world.everyone, world.commune]) for n in range(number)
    ]
    plan(world.officer, world.province, rows, number=f"{number}0/KH-UBND")


LISTS: dict[str, Callable[[World], str]] = {
    "home": lambda w: "/trang-chu/",
    "plans": lambda w: "/ke-hoach/",
    "board": lambda w: "/ke-hoach/bang/?year=2026",
    "plan": lambda w: f"/ke-hoach/{w.plan.pk}/",
    "tasks": lambda w: "/nhiem-vu/",
    "tasks of a body": lambda w: f"/nhiem-vu/?body={w.health.pk}&role=lead",
    "search": lambda w: "/tim/?q=viec",
    "bodies": lambda w: "/don-vi/",
    "body": lambda w: f"/don-vi/{w.health.pk}/",
    "task": lambda w: f"/nhiem-vu/{w.tasks['Việc của xã'].pk}/",
    "calendar": lambda w: "/lich/",
    "history of a plan": lambda w: f"/ke-hoach/{w.plan.pk}/lich-su/",
    "history of a body": lambda w: f"/don-vi/{w.health.pk}/lich-su/",
}


@pytest.mark.parametrize("name", LISTS)
def test_queries_stay_few_and_do_not_grow_with_rows(world: World, officer: Client, name: str) -> None:
    address = LISTS[name](world)
    _more(world, 1)
    officer.get(address)
    few = _queries(officer, address)
    _more(world, 3)
    assert _queries(officer, address) == few
    assert few <= MOST_QUERIES


def test_the_review_costs_the_same_for_one_row_and_for_three(world: World, officer: Client) -> None:
    one = draft(world.officer, world.province, [row("Một", world.health)], number="7")
    three = draft(
        world.officer, world.province, [row("Một", world.health), row("Hai"), row("Ba", "Ai đó")], number="8"
    )
    counts = [_queries(officer, f"/ke-hoach/ban-doc/{each.pk}/") for each in (one, three)]
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_the_clerk_and_the_officer_see_different_boards(world: World, officer: Client) -> None:
    clerk = Client()
    clerk.force_login(world.clerk)
    theirs, mine = (
        officer.get("/ke-hoach/bang/").content.decode(),
        clerk.get("/ke-hoach/bang/").content.decode(),
    )
    assert "Việc của Sở Nội vụ" in theirs
    assert "Việc của Sở Nội vụ" not in mine
    assert "Việc của xã" in mine


def test_a_wrong_password_gets_one_sentence_and_keeps_the_name(world: World) -> None:
    answer = Client().post("/dang-nhap/", {"username": "officer", "password": "sai"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page
    assert 'value="officer"' in page


@pytest.mark.parametrize("target", ["https://ke-xau.example/", "//ke-xau.example/", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(world: World, target: str) -> None:
    answer = Client().post("/dang-nhap/", {"username": "officer", "password": "mot-mat-khau", "next": target})
    assert answer.headers["Location"] == "/trang-chu/"


def test_the_demo_doors_do_not_exist_outside_the_demo(world: World) -> None:
    assert Client().post("/dung-thu/chuyen-vien/").status_code == 404
    assert Client().get("/").headers["Location"] == "/dang-nhap/"


def test_nothing_leaves_the_host_and_no_script_is_inline(officer: Client) -> None:
    answer = officer.get("/trang-chu/")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    page = answer.content.decode()
    assert "http://" not in page.replace("http://www.w3.org/", "")
    assert "https://" not in page
    assert " style=" not in page
    assert "<script>" not in page


def test_a_body_that_no_form_needs_is_turned_away(officer: Client) -> None:
    answer = officer.post("/ke-hoach/doc/", data=b"x", content_type="text/plain", CONTENT_LENGTH="999999999")
    assert answer.status_code == 413


def test_a_search_finds_plans_tasks_and_bodies_without_diacritics(officer: Client) -> None:
    page = officer.get("/tim/?q=so noi vu").content.decode()
    assert "Việc của Sở Nội vụ" in page
    assert "Sở Nội vụ tỉnh Thử Nghiệm" in page
    assert "Không tìm thấy" in officer.get("/tim/?q=khong co gi nhu the").content.decode()


def test_the_export_is_a_workbook_with_the_same_rows(officer: Client) -> None:
    from io import BytesIO

    import openpyxl

    answer = officer.get("/nhiem-vu/xuat.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    texts = [cells[1].value for cells in sheet.iter_rows(min_row=2)]
    assert texts[0] == "Việc của xã"
    assert len(texts) == 4
    assert sheet["F2"].number_format == "dd/mm/yyyy"


def test_words_that_look_like_a_formula_stay_words(world: World, officer: Client) -> None:
    from io import BytesIO

    import openpyxl

    plan(world.officer, world.province, [row("=1+1")], number="=2/KH")
    book = openpyxl.load_workbook(BytesIO(officer.get("/nhiem-vu/xuat.xlsx").content))
    assert {cell.data_type for cells in book.active.iter_rows() for cell in cells} <= {"s", "d", "n"}  # type: ignore[union-attr]


def test_a_holiday_is_entered_shown_and_taken_back(officer: Client) -> None:
    answer = officer.post(
        "/lich/luu/", {"date": "16/03/2026", "name": "Nghỉ thử", "working": "0"}, follow=True
    )
    page = answer.content.decode()
    assert "Nghỉ thử" in page
    from vinhdanh.foundation.calendars.models import SpecialDay

    day = SpecialDay.objects.get()
    after = officer.post(f"/lich/{day.pk}/bo/", follow=True).content.decode()
    assert '<td data-label="Tên">Nghỉ thử</td>' in page
    assert '<td data-label="Tên">Nghỉ thử</td>' not in after


def test_pages_of_a_signed_in_person_are_kept_by_no_cache(client: Client, world: World) -> None:
    assert "no-store" not in client.get("/cong-khai/").headers.get("Cache-Control", "")
    client.force_login(world.officer)
    assert "no-store" in client.get("/trang-chu/")["Cache-Control"]
