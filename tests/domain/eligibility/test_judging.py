"""One subject judged with the law and with what the province adds; answers are kept for good."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.domain.catalogue.drafts import RATIO, published
from tests.domain.eligibility.test_screening import good
from tests.domain.registry.book import person, rating, take
from tests.world import World, scope
from vinhdanh.domain.catalogue.actions.editing import RuleChange
from vinhdanh.domain.catalogue.queries.layers import layer_for
from vinhdanh.domain.eligibility.actions.evaluating import keep_evaluation
from vinhdanh.domain.eligibility.models import Evaluation
from vinhdanh.domain.eligibility.queries.judging import evaluate_subject, nearness, subject_file
from vinhdanh.domain.eligibility.queries.quotas import figure, quota, vote_rule
from vinhdanh.domain.eligibility.states import Outcome
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


def _outcome(subject, world: World, code: str = "cstd_cap_tinh") -> Outcome:  # type: ignore[no-untyped-def]
    return evaluate_subject(
        subject_id=subject, path=world.health.path, award=code, year=2025, received_on=ON
    ).outcome


def test_a_verdict_has_its_reasons_and_the_hash_of_the_law(world: World) -> None:
    ready = person("Nguyễn Thị Đủ", world.health)
    good(ready)
    found = evaluate_subject(
        subject_id=ready, path=world.health.path, award="cstd_cap_tinh", year=2025, received_on=ON
    )
    assert found.outcome == Outcome.MET
    assert found.answer["tree"]["any_of"][0]["all_of"][0]["reason"]
    assert len(found.digest) == 64
    assert found.local_digest == ""
    published(world)
    again = evaluate_subject(
        subject_id=ready, path=world.health.path, award="cstd_cap_tinh", year=2025, received_on=ON
    )
    assert again.local_digest


def test_a_stricter_local_standard_is_asked_as_well(world: World) -> None:
    ready = person("Nguyễn Thị Đủ", world.health)
    good(ready)
    rule = RuleChange("standard", "cstd_cap_tinh", "consecutive_titles", "cstd_co_so", 4, article="Điều 3")
    published(world, rule)
    found = evaluate_subject(
        subject_id=ready, path=world.health.path, award="cstd_cap_tinh", year=2025, received_on=ON
    )
    assert found.outcome == Outcome.UNMET
    asked = [each["legal_ref"] for each in found.answer["tree"]["any_of"][0]["all_of"]]
    assert any("Điều 3" in each for each in asked)


def test_a_local_standard_fills_what_the_law_leaves_open(world: World) -> None:
    one = person("Nguyễn Văn Giỏi", world.health)
    take("rating", rating(one, 2025, "good"))
    from vinhdanh.domain.catalogue.queries.book import awards_on

    local = [
        rule.code
        for rule in awards_on(ON)
        if "individual" in rule.subjects
        and any(c.name == "local_rule" for branch in rule.any_of for c in branch.all_of)
    ]
    code = local[0]
    assert _outcome(one, world, code) == Outcome.UNKNOWN
    rule = RuleChange("standard", code, "task_completion_at_least", "good", 1, article="Điều 7")
    published(world, rule)
    answer = evaluate_subject(
        subject_id=one, path=world.health.path, award=code, year=2025, received_on=ON
    ).answer
    names = {each["condition"] for way in answer["tree"]["any_of"] for each in way["all_of"]}
    assert "task_completion_at_least" in names


def test_what_was_answered_never_changes(world: World) -> None:
    ready = person("Nguyễn Thị Đủ", world.health)
    good(ready)
    kept = keep_evaluation(
        actor=world.officer, scope=scope(world.officer), subject_id=ready, path=world.health.path,
        award="cstd_cap_tinh", year=2025, received_on=ON,
    )  # fmt: skip
    rule = RuleChange("standard", "cstd_cap_tinh", "consecutive_titles", "cstd_co_so", 4, article="Điều 3")
    published(world, rule)
    assert Evaluation.objects.get(pk=kept.pk).tree["verdict"] == "met"
    for act in (
        lambda: Evaluation.objects.filter(pk=kept.pk).update(verdict=0),
        lambda: Evaluation.objects.filter(pk=kept.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_whoever_may_not_read_the_book_keeps_no_answer(world: World) -> None:
    ready = person("Nguyễn Thị Đủ", world.health)
    with pytest.raises(RefusedError):
        keep_evaluation(
            actor=world.clerk, scope=scope(world.clerk), subject_id=ready, path=world.health.path,
            award="cstd_cap_tinh", year=2025, received_on=ON,
        )  # fmt: skip


def test_every_award_of_the_kind_is_weighed_at_once(world: World) -> None:
    ready = person("Nguyễn Thị Đủ", world.health, groups=["cong_chuc"])
    good(ready)
    found = nearness(subject_file(ready, 2025, ON), layer_for(world.health.path, ON))
    by_code = {each.award: each for each in found}
    assert by_code["cstd_cap_tinh"].outcome == Outcome.MET
    assert found[0].outcome == Outcome.MET
    assert "co_thi_dua_chinh_phu" not in by_code


def test_quota_and_vote_come_with_their_citation(world: World) -> None:
    path = world.health.path
    assert quota("cstd_co_so", path, ON) is None
    vote = vote_rule("cstd_cap_tinh", path, ON)
    assert vote is not None
    assert (vote.percent, vote.votes(9), vote.checked) == (90, 9, False)
    assert "Nghị định số 152/2025/NĐ-CP" in vote.citation
    published(
        world,
        RATIO,
        RuleChange("vote", "cstd_cap_tinh", number=95, article="Điều 9"),
        RuleChange("deadline", day=date(2026, 12, 10), article="Điều 10"),
    )
    found = quota("cstd_co_so", path, ON)
    assert found is not None
    assert (found.percent, found.most(27), found.most(6)) == (15, 4, 0)
    assert "khoản 1 Điều 8" in found.citation
    vote = vote_rule("cstd_cap_tinh", path, ON)
    assert vote is not None
    assert (vote.percent, vote.votes(20)) == (95, 19)
    due = figure("cstd_co_so", "deadline", path=path, on=ON)
    assert due is not None
    assert due.day == date(2026, 12, 10)
