"""Pages of twins: pairs with reasons in words, the answer, and two again."""

import pytest
from django.test import Client

from tests.domain.people.test_merging import twins
from tests.world import World
from vinhdanh.domain.people.actions import find_twins
from vinhdanh.domain.people.models import Merge, Subject, Twin
from vinhdanh.domain.registry.models import Award
from vinhdanh.foundation.jobs.models import Run

URL = "/so-khen-thuong/nghi-trung/"


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


def test_a_pair_is_shown_with_its_reasons_and_made_one_and_two_again(client: Client, world: World) -> None:
    one, other = twins(world)
    find_twins()
    shown = client.get(URL).content.decode()
    assert "Lò Thị Hoà" in shown
    assert "cùng đơn vị công tác" in shown
    assert "2 lần khen thưởng (2022–2024)" in shown
    pair = f"{URL}{Twin.objects.get().pk}/"
    assert client.get(pair).status_code == 200
    refused = client.post(pair, {"stays": str(one), "reason": ""})
    assert refused.status_code == 422
    assert "Ghi lý do" in refused.content.decode()
    assert client.post(pair, {"stays": str(one), "reason": "Cùng số hiệu"}).status_code == 302
    assert Award.objects.filter(subject=one).count() == 3
    assert client.get(pair).status_code == 404
    assert "đã nhập vào" in client.get(URL).content.decode()
    client.post(f"{URL}{Merge.objects.get().pk}/tach/", {"reason": "Nhầm"})
    assert Subject.objects.get(pk=other).merged_into_id is None


def test_two_people_are_told_apart_for_good(client: Client, world: World) -> None:
    twins(world)
    find_twins()
    client.post(f"{URL}{Twin.objects.get().pk}/", {"stays": "apart", "reason": "Khác quê"})
    find_twins()
    assert "Không có cặp hồ sơ nào" in client.get(URL).content.decode()


def test_a_search_can_be_asked_for(client: Client) -> None:
    client.post(URL + "tim/")
    client.post(URL + "tim/")
    assert Run.objects.filter(name="people.find_twins").count() == 1
    assert "Đang tìm" in client.get(URL).content.decode()


def test_only_keepers_come_in(world: World) -> None:
    other = Client()
    other.force_login(world.clerk)
    assert other.get(URL).status_code == 403


def test_queries_do_not_grow_with_the_pairs(
    client: Client, world: World, django_assert_max_num_queries: object
) -> None:
    from tests.domain.registry.book import person

    for name in ("An", "Bình", "Chung", "Dung", "Hiền"):
        person(f"Lò Thị {name}", world.health)
        person(f"LÒ Thị {name}", world.health)
    find_twins()
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get(URL)
