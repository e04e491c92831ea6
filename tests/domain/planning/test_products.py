"""What a task has to bring forth: named, shown, and asked for before the task is done."""

from datetime import date

import pytest

from tests.world import World, plan, row, scope
from vinhdanh.domain.access.models import User
from vinhdanh.domain.obligations.actions import Paper
from vinhdanh.domain.planning.actions.products import (
    Expected,
    fulfil_product,
    set_products,
    show_product,
    withdraw_product,
)
from vinhdanh.domain.planning.actions.progress import Attachment, change_state
from vinhdanh.domain.planning.models import Task, TaskProduct
from vinhdanh.domain.planning.queries.products import wanting
from vinhdanh.domain.planning.queries.rows import task_rows
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def _task(world: World, *products: str, any_product: bool = False) -> Task:
    made = plan(
        world.officer,
        world.province,
        [row("Ban hành chỉ thị", world.office, products=list(products), any_product=any_product)],
        number=f"{len(products)}{any_product:d}/KH-UBND",
    )
    return made.tasks.get()


def _finish(user: User, task: Task, reason: str = "") -> Task:
    return change_state(actor=user, scope=scope(user), task=task, name="complete_task", reason=reason)


def _show(world: World, product: TaskProduct, paper: str = "Chỉ thị số 2", **more: object) -> TaskProduct:
    return show_product(
        actor=world.officer,
        scope=scope(world.officer),
        task_id=product.task_id,
        product_id=product.pk,
        paper=paper,
        **more,  # type: ignore[arg-type]
    )


def test_a_task_is_done_when_all_its_products_are_there(world: World) -> None:
    task = _task(world, "directive", "report")
    with pytest.raises(RefusedError) as refused:
        _finish(world.officer, task)
    assert refused.value.refusal.code == "products_missing"
    assert "còn thiếu sản phẩm: Chỉ thị, Báo cáo" in refused.value.refusal.reason
    for product in task.product_rows.all():
        _show(world, product)
    assert _finish(world.officer, task).state == "done"


def test_one_is_enough_where_the_plan_says_or(world: World) -> None:
    task = _task(world, "directive", "plan", any_product=True)
    assert wanting(task) == ["Chỉ thị", "Kế hoạch"]
    _show(world, task.product_rows.first())  # type: ignore[arg-type]
    assert wanting(task) == []
    assert _finish(world.officer, task).state == "done"


def test_without_products_a_task_is_done_only_with_a_word_of_why(world: World) -> None:
    task = _task(world, "directive")
    assert _finish(world.officer, task, "Lồng vào chỉ thị chung.").state == "done"


def test_a_file_shows_a_product_as_well_as_a_number(world: World) -> None:
    product = _task(world, "report").product_rows.get()
    with pytest.raises(RefusedError) as refused:
        _show(world, product, "")
    assert refused.value.refusal.field == "paper"
    shown = _show(world, product, "", attachment=Attachment("bao-cao.pdf", b"%PDF-1.4 x"))
    assert (shown.file is not None, shown.met_on) == (True, date(2026, 3, 16))
    with pytest.raises(RefusedError) as refused:
        _show(world, product)
    assert refused.value.refusal.code == "already_met"


def test_a_day_ahead_is_refused(world: World) -> None:
    with pytest.raises(RefusedError) as refused:
        _show(world, _task(world, "report").product_rows.get(), on=date(2026, 3, 17))
    assert refused.value.refusal.field == "met_on"


def test_a_product_marked_by_mistake_is_taken_back_while_the_task_is_open(world: World) -> None:
    task = _task(world, "report")
    product = task.product_rows.get()
    _show(world, product)
    given = {
        "actor": world.officer,
        "scope": scope(world.officer),
        "task_id": task.pk,
        "product_id": product.pk,
    }
    withdraw_product(**given)  # type: ignore[arg-type]
    assert wanting(task) == ["Báo cáo"]
    _show(world, product)
    _finish(world.officer, task)
    with pytest.raises(RefusedError) as refused:
        withdraw_product(**given)  # type: ignore[arg-type]
    assert refused.value.refusal.code == "closed"


def test_a_room_that_makes_the_paper_closes_the_task(world: World) -> None:
    task = _task(world, "decision", "report")
    paper = Paper("Quyết định số 512/QĐ-UBND", "decisions.decision", task.pk)
    assert fulfil_product(actor=None, task_id=task.pk, kind="conference", paper=paper) is None
    assert fulfil_product(actor=None, task_id=task.pk, kind="decision", paper=paper) is not None
    task.refresh_from_db()
    assert task.state == "planned"
    fulfil_product(actor=None, task_id=task.pk, kind="report", paper=Paper("Báo cáo số 9"))
    task.refresh_from_db()
    assert task.state == "done"
    seen = task_rows([task.pk], today())[0]
    assert (seen.products_met, seen.products) == (2, 2)


def test_the_list_is_edited_but_what_is_there_stays(world: World) -> None:
    task = _task(world, "directive", "report")
    first, second = task.product_rows.all()
    _show(world, second)

    def save(*expected: Expected) -> Task:
        return set_products(
            actor=world.officer,
            scope=scope(world.officer),
            task_id=task.pk,
            expected=expected,
            any_product=False,
        )

    with pytest.raises(RefusedError) as refused:
        save(Expected("directive", id=first.pk))
    assert refused.value.refusal.code == "product_met"
    after = save(Expected("report", "Báo cáo sơ kết", second.pk), Expected("conference"))
    assert after.products == ["report", "conference"]
    assert [str(one) for one in task.product_rows.all()] == ["Báo cáo sơ kết", "Hội nghị"]
    assert wanting(task) == ["Hội nghị"]
    with pytest.raises(RefusedError) as refused:
        save(Expected("lạ"), Expected("report", "", second.pk))
    assert refused.value.refusal.code == "kind_unknown"


def test_a_stranger_marks_nothing(world: World) -> None:
    product = _task(world, "report").product_rows.get()
    for user in (world.clerk, world.other_clerk):
        with pytest.raises(RefusedError):
            show_product(
                actor=user, scope=scope(user), task_id=product.task_id, product_id=product.pk, paper="Thử"
            )
