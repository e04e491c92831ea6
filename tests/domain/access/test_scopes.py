"""What an account may see and do follows its dated appointments."""

from datetime import date

import pytest

from tests.world import World, account, body
from vinhdanh.domain.access.actions import appoint, create_account, end_appointment
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.queries.accounts import accounts_on
from vinhdanh.domain.access.scope import is_within
from vinhdanh.domain.access.states import Permission, Role
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)


def test_a_post_counts_on_its_days_only(world: World) -> None:
    user = account(
        "ngan-han", Role.CLERK, world.health, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 16)
    )
    assert scope_for(user.pk, date(2026, 2, 28)).posts == ()
    assert scope_for(user.pk, TODAY).body_ids == {world.health.pk}
    assert scope_for(user.pk, date(2026, 3, 17)).posts == ()


def test_the_standing_office_reaches_the_body_it_serves(world: World) -> None:
    mine = scope_for(world.officer.pk, TODAY)
    assert mine.paths == (world.province.path,)
    assert mine.may_over(Permission.EDIT_TASKS, world.commune.path)
    assert not scope_for(world.clerk.pk, TODAY).may_over(Permission.READ_PLANS, world.province.path)


def test_a_scope_is_worked_out_in_three_queries_however_many_posts(
    world: World, django_assert_max_num_queries: object
) -> None:
    for number in range(4):
        other = body(f"Sở Khác {number}", parent=world.province)
        appoint(actor=None, user=world.clerk, role=Role.CLERK, body_id=other.pk, starts_on=date(2026, 1, 1))
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(scope_for(world.clerk.pk, TODAY).posts) == 5


def test_an_inactive_account_has_no_scope(world: World) -> None:
    User.objects.filter(pk=world.clerk.pk).update(is_active=False)
    assert scope_for(world.clerk.pk, TODAY).posts == ()
    assert world.clerk.username not in {row.username for row in accounts_on(TODAY)}


def test_a_taken_name_and_a_wrong_end_are_refused(world: World) -> None:
    with pytest.raises(RefusedError, match="đã có người dùng"):
        create_account(actor=None, username="clerk", name="Người khác", password=None)
    post = world.clerk.appointments.get()
    with pytest.raises(RefusedError, match="phải từ ngày bắt đầu"):
        end_appointment(actor=None, appointment_id=post.pk, ends_on=date(2020, 1, 1), reason="")


def test_within_means_the_same_or_below() -> None:
    assert is_within("a.b", "a.b")
    assert is_within("a.b.c", "a.b")
    assert not is_within("a.bc", "a.b")
