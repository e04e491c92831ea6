"""The card "Còn thiếu gì?" and the radar: what they show, to whom, in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.domain.catalogue.drafts import published
from tests.domain.eligibility.test_screening import good, screen
from tests.domain.registry.book import award, person, rating, take
from tests.world import World
from vinhdanh.domain.eligibility.models import Evaluation, Screening
from vinhdanh.domain.registry.actions import DisciplineRow, HoldRow

pytestmark = pytest.mark.django_db
DAY = "nam=2025&ngay=02/03/2026"


@pytest.fixture
def officer(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_card_says_what_is_lacking_with_article_and_evidence(world: World, officer: Client) -> None:
    short = person("Trần Văn Thiếu", world.health)
    good(short, titles=2)
    page = _text(officer, f"/con-thieu-gi/{short}/?award=cstd_cap_tinh&{DAY}")
    assert "Chưa đạt" in page
    assert "khoản 1 Điều 22" in page
    then = _text(officer, f"/con-thieu-gi/{short}/?award=cstd_cap_tinh&{DAY}&dh=cstd_co_so&dh-nam=2023")
    assert "Nếu như vậy" in then
    assert "Đủ tiêu chuẩn Chiến sĩ thi đua cấp tỉnh" in then
    assert not Evaluation.objects.exists()


def test_all_awards_stand_on_shelves_with_the_years_to_come(world: World, officer: Client) -> None:
    ready = person("Nguyễn Thị Đủ", world.health, groups=["cong_chuc"])
    good(ready)
    page = _text(officer, f"/con-thieu-gi/{ready}/?{DAY}")
    assert "Chiến sĩ thi đua cấp tỉnh" in page
    assert "Lộ trình bồi dưỡng" in page
    assert "Giả định" in page


def test_a_sudden_certificate_in_a_chain_is_explained(world: World, officer: Client) -> None:
    one = person("Lê Văn Đột", world.health)
    good(one, titles=2)
    take("award", award(one, year=2023, manner="sudden"), key="sudden")
    page = _text(officer, f"/con-thieu-gi/{one}/?award=cstd_cap_tinh&{DAY}")
    assert "đột xuất" in page
    assert "Chưa đạt" in page


def test_a_kept_answer_stays_as_it_was(world: World, officer: Client) -> None:
    ready = person("Nguyễn Thị Đủ", world.health)
    good(ready)
    answer = officer.post(f"/con-thieu-gi/{ready}/luu/?award=cstd_cap_tinh&{DAY}")
    kept = Evaluation.objects.get()
    assert answer["Location"] == f"/ket-qua-xet/{kept.pk}/"
    assert "Đủ tiêu chuẩn" in _text(officer, f"/ket-qua-xet/{kept.pk}/")


def test_conduct_is_not_told_to_those_who_may_not_see_it(world: World) -> None:
    one = person("Nguyễn Văn Kín", world.commune)
    good(one)
    take("hold", HoldRow(subject_id=one, cause="denunciation", opened_on=date(2026, 2, 1)), key="h")
    take(
        "discipline",
        DisciplineRow(
            subject_id=one, form="canh_cao", decided_on=date(2020, 1, 5), ended_on=date(2021, 1, 5)
        ),
        key="d",
    )
    client = Client()
    client.force_login(world.clerk)
    page = _text(client, f"/con-thieu-gi/{one}/?award=cstd_cap_tinh&{DAY}")
    assert "tố cáo từ ngày" not in page
    assert "05/01/2021" not in page
    assert "không được giao xem kỷ luật" in page
    kept = client.post(f"/con-thieu-gi/{one}/luu/?award=cstd_cap_tinh&{DAY}")
    page = _text(client, kept["Location"])
    assert "tố cáo từ ngày" not in page


def test_another_units_people_are_not_there(world: World) -> None:
    one = person("Nguyễn Thị Xa", world.health)
    client = Client()
    client.force_login(world.clerk)
    assert client.get(f"/con-thieu-gi/{one}/").status_code == 404


def test_the_radar_runs_as_a_job_and_lists_who_was_forgotten(world: World, officer: Client) -> None:
    ready = person("Nguyễn Thị Đủ", world.health)
    good(ready)
    form = {"body": world.province.pk, "nam": "2025", "ngay": "02/03/2026"}
    answer = officer.post("/khong-bo-sot/", form)
    made = Screening.objects.get()
    assert answer["Location"] == f"/khong-bo-sot/{made.pk}/"
    assert "Đang rà soát" in _text(officer, answer["Location"])
    done = screen(world)
    page = _text(officer, f"/khong-bo-sot/{done.pk}/")
    assert "Nguyễn Thị Đủ" in page
    assert "Nữ" in page
    assert "Không bỏ sót ai" in _text(officer, f"/khong-bo-sot/{done.pk}/?share=women")
    assert "Sở Y tế" in _text(officer, f"/khong-bo-sot/{done.pk}/don-vi/")
    sheet = officer.get(f"/khong-bo-sot/{done.pk}/xuat.xlsx")
    assert sheet.content[:2] == b"PK"
    assert officer.post("/khong-bo-sot/", {**form, "nam": "2031"}).status_code == 422
    client = Client()
    client.force_login(world.clerk)
    assert client.get(f"/khong-bo-sot/{done.pk}/").status_code == 404


@pytest.mark.parametrize("what", ["one", "all", "radar", "units"])
def test_queries_stay_few_and_do_not_grow(world: World, officer: Client, what: str) -> None:
    first = person("Nguyễn Thị Đủ", world.health)
    good(first)
    published(world)
    done = screen(world)

    def count(at: Screening) -> int:
        address = {
            "one": f"/con-thieu-gi/{first}/?award=cstd_cap_tinh&{DAY}",
            "all": f"/con-thieu-gi/{first}/?{DAY}",
            "radar": f"/khong-bo-sot/{at.pk}/",
            "units": f"/khong-bo-sot/{at.pk}/don-vi/",
        }[what]
        officer.get(address)
        with CaptureQueriesContext(connection) as seen:
            _text(officer, address)
        return len(seen)

    few = count(done)
    for number in range(3):
        good(person(f"Nguyễn Thị Thêm {number}", world.office))
    take("rating", rating(first, 2019), key="more")
    assert count(screen(world)) == few
    print(what, few)
    assert few <= 15
