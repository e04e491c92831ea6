"""Pages of lists by Excel: upload, rows, mending, taking, files; refusals and the number of queries."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.domain.imports.lists import HEAD, brought, line, rows_of, standings
from tests.domain.registry.book import person
from tests.workbooks import book
from tests.world import World
from vinhdanh.domain.imports.actions import read_list, take_list
from vinhdanh.domain.imports.models import ListImport
from vinhdanh.domain.registry.models import Award

URL = "/so-khen-thuong/nhap/"


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


def upload(client: Client, data: bytes, **more: str) -> str:
    file = SimpleUploadedFile("ds.xlsx", data)
    answer = client.post(URL, {"kind": "awards", "file": file, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_list_from_upload_to_the_book(client: Client, world: World) -> None:
    where = upload(client, book([HEAD, line(), line("Vàng A Sơn", year="x")]))
    listing = ListImport.objects.get()
    assert "Chờ đọc" in text(client, where)
    read_list(listing.pk, world.officer.pk)
    shown = text(client, where)
    assert "không phải năm" in shown
    assert "E3" in shown
    assert "Nhận 1 dòng" in shown
    good = text(client, where + "?xem=good")
    assert "Lò Thị Mẫu" in good
    assert "lập hồ sơ mới" in good
    assert "Ghi 1 dòng" in text(client, where + "nhan/")
    client.post(where + "nhan/")
    take_list(listing.pk)
    assert Award.objects.count() == 1
    assert "đã nhận các dòng được" in text(client, where)


def test_a_row_is_mended_on_its_page(client: Client, world: World) -> None:
    listing = brought(world, [line(year="hai nghìn")])
    row = rows_of(listing)[0]
    url = f"{URL}{listing.pk}/dong/{row.pk}/"
    assert "hai nghìn" in text(client, url)
    still = client.post(url, {"revision": "0", "year": "ba nghìn"})
    assert still["Location"].endswith(url)
    done = client.post(url, {"revision": "1", "year": "2024"})
    assert done["Location"].endswith(f"{URL}{listing.pk}/")
    assert standings(listing) == ["good"]
    late = client.post(url, {"revision": "0", "year": "2023"})
    assert late.status_code == 422
    assert "Người khác vừa sửa" in late.content.decode()
    assert 'value="2023"' in late.content.decode()


def test_whose_row_it_is_is_asked_and_answered(client: Client, world: World) -> None:
    someone = person("Lò Thị Mẫu", world.commune, birth_year=1980)
    listing = brought(world, [line()])
    where = f"{URL}{listing.pk}/"
    assert "cùng năm sinh" in text(client, where)
    client.post(f"{where}dong/{rows_of(listing)[0].pk}/la-ai/", {"choice": str(someone)})
    assert standings(listing) == ["good"]
    client.post(f"{where}dong/{rows_of(listing)[0].pk}/bo/")
    assert standings(listing) == ["dropped"]
    client.post(f"{where}dong/{rows_of(listing)[0].pk}/giu/")
    assert standings(listing) == ["good"]


def test_the_files_come_back(client: Client, world: World) -> None:
    listing = brought(world, [line(year="x")])
    back = client.get(f"{URL}{listing.pk}/tra-lai/")
    assert "đã kiểm tra" in __import__("urllib.parse").parse.unquote(back["Content-Disposition"])
    data = b"".join(back.streaming_content)  # type: ignore[arg-type]
    assert "Kết quả" in openpyxl.load_workbook(BytesIO(data)).sheetnames
    assert client.get(f"{URL}{listing.pk}/tep/").status_code == 200


@pytest.mark.parametrize("kind", ["awards", "ratings", "recognitions", "people"])
def test_a_template_has_drop_downs_and_is_read_back(client: Client, world: World, kind: str) -> None:
    answer = client.get(f"{URL}mau/{kind}.xlsx")
    made = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = made["Danh sách"]
    assert "Hướng dẫn" in made.sheetnames
    assert sheet.data_validations.dataValidation
    guide = made["Hướng dẫn"]
    examples = {row[0].value: row[4].value for row in guide.iter_rows(min_row=6)}
    for cell in sheet[1][1:]:
        sheet.cell(2, cell.column, examples[cell.value]) if cell.value != "Đơn vị công tác" else sheet.cell(
            2, cell.column, "Sở Y tế"
        )
    out = BytesIO()
    made.save(out)
    where = upload(client, out.getvalue(), kind=kind)
    listing = ListImport.objects.get()
    read_list(listing.pk, world.officer.pk)
    assert standings(listing) == ["good"], rows_of(listing)[0].verdicts
    assert "Nhận 1 dòng" in text(client, where)


@pytest.mark.parametrize(
    ("data", "kind", "part"),
    [
        (b"Ho ten;Nam\n", "awards", "Excel"),
        (b"", "awards", "rỗng"),
        (book([HEAD, line()]), "", "Chọn loại danh sách"),
    ],
)
def test_what_is_no_list_is_refused_in_the_form(client: Client, data: bytes, kind: str, part: str) -> None:
    answer = client.post(URL, {"kind": kind, "file": SimpleUploadedFile("ds.xlsx", data)})
    assert answer.status_code == 422
    assert part in answer.content.decode()


def test_a_list_that_failed_says_why(client: Client, world: World) -> None:
    upload(client, book([["Việc", "Đơn vị"], ["Họp", "Sở A"]]))
    listing = ListImport.objects.get()
    read_list(listing.pk, world.officer.pk)
    shown = text(client, f"{URL}{listing.pk}/")
    assert "Không tìm thấy hàng tiêu đề" in shown
    client.post(f"{URL}{listing.pk}/bo/")
    assert "đã bỏ" in text(client, f"{URL}{listing.pk}/")


def test_other_people_see_nothing_of_it(world: World) -> None:
    listing = brought(world, [line()])
    other = Client()
    other.force_login(world.clerk)
    assert other.get(f"{URL}{listing.pk}/").status_code == 403


def test_queries_do_not_grow_with_the_rows(
    client: Client, world: World, django_assert_max_num_queries: object
) -> None:
    listing = brought(world, [line(f"Lò Thị {name} Mẫu") for name in "ABCDEGHIKLMN" * 3])
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        text(client, f"{URL}{listing.pk}/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        text(client, URL)


def test_pages_go_on_where_the_last_ended(client: Client, world: World) -> None:
    listing = brought(world, [line(f"Lò Thị Mẫu {n % 7}", year="x") for n in range(60)])
    first = text(client, f"{URL}{listing.pk}/?xem=wrong")
    assert "sau=0.51" in first
    assert first.count("<tr id=") == 50
    assert text(client, f"{URL}{listing.pk}/?xem=wrong&sau=0.51").count("<tr id=") == 10
