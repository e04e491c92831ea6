"""Pages of papers: the way of one paper from a plan to its receiver, refusals, counts of queries."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.domain.papers.desk import (
    SIGNER,
    edited,
    issuer,
    listing,
    master,
    numbered,
    set_words,
    submitted,
    write,
)
from tests.domain.papers.test_issuing import arrival, issued, register
from tests.world import World
from vinhdanh.domain.papers.models import NumberSeries, Paper
from vinhdanh.foundation.files.store import read


def desk(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(data: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


@pytest.mark.parametrize("manner", ["gop", "tach"])
def test_a_plan_is_written_as_a_paper_in_both_manners(world: World, manner: str) -> None:
    address = reverse("plan_papers", args=[world.plan.pk])
    answer = desk(world.officer).post(address, {"kieu": manner}, follow=True)
    assert answer.status_code == 200
    paper = Paper.objects.get()
    assert (paper.kind, paper.symbol, paper.subject_id) == ("KH", "KH-UBND", world.plan.pk)
    table = master(paper).content["read"]["tables"][-1]
    heads = table["rows"][0]
    assert ("Đơn vị thực hiện" in heads) == (manner == "gop")
    assert any("Việc của Sở Nội vụ" in cell for row in table["rows"] for cell in row)
    assert "Chặng đường của văn bản" in answer.content.decode()


def test_the_list_finds_without_marks_and_costs_the_same_for_many(
    world: World, django_assert_max_num_queries: Any
) -> None:
    write(world, subject="Khen thưởng đột xuất")
    client = desk(world.officer)
    with django_assert_max_num_queries(15):
        assert "Khen thưởng đột xuất" in client.get(reverse("papers"), {"q": "dot xuat"}).content.decode()
    for place in range(3):
        write(world, subject=f"Văn bản {place}")
    with django_assert_max_num_queries(15):
        assert "4 văn bản" in client.get(reverse("papers")).content.decode()
    assert "Không có văn bản nào" in desk(world.clerk).get(reverse("papers")).content.decode()


def test_differences_are_shown_side_by_side_and_chosen(world: World) -> None:
    paper, client = write(world), desk(world.officer)
    data = edited(paper, lambda d: set_words(listing(d).rows[1].cells[1], "Trần Thị Bính 001"))
    sent = {"file": upload(data, "ban-sua.docx"), "base": "1"}
    page = client.post(reverse("paper_take_back", args=[paper.pk]), sent, follow=True).content.decode()
    assert "Trần Thị Bình 001" in page
    assert "Trần Thị Bính 001" in page
    row = master(paper).differences.get()
    refused = client.post(reverse("paper_resolve", args=[paper.pk, row.pk]), {"choice": "explained"})
    assert refused.status_code == 422
    assert "Ghi vì sao" in refused.content.decode()
    client.post(reverse("paper_resolve", args=[paper.pk, row.pk]), {"choice": "data"})
    assert master(paper).source == "settled"
    client.post(reverse("paper_submit", args=[paper.pk]))
    paper.refresh_from_db()
    assert paper.state == "submitted"


def test_an_overtaken_upload_keeps_nothing_and_says_so(world: World) -> None:
    paper, client = write(world), desk(world.officer)
    data = edited(paper, lambda d: d.paragraphs[0].add_run(" a"))
    address = reverse("paper_take_back", args=[paper.pk])
    client.post(address, {"file": upload(data, "a.docx"), "base": "1"})
    other = edited(paper, lambda d: d.paragraphs[0].add_run(" b"))
    answer = client.post(address, {"file": upload(other, "b.docx"), "base": "1"})
    assert answer.status_code == 422
    assert "chưa được nhận và không ghi đè" in answer.content.decode()


def test_number_and_signature_by_hand_lead_to_the_receivers(world: World) -> None:
    paper, client = submitted(world), desk(world.officer)
    client.post(reverse("paper_book_open"), {"body": str(world.province.pk), "last": "6"})
    client.post(reverse("paper_number", args=[paper.pk]))
    wet = {"signed_on": "16/03/2026", "signer": "", "file": upload(b"%PDF-1.7 scan", "quet.pdf")}
    client.post(reverse("paper_by_hand", args=[paper.pk]), wet)
    client.post(reverse("paper_issue", args=[paper.pk]))
    paper.refresh_from_db()
    assert (paper.state, paper.full_number) == ("issued", "07/QĐ-UBND")
    receiver = desk(world.clerk)
    assert "Quyết định số 07/QĐ-UBND" in receiver.get(reverse("home")).content.decode()
    page = receiver.get(reverse("paper", args=[paper.pk])).content.decode()
    assert "Xác nhận đã nhận" in page
    assert "Các bản của văn bản" not in page
    row = paper.recipients.get(body=world.commune)
    receiver.post(reverse("paper_receive", args=[paper.pk, row.pk]))
    row.refresh_from_db()
    assert row.received_by == world.clerk
    book = client.get(reverse("paper_book", args=[NumberSeries.objects.get(body=world.province).pk]))
    assert "07/QĐ-UBND" in book.content.decode()


def test_without_libreoffice_the_page_says_that_the_pdf_is_not_past_word(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    paper, client = numbered(world), desk(world.officer)
    page = client.post(reverse("paper_export", args=[paper.pk]), follow=True).content.decode()
    assert "chưa qua Word" in page
    assert "phần sửa trong Word không có trong đó" in page


def test_a_signed_pdf_of_another_paper_is_answered_with_what_to_do(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    (tmp_path / "ca.pem").write_bytes(issuer().pem)
    settings.SIGNING = replace(settings.SIGNING, roots=tmp_path)
    paper, other = numbered(world), numbered(world, 13, subject="Một văn bản khác hẳn")
    client = desk(world.officer)
    for each in (paper, other):
        client.post(reverse("paper_export", args=[each.pk]))
    data = issuer().sign(read(other.versions.get(source="export").file), SIGNER, tmp_path)
    answer = client.post(reverse("paper_signed", args=[paper.pk]), {"file": upload(data, "da-ky.pdf")})
    assert answer.status_code == 422
    assert "PDF này là văn bản khác" in answer.content.decode()
    assert not paper.signatures.exists()


def test_receivers_read_what_was_sent_and_no_draft(world: World) -> None:
    paper, receiver = issued(world), desk(world.clerk)
    scan = paper.versions.get(source="scan")
    assert receiver.get(reverse("paper_version", args=[paper.pk, scan.n])).status_code == 200
    assert receiver.get(reverse("paper_version", args=[paper.pk, 1])).status_code == 404
    assert desk(world.officer).get(reverse("paper_version", args=[paper.pk, 1])).status_code == 200


def test_the_book_of_what_goes_out_as_excel_has_the_ten_columns(world: World) -> None:
    import openpyxl

    from tests.domain.papers.test_numbers import give, open_book

    series = open_book(world)
    give(world, submitted(world))
    answer = desk(world.officer).get(reverse("paper_book_export", args=[series.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:3] == ["Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu"]
    assert len(list(sheet[1])) == 10
    assert sheet["A2"].value == "01/QĐ-UBND"


def test_a_twin_number_is_said_with_a_way_on(world: World) -> None:
    numbered(world, 12, subject="Văn bản thứ nhất")
    paper, client = submitted(world, subject="Văn bản thứ hai"), desk(world.officer)
    typed = {"number": "12", "symbol": "QĐ-UBND", "issued_on": "16/03/2026"}
    page = client.post(reverse("paper_number_record", args=[paper.pk]), typed)
    assert page.status_code == 422
    assert "Văn bản thứ nhất" in page.content.decode()
    assert "Vẫn ghi" in page.content.decode()
    client.post(reverse("paper_number_record", args=[paper.pk]), {**typed, "twin": "1"})
    paper.refresh_from_db()
    assert paper.issued_on == date(2026, 3, 16)


def test_papers_that_come_in_are_registered_from_a_form(world: World) -> None:
    client = desk(world.clerk)
    typed = {"author": "Bộ Nội vụ", "kind": "CV", "number": "7", "symbol": "BNV-TĐKT"}
    typed["issued_on"] = "02/03/2026"
    assert client.post(reverse("paper_arrival"), typed).status_code == 422
    file = upload(b"%PDF-1.7 den", "den.pdf")
    whole = {**typed, "subject": "Hướng dẫn", "file": file}
    answer = client.post(reverse("paper_arrival"), whole, follow=True)
    assert "số đến 1" in answer.content.decode()
    paper = Paper.objects.get(direction="incoming")
    assert client.get(reverse("paper_version", args=[paper.pk, 1])).status_code == 200
    client.post(reverse("paper_hand_on", args=[paper.pk]), {"handed_to": "Phòng Văn hóa - Xã hội"})
    paper.refresh_from_db()
    assert paper.handed_to == "Phòng Văn hóa - Xã hội"


def test_one_paper_costs_the_same_for_many_lines(world: World, django_assert_max_num_queries: Any) -> None:
    paper = issued(world)
    client = desk(world.officer)
    with django_assert_max_num_queries(24):
        client.get(reverse("paper", args=[paper.pk]))


def test_strangers_see_nothing(world: World) -> None:
    paper = write(world)
    assert desk(world.clerk).get(reverse("paper", args=[paper.pk])).status_code == 404
    other = register(world, arrival())
    assert desk(world.other_clerk).get(reverse("paper", args=[other.pk])).status_code == 404
    assert read(master(paper).file)


def test_the_roster_is_kept_by_the_registry(world: World) -> None:
    client = desk(world.officer)
    client.post(reverse("paper_roster"), {"body": str(world.province.pk), "name": "Nguyễn Văn Mẫu"})
    page = client.get(reverse("paper_roster")).content.decode()
    assert "Nguyễn Văn Mẫu" in page
    assert desk(world.leader).get(reverse("paper_roster")).status_code == 403
