"""Hand-over in one step: posts, what waits, drafts; on a day; nothing waits on nobody."""

from datetime import date

import pytest

from tests.domain.access.people import TODAY, as_admin, by, commune_admin, waits_for
from tests.world import World, account, draft, row, scope
from vinhdanh.domain.access.actions import delegate, end_appointment, name_answerer
from vinhdanh.domain.access.models import Appointment, HandOver
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.states import Permission, Role
from vinhdanh.domain.flows.handing_over import hand_over, hand_over_sheet, settle_leavers
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
LATER = date(2026, 4, 1)


def pass_on(world: World, on: date = TODAY) -> None:
    """The officer hands over to the council member."""
    hand_over(
        **as_admin(world),
        leaver_id=world.officer.pk,
        successor_id=world.member.pk,
        on=on,
        reason="QĐ điều động số 21",
    )


def test_everything_goes_in_one_step_with_a_row_for_each_act(world: World) -> None:
    item = waits_for(world.officer, world.office)
    paper = draft(world.officer, world.province, [row("Một việc")], number="9/KH-UBND")
    pass_on(world)
    item.refresh_from_db()
    paper.refresh_from_db()
    assert item.holder_user == world.member
    assert (paper.reviewer, paper.created_by) == (world.member, world.officer)
    assert scope(world.officer).posts == ()
    assert scope(world.member).may_over(Permission.EDIT_TASKS, world.commune.path)
    acts = set(AuditRow.objects.values_list("action", flat=True))
    assert {
        "hand_over",
        "appoint",
        "end_appointment",
        "pass_item",
        "pass_draft",
        "complete_hand_over",
    } <= acts
    whole = AuditRow.objects.get(action="complete_hand_over")
    assert (whole.after["items"], whole.after["drafts"], whole.reason) == (1, 1, "QĐ điều động số 21")


def test_a_later_day_waits_for_its_day(world: World, clock: FrozenClock) -> None:
    item = waits_for(world.officer, world.office)
    pass_on(world, LATER)
    settle_leavers()
    item.refresh_from_db()
    assert item.holder_user == world.officer
    assert scope_for(world.officer.pk, date(2026, 3, 31)).posts
    assert not scope_for(world.officer.pk, LATER).posts
    clock.move_to("2026-04-01")
    late = waits_for(world.officer, world.office, "Việc đến sau", subject=world.plan)
    settle_leavers()
    settle_leavers()
    assert {WorkItem.objects.get(pk=pk).holder_user for pk in (item.pk, late.pk)} == {world.member}
    assert AuditRow.objects.filter(action="complete_hand_over").count() == 1


def test_the_sheet_says_before_what_will_happen_and_changes_nothing(world: World) -> None:
    waits_for(world.officer, world.office)
    draft(world.officer, world.province, [row("Một việc")], number="9/KH-UBND")
    before = AuditRow.objects.count()
    sheet = hand_over_sheet(leaver_id=world.officer.pk, successor_id=world.member.pk, on=LATER)
    assert [(post.last_day, post.first_day, post.held) for post in sheet.posts] == [
        (date(2026, 3, 31), LATER, False)
    ]
    assert (sheet.item_count, sheet.back, sheet.draft_count) == (1, 0, 1)
    assert AuditRow.objects.count() == before


def test_what_the_successor_could_not_open_goes_to_the_body(world: World) -> None:
    elsewhere = waits_for(world.officer, world.health)
    sheet = hand_over_sheet(leaver_id=world.officer.pk, successor_id=world.member.pk, on=TODAY)
    assert sheet.back == 1
    pass_on(world)
    elsewhere.refresh_from_db()
    assert elsewhere.holder_user is None


def test_what_was_lent_to_the_leaver_ends_and_what_they_answer_for_passes(world: World) -> None:
    from tests.world import body

    press = body("Báo Thử Nghiệm", kind="press", parent=world.province)
    name_answerer(**as_admin(world), body_id=press.pk, by_user=world.officer, starts_on=TODAY)
    post = world.leader.appointments.get()
    delegate(
        **as_admin(world),
        post_id=post.pk,
        to=world.officer,
        permissions=[Permission.CHASE],
        starts_on=TODAY,
        ends_on=LATER,
    )
    pass_on(world)
    mine = scope(world.member)
    assert [one.body_name for one in mine.answers_for] == ["Báo Thử Nghiệm"]
    assert all(not post.lent_by for post in mine.posts)
    assert not world.officer.delegations.filter(ends_on__gte=TODAY).exists()


def test_a_post_the_successor_has_is_not_given_twice(world: World) -> None:
    second = account("can.bo.2", Role.OFFICER, world.office, over=world.province)
    hand_over(
        **as_admin(world), leaver_id=world.officer.pk, successor_id=second.pk, on=TODAY, reason="Chuyển"
    )
    assert second.appointments.count() == 1
    assert scope(world.officer).posts == ()


def test_a_post_that_was_to_begin_later_never_does(world: World) -> None:
    from vinhdanh.domain.access.actions import appoint

    appoint(actor=None, user=world.officer, role=Role.LEADER, body_id=world.health.pk, starts_on=LATER)
    pass_on(world)
    assert not scope_for(world.officer.pk, LATER).posts
    assert Role.LEADER in scope_for(world.member.pk, LATER).roles
    assert not Appointment.objects.filter(user=world.officer).exclude(ends_on__lt=TODAY).exists()


@pytest.mark.parametrize(("on", "words"), [(date(2026, 3, 15), "từ hôm nay"), (TODAY, "người khác")])
def test_yesterday_and_oneself_are_refused(world: World, on: date, words: str) -> None:
    successor = world.member if on != TODAY else world.officer
    with pytest.raises(RefusedError, match=words):
        hand_over(
            **as_admin(world), leaver_id=world.officer.pk, successor_id=successor.pk, on=on, reason="Thử"
        )
    assert not HandOver.objects.exists()


def test_one_at_a_time_and_not_to_a_locked_account(world: World) -> None:
    pass_on(world, LATER)
    with pytest.raises(RefusedError, match="chờ đến ngày"):
        pass_on(world, LATER)
    world.clerk.is_active = False
    world.clerk.save()
    with pytest.raises(RefusedError, match="đang khóa"):
        hand_over(
            **as_admin(world), leaver_id=world.leader.pk, successor_id=world.clerk.pk, on=TODAY, reason="Thử"
        )


def test_not_from_below(world: World) -> None:
    with pytest.raises(RefusedError, match="cấp trên"):
        hand_over(
            **by(commune_admin(world)),
            leaver_id=world.officer.pk,
            successor_id=world.clerk.pk,
            on=TODAY,
            reason="Thử",
        )
    assert scope(world.officer).posts


def test_the_last_administrator_hands_over_and_never_to_nobody(world: World) -> None:
    hand_over(
        **as_admin(world), leaver_id=world.admin.pk, successor_id=world.leader.pk, on=TODAY, reason="Nghỉ hưu"
    )
    assert scope(world.leader).may(Permission.MANAGE_ACCOUNTS)
    assert not scope(world.admin).may(Permission.MANAGE_ACCOUNTS)


def test_nothing_waits_on_somebody_whose_post_ran_out(world: World, clock: FrozenClock) -> None:
    item = waits_for(world.clerk, world.commune)
    post = world.clerk.appointments.get()
    end_appointment(**as_admin(world), appointment_id=post.pk, ends_on=date(2026, 3, 20), reason="Hết hạn")
    settle_leavers()
    item.refresh_from_db()
    assert item.holder_user == world.clerk
    clock.move_to("2026-03-21")
    settle_leavers()
    item.refresh_from_db()
    assert item.holder_user is None
