"""A plan copied to the next year, taken back, replaced; tasks without a lead assigned at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World, plan, row
from vinhdanh.domain.planning.models import Plan, PlanDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world: World) -> Client:
    made = Client()
    made.force_login(world.officer)
    return made


def test_a_copy_opens_in_the_review(world: World, client: Client) -> None:
    where = f"/ke-hoach/{world.plan.pk}/nam-sau/"
    assert "Chép sang năm 2027" in client.get(where).content.decode()
    answer = client.post(where)
    draft = PlanDraft.objects.get(copied_from=world.plan)
    assert answer.headers["Location"] == f"/ke-hoach/ban-doc/{draft.pk}/"
    review = client.get(answer.headers["Location"]).content.decode()
    # The commune's task was due on 10/03.
    assert review.count("chưa xong; xem làm tiếp, gộp hay bỏ") == 1
    assert "Bản chép đang chờ soát" in client.get(where).content.decode()
    assert client.post(where).headers["Location"] == f"/ke-hoach/ban-doc/{draft.pk}/"


def test_sure_changes_stand_under_their_row(world: World, client: Client) -> None:
    made = plan(world.officer, world.province, [row("Phát động năm 2026", world.office)], number="5/KH-UBND")
    address = client.post(f"/ke-hoach/{made.pk}/nam-sau/").headers["Location"]
    assert "Đã dời: “2026” → “2027”." in client.get(address).content.decode()


def test_a_plan_of_next_year_is_offered(world: World, client: Client) -> None:
    taken = Plan.objects.create(
        issuer=world.province,
        title="Kế hoạch 2027",
        first_year=2027,
        last_year=2027,
        path=world.province.path,
    )
    where = f"/ke-hoach/{world.plan.pk}/nam-sau/"
    assert f"/ke-hoach/{taken.pk}/" in client.get(where).content.decode()
    assert client.post(where).status_code == 422


def test_a_wrongly_accepted_plan_goes_back_to_review(world: World, client: Client) -> None:
    where = f"/ke-hoach/{world.plan.pk}/ket-thuc/"
    assert "Bỏ kế hoạch này" in client.get(where).content.decode()
    assert client.post(where + "bo/", {"reason": ""}).status_code == 422
    answer = client.post(where + "bo/", {"reason": "Bản dự thảo"})
    assert "/ke-hoach/ban-doc/" in answer.headers["Location"]
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get(f"/ke-hoach/{world.plan.pk}/").status_code == 404
    assert client.post(where + "bo/", {"reason": "Lần nữa"}).status_code == 404


def test_a_plan_with_reports_is_replaced_and_says_so(world: World, client: Client) -> None:
    where = f"/ke-hoach/{world.plan.pk}/ket-thuc/"
    task = world.tasks["Việc của xã"]
    client.post(f"/nhiem-vu/{task.pk}/tien-do/", {"text": "Đã họp."})
    page = client.get(where).content.decode()
    assert "Đã có đơn vị báo kết quả" in page
    assert "Bỏ kế hoạch này" not in page
    other = plan(world.officer, world.province, [row("Việc mới", world.office)], number="12/KH-UBND")
    refused = client.post(where + "thay/", {"by": "", "reason": "Điều chỉnh giữa năm"})
    assert refused.status_code == 422
    assert "Điều chỉnh giữa năm" in refused.content.decode()
    client.post(where + "thay/", {"by": str(other.pk), "reason": "Điều chỉnh giữa năm"})
    assert "đã được thay bằng" in client.get(f"/ke-hoach/{world.plan.pk}/").content.decode()


def test_many_tasks_get_their_lead_at_once(world: World, client: Client) -> None:
    rows = [row(f"Việc trống {n}", others=[world.commune]) for n in range(3)]
    made = plan(world.officer, world.province, rows, number="8/KH-UBND")
    ids = [str(pk) for pk in made.tasks.values_list("pk", flat=True)]
    typed = {"task": ids[:2], "lead_text": "", "lead_target": "", "lead_find": "Sở không có"}
    refused = client.post("/nhiem-vu/chua-chu-tri/", typed)
    assert refused.status_code == 422
    assert "Không có đơn vị nào tên “Sở không có”" in refused.content.decode()
    assert refused.content.decode().count("checked") == 2
    answer = client.post("/nhiem-vu/chua-chu-tri/", {**typed, "lead_find": world.health.name}, follow=True)
    assert "Đã giao 2 việc" in answer.content.decode()
    task = made.tasks.get(pk=ids[0])
    assert task.has_lead
    assert set(task.party_keys) == {world.health.pk, world.commune.pk}
    again = client.post("/nhiem-vu/chua-chu-tri/", {**typed, "lead_find": world.office.name}, follow=True)
    assert "Đã giao 0 việc. 2 việc đã có người khác giao" in again.content.decode()


def test_a_task_of_another_issuer_is_not_on_the_list(world: World) -> None:
    client = Client()
    client.force_login(world.clerk)
    text = client.get("/nhiem-vu/chua-chu-tri/").content.decode()
    assert "Việc chưa có chủ trì</a>" not in text
    task = world.tasks["Việc chưa có chủ trì"]
    typed = {"task": [str(task.pk)], "lead_text": "", "lead_target": "", "lead_find": world.commune.name}
    assert client.post("/nhiem-vu/chua-chu-tri/", typed).status_code == 422
    task.refresh_from_db()
    assert not task.has_lead


def _queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def test_the_list_costs_the_same_for_one_and_for_three(world: World, client: Client) -> None:
    client.get("/nhiem-vu/chua-chu-tri/")
    one = _queries(lambda: client.get("/nhiem-vu/chua-chu-tri/"))
    plan(world.officer, world.province, [row("Một", others=[world.health]), row("Hai")], number="8/KH-UBND")
    assert _queries(lambda: client.get("/nhiem-vu/chua-chu-tri/")) == one <= 15
