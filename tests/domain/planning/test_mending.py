"""Every change of a draft is kept; a newer one is never overwritten unseen."""

from dataclasses import replace
from datetime import date

import pytest

from tests.world import World, draft, party, row, scope
from vinhdanh.domain.planning.actions.mending import (
    RowChange,
    add_row,
    link_name,
    mend_head,
    mend_row,
    set_row,
)
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db

CHANGE = RowChange(
    text="Nội dung đã sửa",
    period_kind="month",
    period_value="2026-04",
    month="",
    deadline=None,
    conditional=False,
    leads=[],
    coordinators=[],
)


def test_a_mended_row_is_kept_and_counts_as_checked(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Cũ", doubts={"text": "Mờ."})], number="2")
    first = waiting.rows.get()
    change = replace(CHANGE, leads=[party(world.health)])
    mend_row(
        actor=world.officer,
        scope=scope(world.officer),
        draft_id=waiting.pk,
        row_id=first.pk,
        revision=0,
        change=change,
    )
    first.refresh_from_db()
    waiting.refresh_from_db()
    assert (first.text, first.period_value, first.checked) == ("Nội dung đã sửa", "2026-04", True)
    assert first.leads[0]["target"] == f"body:{world.health.pk}"
    assert waiting.revision == 1


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Cũ")], number="2")
    first = waiting.rows.get()
    call = {"actor": world.officer, "scope": scope(world.officer), "draft_id": waiting.pk, "row_id": first.pk}
    mend_row(**call, revision=0, change=CHANGE)
    with pytest.raises(RefusedError) as refused:
        mend_row(**call, revision=0, change=replace(CHANGE, text="Bản thứ hai"))
    assert "Người khác vừa sửa dòng này" in refused.value.refusal.reason
    first.refresh_from_db()
    assert first.text == "Nội dung đã sửa"


@pytest.mark.parametrize(
    "change",
    [
        replace(CHANGE, period_value="2026-13"),
        replace(CHANGE, period_kind="quarter"),
        replace(CHANGE, text="  "),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(world: World, change: RowChange) -> None:
    waiting = draft(world.officer, world.province, [row("Cũ")], number="2")
    with pytest.raises(RefusedError) as refused:
        mend_row(
            actor=world.officer,
            scope=scope(world.officer),
            draft_id=waiting.pk,
            row_id=waiting.rows.get().pk,
            revision=0,
            change=change,
        )
    assert refused.value.refusal.reason.endswith(".")


def test_a_name_is_linked_in_every_row(world: World) -> None:
    rows = [
        row("Một", "Ban TĐKT"),
        row("Hai", "Ban TĐKT"),
        row("Ba", world.health, others=["Ban TĐKT"]),
        row("Bốn"),
    ]
    waiting = draft(world.officer, world.province, rows, number="2")
    target = f"body:{world.office.pk}"
    changed = link_name(
        actor=world.officer, scope=scope(world.officer), draft_id=waiting.pk, text="Ban TĐKT", target=target
    )
    assert changed == 3
    assert waiting.rows.get(text="Ba").coordinators[0]["target"] == target
    assert waiting.rows.get(text="Ba").leads[0]["target"] == f"body:{world.health.pk}"


def test_rows_are_added_dropped_and_taken_back(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Một"), row("Hai")], number="2")
    mine, first = scope(world.officer), waiting.rows.get(text="Một")
    add_row(actor=world.officer, scope=mine, draft_id=waiting.pk, after_id=first.pk, change=CHANGE)
    assert [r.text for r in waiting.rows.all()] == ["Một", "Nội dung đã sửa", "Hai"]
    set_row(actor=world.officer, scope=mine, draft_id=waiting.pk, row_id=first.pk, dropped=True)
    assert waiting.rows.filter(dropped=False).count() == 2
    set_row(actor=world.officer, scope=mine, draft_id=waiting.pk, row_id=first.pk, dropped=False)
    assert waiting.rows.filter(dropped=False).count() == 3


def test_the_head_keeps_its_spans_and_refuses_an_impossible_date(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Một")], number="2")
    waiting.head["number"]["spans"] = [{"block": 0, "start": 0, "end": 3}]
    waiting.save()
    call = {"actor": world.officer, "scope": scope(world.officer), "draft_id": waiting.pk}
    mended = mend_head(**call, values={"number": "12/KH-UBND"}, year=2027, issuer_id=world.province.pk)
    assert mended.head["number"]["value"] == "12/KH-UBND"
    assert mended.head["number"]["spans"]
    with pytest.raises(RefusedError) as refused:
        mend_head(**call, values={"issued_on": "2026-02-30"}, year=2027, issuer_id=None)
    assert "không có trong lịch" in refused.value.refusal.reason


def test_another_body_may_not_touch_the_draft(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Một", deadline=date(2026, 4, 1))], number="2")
    with pytest.raises(RefusedError) as refused:
        add_row(
            actor=world.clerk, scope=scope(world.clerk), draft_id=waiting.pk, after_id=None, change=CHANGE
        )
    assert refused.value.refusal.code == "not_yours"
