"""A session on 12/09/2026 and its steps across the holidays of 2/9, and what breaks at 05/09."""

from datetime import date, timedelta

import pytest

from tests.world import World, body, scope
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.queries.sources import standing_of
from vinhdanh.domain.planning.access import visible_sessions
from vinhdanh.domain.planning.actions.sessions import (
    cancel_session,
    checked_sheet,
    move_session,
    plan_session,
    reach_milestone,
    reopen_milestone,
)
from vinhdanh.domain.planning.backplan import Case, RingError, Rule, breaks_of, due_dates
from vinhdanh.domain.planning.models import CouncilSession, Milestone
from vinhdanh.domain.planning.queries.sessions import Change, sheet_of
from vinhdanh.domain.planning.seeds import COUNCIL_STEPS
from vinhdanh.engines.workflow.items import held_by
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.calendars.days import save_day
from vinhdanh.foundation.kernel.clock import FrozenClock, today
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.foundation.kernel.workdays import vietnam_calendar

SESSION_DAY = date(2026, 9, 12)


@pytest.fixture
def session(world: World, clock: FrozenClock) -> CouncilSession:
    clock.move_to("2026-07-01")
    council = body("Hội đồng Thi đua - Khen thưởng tỉnh Thử Nghiệm", parent=world.province, kind="council")
    return plan_session(
        actor=world.officer,
        scope=scope(world.officer),
        council_id=council.pk,
        name="Xét khen thưởng đợt 2/9",
        held_on=SESSION_DAY,
        plan_id=world.plan.pk,
    )


def _days(session: CouncilSession) -> dict[str, date]:
    return dict(session.milestones.values_list("code", "due_on"))


def _reach(world: World, session: CouncilSession, code: str, on: date) -> None:
    row = session.milestones.get(code=code)
    reach_milestone(
        actor=world.officer, scope=scope(world.officer), milestone_id=row.pk, paper="Thông báo số 12", on=on
    )


def _move(world: World, session: CouncilSession, change: Change, **more: object) -> None:
    session.refresh_from_db()
    given = {"reason": "Chủ tịch đi công tác", "revision": session.revision, **more}
    move_session(
        actor=world.officer, scope=scope(world.officer), session_id=session.pk, change=change, **given
    )  # type: ignore[arg-type]


@pytest.mark.django_db
def test_working_days_are_counted_across_the_national_day_and_its_swap(session: CouncilSession) -> None:
    """31/8, 1/9 and 2/9 are off and Saturday 22/8 is worked: every day here was counted by hand."""
    assert _days(session) == {
        "rehearsed": date(2026, 9, 11),
        "papers": date(2026, 9, 4),
        "invited": date(2026, 9, 4),
        "party_replied": date(2026, 9, 3),
        "closed": date(2026, 8, 28),
        "party_asked": date(2026, 8, 17),
        "opened": date(2026, 8, 14),
        "appraised": date(2026, 8, 13),
        "cut_off": date(2026, 7, 16),
        "minutes": date(2026, 9, 16),
        "submitted": date(2026, 9, 18),
    }
    # The council meets on a Saturday: said, and not binding.
    assert [(b.kind, b.hard) for b in sheet_of(session, today()).breaks] == [("day_off", False)]


@pytest.mark.django_db
def test_each_step_is_owed_by_its_body(world: World, session: CouncilSession) -> None:
    rows = Obligation.objects.filter(kind="milestone")
    assert rows.count() == 11
    assert {row.party_id for row in rows} == {world.office.pk, session.council_id}
    held = held_by([world.office.pk], None).get(title__startswith="Chốt nhận hồ sơ")
    assert held.due_on == date(2026, 7, 16)


@pytest.mark.django_db
def test_moving_to_the_fifth_says_what_breaks(
    world: World, session: CouncilSession, clock: FrozenClock
) -> None:
    clock.move_to("2026-08-20")
    _reach(world, session, "opened", date(2026, 8, 14))
    sheet = checked_sheet(session, Change(held_on=date(2026, 9, 5)))
    texts = "\n".join(one.text for one in sheet.breaks)
    assert "Ngày họp rơi vào thứ Bảy, 05/09/2026, là ngày nghỉ" in texts
    # Opened on 14/08 and closed on the worked Saturday 22/08: six working days of ten.
    assert "chỉ có 6 ngày làm việc, phải ít nhất 10 ngày làm việc (Nghị định 98/2023/NĐ-CP" in texts
    assert "“Gửi văn bản xin ý kiến cấp ủy quản lý cán bộ” phải xong ngày 10/08/2026, đã qua 10 ngày" in texts
    assert "“Công khai danh sách, lấy ý kiến” đã xong ngày 14/08/2026 nên giữ nguyên" in texts
    assert sheet.hard
    assert session.milestones.get(code="closed").due_on == date(2026, 8, 28), "nothing is written yet"


@pytest.mark.django_db
def test_what_binds_is_applied_only_when_accepted(
    world: World, session: CouncilSession, clock: FrozenClock
) -> None:
    clock.move_to("2026-08-20")
    _reach(world, session, "opened", date(2026, 8, 14))
    change = Change(held_on=date(2026, 9, 5))
    with pytest.raises(RefusedError) as refused:
        _move(world, session, change)
    assert refused.value.refusal.code == "breaks_unaccepted"
    _move(world, session, change, accept_breaks=True)
    assert session.milestones.get(code="closed").due_on == date(2026, 8, 22)
    assert session.milestones.get(code="opened").due_on == date(2026, 8, 14), "done steps stay"
    row = Obligation.objects.get(source_id=session.milestones.get(code="closed").pk)
    assert row.due_on == date(2026, 8, 22)
    kept = AuditRow.objects.filter(action="move_session").get()
    assert kept.reason == "Chủ tịch đi công tác"
    assert any("phải ít nhất 10" in text for text in kept.after["breaks"])


@pytest.mark.django_db
def test_a_step_set_by_hand_stays_and_takes_those_after_it_along(
    world: World, session: CouncilSession
) -> None:
    _move(world, session, Change(pins={"opened": date(2026, 8, 10)}))
    assert _days(session)["appraised"] == date(2026, 8, 7)
    _move(world, session, Change(held_on=date(2026, 9, 11)))
    assert _days(session)["opened"] == date(2026, 8, 10)
    _move(world, session, Change(pins={"opened": None}))
    assert _days(session)["opened"] == date(2026, 8, 13)


@pytest.mark.django_db
def test_a_change_without_reason_or_on_old_dates_is_refused(world: World, session: CouncilSession) -> None:
    change = Change(held_on=date(2026, 9, 11))
    for more, code in (({"reason": " "}, "reason_missing"), ({"revision": 99}, "session_moved_on")):
        with pytest.raises(RefusedError) as refused:
            _move(world, session, change, **more)
        assert refused.value.refusal.code == code
    with pytest.raises(RefusedError) as refused:
        _move(world, session, Change(held_on=date(1926, 9, 11)))
    assert refused.value.refusal.code == "year_out_of_range"


@pytest.mark.django_db
def test_a_finish_makes_an_open_proof_sheet_old(world: World, session: CouncilSession) -> None:
    seen = session.revision
    _reach(world, session, "cut_off", date(2026, 7, 1))
    with pytest.raises(RefusedError) as refused:
        _move(world, session, Change(held_on=date(2026, 9, 11)), revision=seen)
    assert refused.value.refusal.code == "session_moved_on"


@pytest.mark.django_db
def test_a_cancelled_session_is_owed_by_nobody(world: World, session: CouncilSession) -> None:
    _reach(world, session, "cut_off", date(2026, 7, 1))
    cancel_session(
        actor=world.officer, scope=scope(world.officer), session_id=session.pk, reason="Gộp vào đợt sau"
    )
    assert list(Obligation.objects.filter(kind="milestone").values_list("state", flat=True)) == ["fulfilled"]
    for act in (
        lambda: _move(world, session, Change(held_on=date(2026, 9, 11))),
        lambda: _reach(world, session, "papers", date(2026, 7, 1)),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.refusal.code == "session_cancelled"


@pytest.mark.django_db
def test_who_may_not_plan_is_told(world: World, session: CouncilSession) -> None:
    row = session.milestones.get(code="papers")
    for user in (world.leader, world.other_clerk):
        with pytest.raises(RefusedError):
            cancel_session(actor=user, scope=scope(user), session_id=session.pk, reason="Thử")
    with pytest.raises(RefusedError) as refused:
        reach_milestone(
            actor=world.other_clerk, scope=scope(world.other_clerk), milestone_id=row.pk, paper=""
        )
    assert refused.value.refusal.code == "not_holder"
    assert not visible_sessions(scope(world.other_clerk)).exists()
    assert visible_sessions(scope(world.leader)).exists()


@pytest.mark.django_db
def test_a_step_marked_by_mistake_is_owed_again(world: World, session: CouncilSession) -> None:
    _reach(world, session, "cut_off", date(2026, 7, 1))
    row = Milestone.objects.get(session=session, code="cut_off")
    assert standing_of("planning.milestone", [row.pk])[row.pk].paper == "Thông báo số 12"
    reopen_milestone(actor=world.officer, scope=scope(world.officer), milestone_id=row.pk)
    assert not standing_of("planning.milestone", [row.pk])[row.pk].closed


@pytest.mark.django_db
def test_a_new_day_off_shows_on_the_sheet(world: World, session: CouncilSession) -> None:
    save_day(actor=world.officer, date=date(2026, 8, 21), working=False, name="Nghỉ bù")
    sheet = sheet_of(session, today())
    assert {row.code: row.due_on for row in sheet.rows}["opened"] == date(2026, 8, 13)
    assert sheet.moved > 0


CALENDAR = vietnam_calendar([2026])


def _case(*rules: Rule, **pinned: date) -> Case:
    return Case(SESSION_DAY, rules, CALENDAR, pinned, {})


def test_calendar_days_that_end_on_a_day_off_end_on_the_working_day_before() -> None:
    rule = Rule("a", "Gửi giấy mời", days=-10, unit="calendar")
    assert due_dates(_case(rule)) == {"a": date(2026, 8, 28)}, "02/09 and the two days before it are off"


def test_steps_that_wait_for_each_other_are_named() -> None:
    with pytest.raises(RingError, match="“A”, “B” tính ngày lẫn nhau"):
        due_dates(_case(Rule("a", "A", anchor="b"), Rule("b", "B", anchor="a")))


def test_a_step_after_what_it_has_to_precede_is_told() -> None:
    rules = (Rule("a", "Mở", days=-10), Rule("b", "Chốt", anchor="a", days=-2, hard=True))
    found = breaks_of(_case(*rules, b=date(2026, 9, 8)), date(2026, 7, 1))
    assert [(one.kind, one.hard) for one in found if one.code == "b"] == [("order", True)]
    assert "“Chốt” (08/09/2026) lại sau “Mở” (26/08/2026)" in found[1].text


def test_a_term_before_the_session_leaves_the_day_of_the_session_out() -> None:
    rule = Rule("p", "Gửi tài liệu", days=-6, minimum=5)
    assert [one.kind for one in breaks_of(_case(rule), date(2026, 7, 1))] == ["day_off"]
    tight = breaks_of(_case(rule, p=date(2026, 9, 7)), date(2026, 7, 1))
    assert "chỉ có 4 ngày làm việc, phải ít nhất 5" in tight[1].text


@pytest.mark.parametrize("first", [date(2026, 1, 1), date(2027, 1, 1)])
def test_the_steps_that_ship_break_nothing_on_any_day_of_the_year(first: date) -> None:
    """Whatever day the council meets: every step on a working day, every term long enough, in order."""
    calendar = vietnam_calendar(range(first.year - 1, first.year + 2))
    rules = [step.rule for step in COUNCIL_STEPS]
    for day in (first + timedelta(days=n) for n in range(365)):
        case = Case(day, rules, calendar, {}, {})
        assert all(map(calendar.is_working_day, due_dates(case).values())), day
        assert [one.text for one in breaks_of(case, date(2020, 1, 1)) if one.code] == [], day
