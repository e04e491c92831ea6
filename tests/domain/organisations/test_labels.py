"""What pages and name fields are given."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.organisations.province import MARCH, Directory
from vinhdanh.domain.organisations.access import may_manage
from vinhdanh.domain.organisations.queries.labels import find_by_name, labels_of, suggestions
from vinhdanh.domain.organisations.queries.pages import body_detail, body_page


def test_a_name_finds_its_body_or_group_or_nothing(directory: Directory) -> None:
    found = find_by_name("so giao duc va dao tao")
    assert found is None  # two provinces have one
    found = find_by_name("sở tư pháp")
    assert found is not None
    assert found.target == f"body:{directory['SM.STP'].pk}"
    group = find_by_name("UBND các xã, phường, đặc khu")
    assert group is not None
    assert group.target == f"group:{directory.groups['SM:UBND các xã, phường, đặc khu'].pk}"


def test_labels_come_in_two_queries(directory: Directory) -> None:
    group = directory.groups["SM:Các trường học"]
    targets = [f"body:{directory['SM'].pk}", f"group:{group.pk}", "open", ""]
    with CaptureQueriesContext(connection) as queries:
        labels = labels_of(targets)
    assert labels == {targets[0]: directory["SM"].name, targets[1]: group.name}
    assert len(queries) == 2


def test_suggestions_name_living_bodies_and_groups(directory: Directory) -> None:
    names = [one.name for one in suggestions("muong chien", MARCH)]
    assert "UBND huyện Mường Chiến" not in names
    assert "Các trường học" in [one.name for one in suggestions("trường học", MARCH)]
    assert suggestions(" ", MARCH) == []


def test_the_list_has_no_ended_bodies_until_they_are_searched(directory: Directory) -> None:
    listed = {row.name for row in body_page(text="", kind="people_committee", on=MARCH, page=1).rows}
    assert "UBND huyện Mường Chiến" not in listed
    searched = body_page(text="Mường Chiến", kind="", on=MARCH, page=1).rows
    assert {row.ended is not None for row in searched} == {True}


def test_a_body_shows_its_past_and_its_relations(directory: Directory) -> None:
    detail = body_detail(directory["SM.SNV"].pk, MARCH)
    assert detail is not None
    assert ("là cơ quan thường trực của", "Hội đồng Thi đua - Khen thưởng tỉnh") in detail.relations
    assert any("Sở Lao động" in line for line in detail.lineage)
    assert "Các sở, ban, ngành tỉnh" in detail.groups.values()
    renamed = body_detail(directory["SM.STC"].pk, MARCH)
    assert renamed is not None
    assert "Sở Tài chính (đến 01/03/2025)" in renamed.names


def test_only_who_manages_bodies_may_change_them() -> None:
    assert may_manage({"manage_bodies", "read_plans"})
    refusal = may_manage({"read_plans"})
    assert not refusal
    assert "quyền sửa danh bạ" in str(refusal)
