"""The preview of a draft: whose verdict changes, in which direction, and why."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.domain.catalogue.drafts import RATIO, draft, published
from tests.domain.eligibility.test_screening import good
from tests.domain.registry.book import person
from tests.world import World, scope
from vinhdanh.domain.catalogue.actions.editing import RuleChange, mend_rule
from vinhdanh.domain.catalogue.actions.publishing import new_version
from vinhdanh.domain.eligibility.queries import affected
from vinhdanh.domain.eligibility.queries.affected import Candidate, candidates, effect_of

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)
FOUR = RuleChange("standard", "cstd_cap_tinh", "consecutive_titles", "cstd_co_so", 4, article="Điều 3")


@pytest.fixture
def sources() -> Iterator[None]:
    known = list(affected._SOURCES)
    yield
    affected._SOURCES[:] = known


def test_who_would_lose_is_named_with_the_reason(world: World) -> None:
    three, four = person("Người Ba Năm", world.health), person("Người Bốn Năm", world.health)
    good(three)
    good(four, titles=4)
    effect = effect_of(draft(world, FOUR, RATIO), on=ON)
    assert (effect.looked_at, effect.lost, effect.gained) == (2, 1, 0)
    (hit,) = effect.hits
    assert (hit.subject.name, hit.before.name, hit.after.name) == ("Người Ba Năm", "MET", "UNMET")
    assert "Chiến sĩ thi đua cơ sở" in hit.reason
    assert [rule.what for rule in effect.figures] == ["ratio"]


def test_a_milder_version_is_compared_with_the_one_it_replaces(world: World) -> None:
    good(person("Người Ba Năm", world.health))
    first = published(world, FOUR)
    officer = world.officer
    second = new_version(actor=officer, scope=scope(officer), instrument_id=first.pk)
    row = second.rules.get()
    change = RuleChange("standard", "cstd_cap_tinh", "consecutive_titles", "cstd_co_so", 3, article="Điều 3")
    mend_rule(
        actor=officer,
        scope=scope(officer),
        instrument_id=second.pk,
        rule_id=row.pk,
        revision=1,
        change=change,
    )
    effect = effect_of(second, on=ON)
    assert (effect.lost, effect.gained) == (0, 1)


def test_only_those_below_the_issuer_are_hit(world: World) -> None:
    good(person("Người Xã", world.commune))
    made = draft(world, FOUR, at=world.health, kind="unit_rule")
    assert effect_of(made, on=ON).looked_at == 0


def test_files_under_way_of_other_rooms_are_compared_too(world: World, sources: None) -> None:
    one = person("Người Ba Năm", world.health)
    good(one)
    file = Candidate(one, world.health.path, "cstd_cap_tinh", 2025, ON, "hồ sơ số 7")
    candidates(lambda path, codes, on: [file])
    effect = effect_of(draft(world, FOUR), on=ON)
    assert [hit.what for hit in effect.hits] == ["hồ sơ số 7", ""]
