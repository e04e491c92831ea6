"""Posts: given within one's trees, never above one's own rung, never to a body that has ended."""

from datetime import date
from typing import Any

import pytest

from tests.domain.access.people import (
    TODAY,
    YESTERDAY,
    also,
    as_admin,
    by,
    commune_admin,
    role_with,
    waits_for,
)
from tests.world import World, account, body, scope
from vinhdanh.domain.access.access import visible_accounts
from vinhdanh.domain.access.actions import (
    appoint,
    create_account,
    deactivate_account,
    end_appointment,
    reactivate_account,
)
from vinhdanh.domain.access.actions.rescue import (
    lift_lock,
    link_owner,
    make_password_link,
    reset_factors,
)
from vinhdanh.domain.access.actions.signing import set_password_by_link
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.states import Capacity, Permission, Role
from vinhdanh.domain.organisations.actions import merge_bodies
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def test_an_administrator_appoints_in_their_trees_only(world: World) -> None:
    mine = commune_admin(world)
    appoint(**by(mine), user=world.member, role=Role.CLERK, body_id=world.commune.pk, starts_on=TODAY)
    assert world.commune.pk in scope(world.member).body_ids
    with pytest.raises(RefusedError, match="ngoài phạm vi"):
        appoint(**by(mine), user=world.member, role=Role.CLERK, body_id=world.health.pk, starts_on=TODAY)


def test_a_wider_reach_is_asked_for_too(world: World) -> None:
    with pytest.raises(RefusedError, match="ngoài phạm vi"):
        appoint(
            **by(commune_admin(world)),
            user=world.clerk,
            role=Role.OFFICER,
            body_id=world.commune.pk,
            scope_id=world.province.pk,
            starts_on=TODAY,
        )


def test_nobody_gives_rights_over_people_that_they_lack(world: World) -> None:
    weak = role_with(Permission.MANAGE_ACCOUNTS, name="Cấp tài khoản")
    helper = account("phu", weak.code, world.province)
    with pytest.raises(RefusedError, match="không trao được"):
        appoint(
            **by(helper), user=world.clerk, role=Role.ADMINISTRATOR, body_id=world.commune.pk, starts_on=TODAY
        )
    appoint(**by(helper), user=world.clerk, role=weak.code, body_id=world.health.pk, starts_on=TODAY)


def test_a_person_who_acts_brings_their_scope(world: World) -> None:
    with pytest.raises(ValueError, match="scope"):
        create_account(actor=world.admin, username="quen", name="Quên", password=None)


def test_a_clerk_may_not_manage_accounts(world: World) -> None:
    with pytest.raises(RefusedError, match="chưa có quyền cấp và thu tài khoản"):
        create_account(**by(world.clerk), username="moi", name="Mới", password=None)
    assert not visible_accounts(scope(world.clerk)).exists()


def test_the_accounts_seen_are_those_of_the_trees(world: World) -> None:
    bare = User.objects.create_user("chua.co", None, name="Chưa Có")
    seen = set(visible_accounts(scope(commune_admin(world))))
    assert {world.clerk, bare} <= seen
    assert world.officer not in seen


def test_a_post_in_an_ended_body_is_refused_and_the_heir_named(world: World) -> None:
    heir = body("Ủy ban nhân dân xã Mới", parent=world.province, kind="people_committee", level="commune")
    merge_bodies(actor=None, predecessor_ids=[world.commune.pk], successor_id=heir.pk, effective_on=YESTERDAY)
    with pytest.raises(RefusedError, match=r"kết thúc hoạt động từ 15/03/2026.*Ủy ban nhân dân xã Mới"):
        appoint(
            **as_admin(world), user=world.member, role=Role.CLERK, body_id=world.commune.pk, starts_on=TODAY
        )


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"starts_on": TODAY, "ends_on": YESTERDAY}, "từ ngày bắt đầu"),
        ({"starts_on": TODAY}, "đã giữ vai trò"),
    ],
)
def test_days_in_the_wrong_order_and_a_post_held_already(
    world: World, dates: dict[str, date], words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        appoint(**as_admin(world), user=world.clerk, role=Role.CLERK, body_id=world.commune.pk, **dates)


def test_a_role_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(RefusedError, match="Chọn một vai trò"):
        appoint(**as_admin(world), user=world.clerk, role="vua", body_id=world.commune.pk, starts_on=TODAY)


def test_an_acting_post_says_so(world: World) -> None:
    also(world.member, Role.LEADER, world.health, title="Giám đốc", capacity=Capacity.IN_CHARGE)
    assert "Giám đốc (phụ trách)" in {post.role_name for post in scope(world.member).posts}


def test_the_last_administrator_stays(world: World) -> None:
    post = world.admin.appointments.get()
    with pytest.raises(RefusedError, match="không còn ai quản trị"):
        end_appointment(**as_admin(world), appointment_id=post.pk, ends_on=date(2026, 4, 1), reason="Chuyển")
    other = account("quantri2", Role.ADMINISTRATOR, world.office, over=world.province)
    end_appointment(**by(other), appointment_id=post.pk, ends_on=date(2026, 4, 1), reason="Chuyển")
    deactivate_account(actor=None, scope=None, user_id=other.pk, reason="Thử")
    with pytest.raises(RefusedError, match="không còn ai quản trị"):
        deactivate_account(actor=None, scope=None, user_id=world.admin.pk, reason="Thử")


def test_what_waited_for_somebody_alone_goes_back_to_the_body(world: World) -> None:
    item = waits_for(world.clerk, world.commune)
    post = world.clerk.appointments.get()
    end_appointment(**as_admin(world), appointment_id=post.pk, ends_on=YESTERDAY, reason="QĐ 12")
    item.refresh_from_db()
    assert item.holder_user is None
    assert AuditRow.objects.filter(action="pass_item", subject_id=item.pk).count() == 1


def test_locking_ends_the_scope_and_opening_brings_it_back(world: World) -> None:
    item = waits_for(world.clerk, world.commune)
    deactivate_account(**as_admin(world), user_id=world.clerk.pk, reason="Nghỉ dài ngày")
    assert not scope_for(world.clerk.pk, TODAY).posts
    item.refresh_from_db()
    assert item.holder_user is None
    reactivate_account(**as_admin(world), user_id=world.clerk.pk, reason="Đi làm lại")
    assert scope_for(world.clerk.pk, TODAY).posts


def test_nobody_locks_their_own_account_or_one_above_them(world: World) -> None:
    with pytest.raises(RefusedError, match="Không tự khóa"):
        deactivate_account(**as_admin(world), user_id=world.admin.pk, reason="Thử")
    with pytest.raises(RefusedError, match="cấp trên"):
        deactivate_account(**by(commune_admin(world)), user_id=world.officer.pk, reason="Thử")


WHY = "Quên mật khẩu, đã gặp trực tiếp"


def test_of_two_password_links_one_is_used_and_both_are_spent(world: World) -> None:
    first, second = (make_password_link(**as_admin(world), user_id=world.clerk.pk, reason=WHY) for _ in "12")
    assert link_owner(first.uid, first.token) == link_owner(second.uid, second.token) == world.clerk
    set_password_by_link(actor=world.clerk, token=second.token, password="hoa-sim-tim-22")
    assert User.objects.get(pk=world.clerk.pk).check_password("hoa-sim-tim-22")
    assert link_owner(first.uid, first.token) is link_owner(second.uid, second.token) is None


def test_a_link_runs_out_and_dies_with_the_account(world: World, settings: Any) -> None:
    link = make_password_link(**as_admin(world), user_id=world.clerk.pk, reason=WHY)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert link_owner(link.uid, link.token) is None
    settings.PASSWORD_RESET_TIMEOUT = 60
    assert link_owner(link.uid, link.token) == world.clerk
    deactivate_account(**as_admin(world), user_id=world.clerk.pk, reason="Nghỉ việc")
    assert link_owner(link.uid, link.token) is None
    with pytest.raises(RefusedError, match="đang khóa"):
        make_password_link(**as_admin(world), user_id=world.clerk.pk, reason=WHY)


def test_a_link_to_an_account_above_would_be_a_way_up(world: World) -> None:
    low = commune_admin(world)
    for act in (make_password_link, lift_lock, reset_factors):
        with pytest.raises(RefusedError, match="cấp trên"):
            act(**by(low), user_id=world.admin.pk, reason=WHY)


@pytest.mark.parametrize("name", ["", "Có Dấu", "hai chữ", "a" * 61, "<script>"])
def test_a_user_name_nobody_could_type_is_refused(world: World, name: str) -> None:
    with pytest.raises(RefusedError, match="Tên đăng nhập gồm"):
        create_account(**as_admin(world), username=name, name="Ai Đó", password=None)
