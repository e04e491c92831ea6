"""The product list on a task's page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.world import World, plan, row
from vinhdanh.domain.planning.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world: World) -> Client:
    made = Client()
    made.force_login(world.officer)
    return made


@pytest.fixture
def task(world: World) -> Task:
    rows = [row("Ban hành chỉ thị", world.office, products=["directive", "report"])]
    return plan(world.officer, world.province, rows, number="7/KH-UBND").tasks.get()


def test_products_are_shown_ticked_and_downloaded(client: Client, task: Task) -> None:
    where = f"/nhiem-vu/{task.pk}/"
    product = task.product_rows.first()
    assert product is not None
    refused = client.post(f"{where}san-pham/{product.pk}/co/", {"paper": ""})
    assert refused.status_code == 422
    assert "Ghi số, ngày của văn bản hoặc chọn một tệp" in refused.content.decode()
    proof = SimpleUploadedFile("chi-thi.pdf", b"%PDF-1.4 x")
    typed = {"paper": "Chỉ thị số 2/CT-UBND", "met_on": "12/3/2026", "files": proof}
    assert client.post(f"{where}san-pham/{product.pk}/co/", typed).status_code == 302
    text = client.get(where).content.decode()
    assert "Chỉ thị số 2/CT-UBND" in text
    assert "12/03/2026" in text
    assert client.get(f"{where}san-pham/{product.pk}/tep/").status_code == 200
    assert "sản phẩm 1/2" in client.get("/ke-hoach/bang/").content.decode()
    client.post(f"{where}san-pham/{product.pk}/bo/")
    assert "Chỉ thị số 2/CT-UBND" not in client.get(where).content.decode().split("Lịch sử")[0]


def test_finishing_without_products_asks_why(client: Client, task: Task) -> None:
    answer = client.post(f"/nhiem-vu/{task.pk}/buoc/complete_task/", {"reason": ""})
    assert answer.status_code == 422
    assert "còn thiếu sản phẩm: Chỉ thị, Báo cáo" in answer.content.decode()


def test_the_list_of_products_is_edited(client: Client, task: Task) -> None:
    where = f"/nhiem-vu/{task.pk}/san-pham/"
    ids = [str(pk) for pk in task.product_rows.values_list("pk", flat=True)]
    typed = {
        "product_id": [*ids, ""],
        "product_kind": ["directive", "", "hop"],
        "product_name": ["", "", "Đợt 1"],
    }
    refused = client.post(where, {**typed, "any": "0"})
    assert refused.status_code == 422
    assert 'value="Đợt 1"' in refused.content.decode()
    typed["product_kind"] = ["directive", "", "conference"]
    assert client.post(where, {**typed, "any": "1"}).status_code == 302
    task.refresh_from_db()
    assert (task.products, task.any_product) == (["directive", "conference"], True)
