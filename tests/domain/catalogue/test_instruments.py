"""Local instruments: written, refused, published, replaced, withdrawn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.domain.catalogue.drafts import RATIO, SINCE, add, draft, head, publish, published
from tests.world import World, scope
from vinhdanh.domain.catalogue.access import visible_instruments
from vinhdanh.domain.catalogue.actions.editing import (
    RuleChange,
    discard_draft,
    draft_instrument,
    drop_rule,
    mend_instrument,
    mend_rule,
)
from vinhdanh.domain.catalogue.actions.publishing import (
    FaultyInstrumentError,
    new_version,
    publish_instrument,
    withdraw_instrument,
)
from vinhdanh.domain.catalogue.models import LocalInstrument
from vinhdanh.domain.catalogue.queries.instruments import compared, rules_of
from vinhdanh.domain.catalogue.queries.layers import layer_for
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
GUIDED = replace(RATIO, number=12)


def _refusal(act: object) -> str:
    with pytest.raises(RefusedError) as stopped:
        act()  # type: ignore[operator]
    return stopped.value.refusal.code


def test_a_draft_binds_nobody_until_it_is_published(world: World) -> None:
    made = draft(world, RATIO)
    assert layer_for(world.health.path, SINCE).rulings == ()
    publish(world, made)
    layer = layer_for(world.health.path, SINCE)
    assert [(each.what, each.number) for each in layer.rulings] == [("ratio", 15)]
    assert layer.rulings[0].citation.startswith("khoản 1 Điều 8, Văn bản số 05/2025/QĐ-UBND của Ủy ban")
    assert layer.digest
    assert layer_for(world.health.path, SINCE - timedelta(days=1)).rulings == ()


def test_who_has_no_right_writes_nothing_and_sees_no_draft(world: World) -> None:
    made = draft(world, RATIO)
    clerk = world.clerk
    code = _refusal(
        lambda: draft_instrument(
            actor=clerk, scope=scope(clerk), body_id=world.commune.pk, head=head(kind="unit_rule")
        )
    )
    assert code == "not_yours_to_rule"
    assert (
        _refusal(lambda: publish_instrument(actor=clerk, scope=scope(clerk), instrument_id=made.pk))
        == "not_yours_to_rule"
    )
    assert not visible_instruments(scope(clerk)).exists()
    publish(world, made)
    assert visible_instruments(scope(clerk)).count() == 1


def test_two_people_never_overwrite_each_other_unseen(world: World) -> None:
    made = draft(world, RATIO)
    row = made.rules.get()
    officer = world.officer
    asked = {"actor": officer, "scope": scope(officer), "instrument_id": made.pk}
    mend_rule(**asked, rule_id=row.pk, revision=1, change=replace(RATIO, number=20))
    assert _refusal(lambda: mend_rule(**asked, rule_id=row.pk, revision=1, change=RATIO)) == "moved_on"
    row.refresh_from_db()
    assert (row.number, row.revision) == (20, 2)
    mend_instrument(**asked, revision=1, head=head(number="6/QĐ"))
    assert _refusal(lambda: mend_instrument(**asked, revision=1, head=head())) == "moved_on"


def test_every_fault_is_named_with_its_row_and_nothing_is_published(world: World) -> None:
    made = draft(
        world,
        RuleChange("ratio", "cstd_co_so", number=140, article="Điều 8"),
        RuleChange("vote", "cstd_cap_tinh", number=70, article="Điều 9"),
        RuleChange("quota", "giay_khen_huyen", number=3, article="Điều 10"),
        RuleChange("deadline", day=date(2026, 12, 10)),
        RuleChange("ratio", "cstd_co_so", number=15, article="Điều 11"),
        RuleChange("standard", "cstd_co_so", "initiative_recognised", "tinh", article="Điều 12"),
        number="",
        since=SINCE,
    )
    with pytest.raises(FaultyInstrumentError) as stopped:
        publish(world, made)
    found = {(each.row, each.field): each.what for each in stopped.value.faults}
    assert set(found) == {
        (0, "number"), (1, "number"), (2, "number"), (3, "award"), (4, "article"), (5, ""), (6, "number"),
    }  # fmt: skip
    assert "90%" in found[2, "number"]
    assert "Trùng với dòng 1" in found[5, ""]
    made.refresh_from_db()
    assert made.state == "draft"


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (RuleChange("nothing"), "what_unknown"),
        (RuleChange("standard", "cstd_co_so", "no_such_condition"), "rule_unreadable"),
        (RuleChange("standard", "cstd_co_so", "initiative_recognised", "vu_tru", 1), "rule_unreadable"),
        (RuleChange("reading", key="99.9.z"), "rule_unreadable"),
        (RuleChange("reading", key="73.1.b", choice="theo_y_toi"), "rule_unreadable"),
        (RuleChange("deadline"), "rule_unreadable"),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused(world: World, rule: RuleChange, code: str) -> None:
    made = draft(world)
    assert _refusal(lambda: add(world, made, rule)) == code
    assert not made.rules.exists()


def test_a_published_instrument_never_changes(world: World) -> None:
    made = published(world)
    row = made.rules.get()
    officer = world.officer
    asked = {"actor": officer, "scope": scope(officer), "instrument_id": made.pk}
    acts = [
        lambda: mend_rule(**asked, rule_id=row.pk, revision=1, change=GUIDED),
        lambda: drop_rule(**asked, rule_id=row.pk),
        lambda: mend_instrument(**asked, revision=1, head=head()),
        lambda: discard_draft(**asked),
        lambda: publish_instrument(**asked),
    ]
    assert {_refusal(act) for act in acts} == {"not_a_draft"}


def test_the_next_version_ends_the_one_before_on_its_eve(world: World) -> None:
    first = published(world)
    officer = world.officer
    second = new_version(actor=officer, scope=scope(officer), instrument_id=first.pk)
    assert (
        _refusal(lambda: new_version(actor=officer, scope=scope(officer), instrument_id=first.pk))
        == "draft_exists"
    )
    row = second.rules.get()
    asked = {"actor": officer, "scope": scope(officer), "instrument_id": second.pk}
    mend_rule(**asked, rule_id=row.pk, revision=1, change=replace(RATIO, number=10))
    early = mend_instrument(**asked, revision=1, head=head(number="9/QĐ", since=SINCE))
    assert _refusal(lambda: publish(world, early)) == "version_too_early"
    mend_instrument(**asked, revision=2, head=head(number="9/QĐ", since=date(2026, 7, 1)))
    publish(world, second)
    first.refresh_from_db()
    assert (first.state, first.until) == ("superseded", date(2026, 6, 30))
    by_day = {
        on: layer_for(world.province.path, on).one("cstd_co_so", "ratio").number  # type: ignore[union-attr]
        for on in (date(2026, 6, 30), date(2026, 7, 1))
    }
    assert by_day == {date(2026, 6, 30): 15, date(2026, 7, 1): 10}
    pairs = compared(rules_of(first.pk), rules_of(second.pk))
    assert [(pair.mark, pair.changed) for pair in pairs] == [("changed", {"number"})]


def test_withdrawing_needs_a_reason_and_keeps_what_was_judged(world: World) -> None:
    made = published(world)
    officer = world.officer
    asked = {"actor": officer, "scope": scope(officer), "instrument_id": made.pk}
    assert _refusal(lambda: withdraw_instrument(**asked, last_day=today(), reason=" ")) == "reason_missing"
    late = today() - timedelta(days=9)
    assert _refusal(lambda: withdraw_instrument(**asked, last_day=late, reason="Bỏ")) == "last_day_past"
    withdraw_instrument(**asked, last_day=today(), reason="Hết nhiệm vụ")
    assert layer_for(world.province.path, today()).rulings
    assert not layer_for(world.province.path, today() + timedelta(days=1)).rulings


def test_guidance_goes_before_a_units_rule_before_the_regulation(world: World) -> None:
    published(world)
    published(world, replace(RATIO, number=20), at=world.health, kind="unit_rule", number="2/QĐ-SYT")
    ruling = layer_for(world.health.path, SINCE).one("cstd_co_so", "ratio")
    assert ruling is not None
    assert (ruling.number, [each.number for each in ruling.over]) == (20, [15])
    published(world, GUIDED, kind="guidance", number="1/HD-SNV")
    ruling = layer_for(world.health.path, SINCE).one("cstd_co_so", "ratio")
    assert ruling is not None
    assert (ruling.number, [each.number for each in ruling.over]) == (12, [20, 15])
    elsewhere = layer_for(world.commune.path, SINCE).one("cstd_co_so", "ratio")
    assert elsewhere is not None
    assert [each.number for each in elsewhere.over] == [15]


def test_a_thrown_away_draft_stays_in_the_log(world: World) -> None:
    made = draft(world, RATIO)
    discard_draft(actor=world.officer, scope=scope(world.officer), instrument_id=made.pk)
    assert not LocalInstrument.objects.exists()
    kept = AuditRow.objects.get(action="discard_instrument")
    assert kept.before["rules"][0]["number"] == 15
