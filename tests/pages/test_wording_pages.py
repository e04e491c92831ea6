"""Pages of words of papers: from a draft to use, faults beside the text, nothing typed is lost."""

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from tests.domain.papers.desk import written
from tests.domain.papers.test_wording import NEW, OLD, draft, own
from tests.pages.test_paper_pages import desk, upload
from tests.unit.documents.templates.test_office_templates import file
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import TemplateVersion
from vinhdanh.domain.papers.states import WordingState
from vinhdanh.engines.documents.templates import text_of

pytestmark = pytest.mark.django_db


def test_words_go_from_a_draft_to_use(world: World) -> None:
    client = desk(world.officer)
    assert "Mẫu văn bản" in client.get(reverse("papers")).content.decode()
    kind = reverse("paper_wording", args=[world.province.pk, "T01"])
    listed = client.get(reverse("paper_wordings"), {"don-vi": world.province.pk}).content.decode()
    assert kind in listed
    answer = client.post(reverse("paper_wording_start", args=[world.province.pk, "T01"]))
    row = TemplateVersion.objects.get()
    editor = reverse("paper_wording_version", args=[row.pk])
    assert answer.headers["Location"] == editor
    faulty = text_of("T01").replace("{người ký}", "{người kí}")
    page = client.post(editor, {"text": faulty, "seen": row.sha256}, follow=True).content.decode()
    assert "Có phải “người ký”?" in page
    assert "{người kí}" in page
    assert client.get(reverse("paper_wording_picture", args=[row.pk])).status_code == 404
    refusal = client.post(reverse("paper_wording_use", args=[row.pk]))
    assert (refusal.status_code, "mẫu còn lỗi" in refusal.content.decode()) == (422, True)
    row.refresh_from_db()
    client.post(editor, {"text": text_of("T01").replace(OLD, NEW), "seen": row.sha256})
    picture = client.get(reverse("paper_wording_picture", args=[row.pk]))
    assert (picture.headers["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(reverse("paper_wording_sample", args=[row.pk])).content[:5] == b"%PDF-"
    assert (
        "lời riêng, bản 1"
        in client.post(reverse("paper_wording_use", args=[row.pk]), follow=True).content.decode()
    )
    shown = client.get(
        reverse("paper_wording_compare", args=[world.province.pk, "T01"]), {"cu": "goc", "moi": row.pk}
    ).content.decode()
    assert f"<del>  {OLD}" in shown
    assert f"<ins>  {NEW}" in shown
    client.post(reverse("paper_wording_end", args=[world.province.pk, "T01"]))
    row.refresh_from_db()
    assert row.state == WordingState.REPLACED
    assert "lời gốc của phần mềm" in client.get(kind).content.decode()


def test_what_was_typed_stays_when_somebody_was_faster(world: World) -> None:
    row = draft(world)
    editor = reverse("paper_wording_version", args=[row.pk])
    answer = desk(world.officer).post(editor, {"text": "lời đang gõ dở", "seen": "cũ"})
    assert answer.status_code == 422
    assert "vừa có người khác lưu" in answer.content.decode()
    assert "lời đang gõ dở" in answer.content.decode()


def test_an_office_hands_in_its_own_word_file(world: World) -> None:
    client = desk(world.officer)
    address = reverse("paper_wording_upload", args=[world.province.pk, "T01"])
    refusal = client.post(address, {"file": upload(file("{{ lạ hoắc }}"), "mau.docx")})
    assert (refusal.status_code, "Không có trường “lạ hoắc”" in refusal.content.decode()) == (422, True)
    assert client.post(address).status_code == 422
    client.post(address, {"file": upload(file("{{ tên cơ quan }}"), "mau.docx")})
    row = TemplateVersion.objects.get()
    assert client.get(reverse("paper_wording_version", args=[row.pk])).status_code == 200
    assert client.get(reverse("paper_wording_file", args=[row.pk])).status_code == 200
    assert client.get(reverse("paper_wording_sample", args=[row.pk])).content[:2] == b"PK"
    client.post(reverse("paper_wording_drop", args=[row.pk]))
    assert not TemplateVersion.objects.exists()


def test_others_see_words_in_use_above_them_and_no_draft(world: World) -> None:
    row = own(world)
    client = desk(world.clerk)
    assert client.get(reverse("paper_wording_version", args=[row.pk])).status_code == 200
    listed = client.get(reverse("paper_wordings")).content.decode()
    assert "Lời của cấp trên" in listed
    assert client.get(reverse("paper_wording", args=[world.province.pk, "T01"])).status_code == 404
    assert client.get(reverse("paper_wording", args=[world.commune.pk, "T99"])).status_code == 404
    hidden = draft(world, code="T02")
    assert client.get(reverse("paper_wording_version", args=[hidden.pk])).status_code == 404
    assert desk(world.other_clerk).get(reverse("paper_wordings")).status_code == 200


def test_the_list_costs_the_same_whatever_is_in_use(world: World, django_assert_max_num_queries: Any) -> None:
    own(world)
    draft(world, code="T02")
    client = desk(world.officer)
    client.get(reverse("paper_wordings"))
    with django_assert_max_num_queries(15):
        client.get(reverse("paper_wordings"))
    with django_assert_max_num_queries(15):
        client.get(reverse("paper_wording", args=[world.province.pk, "T01"]))


def test_lists_of_a_paper_come_as_a_workbook(world: World) -> None:
    paper = actions.write_paper(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, kind="QĐ",
        written=written(12),
    )  # fmt: skip
    client = desk(world.officer)
    address = reverse("paper_lists", args=[paper.pk])
    assert address in client.get(reverse("paper", args=[paper.pk])).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
    rows = list(book.worksheets[-1].values)
    assert (rows[0][1], len(rows)) == ("Họ và tên", 13)
    assert desk(world.other_clerk).get(address).status_code == 404
