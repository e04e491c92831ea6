"""Groups that papers name in one breath, on different days."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.domain.organisations.province import MARCH, OLD_DAYS, REFORM, Directory
from vinhdanh.domain.organisations.actions import define_group, set_group_member
from vinhdanh.domain.organisations.models import BodyGroup, GroupMember, NameChoice
from vinhdanh.domain.organisations.queries.groups import expand_group, groups_containing
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
LAST_DAY = REFORM - timedelta(days=1)
DAYS = (OLD_DAYS, date(2024, 6, 1), LAST_DAY, REFORM, MARCH)


def codes(directory: Directory, group: str, on: date) -> set[str]:
    by_id = {body.pk: code for code, body in directory.bodies.items()}
    return {by_id[row.id] for row in expand_group(directory.groups[group], on)}


def test_districts_are_members_until_they_close(directory: Directory) -> None:
    districts = "SM:UBND các huyện, thị xã"
    assert codes(directory, districts, LAST_DAY) == {"SM.MC", "SM.TL", "SM.TX"}
    assert codes(directory, districts, REFORM) == set()


def test_communes_change_with_the_reform(directory: Directory) -> None:
    communes = "SM:UBND các xã, phường, đặc khu"
    assert codes(directory, communes, LAST_DAY) == {"SM.DS0", "SM.TS0"}
    assert codes(directory, communes, REFORM) == {"SM.DS", "SM.TH1", "SM.TH2", "SM.BD", "SM.LH", "SM.DK"}


def test_members_carry_the_names_of_the_day(directory: Directory) -> None:
    departments = directory.groups["SM:Các sở, ban, ngành tỉnh"]
    names = [row.name for row in expand_group(departments, date(2025, 2, 1))]
    assert "Sở Tài chính" in names
    assert "Sở Tài chính và Kế hoạch" not in names


def test_place_units_narrow_a_rule(directory: Directory) -> None:
    wards = define_group(
        actor=None,
        name="UBND các phường",
        owner_id=directory["SM"].pk,
        kinds=["people_committee"],
        levels=["commune"],
        units=["phuong"],
    )
    assert {row.id for row in expand_group(wards, MARCH)} == {directory["SM.BD"].pk, directory["SM.LH"].pk}


def test_members_taken_in_and_left_out_by_name(directory: Directory) -> None:
    name = "SM:Các sở, ban, ngành tỉnh"
    group = directory.groups[name]
    was = codes(directory, name, MARCH)
    set_group_member(actor=None, group_id=group.pk, body_id=directory["SM.STC"].pk, included=False)
    set_group_member(
        actor=None, group_id=group.pk, body_id=directory["SM.CA"].pk, valid_from=date(2026, 1, 1)
    )
    assert codes(directory, name, MARCH) == (was - {"SM.STC"}) | {"SM.CA"}
    assert "SM.CA" not in codes(directory, name, date(2025, 12, 31))
    with pytest.raises(RefusedError) as caught:
        set_group_member(
            actor=None, group_id=group.pk, body_id=directory["SM.STC"].pk, valid_from=date(2026, 1, 1)
        )
    assert caught.value.refusal.code == "member_overlaps"


def test_a_body_that_ended_is_no_member_even_by_name(directory: Directory) -> None:
    group = directory.groups["SM:Các trường học"]
    set_group_member(actor=None, group_id=group.pk, body_id=directory["SM.MC.NV"].pk)
    assert "SM.MC.NV" in codes(directory, "SM:Các trường học", LAST_DAY)
    assert "SM.MC.NV" not in codes(directory, "SM:Các trường học", MARCH)


def test_a_group_without_rule_has_only_its_list(directory: Directory) -> None:
    group = define_group(actor=None, name="Các đơn vị thí điểm", owner_id=directory["SM"].pk)
    assert expand_group(group, MARCH) == []
    set_group_member(actor=None, group_id=group.pk, body_id=directory["SM.SGD"].pk)
    assert [row.id for row in expand_group(group, MARCH)] == [directory["SM.SGD"].pk]


@pytest.mark.parametrize("on", DAYS)
def test_asking_from_the_member_agrees_with_expanding(directory: Directory, on: date) -> None:
    """The rule exists once for the database and once for memory; both must say the same."""
    special = directory.groups["SM:Các sở, ban, ngành tỉnh"]
    set_group_member(actor=None, group_id=special.pk, body_id=directory["SM.STC"].pk, included=False)
    set_group_member(actor=None, group_id=special.pk, body_id=directory["SM.CA"].pk)
    members = {group.pk: {row.id for row in expand_group(group, on)} for group in BodyGroup.objects.all()}
    for body in directory.bodies.values():
        expected = {group for group, ids in members.items() if body.pk in ids}
        assert groups_containing([body.pk], on) == expected, body


def test_queries_do_not_grow(directory: Directory) -> None:
    group = directory.groups["SM:UBND các xã, phường, đặc khu"]
    with CaptureQueriesContext(connection) as expanding:
        expand_group(group, MARCH)
    with CaptureQueriesContext(connection) as asking:
        groups_containing([body.pk for body in directory.bodies.values()], MARCH)
    assert (len(expanding), len(asking)) == (2, 1)


def test_defining_again_changes_the_rule_and_keeps_the_group(directory: Directory) -> None:
    first = directory.groups["SM:Các trường học"]
    again = define_group(
        actor=None,
        name="CÁC TRƯỜNG HỌC",
        owner_id=directory["SM"].pk,
        kinds=["school"],
        aliases=["nhà trường"],
    )
    assert again.pk == first.pk
    assert "nhà trường" in set(again.names.values_list("text", flat=True))


def test_the_database_refuses_a_choice_without_or_with_two_targets(directory: Directory) -> None:
    group, body = directory.groups["SM:Các trường học"], directory["SM.SNV"]
    for targets in ({}, {"group": group, "body": body}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NameChoice.objects.create(scope=directory["SM"], written="x", example="x", **targets)


def test_the_database_refuses_a_member_twice(directory: Directory) -> None:
    group, body = directory.groups["SM:Các trường học"], directory["SM.SNV"]
    GroupMember.objects.create(group=group, body=body)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMember.objects.create(group=group, body=body, included=False)
