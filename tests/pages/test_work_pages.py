"""Home, the two lists of work, the ledger, and a body's part of a task, as pages."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World, plan, row
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
MOST, MOST_HOME = 15, 12
LISTS = (
    "/trang-chu/",
    "/viec/",
    "/viec/?kind=task&late=1",
    "/viec/cho-nguoi-khac/",
    "/theo-doi/",
    "/theo-doi/don-vi/",
)


def enter(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200, address
    return len(seen)


def more(world: World, number: int) -> None:
    rows = [row(f"Thêm {n}", world.commune, world.everyone) for n in range(number)]
    rows += [row(f"Của sở {n}", world.office) for n in range(number)]
    plan(world.officer, world.province, [*rows, row("Chưa ai")], number=f"{number}1/KH")


@pytest.mark.parametrize("address", LISTS)
def test_lists_cost_the_same_for_one_row_and_for_three(world: World, address: str) -> None:
    client = enter(world.officer)
    more(world, 1)
    client.get(address)
    few = queries(client, address)
    more(world, 3)
    assert queries(client, address) == few
    assert few <= (MOST_HOME if address == "/trang-chu/" else MOST)


def test_home_with_five_thousand_items_asks_no_more_than_with_five(world: World) -> None:
    client = enter(world.officer)
    client.get("/trang-chu/")
    few = queries(client, "/trang-chu/")
    holders = (world.office, world.commune, world.health)
    WorkItem.objects.bulk_create(
        WorkItem(
            kind="task",
            subject_kind="planning.task",
            subject_id=uuid7(),
            title=f"Việc {n}",
            holder=holders[n % 3].pk,
            awaited_by=world.province.pk,
            due_on=date(2026, 1 + n % 12, 15),
            bundle=world.plan.pk if n % 7 == 0 else None,
        )
        for n in range(5_000)
    )
    assert queries(client, "/trang-chu/") == few <= MOST_HOME


def test_home_is_three_lists_and_nothing_else(world: World) -> None:
    page = enter(world.officer).get("/trang-chu/").content.decode()
    for words in ("Việc chờ tôi", "Việc tôi đang chờ người khác", "Dải năm 2026", "Việc của Sở Nội vụ"):
        assert words in page
    assert page.count("<section") == 2 + 1 + 4  # two cards, the strip, its quarters
    assert page.index("Giao chủ trì: Việc chưa có chủ trì") > page.index("Việc của Sở Nội vụ")


def test_more_lines_are_one_click_away(world: World) -> None:
    rows = [row(f"Việc {n:02d}", world.commune) for n in range(12)]
    plan(world.officer, world.province, rows, number="12/KH")
    client = enter(world.clerk)
    assert "Việc 09" not in client.get("/trang-chu/").content.decode()
    again = client.get("/trang-chu/?viec=16&cho=8").content.decode()
    assert "Việc 09" in again
    assert "Xem thêm" not in again


def test_nothing_waiting_is_said_plainly(world: World) -> None:
    page = enter(world.member).get("/trang-chu/").content.decode()
    assert "Hôm nay không có việc nào chờ" in page
    assert "Anh/chị không phải chờ ai" in page


def test_a_member_of_a_group_reports_its_part_and_hears_it_once(world: World) -> None:
    task = world.tasks["Việc của các sở"]
    client = enter(world.other_clerk)
    address = f"/nhiem-vu/{task.pk}/"
    page = client.get(address).content.decode()
    assert "0/2 đơn vị đã xong" in page
    assert f"?mo=phan-{world.health.pk}" in page
    form = client.get(f"{address}?mo=phan-{world.health.pk}").content.decode()
    assert "Sở Y tế tỉnh Thử Nghiệm đã xong phần việc" in form
    done = client.post(f"{address}phan-viec/{world.health.pk}/", {"text": "Báo cáo số 5"}, follow=True)
    assert "1/2 đơn vị đã xong" in done.content.decode()
    again = client.post(f"{address}phan-viec/{world.health.pk}/", {"text": "Chữ gõ lần hai"})
    assert again.status_code == 422
    assert "ghi là xong lúc" in again.content.decode()
    assert "Chữ gõ lần hai" in again.content.decode()


def test_an_unknown_part_of_a_task_is_refused_in_a_sentence(world: World) -> None:
    task = world.tasks["Việc của các sở"]
    answer = enter(world.officer).post(f"/nhiem-vu/{task.pk}/phan-viec/{world.commune.pk}/")
    assert answer.status_code == 422
    assert "không có phần việc nào" in answer.content.decode()


def test_reopening_a_part_keeps_what_was_typed(world: World) -> None:
    task = world.tasks["Việc của các sở"]
    client = enter(world.officer)
    part = f"/nhiem-vu/{task.pk}/phan-viec/{world.health.pk}/"
    assert client.post(part + "mo-lai/", {"reason": "Gửi nhầm"}).status_code == 422
    client.post(part, {"text": "Xong"})
    assert "Ghi lý do" in client.post(part + "mo-lai/", {"reason": ""}).content.decode()
    assert client.post(part + "mo-lai/", {"reason": "Gửi nhầm"}).status_code == 302


def test_lists_filter_and_say_when_nothing_fits(world: World) -> None:
    client = enter(world.officer)
    page = client.get("/viec/cho-nguoi-khac/?body_name=so y te tinh thu nghiem").content.decode()
    assert "Việc của các sở" in page
    assert "Việc của xã" not in page
    assert "Không có việc nào khớp" in client.get("/viec/?kind=report").content.decode()
    assert "chưa lọc theo đơn vị" in client.get("/viec/?body_name=khong co dau").content.decode()
    part = client.get("/viec/?late=1", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


@pytest.mark.parametrize("odd", ["?page=0", "?page=99999", "?kind=x&body=y&late=9", "?plan=1&status=xyz"])
@pytest.mark.parametrize("address", ["/viec/", "/viec/cho-nguoi-khac/", "/theo-doi/", "/theo-doi/don-vi/"])
def test_odd_filters_give_a_page(world: World, address: str, odd: str) -> None:
    assert enter(world.officer).get(address + odd).status_code == 200


def test_the_ledger_page_shows_who_owes_what(world: World) -> None:
    page = enter(world.officer).get(f"/theo-doi/?plan={world.plan.pk}").content.decode()
    assert "Kế hoạch 1/KH-UBND" in page
    assert "Quá hạn 6 ngày" in page
    counted = enter(world.officer).get("/theo-doi/don-vi/").content.decode()
    assert "Sở Y tế tỉnh Thử Nghiệm" in counted


def test_a_foreign_plan_is_not_named_on_the_ledger(world: World) -> None:
    hidden = plan(world.other_clerk, world.health, [row("Việc kín", world.health)], number="77/KH-SYT")
    page = enter(world.clerk).get(f"/theo-doi/?plan={hidden.pk}").content.decode()
    assert "77/KH-SYT" not in page
    assert "Việc kín" not in page


def test_the_ledger_goes_out_as_a_workbook(world: World) -> None:
    answer = enter(world.officer).get("/theo-doi/xuat.xlsx?status=late")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(line[1], line[2], line[6]) for line in rows] == [
        (world.commune.name, "Việc của xã", "Quá hạn 6 ngày")
    ]
    assert sheet["F2"].number_format == "dd/mm/yyyy"
