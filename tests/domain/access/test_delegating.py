"""A delegation is never more than its post, nor longer."""

from datetime import date

import pytest

from tests.domain.access.people import TODAY, YESTERDAY, as_admin, by, commune_admin
from tests.world import World, scope
from vinhdanh.domain.access.actions import change_role, delegate, end_appointment, end_delegation
from vinhdanh.domain.access.models import Delegation, RoleBundle, User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.planning.access import visible_tasks
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
END = date(2026, 4, 30)


def lend(world: World, *permissions: str, until: date = END, to: User | None = None) -> Delegation:
    post = world.officer.appointments.get()
    return delegate(
        **as_admin(world),
        post_id=post.pk,
        to=to or world.member,
        permissions=permissions,
        starts_on=TODAY,
        ends_on=until,
        paper="Giấy ủy quyền số 3",
    )


def test_the_taker_may_do_what_was_lent_and_no_more(world: World) -> None:
    lend(world, Permission.READ_SUBTREE, Permission.READ_PLANS, Permission.MANAGE_ACCOUNTS)
    mine = scope(world.member)
    assert mine.may(Permission.READ_PLANS)
    assert not mine.may(Permission.EDIT_TASKS)
    assert not mine.may(Permission.MANAGE_ACCOUNTS)
    assert visible_tasks(mine).count() == 4
    assert {post.lent_by for post in mine.posts} == {"", "Officer"}


def test_it_ends_on_its_day(world: World) -> None:
    lend(world, Permission.READ_PLANS, until=date(2026, 3, 20))
    assert scope_for(world.member.pk, date(2026, 3, 20)).may(Permission.READ_PLANS)
    assert not scope_for(world.member.pk, date(2026, 3, 21)).may(Permission.READ_PLANS)


def test_it_ends_with_the_post_of_the_one_who_lent(world: World) -> None:
    lend(world, Permission.READ_PLANS)
    post = world.officer.appointments.get()
    end_appointment(**as_admin(world), appointment_id=post.pk, ends_on=YESTERDAY, reason="Nghỉ hưu")
    assert not scope(world.member).may(Permission.READ_PLANS)


def test_it_ends_when_the_lender_is_locked_and_with_the_takers_own_post(world: World) -> None:
    lend(world, Permission.READ_PLANS)
    User.objects.filter(pk=world.officer.pk).update(is_active=False)
    assert not scope(world.member).may(Permission.READ_PLANS)
    User.objects.filter(pk=world.officer.pk).update(is_active=True)
    own = world.member.appointments.get()
    end_appointment(**as_admin(world), appointment_id=own.pk, ends_on=YESTERDAY, reason="Thôi")
    assert scope(world.member).posts == ()


def test_what_the_role_loses_is_not_lent_either(world: World) -> None:
    lend(world, Permission.READ_PLANS, Permission.EDIT_TASKS)
    role = RoleBundle.objects.get(code="officer")
    left = [one for one in role.permissions if one != Permission.EDIT_TASKS]
    change_role(
        **as_admin(world), role_id=role.pk, name=role.name, permissions=left, revision=0, reason="Thu lại"
    )
    assert scope(world.member).may(Permission.READ_PLANS)
    assert not scope(world.member).may(Permission.EDIT_TASKS)


def test_taken_back_it_is_over_at_once(world: World) -> None:
    row = lend(world, Permission.READ_PLANS)
    end_delegation(**as_admin(world), delegation_id=row.pk, reason="Thu hồi")
    assert not scope(world.member).may(Permission.READ_PLANS)


@pytest.mark.parametrize(
    ("permissions", "until", "words"),
    [
        ((), END, "Chọn ít nhất một quyền"),
        ((Permission.OPERATE,), END, "Chọn ít nhất một quyền"),
        ((Permission.READ_PLANS,), YESTERDAY, "từ ngày bắt đầu"),
    ],
)
def test_what_cannot_be_lent(world: World, permissions: tuple[str, ...], until: date, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        lend(world, *permissions, until=until)


def test_not_to_oneself_nor_to_somebody_without_a_post(world: World) -> None:
    with pytest.raises(RefusedError, match="người khác"):
        lend(world, Permission.READ_PLANS, to=world.officer)
    guest = User.objects.create_user("khach", None, name="Khách")
    with pytest.raises(RefusedError, match="chưa có vai trò"):
        lend(world, Permission.READ_PLANS, to=guest)


def test_only_within_the_trees_administered(world: World) -> None:
    post = world.officer.appointments.get()
    with pytest.raises(RefusedError, match="ngoài phạm vi"):
        delegate(
            **by(commune_admin(world)),
            post_id=post.pk,
            to=world.clerk,
            permissions=[Permission.READ_PLANS],
            starts_on=TODAY,
            ends_on=END,
        )
