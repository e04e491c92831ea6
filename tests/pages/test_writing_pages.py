"""A paper written by filling a form: what is asked, what is refused, what comes of it."""

from typing import Any

import pytest
from django.urls import reverse

from tests.pages.test_paper_pages import desk
from tests.world import World
from vinhdanh.domain.papers.actions import add_signatory
from vinhdanh.domain.papers.models import Paper
from vinhdanh.domain.papers.queries.heads import Issuer, Opening
from vinhdanh.domain.papers.states import COMPOSED
from vinhdanh.engines.documents.templates import sample_data, template
from vinhdanh.interfaces.office.paper_form import PaperForm, _key

pytestmark = pytest.mark.django_db

LETTER = {
    "o_ve_viec": "đôn đốc gửi kế hoạch",
    "o_kinh_gui": "Ủy ban nhân dân xã Thử\nCác sở, ban, ngành",
    "o_noi_dung": "Thực hiện Kế hoạch số 12/KH-UBND, đề nghị:\n1. Gửi đủ.\n2. Ghi rõ:\na) ai;\nb) bao giờ.",
    "o_noi_nhan": "Như trên",
    "o_nguoi_ky": "Nguyễn Văn Mẫu",
    "o_tham_quyen_ky": "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; PHÓ CHỦ TỊCH",
    "urgency": "khan",
    "medium": "electronic",
    "keep": "soan-t32-2",
}


def at(name: str, world: World, code: str, **more: Any) -> str:
    query = "&".join(f"{key}={value}" for key, value in {"don-vi": world.province.pk, **more}.items())
    return f"{reverse(name, args=[code])}?{query}"


def test_a_letter_is_written_from_the_form_and_goes_to_whom_it_addresses(world: World) -> None:
    client = desk(world.officer)
    assert (
        at("paper_write", world, "T32-2")
        in client.get(f"{reverse('paper_kinds')}?don-vi={world.province.pk}").content.decode()
    )
    answer = client.post(at("paper_write", world, "T32-2", **{"ke-hoach": world.plan.pk}), LETTER)
    paper = Paper.objects.get()
    assert answer.headers["Location"] == reverse("paper", args=[paper.pk])
    assert (paper.kind, paper.subject, paper.symbol) == ("CV", "đôn đốc gửi kế hoạch", "UBND-TĐKT")
    assert (paper.urgency, paper.on_paper) == ("khan", False)
    assert (paper.authority, paper.signer_office) == ("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert (paper.subject_kind, paper.subject_id) == ("planning.plan", world.plan.pk)
    assert [(row.body_id, row.group_id) for row in paper.recipients.all()] == [
        (world.commune.pk, None),
        (None, world.everyone.pk),
    ]
    assert len(paper.versions.get().model["body"]) == 3


def test_what_is_wrong_is_said_at_its_input_and_nothing_typed_is_lost(world: World) -> None:
    client = desk(world.officer)
    answer = client.post(at("paper_write", world, "T32-2"), {**LETTER, "o_ve_viec": ""})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Ghi “Về việc”." in words
    assert "Thực hiện Kế hoạch số 12/KH-UBND, đề nghị:" in words
    assert not Paper.objects.exists()


def test_the_look_is_a_pdf_of_a_draft_and_keeps_nothing(world: World) -> None:
    client = desk(world.officer)
    answer = client.post(at("paper_look", world, "T32-2"), LETTER)
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.post(at("paper_look", world, "T32-2"), {}).status_code == 422
    assert not Paper.objects.exists()


def test_only_kinds_for_a_form_and_only_bodies_of_ones_own(world: World) -> None:
    client = desk(world.officer)
    assert client.get(at("paper_write", world, "T15")).status_code == 404
    assert client.get(reverse("paper_write", args=["T32-2"])).status_code == 404
    clerk = desk(world.clerk)
    assert clerk.get(at("paper_write", world, "T32-2")).status_code == 404
    assert clerk.post(at("paper_write", world, "T32-2"), LETTER).status_code == 404


def test_the_last_signer_is_offered_again_and_the_roster_before_the_first(world: World) -> None:
    add_signatory(
        actor=None, scope=None, body_id=world.province.pk, name="Trần Thị Phó", office="Phó Chủ tịch"
    )
    client = desk(world.officer)
    first = client.get(at("paper_write", world, "T32-2")).content.decode()
    assert 'value="Trần Thị Phó"' in first
    assert "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; PHÓ CHỦ TỊCH" in first
    client.post(at("paper_write", world, "T32-2"), LETTER)
    assert 'value="Nguyễn Văn Mẫu"' in client.get(at("paper_write", world, "T32-2")).content.decode()


def test_who_signs_for_whom() -> None:
    committee = Issuer("Ủy ban nhân dân xã Thử", "people_committee", "Ủy ban nhân dân tỉnh Thử Nghiệm")
    office = Issuer("Sở Nội vụ tỉnh Thử Nghiệm", "department", "Ủy ban nhân dân tỉnh Thử Nghiệm")
    assert (committee.authority(), committee.initials, committee.place) == (
        "TM. ỦY BAN NHÂN DÂN; CHỦ TỊCH",
        "UBND",
        "Thử",
    )
    assert committee.blanks()["cơ quan chủ quản"] == ""
    assert (office.authority(), office.initials) == ("GIÁM ĐỐC", "SNV")
    assert office.authority("Phó Giám đốc") == "KT. GIÁM ĐỐC; PHÓ GIÁM ĐỐC"


START = Opening(head={}, authority="", signer="", recipients=(), signers=())


@pytest.mark.parametrize("code", COMPOSED)
def test_the_samples_data_typed_into_the_form_come_back_as_they_were(code: str) -> None:
    wanted = sample_data(code)
    form = PaperForm(template(code), START, data=_typed(code, wanted))
    assert form.is_valid(), form.errors
    got = form.filled(START)
    for name, blank in template(code).fields.items():
        if blank.type in {"chữ", "bảng"}:
            assert got[name] == wanted[name], name


def _typed(code: str, data: dict[str, Any]) -> dict[str, str]:
    typed = {}
    for name, blank in template(code).fields.items():
        value = data.get(name, "")
        if blank.type == "bảng":
            value = "\n".join("\t".join(row.values()) for row in value or [])
        elif blank.type == "ngày" and value:
            value = "/".join(reversed(value.split("-")))
        typed[_key(name)] = str(value)
    return {_key("người ký"): "Trần Đình Khánh", "medium": "paper", **typed}


def test_cells_too_many_and_days_not_in_the_calendar_are_named(world: World) -> None:
    typed = _typed("T02", sample_data("T02"))
    typed |= {_key("chỉ tiêu"): "a | b | c\nd | e | f | g", _key("sơ kết"): "31/02/2027"}
    form = PaperForm(template("T02"), START, data=typed)
    assert not form.is_valid()
    assert form.errors[_key("chỉ tiêu")] == ["Dòng 2 có 4 ô, chỉ cần 3: tên | đơn vị | mức. Sửa dòng này."]
    assert "31/02/2027" in form.errors[_key("sơ kết")][0]
