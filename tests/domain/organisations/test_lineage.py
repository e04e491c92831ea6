"""What became of whom, and who stands for it on a day."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.organisations.province import MARCH, REFORM, build
from vinhdanh.domain.organisations.actions import (
    close_body,
    continue_body,
    create_body,
    merge_bodies,
    split_body,
)
from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.organisations.queries.lineage import (
    forebears_of,
    lineage_of,
    living_successors,
    reachable,
    successors_on,
)
from vinhdanh.foundation.kernel.results import RefusedError

NODES = [uuid4() for _ in range(7)]
EDGES = st.dictionaries(st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=4), max_size=7)


@given(EDGES, st.sampled_from(NODES))
def test_reach_is_closed_and_ends_on_rings(edges: dict[UUID, list[UUID]], start: UUID) -> None:
    found = reachable(start, edges)
    assert start not in found
    assert len(found) == len(set(found))
    for here in [start, *found]:
        assert set(edges.get(here, ())) <= {start, *found}


@given(EDGES, st.sampled_from(NODES), st.sets(st.sampled_from(NODES)))
def test_heirs_live_and_nothing_lies_before_them(
    edges: dict[UUID, list[UUID]], start: UUID, living: set[UUID]
) -> None:
    heirs = living_successors(start, edges, living.__contains__)
    assert set(heirs) <= living
    if start in living:
        assert heirs == [start]
    else:
        dead_ends = {
            start,
            *reachable(start, {k: [x for x in v if x not in living] for k, v in edges.items()}),
        }
        assert set(heirs) == {x for here in dead_ends - living for x in edges.get(here, ())} & living


def _body(name: str, first: date | None = None) -> Body:
    return create_body(actor=None, name=name, kind="office", level="province", valid_from=first)


@pytest.mark.django_db
class TestLineage:
    def test_merging_keeps_the_past_of_all(self) -> None:
        one, other, new = _body("Xã Một"), _body("Xã Hai"), _body("Xã Mới", REFORM)
        merge_bodies(
            actor=None,
            predecessor_ids=[one.pk, other.pk],
            successor_id=new.pk,
            effective_on=REFORM,
            decision="NQ 1",
        )
        assert set(forebears_of(new.pk)) == {one.pk, other.pk}
        assert successors_on(one.pk, REFORM) == [new.pk]
        assert successors_on(one.pk, REFORM - timedelta(days=1)) == [one.pk]
        assert {step.decision for step in lineage_of(new.pk).backward} == {"NQ 1"}
        assert lineage_of(one.pk).forward[0].successor_id == new.pk

    def test_generations_are_followed(self) -> None:
        old, middle, one, other = _body("Đời Một"), _body("Đời Hai"), _body("Nhánh Một"), _body("Nhánh Hai")
        continue_body(
            actor=None, predecessor_id=old.pk, successor_id=middle.pk, effective_on=date(2010, 1, 1)
        )
        split_body(
            actor=None, predecessor_id=middle.pk, successor_ids=[one.pk, other.pk], effective_on=REFORM
        )
        assert set(successors_on(old.pk, MARCH)) == {one.pk, other.pk}
        assert successors_on(old.pk, date(2015, 1, 1)) == [middle.pk]
        assert forebears_of(other.pk) == [middle.pk, old.pk]

    def test_a_body_may_live_on_beside_its_branch(self) -> None:
        old, branch = _body("Sở Lớn"), _body("Sở Nhánh")
        split_body(
            actor=None, predecessor_id=old.pk, successor_ids=[branch.pk], effective_on=REFORM, goes_on=True
        )
        assert successors_on(old.pk, MARCH) == [old.pk]
        assert forebears_of(branch.pk) == [old.pk]

    def test_rings_are_refused(self) -> None:
        one, other, third = _body("Một"), _body("Hai"), _body("Ba")
        merge_bodies(
            actor=None, predecessor_ids=[one.pk], successor_id=other.pk, effective_on=date(2000, 1, 1)
        )
        continue_body(
            actor=None, predecessor_id=other.pk, successor_id=third.pk, effective_on=date(2010, 1, 1)
        )
        with pytest.raises(RefusedError) as caught:
            continue_body(
                actor=None, predecessor_id=third.pk, successor_id=other.pk, effective_on=date(2009, 1, 1)
            )
        assert caught.value.refusal.code in {"lineage_ring", "successor_not_there"}
        with pytest.raises(RefusedError) as caught:
            merge_bodies(actor=None, predecessor_ids=[third.pk], successor_id=third.pk, effective_on=REFORM)
        assert caught.value.refusal.code == "lineage_ring"

    def test_a_ring_through_three_bodies_is_refused(self) -> None:
        one, other, third = _body("Một"), _body("Hai"), _body("Ba")
        for before, after in ((one, other), (other, third)):
            split_body(
                actor=None,
                predecessor_id=before.pk,
                successor_ids=[after.pk],
                effective_on=REFORM,
                goes_on=True,
            )
        with pytest.raises(RefusedError) as caught:
            split_body(
                actor=None, predecessor_id=third.pk, successor_ids=[one.pk], effective_on=REFORM, goes_on=True
            )
        assert caught.value.refusal.code == "lineage_ring"

    def test_nothing_may_be_left_below_a_closed_body(self) -> None:
        top = _body("Cấp trên")
        leaf = create_body(actor=None, name="Cấp dưới", kind="office", level="base", parent_id=top.pk)
        with pytest.raises(RefusedError) as caught:
            close_body(actor=None, body_id=top.pk, effective_on=REFORM)
        assert caught.value.refusal.code == "children_left"
        assert "Cấp dưới" in caught.value.refusal.reason
        other = _body("Nơi nhận")
        close_body(actor=None, body_id=top.pk, effective_on=REFORM, children_to_id=other.pk)
        leaf.refresh_from_db()
        assert leaf.parent_id == other.pk
        assert leaf.valid_to is None

    def test_a_closed_body_cannot_take_over(self) -> None:
        one, gone = _body("Còn"), _body("Đã đóng")
        close_body(actor=None, body_id=gone.pk, effective_on=date(2020, 1, 1))
        with pytest.raises(RefusedError) as caught:
            merge_bodies(actor=None, predecessor_ids=[one.pk], successor_id=gone.pk, effective_on=REFORM)
        assert caught.value.refusal.code == "successor_not_there"

    def test_the_reform_of_2025_leads_from_old_to_new_communes(self) -> None:
        found = build()
        assert successors_on(found["SM.TS0"].pk, MARCH) == [found["SM.DS"].pk]
        assert successors_on(found["CV.SNV"].pk, MARCH) == [found["SM.SNV"].pk]
        assert successors_on(found["SM.MC"].pk, MARCH) == []
