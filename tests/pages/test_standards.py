"""Looking up standards and writing local instruments: pages, refusals, few queries, nothing typed lost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.domain.catalogue.drafts import RATIO, draft, published
from tests.world import World
from vinhdanh.domain.catalogue.models import LocalInstrument

pytestmark = pytest.mark.django_db
LIST, RULES = "/tieu-chuan/", "/quy-dinh/"


@pytest.fixture
def officer(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


def _text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_every_award_is_found_by_name_abbreviation_and_day(officer: Client) -> None:
    assert "104 danh hiệu" in _text(officer, LIST + "?ngay=30/06/2025")
    assert "101 danh hiệu" in _text(officer, LIST + "?ngay=02/03/2026")
    for words in ("cstdcs", "chien si thi dua co so", "CHIẾN SĨ THI ĐUA CƠ SỞ"):
        assert "/tieu-chuan/cstd_co_so/" in _text(officer, f"{LIST}?ngay=02/03/2026&q={words}")
    assert "Không có danh hiệu, hình thức nào khớp" in _text(officer, LIST + "?q=khong co")
    page = _text(officer, LIST + "?ngay=31/02/2026")
    assert "không phải ngày có trong lịch" in page


def test_an_award_says_its_ways_its_papers_and_its_money(officer: Client) -> None:
    page = _text(officer, "/tieu-chuan/cstd_cap_tinh/?ngay=02/03/2026")
    for words in (
        "Có 3 năm liên tục được tặng “Chiến sĩ thi đua cơ sở”",
        "khoản 1 Điều 22 Luật số 06/2022/QH15",
        "Ít nhất 90 % tổng số thành viên Hội đồng đồng ý",
        "7.020.000 đồng (3 lần mức lương cơ sở 2.340.000 đồng)",
        "Tờ trình đề nghị khen thưởng",
        "Chưa kiểm chứng",
    ):
        assert words in page
    assert "Từ 01/10/2026" not in page
    assert "Từ 01/10/2026" in _text(officer, "/tieu-chuan/cstd_cap_tinh/?ngay=01/10/2026")
    assert officer.get("/tieu-chuan/khong-co/").status_code == 404


def test_every_page_of_every_award_reads_without_codes(officer: Client) -> None:
    from datetime import date

    from vinhdanh.domain.catalogue.queries.book import awards_on
    from vinhdanh.domain.catalogue.queries.standards import award_page

    for on in (date(2025, 6, 30), date(2026, 3, 2)):
        for rule in awards_on(on):
            found = award_page(rule.code, on)
            assert found is not None
            said = [line.text for way in found.ways for line in way.lines]
            said += [*found.conferred_by, *found.proposed_by, *(part.text for part in found.dossier)]
            assert not [words for words in said if "_" in words or not words], (rule.code, said)


def test_two_days_stand_side_by_side_with_their_differences(officer: Client) -> None:
    page = _text(officer, "/tieu-chuan/giay_khen_huyen_ca_nhan/so-sanh/?tu=30/06/2025&den=02/03/2026")
    assert "Không quy định" in page
    page = _text(officer, "/tieu-chuan/cstd_co_so/so-sanh/?tu=30/06/2025&den=02/03/2026")
    assert "Khác nhau" in page
    assert "<mark class" in page


def test_an_instrument_is_written_and_published_by_forms_alone(world: World, officer: Client) -> None:
    form = {
        "body": world.province.pk, "title": "Quy định thi đua", "kind": "regulation",
        "number": "5/2025/QĐ-UBND", "issued_on": "20/12/2025", "since": "01/01/2026",
    }  # fmt: skip
    answer = officer.post(RULES + "moi/", form)
    made = LocalInstrument.objects.get()
    assert answer["Location"] == f"{RULES}{made.pk}/"
    rule = {"what": "ratio", "award": "cstd_co_so", "number": "15 %", "article": "khoản 1 Điều 8"}
    assert officer.post(f"{RULES}{made.pk}/them/", rule).status_code == 302
    page = _text(officer, f"{RULES}{made.pk}/")
    assert "15 %" in page
    assert officer.post(f"{RULES}{made.pk}/ban-hanh/").status_code == 302
    assert "Đang áp dụng" in _text(officer, f"{RULES}{made.pk}/")
    assert "Tỷ lệ tối đa" in _text(officer, "/tieu-chuan/cstd_co_so/?ngay=02/03/2026")


def test_what_was_typed_stands_in_its_field_after_a_refusal(world: World, officer: Client) -> None:
    answer = officer.post(RULES + "moi/", {"body": world.province.pk, "title": "Quy định X", "since": "45/1"})
    assert answer.status_code == 422
    assert "Quy định X" in answer.content.decode()
    made = draft(world, RATIO)
    row = made.rules.get()
    typed = {
        "what": "ratio",
        "award": "cstd_co_so",
        "number": "mười lăm",
        "article": "Điều 8",
        "text": "Lời dài",
    }
    answer = officer.post(f"{RULES}{made.pk}/dong/{row.pk}/", {**typed, "revision": 1})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "mười lăm" in page
    assert "Lời dài" in page
    stale = officer.post(f"{RULES}{made.pk}/dong/{row.pk}/", {**typed, "number": "9", "revision": 7})
    assert "Người khác vừa sửa dòng này" in stale.content.decode()
    assert 'value="9"' in stale.content.decode()


def test_publishing_a_faulty_draft_lists_its_faults(world: World, officer: Client) -> None:
    made = draft(world, RATIO, number="")
    answer = officer.post(f"{RULES}{made.pk}/ban-hanh/")
    assert answer.status_code == 422
    assert "Chưa ghi số, ký hiệu" in answer.content.decode()


def test_a_clerk_reads_what_was_published_and_changes_nothing(world: World) -> None:
    client = Client()
    client.force_login(world.clerk)
    hidden, shown = draft(world, RATIO), published(world)
    assert client.get(f"{RULES}{hidden.pk}/").status_code == 404
    page = _text(client, f"{RULES}{shown.pk}/")
    assert "Thêm một dòng" not in page
    assert client.post(f"{RULES}{shown.pk}/them/", {}).status_code == 403


@pytest.mark.parametrize("address", [LIST, RULES, "/tieu-chuan/cstd_co_so/", "one"])
def test_queries_stay_few_and_do_not_grow(world: World, officer: Client, address: str) -> None:
    made = published(world)
    where = f"{RULES}{made.pk}/" if address == "one" else address

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert officer.get(where).status_code == 200
        return len(seen)

    officer.get(where)
    few = count()
    for number in range(3):
        published(world, number=f"{number}/QĐ")
    assert count() == few
    assert few <= 15


def test_who_is_hit_is_shown_before_publishing(world: World, officer: Client) -> None:
    from tests.domain.catalogue.drafts import RuleChange
    from tests.domain.eligibility.test_screening import good
    from tests.domain.registry.book import person

    good(person("Người Ba Năm", world.health))
    rule = RuleChange("standard", "cstd_cap_tinh", "consecutive_titles", "cstd_co_so", 4, article="Điều 3")
    made = draft(world, rule)
    page = _text(officer, f"{RULES}{made.pk}/anh-huong/")
    assert "Người Ba Năm" in page
    assert "1 kết quả kém đi" in page
    assert officer.get(f"{RULES}{published(world).pk}/anh-huong/").status_code == 404


def test_citizens_look_up_standards_without_an_account() -> None:
    client = Client()
    assert "cong-khai/tieu-chuan/cstd_co_so/" in _text(client, "/cong-khai/tieu-chuan/?q=cstdcs")
    page = _text(client, "/cong-khai/tieu-chuan/cstd_co_so/?ngay=02/03/2026")
    assert "Chiến sĩ thi đua cơ sở" in page
    assert "/quy-dinh/" not in page
    assert client.get("/cong-khai/tieu-chuan/khong-co/").status_code == 404


def test_no_page_puts_markup_into_a_field_or_an_address(world: World, officer: Client) -> None:
    made = draft(world, RATIO)
    for address in (
        LIST,
        "/tieu-chuan/cstd_co_so/",
        f"{RULES}{made.pk}/",
        "/cong-khai/tieu-chuan/cstd_co_so/",
    ):
        page = _text(officer, address)
        assert '="<time' not in page
        assert "=<time" not in page
