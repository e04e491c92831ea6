"""Name fields: bodies of one name can be told apart, and a choice selects exactly one."""

import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.world import World, body, draft, row
from vinhdanh.domain.organisations.actions import rename_body
from vinhdanh.domain.organisations.models import Body, BodyName
from vinhdanh.domain.organisations.queries.labels import called, field_label, suggestions
from vinhdanh.domain.planning.models import PlanDraft

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 16)
NAME = "Trường Tiểu học Lê Lợi"


@pytest.fixture
def officer(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


@pytest.fixture
def schools(world: World) -> SimpleNamespace:
    other = body("Ủy ban nhân dân xã Khác", parent=world.province, kind="people_committee", level="commune")
    return SimpleNamespace(
        here=body(NAME, parent=world.commune, kind="school", level="commune"),
        there=body(NAME, parent=other, kind="school", level="commune"),
    )


@pytest.fixture
def waiting(world: World) -> PlanDraft:
    return draft(world.officer, world.province, [row("Một việc", "Trường Lê Lợi")], number="9/KH-UBND")


def test_each_suggestion_selects_exactly_its_body(schools: SimpleNamespace) -> None:
    found = suggestions("le loi", DAY)
    assert {one.label for one in found} == {
        f"{NAME} (Ủy ban nhân dân xã Thử)",
        f"{NAME} (Ủy ban nhân dân xã Khác)",
    }
    for one in found:
        assert [hit.target for hit in called(one.label, DAY)] == [one.target]


def test_the_short_name_of_what_stands_above_does_too(world: World, schools: SimpleNamespace) -> None:
    BodyName.objects.create(body=world.commune, kind="short", text="xã Thử", folded="xa thu")
    assert f"{NAME} (xã Thử)" in {one.label for one in suggestions("le loi", DAY)}
    for text in (f"{NAME} (xã Thử)", "truong tieu hoc le loi (XA THU)", f"{NAME} (Ủy ban nhân dân xã Thử)"):
        assert [hit.target for hit in called(text, DAY)] == [f"body:{schools.here.pk}"]
    assert called(f"{NAME} (xã Lạ)", DAY) == []
    assert field_label(schools.here.pk, DAY) == f"{NAME} (xã Thử)"
    assert field_label(world.health.pk, DAY) == world.health.name


def test_parents_of_one_name_are_told_apart_by_what_stands_above_them(world: World) -> None:
    for province in ("Ủy ban nhân dân tỉnh Một", "Ủy ban nhân dân tỉnh Hai"):
        top = body(province, kind="people_committee")
        commune = body("Ủy ban nhân dân xã Tân Lập", parent=top, kind="people_committee", level="commune")
        body(NAME, parent=commune, kind="school", level="commune")
    found = suggestions("le loi", DAY)
    assert len({one.label for one in found}) == 2
    for one in found:
        assert [hit.target for hit in called(one.label, DAY)] == [one.target]


def test_names_with_brackets_of_their_own_still_match(world: World) -> None:
    made = body("Ban Quản lý (lâm thời)", parent=world.commune)
    assert [hit.target for hit in called("Ban Quản lý (lâm thời)", DAY)] == [f"body:{made.pk}"]
    label = "Ban Quản lý (lâm thời) (Ủy ban nhân dân xã Thử)"
    assert [hit.target for hit in called(label, DAY)] == [f"body:{made.pk}"]


def test_bodies_in_being_come_before_ended_ones(world: World, schools: SimpleNamespace) -> None:
    Body.objects.filter(pk=schools.there.pk).update(valid_to=date(2026, 1, 1))
    assert [hit.target for hit in called(NAME, DAY)] == [f"body:{schools.here.pk}"]
    assert [one.target for one in suggestions("le loi", DAY)] == [f"body:{schools.here.pk}"]


def test_a_former_name_counts_only_where_no_living_body_has_it(world: World) -> None:
    rename_body(
        actor=world.admin, body_id=world.health.pk, name="Sở Y tế và Dân số", effective_on=date(2026, 2, 1)
    )
    old = "Sở Y tế tỉnh Thử Nghiệm"
    assert [hit.target for hit in called(old, DAY)] == [f"body:{world.health.pk}"]
    new = body(old, parent=world.province)
    assert [hit.target for hit in called(old, DAY)] == [f"body:{new.pk}"]


def test_the_best_match_is_not_cut_away_by_the_limit(world: World) -> None:
    for number in range(80):
        body(f"A{number:02} Ban quản lý Sở Mới", parent=world.province)
    exact = body("Sở Mới", parent=world.province)
    prefix = body("Sở Mới và Khác", parent=world.province)
    found = [one.target for one in suggestions("so moi", DAY, limit=5)]
    assert found[:2] == [f"body:{exact.pk}", f"body:{prefix.pk}"]


def test_a_choice_from_the_suggestions_is_linked(
    world: World, officer: Client, schools: SimpleNamespace, waiting: PlanDraft
) -> None:
    options = officer.get("/don-vi/goi-y/?lead_find=le loi").content.decode()
    label = next(v for v in map(unescape, re.findall(r'value="([^"]+)"', options)) if "xã Khác" in v)
    found = waiting.rows.get()
    post = {
        "revision": "0",
        "text": "Việc",
        "lead_text": "Trường Lê Lợi",
        "lead_target": "",
        "lead_find": label,
    }
    assert officer.post(f"/ke-hoach/ban-doc/{waiting.pk}/dong/{found.pk}/", post).status_code == 302
    found.refresh_from_db()
    assert found.leads[0]["target"] == f"body:{schools.there.pk}"


def test_one_name_of_several_bodies_is_said_to_be_so(
    world: World, officer: Client, schools: SimpleNamespace, waiting: PlanDraft
) -> None:
    post = {"name_text": "Trường Lê Lợi", "name_target": "open", "name_find": NAME}
    answer = officer.post(f"/ke-hoach/ban-doc/{waiting.pk}/noi-ten/", post)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Có 2 đơn vị tên “{NAME}”: chọn một tên có ghi cấp trên trong ngoặc." in page
    assert f'value="{NAME}"' in page
    listed = officer.get("/nhiem-vu/", {"body_name": NAME}).content.decode()
    assert "Có 2 đơn vị tên" in listed
    assert "chưa lọc theo đơn vị" in listed


def _head(draft: PlanDraft, **more: str) -> dict[str, str]:
    return {"number": "9/KH-UBND", "year": "2026", "issuer_text": "x", **more}


def test_an_unchanged_issuer_saves_even_when_others_share_its_name(
    world: World, officer: Client, waiting: PlanDraft
) -> None:
    body(world.province.name, parent=world.office, kind="people_committee")
    address = f"/ke-hoach/ban-doc/{waiting.pk}/phan-dau/"
    page = officer.get(address).content.decode()
    sent = {
        name: unescape(value) for name, value in re.findall(r'name="(issuer_\w+)"\s+value="([^"]*)"', page)
    }
    sent |= dict(re.findall(r'name="(issuer_find)" value="([^"]*)"', page))
    assert set(sent) == {"issuer_text", "issuer_target", "issuer_find"}
    assert officer.post(address, _head(waiting, **sent)).status_code == 302
    waiting.refresh_from_db()
    assert waiting.issuer_id == world.province.pk


@pytest.mark.parametrize("target", ["group", "body:zzz", "open", "rác"])
def test_what_is_no_body_never_becomes_nor_clears_the_issuer(
    world: World, officer: Client, waiting: PlanDraft, target: str
) -> None:
    chosen = f"group:{world.everyone.pk}" if target == "group" else target
    answer = officer.post(
        f"/ke-hoach/ban-doc/{waiting.pk}/phan-dau/",
        _head(waiting, issuer_target=chosen, issuer_find="", title="Tên vừa gõ"),
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "phải là một cơ quan trong danh bạ" in page
    assert 'value="Tên vừa gõ"' in page
    assert re.search(r'id="issuer"[^>]*aria-invalid="true"', page)
    waiting.refresh_from_db()
    assert waiting.issuer_id == world.province.pk


def test_a_head_without_issuer_fields_leaves_the_issuer(
    world: World, officer: Client, waiting: PlanDraft
) -> None:
    assert officer.post(f"/ke-hoach/ban-doc/{waiting.pk}/phan-dau/", {"year": "2026"}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.issuer_id == world.province.pk


@pytest.mark.parametrize("year", ["20266", "hai nghìn", "1", "999999999"])
def test_a_year_that_is_none_is_refused(officer: Client, waiting: PlanDraft, year: str) -> None:
    answer = officer.post(f"/ke-hoach/ban-doc/{waiting.pk}/phan-dau/", _head(waiting, year=year))
    assert answer.status_code == 422
    assert f'value="{year}"' in answer.content.decode()


def test_a_name_that_only_one_body_bears_is_linked_without_looking_it_up(
    world: World, officer: Client
) -> None:
    task = world.tasks["Việc của xã"]
    posted = {"lead_text": "ủy ban nhân dân xã thử", "lead_target": "", "lead_find": ""}
    officer.post(f"/nhiem-vu/{task.pk}/giao/", posted)
    assert [(party.text, party.body_id) for party in task.parties.filter(role="lead")] == [
        ("ủy ban nhân dân xã thử", world.commune.pk)
    ]
