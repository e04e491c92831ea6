"""Bodies without an account have somebody who answers, and their work reaches them."""

from datetime import date

import pytest

from tests.domain.access.people import TODAY, YESTERDAY, as_admin, by, commune_admin
from tests.world import World, account, body, plan, row, scope
from vinhdanh.domain.access.actions import end_answering, name_answerer
from vinhdanh.domain.access.models import Representation, User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.queries.answering import answer_lines, unanswered
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.planning.access import may_report, reporting_body, visible_tasks
from vinhdanh.engines.workflow.items import Wait, held_by, set_waits
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(world: World) -> Body:
    """A newspaper with a task of the year and nobody behind it."""
    paper = body("Báo Thử Nghiệm", kind="press", parent=world.province)
    made = plan(world.officer, world.province, [row("Mở chuyên mục", paper)], number="3/KH-UBND")
    task = made.tasks.get()
    set_waits(
        subject=task, waits=[Wait("do_task", paper.pk, task.text, world.province.pk, date(2026, 3, 31))]
    )
    return paper


def answer(world: World, paper: Body, *, user: User | None = None) -> Representation:
    return name_answerer(
        **as_admin(world),
        body_id=paper.pk,
        by_body_id=None if user else world.health.pk,
        by_user=user,
        starts_on=TODAY,
        reason="Công văn phối hợp số 15",
    )


def test_its_work_reaches_those_who_answer(world: World, press: Body) -> None:
    assert not visible_tasks(scope(world.other_clerk)).filter(text="Mở chuyên mục").exists()
    answer(world, press)
    mine = scope(world.other_clerk)
    task = visible_tasks(mine).get(text="Mở chuyên mục")
    assert [one.body_name for one in mine.answers_for] == ["Báo Thử Nghiệm"]
    assert may_report(mine, task)
    assert reporting_body(mine, task) == press.pk
    assert held_by(mine.keys, mine.user_id).filter(title="Mở chuyên mục").exists()


def test_one_person_may_answer_too(world: World, press: Body) -> None:
    answer(world, press, user=world.clerk)
    assert visible_tasks(scope(world.clerk)).filter(text="Mở chuyên mục").exists()
    assert not visible_tasks(scope(world.other_clerk)).filter(text="Mở chuyên mục").exists()


def test_it_holds_on_its_days_only(world: World, press: Body) -> None:
    made = answer(world, press)
    assert not scope_for(world.other_clerk.pk, YESTERDAY).answers_for
    end_answering(**as_admin(world), representation_id=made.pk, reason="Báo đã có tài khoản")
    assert not scope(world.other_clerk).answers_for


def test_the_list_names_who_holds_work_and_has_nobody(world: World, press: Body) -> None:
    found = unanswered(scope(world.officer))
    assert [(one.name, one.items, one.first_due) for one in found] == [
        ("Báo Thử Nghiệm", 1, date(2026, 3, 31))
    ]
    made = answer(world, press)
    assert unanswered(scope(world.officer)) == []
    assert [line.by for line in answer_lines(scope(world.officer))] == ["Sở Y tế tỉnh Thử Nghiệm"]
    end_answering(**as_admin(world), representation_id=made.pk, reason="Thử")
    account("bao", Role.CLERK, press)
    assert unanswered(scope(world.officer)) == []


def test_a_clerk_sees_no_such_list_and_names_nobody(world: World, press: Body) -> None:
    assert unanswered(scope(world.clerk)) == []
    with pytest.raises(RefusedError, match="chưa có quyền sửa danh bạ"):
        name_answerer(**by(world.clerk), body_id=press.pk, by_body_id=world.commune.pk, starts_on=TODAY)


def test_outside_ones_trees_only_where_nobody_else_waits(world: World) -> None:
    party = body("Tỉnh ủy Thử Nghiệm", kind="party")
    said = {"body_id": party.pk, "by_body_id": world.health.pk, "starts_on": TODAY}
    with pytest.raises(RefusedError, match="ngoài phạm vi"):
        name_answerer(**by(world.officer), **said)
    wait = Wait("opinion", party.pk, "Cho ý kiến", world.province.pk)
    set_waits(subject=world.plan, waits=[wait], kinds=["opinion"])
    elsewhere = body("Ủy ban nhân dân tỉnh Khác", kind="people_committee")
    other = Wait("opinion", party.pk, "Cho ý kiến khác", elsewhere.pk)
    set_waits(subject=elsewhere, waits=[other])
    with pytest.raises(RefusedError, match="ngoài phạm vi"):
        name_answerer(**by(world.officer), **said)
    set_waits(subject=elsewhere, waits=[])
    name_answerer(**by(world.officer), **said)
    assert [one.body_name for one in scope(world.other_clerk).answers_for] == ["Tỉnh ủy Thử Nghiệm"]


def test_who_cannot_answer(world: World, press: Body) -> None:
    empty = body("Hội Khuyến học", kind="union", parent=world.province)
    with pytest.raises(RefusedError, match="chưa có ai giữ vai trò"):
        name_answerer(**as_admin(world), body_id=press.pk, by_body_id=empty.pk, starts_on=TODAY)
    with pytest.raises(RefusedError, match="đơn vị khác"):
        name_answerer(**as_admin(world), body_id=press.pk, by_body_id=press.pk, starts_on=TODAY)
    with pytest.raises(RefusedError, match="đã có tài khoản"):
        name_answerer(
            **as_admin(world), body_id=world.commune.pk, by_body_id=world.health.pk, starts_on=TODAY
        )
    with pytest.raises(RefusedError, match="Chọn một đơn vị hoặc một người"):
        name_answerer(**as_admin(world), body_id=press.pk, starts_on=TODAY)
    answer(world, press)
    with pytest.raises(RefusedError, match="Đã có người trả lời thay"):
        answer(world, press, user=world.clerk)
    with pytest.raises(RefusedError, match="ngoài phạm vi"):
        name_answerer(
            **by(commune_admin(world)), body_id=empty.pk, by_body_id=world.commune.pk, starts_on=TODAY
        )
