"""Roles are data: changed with a look at who is touched, never from below."""

import pytest

from tests.domain.access.people import also, as_admin, by, commune_admin, role_with
from tests.world import World, account, scope
from vinhdanh.domain.access.actions import add_role, change_role, ensure_shipped_roles
from vinhdanh.domain.access.models import RoleBundle
from vinhdanh.domain.access.queries.roles import preview_role, role_lines
from vinhdanh.domain.access.states import BUNDLES, Permission, Role
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def role(code: str) -> RoleBundle:
    return RoleBundle.objects.get(code=code)


def test_an_installation_begins_with_the_shipped_bundles(world: World) -> None:
    kept = {row.code: set(row.permissions) for row in RoleBundle.objects.filter(shipped=True)}
    assert kept == {code.value: set(BUNDLES[code]) for code in Role}
    assert ensure_shipped_roles() == 0


def test_the_offices_own_change_survives_the_next_start(world: World) -> None:
    RoleBundle.objects.filter(code="clerk").update(permissions=[])
    assert ensure_shipped_roles() == 0
    assert role("clerk").permissions == []


def test_a_change_counts_from_the_next_click_and_says_who_is_touched(world: World) -> None:
    also(world.clerk, Role.LEADER, world.commune)
    clerk = role("clerk")
    wanted = [
        Permission.REPORT_TASKS,
        Permission.CHASE,
        Permission.READ_REGISTRY,
        Permission.DECLARE_AWARDS,
        Permission.WRITE_PAPERS,
        Permission.ISSUE_PAPERS,
    ]
    seen = preview_role(clerk, wanted, scope(world.admin).on)
    assert (seen.gained, seen.lost, seen.count) == (
        ["nhắc việc đơn vị khác"],
        ["đọc kế hoạch vào hệ thống"],
        2,
    )
    by_name = {one.name: one for one in seen.people}
    assert by_name["Clerk"].gains == []
    assert by_name["Other"].gains == ["nhắc việc đơn vị khác"]
    change_role(
        **as_admin(world),
        role_id=clerk.pk,
        name=clerk.name,
        permissions=wanted,
        revision=0,
        reason="Theo TB 4",
    )
    assert not scope(world.other_clerk).may(Permission.READ_PLANS)
    assert scope(world.other_clerk).may(Permission.CHASE)
    row = AuditRow.objects.get(action="change_role")
    assert row.reason == "Theo TB 4"
    assert row.before["permissions"] != row.after["permissions"]


def test_two_who_change_one_role(world: World) -> None:
    clerk = role("clerk")
    said = {"role_id": clerk.pk, "name": clerk.name, "revision": 0, "reason": "Sửa"}
    change_role(**as_admin(world), **said, permissions=[])
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        change_role(**as_admin(world), **said, permissions=[Permission.CHASE])
    assert role("clerk").permissions == []


def test_the_role_of_the_last_administrator_keeps_its_key(world: World) -> None:
    admin = role("administrator")
    with pytest.raises(RefusedError, match="không còn ai quản trị"):
        change_role(
            **as_admin(world), role_id=admin.pk, name=admin.name, permissions=[], revision=0, reason="Thử"
        )
    assert Permission.MANAGE_ACCOUNTS in role("administrator").permissions


def test_a_role_used_elsewhere_is_not_changed_from_below(world: World) -> None:
    mine = commune_admin(world)
    clerk = role("clerk")
    with pytest.raises(RefusedError, match="ngoài phạm vi"):
        change_role(**by(mine), role_id=clerk.pk, name=clerk.name, permissions=[], revision=0, reason="Thử")


def test_a_shipped_role_nobody_holds_is_not_changed_from_below_either(world: World) -> None:
    world.member.appointments.all().delete()
    member = role("member")
    wanted = [Permission.MANAGE_ACCOUNTS]
    with pytest.raises(RefusedError, match="ngoài phạm vi"):
        change_role(
            **by(commune_admin(world)),
            role_id=member.pk,
            name=member.name,
            permissions=wanted,
            revision=0,
            reason="Thử",
        )


def test_nobody_bundles_rights_over_people_that_they_lack(world: World) -> None:
    helper = account("phu", role_with(Permission.MANAGE_ACCOUNTS).code, world.province)
    with pytest.raises(RefusedError, match="không thêm bớt"):
        add_role(**by(helper), name="Vận hành", permissions=[Permission.OPERATE])
    made = add_role(**by(helper), name="Tổ trưởng thẩm định", permissions=[Permission.CHASE])
    assert made.code == "to-truong-tham"


def test_names_are_taken_once_and_codes_number_themselves(world: World) -> None:
    first = add_role(**as_admin(world), name="Tổ trưởng", permissions=[])
    second = add_role(**as_admin(world), name="Tô trường", permissions=[])
    assert (first.code, second.code) == ("to-truong", "to-truong-2")
    with pytest.raises(RefusedError, match="Đã có vai trò"):
        add_role(**as_admin(world), name="Tổ trưởng", permissions=[])


def test_the_list_counts_holders_in_one_query(world: World, django_assert_num_queries: object) -> None:
    on = scope(world.admin).on
    with django_assert_num_queries(1):  # type: ignore[operator]
        lines = {line.code: line for line in role_lines(on)}
    assert lines["clerk"].holders == 2
