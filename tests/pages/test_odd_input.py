"""Addresses and values that no form of ours sends: an answer in words, never a broken page."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from tests.world import World, draft, plan, row
from vinhdanh.domain.planning.actions.editing import set_public
from vinhdanh.domain.planning.queries import lists, public
from vinhdanh.domain.planning.queries.lists import TaskPage
from vinhdanh.domain.planning.queries.rows import TaskRow
from vinhdanh.interfaces.office import excel, statuses
from vinhdanh.interfaces.office.templatetags import planning
from vinhdanh.interfaces.office.views import bodies

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def officer(world: World) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.officer)
    return client


PAGES = (
    "/dang-nhap/?next=%00",
    "/don-vi/?q=%00",
    "/don-vi/?kind=%00",
    "/don-vi/goi-y/?q=a%00",
    "/tim/?q=%00",
    "/ke-hoach/?q=%00",
    "/ke-hoach/bang/?q=%00",
    "/nhiem-vu/?q=%00",
    "/nhiem-vu/?body_name=%00",
    "/nhiem-vu/xuat.xlsx?q=%00",
    "/cong-khai/?q=%00",
    "/trang-chu/?%00=1",
)


@pytest.mark.parametrize("address", PAGES)
def test_the_character_nul_is_turned_away_in_an_address(officer: Client, address: str) -> None:
    answer = officer.get(address)
    assert answer.status_code == 400
    assert "ký tự không đọc được" in answer.content.decode()


def test_and_in_what_is_posted(world: World, officer: Client) -> None:
    task = world.tasks["Việc của xã"].pk
    posts = {
        "/dang-nhap/": {"username": "a\0", "password": "b"},
        f"/nhiem-vu/{task}/tien-do/": {"text": "a\0b"},
        f"/nhiem-vu/{task}/buoc/complete_task/": {"reason": "\0"},
        "/lich/luu/": {"date": "16/03/2026", "name": "\0"},
        "/giao-dien/": {"theme": "\0"},
    }
    for address, post in posts.items():
        assert officer.post(address, post).status_code == 400, address
    officer.cookies["sessionid"] = "a\0" * 16
    assert officer.get("/trang-chu/").status_code == 400


@pytest.mark.parametrize("year", ["10000", "999999999", "1", "0", "abc", "-5"])
def test_any_year_gets_a_calendar(officer: Client, year: str) -> None:
    answer = officer.get(f"/lich/?year={year}")
    assert answer.status_code == 200
    shown = {"10000": "2100", "999999999": "2100", "1": "1945"}.get(year, "2026")
    assert f"Lịch ngày nghỉ năm {shown}" in answer.content.decode()


@pytest.mark.parametrize(
    "page", ["/ke-hoach/bang/", "/nhiem-vu/", "/ke-hoach/", "/phien-hop/", "/nhiem-vu/chua-chu-tri/"]
)
@pytest.mark.parametrize("query", ["year=99999", "year=999999999", "page=999999999", "lane=999999999"])
def test_odd_numbers_break_no_list(officer: Client, page: str, query: str) -> None:
    assert officer.get(f"{page}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ({"date": "16/03/2026", "name": "n" * 200}, "dài quá 120 chữ"),
        ({"date": "16/03/9026", "name": "Xa quá"}, "trong các năm 1945 đến 2100"),
        ({"date": "30/02/2026", "name": "Không có"}, "không phải ngày có trong lịch"),
        ({"date": "", "name": "Trống"}, "Ghi ngày theo dạng"),
    ],
)
def test_a_refused_day_comes_back_as_typed(officer: Client, post: dict[str, str], words: str) -> None:
    answer = officer.post("/lich/luu/", {**post, "working": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{post["name"]}"' in page
    assert 'role="alert"' in page
    assert 'value="1" checked' in page


def test_a_row_that_is_not_there_is_404_for_htmx(world: World, officer: Client) -> None:
    waiting = draft(world.officer, world.province, [row("Một việc")], number="9/KH-UBND")
    address = f"/ke-hoach/ban-doc/{waiting.pk}/dong/{NOBODY}/"
    good = {"revision": "0", "text": "Chữ"}
    bad = {**good, "deadline": "99/99/2026"}
    answers = [
        officer.get(address, headers=HTMX),
        officer.get(address + "?sua=1", headers=HTMX),
        *(officer.post(address, post, headers=headers) for post in (good, bad) for headers in (HTMX, {})),
        *(officer.post(f"{address}{mark}/", headers=HTMX) for mark in ("bo", "giu", "dung", "gi-do")),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_a_condition_is_called_the_same_everywhere(world: World, officer: Client) -> None:
    data = officer.get("/nhiem-vu/xuat.xlsx").content
    cells = {cell.value for line in openpyxl.load_workbook(BytesIO(data)).active.iter_rows() for cell in line}  # type: ignore[union-attr]
    assert "Quá hạn 6 ngày" in cells
    assert "Quá hạn 6 ngày" in officer.get("/nhiem-vu/").content.decode()
    assert planning.word_of is excel.word_of is statuses.word_of


def test_a_body_with_more_than_a_thousand_tasks_says_so(
    world: World, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[TaskRow] = []
    many = TaskPage(rows, page=1, count=1000, more_than_counted=True, has_next=True)
    monkeypatch.setattr(bodies, "task_page", lambda *_: many)
    assert "1.000+" in officer.get(f"/don-vi/{world.health.pk}/").content.decode()


def test_an_export_that_stops_says_so(world: World, officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = openpyxl.load_workbook(BytesIO(officer.get("/nhiem-vu/xuat.xlsx").content)).active
    assert "còn nữa" not in str(list(whole.values))  # type: ignore[union-attr]
    monkeypatch.setattr(lists, "EXPORT_LIMIT", 2)
    cut = openpyxl.load_workbook(BytesIO(officer.get("/nhiem-vu/xuat.xlsx").content)).active
    assert "Tệp chỉ ghi 2 việc đầu theo hạn; còn nữa" in str(list(cut.values))  # type: ignore[union-attr]
    assert "Tệp chỉ ghi 2 việc đầu theo hạn; còn nữa" in officer.get("/nhiem-vu/").content.decode()


def test_a_public_list_that_stops_says_so(
    world: World, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.world import scope

    monkeypatch.setattr(public, "LIMIT", 2)
    for number in ("7/KH-UBND", "8/KH-UBND"):
        assert "Trang này hiện nhiều nhất" not in officer.get("/cong-khai/").content.decode()
        made = plan(world.officer, world.province, [row("Việc")], number=number)
        set_public(actor=world.officer, scope=scope(world.officer), plan_id=made.pk, public=True)
    assert "Trang này hiện nhiều nhất 2 kế hoạch" in officer.get("/cong-khai/").content.decode()


def test_the_demo_promises_what_there_is() -> None:
    from vinhdanh.interfaces.office.demo_cards import CARDS

    card = next(card for card in CARDS if card.key == "hoi-dong")
    assert "việc của Hội đồng" in card.can_do
    assert "phiên" not in card.can_do


def test_a_host_name_that_is_not_ours_gets_a_page_not_an_error(officer: Client) -> None:
    answer = officer.get("/trang-chu/", headers={"host": "noi-khac.example"})
    assert answer.status_code == 400
    assert "chưa có gì được lưu" in answer.content.decode()
