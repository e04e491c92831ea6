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


def test_a_scope_is_worked_out_in_a_few_queries_however_many_posts(
    world: World, django_assert_max_num_queries: object
) -> None:
    for number in range(4):
        other = body(f"Sở Khác {number}", parent=world.province)
        appoint(actor=None, user=world.clerk, role=Role.CLERK, body_id=other.pk, starts_on=date(2026, 1, 1))
    with django_assert_max_num_queries(4):  # type: ignore[operator]
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


def test_work_of_a_merged_body_comes_down_to_its_successor(world: World) -> None:
    from vinhdanh.domain.organisations.actions import merge_bodies
    from vinhdanh.domain.planning.access import visible_tasks

    heir = body("Ủy ban nhân dân xã Mới", parent=world.province, kind="people_committee", level="commune")
    new_clerk = account("moi", Role.CLERK, heir)
    merge_bodies(
        actor=None, predecessor_ids=[world.commune.pk], successor_id=heir.pk, effective_on=date(2026, 3, 10)
    )
    inherited = visible_tasks(scope_for(new_clerk.pk, TODAY))
    assert [task.text for task in inherited] == ["Việc của xã"]
    assert scope_for(world.clerk.pk, TODAY).posts == ()


def test_a_clerk_of_a_high_body_does_not_see_the_tree_below(world: World) -> None:
    from tests.world import plan, row
    from vinhdanh.domain.planning.access import visible_plans

    plan(world.clerk, world.commune, [row("Việc riêng của xã", world.commune)], number="8/KH-UBND")
    above = account("tren", Role.CLERK, world.province)
    assert {p.issuer_id for p in visible_plans(scope_for(above.pk, TODAY))} == {world.province.pk}


def test_plans_follow_their_body_in_the_tree(world: World) -> None:
    from tests.world import plan, row
    from vinhdanh.domain.flows.reorganising import move_body
    from vinhdanh.domain.planning.access import visible_plans

    mine = plan(world.clerk, world.commune, [row("Việc riêng", world.commune)], number="8/KH-UBND")
    move_body(actor=None, body_id=world.commune.pk, parent_id=world.health.pk, effective_on=date(2026, 3, 1))
    mine.refresh_from_db()
    world.commune.refresh_from_db()
    assert mine.path == world.commune.path
    assert set(mine.tasks.values_list("path", flat=True)) == {world.commune.path}
    assert mine in visible_plans(scope_for(world.clerk.pk, TODAY))
