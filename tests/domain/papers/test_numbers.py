"""Numbers: no gap and no double whoever asks at once; voided ones stay; twins are named."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from tests.domain.papers.desk import numbered, submitted, write
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import NumberSeries, Paper, PaperNumber
from vinhdanh.foundation.kernel.results import RefusedError


def open_book(world: World, **more: Any) -> NumberSeries:
    return actions.open_series(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, **more
    )


def give(world: World, paper: Paper) -> PaperNumber:
    return actions.give_number(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_with_ten_rollbacks_leave_no_gap_and_no_double() -> None:
    from tests.world import make_world

    world = make_world()
    open_book(world, group="QĐ")
    first = write(world)
    like: dict[str, Any] = {
        "body": world.province,
        "path": world.province.path,
        "kind": "QĐ",
        "state": "signed",
    }
    like |= {"issuer_name": first.issuer_name, "symbol": "QĐ-UBND"}
    Paper.objects.bulk_create(Paper(**like, subject=f"Văn bản {n}") for n in range(50))
    ids = list(Paper.objects.filter(state="signed").values_list("pk", flat=True))
    failures: list[Exception] = []
    gate = threading.BoundedSemaphore(16)

    def one(place: int) -> None:
        try:
            with gate, transaction.atomic():
                actions.give_number(actor=None, scope=None, paper_id=ids[place])
                if place % 5 == 4:
                    transaction.set_rollback(True)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    numbers = sorted(PaperNumber.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 41))
    assert NumberSeries.objects.get().last == 40
    assert Paper.objects.filter(number__isnull=False).count() == 40


def test_a_number_goes_into_the_paper_that_will_be_signed(world: World) -> None:
    from tests.domain.papers.desk import master

    open_book(world, last=4)
    paper = submitted(world)
    assert give(world, paper).number == 5
    lines = master(paper).content["read"]["lines"]
    assert "Số: 05/QĐ-UBND" in lines
    assert "Thử Nghiệm, ngày 16 tháng 3 năm 2026" in lines


def test_voided_numbers_stay_with_their_reason(world: World) -> None:
    open_book(world)
    paper = submitted(world)
    give(world, paper)
    with pytest.raises(RefusedError):
        actions.void_number(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, reason=" ")
    row = actions.void_number(
        actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, reason="Sai ngày."
    )
    assert (row.state, row.reason) == ("voided", "Sai ngày.")
    assert give(world, paper).number == 2


def test_kinds_with_their_own_series_do_not_take_from_the_common_one(world: World) -> None:
    open_book(world)
    own = open_book(world, group="QĐ")
    assert give(world, submitted(world)).series_id == own.pk
    with pytest.raises(RefusedError) as stopped:
        open_book(world, group="QĐ")
    assert stopped.value.refusal.code == "series_exists"


def test_without_a_series_the_refusal_says_what_to_do(world: World) -> None:
    with pytest.raises(RefusedError) as stopped:
        give(world, submitted(world))
    assert stopped.value.refusal.code == "no_series"


def test_a_twin_is_named_and_needs_a_second_word(world: World) -> None:
    numbered(world, 12, subject="Khen thưởng đợt một")
    with pytest.raises(RefusedError) as stopped:
        numbered(world, 12, subject="Khen thưởng đợt hai")
    assert stopped.value.refusal.code == "twin"
    assert "Khen thưởng đợt một" in stopped.value.refusal.reason
    paper = Paper.objects.get(subject="Khen thưởng đợt hai")
    actions.record_number(
        actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, number=12, symbol="QĐ-UBND",
        issued_on=date(2026, 3, 12), allow_twin=True,
    )  # fmt: skip


def test_others_give_no_numbers(world: World) -> None:
    open_book(world)
    paper = submitted(world)
    with pytest.raises((RefusedError, Paper.DoesNotExist)):
        actions.give_number(actor=world.clerk, scope=scope(world.clerk), paper_id=paper.pk)


def test_a_number_recorded_from_elsewhere_is_not_given_again(world: World) -> None:
    other = numbered(world, 2)
    open_book(world)
    assert [give(world, submitted(world)).number for _ in range(2)] == [1, 3]
    assert PaperNumber.objects.get(number=2).paper == other


def test_a_voided_number_is_not_recorded_for_another_paper(world: World) -> None:
    open_book(world, last=11)
    paper = submitted(world)
    give(world, paper)
    who: dict[str, Any] = {"actor": world.officer, "scope": scope(world.officer)}
    actions.void_number(**who, paper_id=paper.pk, reason="Nhầm loại")
    with pytest.raises(RefusedError) as stopped:
        numbered(world, 12)
    assert (stopped.value.refusal.code, stopped.value.refusal.field) == ("voided", "number")


def test_a_signed_paper_bears_no_other_number_than_the_one_signed(world: World) -> None:
    from tests.domain.papers.test_issuing import signed_by_hand

    open_book(world)
    paper = submitted(world)
    give(world, paper)
    signed_by_hand(world, paper)
    who: dict[str, Any] = {"actor": world.officer, "scope": scope(world.officer), "paper_id": paper.pk}
    actions.void_number(**who, reason="Sai thẩm quyền")
    with pytest.raises(RefusedError) as stopped:
        give(world, paper)
    assert stopped.value.refusal.code == "signed_with_another"
