"""Last year's plan becomes a draft of the next, and says what it changed."""

from datetime import date

import pytest

from tests.world import World, body, plan, row, scope
from vinhdanh.domain.organisations.actions import merge_bodies
from vinhdanh.domain.planning.actions.acceptance import accept_draft
from vinhdanh.domain.planning.actions.copying import copy_plan
from vinhdanh.domain.planning.actions.progress import change_state
from vinhdanh.domain.planning.models import DraftTask, Plan, PlanDraft, ReportingDuty, Task
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def _copy(world: World, of: Plan) -> PlanDraft:
    return copy_plan(actor=world.officer, scope=scope(world.officer), plan_id=of.pk).draft


def _rows(draft: PlanDraft) -> dict[str, DraftTask]:
    return {one.ordinal: one for one in draft.rows.all()}


@pytest.fixture
def year(world: World) -> Plan:
    """A plan with every kind of time, an anniversary, a product and a reporting duty."""
    rows = [
        row("Kỷ niệm 78 năm ngày 11/6/1948", world.office, period_kind="date", period_value="2026-06-11"),
        row("Tổng kết năm học 2025-2026", world.health, period_kind="school_year", period_value="2025-2026"),
        row("Phát động thi đua năm 2026", world.everyone, period_value="2026-Q1", month="2026-02"),
        row("Gửi hồ sơ", world.commune, deadline=date(2026, 5, 15), products=["dossier_batch"]),
        row("Khen đột xuất (nếu có)", conditional=True, period_kind="year_round", period_value="2026"),
    ]
    made = plan(world.officer, world.province, rows, number="9/KH-UBND")
    ReportingDuty.objects.create(
        plan=made, position=1, who="Các sở", what="Báo cáo năm 2026", due_on=date(2026, 11, 13)
    )
    return made


def test_words_times_and_duties_move_by_a_year(world: World, year: Plan) -> None:
    draft = _copy(world, year)
    rows = _rows(draft)
    assert (draft.year, draft.state, draft.issuer_id) == (2027, "ready", world.province.pk)
    assert rows["1"].text == "Kỷ niệm 79 năm ngày 11/6/1948"
    assert rows["1"].period_value == "2027-06-11"
    assert (rows["2"].text, rows["2"].period_value) == ("Tổng kết năm học 2026-2027", "2026-2027")
    assert (rows["3"].period_value, rows["3"].month) == ("2027-Q1", "2027-02")
    assert rows["3"].leads[0]["target"] == f"group:{world.everyone.pk}"
    assert rows["4"].products == ["dossier_batch"]
    assert rows["5"].conditional
    assert draft.head["title"]["value"] == "Công tác thi đua, khen thưởng năm 2027"
    assert draft.head["number"]["value"] == ""
    duty = draft.duties.get()
    assert (duty.what, duty.due_on) == ("Báo cáo năm 2027", date(2027, 11, 15))
    assert "13/11/2027 là ngày nghỉ (thứ Bảy)" in duty.doubts["due"]


def test_a_deadline_on_a_day_off_is_a_proposal(world: World, year: Plan) -> None:
    found = _rows(_copy(world, year))["4"]
    assert found.deadline == date(2027, 5, 17)
    assert "15/05/2027 là ngày nghỉ (thứ Bảy); đề xuất 17/05/2027" in found.doubts["deadline"]


def test_each_sure_change_is_told_in_its_row(world: World, year: Plan) -> None:
    rows = _rows(_copy(world, year))
    assert rows["1"].notes == ["“78 năm” → “79 năm”"]
    assert rows["3"].notes == ["“2026” → “2027”"]


def test_what_was_not_done_is_flagged(world: World, year: Plan, clock: FrozenClock) -> None:
    assert "task" not in _rows(_copy(world, year))["1"].doubts, "its day has not come yet"
    PlanDraft.objects.filter(copied_from=year).update(state="discarded")
    clock.move_to("2026-11-21")
    task = year.tasks.get(ordinal="2")
    change_state(
        actor=world.officer, scope=scope(world.officer), task=task, name="complete_task", reason="Xong"
    )
    task = year.tasks.get(ordinal="5")
    change_state(
        actor=world.officer, scope=scope(world.officer), task=task, name="waive_task", reason="Không"
    )
    rows = _rows(_copy(world, year))
    assert "chưa xong" in rows["1"].doubts["task"]
    assert "task" not in rows["2"].doubts
    assert "không phát sinh" in rows["5"].doubts["task"]


def test_a_body_that_ended_gives_way_to_its_successor(world: World, year: Plan) -> None:
    heir = body("Sở Y tế và Dân số tỉnh Thử Nghiệm", parent=world.province)
    merge_bodies(
        actor=None,
        predecessor_ids=[world.health.pk],
        successor_id=heir.pk,
        effective_on=date(2026, 10, 1),
        decision="Nghị quyết 1",
    )
    found = _rows(_copy(world, year))["2"]
    assert found.leads[0]["target"] == f"body:{heir.pk}"
    assert found.leads[0]["text"] == heir.name
    assert "đã kết thúc hoạt động; đề xuất đơn vị kế thừa" in found.doubts["lead"]


def test_nothing_counts_before_it_is_accepted(world: World, year: Plan) -> None:
    draft = _copy(world, year)
    assert not Task.objects.filter(year=2027).exists()
    made = accept_draft(
        actor=world.officer, scope=scope(world.officer), draft_id=draft.pk, allow_doubtful=True
    )
    assert (made.first_year, made.last_year, made.kind) == (2027, 2027, "annual")
    assert made.tasks.count() == 5
    assert made.duties.get().what == "Báo cáo năm 2027"


def test_asked_twice_it_gives_the_same_draft(world: World, year: Plan) -> None:
    first = _copy(world, year)
    again = copy_plan(actor=world.officer, scope=scope(world.officer), plan_id=year.pk)
    assert (again.draft.pk, again.known) == (first.pk, True)


def test_a_plan_of_that_year_is_offered_instead(world: World, year: Plan, clock: FrozenClock) -> None:
    accept_draft(
        actor=world.officer,
        scope=scope(world.officer),
        draft_id=_copy(world, year).pk,
        allow_doubtful=True,
    )
    with pytest.raises(RefusedError) as refused:
        _copy(world, year)
    assert refused.value.refusal.code == "next_exists"
    assert "đã có Công tác thi đua, khen thưởng năm 2027" in refused.value.refusal.reason


def test_only_the_issuer_copies(world: World, year: Plan) -> None:
    with pytest.raises(RefusedError) as refused:
        copy_plan(actor=world.clerk, scope=scope(world.clerk), plan_id=year.pk)
    assert refused.value.refusal.code == "not_issuer"


def test_a_plan_of_several_years_is_not_copied(world: World, year: Plan) -> None:
    Plan.objects.filter(pk=year.pk).update(last_year=2030)
    with pytest.raises(RefusedError) as refused:
        _copy(world, year)
    assert refused.value.refusal.code == "several_years"
