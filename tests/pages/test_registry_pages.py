"""The book of record on the screen: what each role sees, and every act once through its form."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.domain.registry.book import award, person, rating, take
from tests.world import World
from vinhdanh.domain.access.models import User
from vinhdanh.domain.people.models import Subject
from vinhdanh.domain.registry.actions import HoldRow
from vinhdanh.domain.registry.models import Award, Claim, Discipline, Hold, Rating

pytestmark = pytest.mark.django_db
BOOK = "/so-khen-thuong/"
AWARD = {
    "code": "cstd_co_so", "year": "2024", "decided_on": "10/01/2025", "number": "7/QĐ-UBND",
    "manner": "merit", "issuer_level": "tinh",
}  # fmt: skip


def client(user: User) -> Client:
    made = Client()
    made.force_login(user)
    return made


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_search_finds_and_says_how_it_understood(world: World) -> None:
    someone = person("Lò Thị Hoà", world.health, birth_year=1980, title="Bác sĩ")
    take("award", award(someone))
    answer = client(world.officer).get(BOOK, {"q": "hoa cstdcs 2025"})
    text = words(answer)
    assert "Lò Thị Hoà" in text
    assert "Hiểu là: Chiến sĩ thi đua cơ sở, năm 2025" in text
    assert "Bác sĩ · sinh 1980" in text
    part = client(world.officer).get(BOOK, {"q": "khong"}, headers={"HX-Request": "true"})
    assert "Không có hồ sơ nào khớp" in words(part)
    assert "<html" not in words(part)


def test_a_life_shows_what_counts_and_what_does_not(world: World) -> None:
    someone = person("Lò Thị Hoà", world.health)
    ids = take("award", award(someone), award(someone, year=2024)).ids
    take("rating", rating(someone))
    take("hold", HoldRow(someone, "inspection", date(2026, 2, 10)))
    officer = client(world.officer)
    officer.post(f"{BOOK}{someone}/huy-bo/award/{ids[0]}/", {"on": "01/03/2026", "reason": "QĐ 9/QĐ-UBND"})
    text = words(officer.get(f"{BOOK}{someone}/"))
    assert "<s>Chiến sĩ thi đua cơ sở</s>" in text
    assert "Xếp loại: Hoàn thành xuất sắc nhiệm vụ" in text
    assert "Đang tạm hoãn xét khen thưởng" in text
    clerk = words(client(world.other_clerk).get(f"{BOOK}{someone}/"))
    assert "tạm hoãn" not in clerk
    assert "Khai khen thưởng" in clerk
    assert client(world.clerk).get(f"{BOOK}{someone}/").status_code == 404


def test_an_award_is_written_with_its_paper(world: World) -> None:
    someone = person("Lò Thị Hoà", world.health)
    officer = client(world.officer)
    page = words(officer.get(f"{BOOK}{someone}/ghi/award/"))
    assert "Chiến sĩ thi đua cơ sở" in page
    assert "Tập thể Lao động xuất sắc" not in page
    paper = SimpleUploadedFile("qd.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    answer = officer.post(f"{BOOK}{someone}/ghi/award/", {**AWARD, "files": paper})
    assert answer.status_code == 302, words(answer)
    made = Award.objects.get()
    assert (made.year, made.number, made.evidence.name) == (2024, "7/QĐ-UBND", "qd.pdf")
    got = officer.get(f"{BOOK}{someone}/giay-to/award/{made.pk}/")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert client(world.clerk).get(f"{BOOK}{someone}/giay-to/award/{made.pk}/").status_code == 404


def test_a_refused_form_keeps_what_was_typed(world: World) -> None:
    someone = person("Lò Thị Hoà", world.health)
    answer = client(world.officer).post(f"{BOOK}{someone}/ghi/award/", {**AWARD, "year": "2027"})
    text = words(answer)
    assert answer.status_code == 422
    assert "Năm 2027 chưa tới" in text
    assert 'value="7/QĐ-UBND"' in text
    assert '<option value="cstd_co_so" selected>' in text


@pytest.mark.parametrize(
    ("kind", "typed", "model"),
    [
        ("rating", {"year": "2025", "level": "good"}, Rating),
        ("discipline", {"form": "canh_cao", "decided_on": "01/02/2025"}, Discipline),
        ("hold", {"cause": "press", "opened_on": "01/03/2026"}, Hold),
    ],
)
def test_other_rows_are_written(world: World, kind: str, typed: dict[str, str], model: Any) -> None:
    someone = person("Lò Thị Hoà", world.health)
    officer = client(world.officer)
    answer = officer.post(f"{BOOK}{someone}/ghi/{kind}/", typed)
    assert answer.status_code == 302, words(answer)
    row = model.objects.get()
    ends = {"discipline": "het-ky-luat", "hold": "thoi-hoan"}
    if kind in ends:
        address = f"{BOOK}{someone}/{ends[kind]}/{row.pk}/"
        assert officer.get(address).status_code == 200
        assert officer.post(address, {"on": "16/03/2026", "reason": "Đã kết luận"}).status_code == 302
    assert officer.get(f"{BOOK}{someone}/").status_code == 200


def test_a_row_is_corrected_and_reissued(world: World) -> None:
    someone = person("Lò Thị Hoà", world.health)
    [pk] = take("award", award(someone, year=2024)).ids
    officer = client(world.officer)
    address = f"{BOOK}{someone}/dinh-chinh/award/{pk}/"
    assert 'value="2024/QĐ-UBND"' in words(officer.get(address))
    assert officer.post(address, AWARD).status_code == 422
    assert officer.post(address, {**AWARD, "reason": "Sai số quyết định"}).status_code == 302
    now = Award.objects.get(state="given")
    assert officer.post(f"{BOOK}{someone}/cap-lai/{now.pk}/", {"reason": "Mất bằng"}).status_code == 302
    text = words(officer.get(f"{BOOK}{someone}/"))
    assert "Đã đính chính" in text
    assert "Đã cấp lại" in text


def test_a_claim_goes_from_the_unit_to_the_book(world: World) -> None:
    someone = person("Lò Thị Hoà", world.commune)
    clerk, officer = client(world.clerk), client(world.officer)
    assert clerk.post(f"{BOOK}{someone}/khai/", AWARD).status_code == 302
    assert "Chưa tính vào thành tích" in words(clerk.get(f"{BOOK}{someone}/"))
    assert 'Khai báo chờ xác minh <span class="tally">1</span>' in words(officer.get(BOOK))
    claim = Claim.objects.get()
    assert "Lò Thị Hoà" in words(officer.get(f"{BOOK}khai-bao/"))
    assert officer.post(f"{BOOK}khai-bao/{claim.pk}/xac-nhan/").status_code == 302
    assert Award.objects.get().source == "claim"
    clerk.post(f"{BOOK}{someone}/khai/", {**AWARD, "year": "2023", "decided_on": ""})
    other = Claim.objects.get(state="declared")
    refuse = f"{BOOK}khai-bao/{other.pk}/khong-xac-nhan/"
    assert officer.post(refuse, {"reason": ""}).status_code == 422
    assert officer.post(refuse, {"reason": "Không có tên trong quyết định"}).status_code == 302
    assert "Không có tên trong quyết định" in words(clerk.get(f"{BOOK}{someone}/"))


def test_a_subject_is_added_and_its_number_never_shown(world: World) -> None:
    typed = {
        "kind": "individual", "name": "Vàng A Súa", "body_find": "Sở Y tế tỉnh Thử Nghiệm",
        "birth_year": "1979", "groups": ["vien_chuc"], "id_number": "001079012345",
    }  # fmt: skip
    officer = client(world.officer)
    answer = officer.post(f"{BOOK}them/", typed)
    assert answer.status_code == 302, words(answer)
    text = words(officer.get(answer.headers["Location"]))
    assert "… 345" in text
    assert "001079012345" not in text
    assert Subject.objects.get().person.birth_year == 1979
    again = officer.post(f"{BOOK}them/", {**typed, "body_find": ""})
    assert again.status_code == 422
    assert "001079012345" not in words(again)


def test_pages_cost_a_constant_number_of_queries(world: World) -> None:
    someone = person("Lò Thị Hoà", world.health)
    officer = client(world.officer)
    officer.get(BOOK)

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(address).status_code == 200
        return len(asked)

    before = [cost(BOOK), cost(f"{BOOK}{someone}/")]
    take("award", *(award(someone, year=year) for year in range(2010, 2026)))
    take("rating", *(rating(someone, year) for year in range(2015, 2026)))
    for number in range(10):
        person(f"Lò Thị {number}", world.health)
    after = [cost(BOOK), cost(f"{BOOK}{someone}/")]
    assert after == before
    assert max(after) <= 15
    assert "Lịch sử" in words(officer.get(f"{BOOK}{someone}/?lich-su"))
