"""Gates, local rules, readings, looking ahead, screening."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.law.making import checked, facts, initiative, member, rated, title
from vinhdanh.engines.law.columns import bulk
from vinhdanh.engines.law.evaluate import Local, check, evaluate, screen
from vinhdanh.engines.law.from_facts import from_facts
from vinhdanh.engines.law.future import Assumptions, later, nurture, usual, what_if
from vinhdanh.engines.law.loader import awards_on, load, rule_for
from vinhdanh.engines.law.model import Branch, Condition, Ref, Verdict

HOLD = {"reason": "press", "opened_on": "2026-02-10", "closed_on": None}
CHAIN = {"awards": title("cstd_co_so", 2023, 2024, 2025), "initiatives": [initiative("tinh")]}
HERE = Ref("luat_06_2022", "24", "6")


@pytest.mark.parametrize(
    ("holds", "verdict"),
    [
        ([], "met"),
        ([HOLD], "unknown"),
        (..., "unknown"),
        ([HOLD | {"closed_on": "2026-03-02"}], "met"),
        ([HOLD | {"closed_on": "2026-03-03"}], "unknown"),
        ([HOLD | {"opened_on": "2026-03-03"}], "unknown"),
        ([HOLD | {"opened_on": "2026-03-03", "closed_on": "2026-03-20"}], "met"),
    ],
)
def test_an_open_hold_defers(holds: object, verdict: str) -> None:
    assert checked("cstd_cap_tinh", holds=holds, **CHAIN).verdict.code == verdict


def test_a_hold_does_not_help_who_is_short() -> None:
    assert checked("cstd_cap_tinh", holds=[HOLD]).verdict is Verdict.UNMET


def test_an_award_of_another_kind_of_subject_is_unmet_with_the_reason() -> None:
    found = checked("cstd_co_so", subject={"kind": "collective"}).to_json()
    assert found["verdict"] == "unmet"
    assert found["tree"]["any_of"][0]["all_of"][0]["condition"] == "subject_in"
    assert "dành cho cá nhân" in found["summary"]


@pytest.mark.parametrize(
    ("on", "year", "verdict"), [("2025-06-30", 2024, "unknown"), ("2025-07-01", 2024, "unmet")]
)
def test_the_district_certificate_ended_with_the_district(on: str, year: int, verdict: str) -> None:
    assert checked("giay_khen_huyen_ca_nhan", received_on=on, year=year).verdict.code == verdict


def test_the_amended_law_is_never_a_clean_answer() -> None:
    before = checked("cstd_cap_tinh", received_on="2026-09-30", **CHAIN)
    after = checked("cstd_cap_tinh", received_on="2026-10-01", **CHAIN)
    short = checked("cstd_cap_tinh", received_on="2026-10-01")
    wrong = checked("cstd_cap_tinh", received_on="2026-10-01", subject={"kind": "household"})
    assert [each.verdict.code for each in (before, after, short, wrong)] == [
        "met",
        "unknown",
        "unknown",
        "unmet",
    ]
    assert any("06/2026/QH16" in one for one in after.warnings)


def test_by_the_known_text_an_amended_rule_can_still_be_tried() -> None:
    book = load()
    for subject, verdict in (("individual", Verdict.MET), ("household", Verdict.UNMET)):
        data = replace(facts("cstd_cap_tinh", **CHAIN), received_on=date(2026, 12, 1), kind=subject)
        rule = rule_for(book, "cstd_cap_tinh", data.received_on)
        assert rule is not None
        assert evaluate(rule, data, book, as_written=True).verdict is verdict


def test_before_any_instrument_nothing_is_told() -> None:
    assert checked("cstd_co_so", received_on="2009-01-01", year=2008).verdict is Verdict.UNKNOWN


def test_a_title_given_settles_what_people_judge() -> None:
    rating = {"ratings": rated("good", 2025)}
    assert checked("lao_dong_tien_tien", **rating).verdict is Verdict.UNKNOWN
    assert (
        checked("lao_dong_tien_tien", awards=title("lao_dong_tien_tien", 2025), **rating).verdict
        is Verdict.MET
    )
    other = checked("lao_dong_tien_tien", awards=title("lao_dong_tien_tien", 2024), **rating)
    assert other.verdict is Verdict.UNKNOWN
    low = checked(
        "lao_dong_tien_tien", awards=title("lao_dong_tien_tien", 2025), ratings=rated("completed", 2025)
    )
    assert low.verdict is Verdict.UNMET


def test_either_title_settles_the_standard_of_the_lower() -> None:
    excellent = {"ratings": rated("excellent", 2025)}
    for code in ("cstd_co_so", "lao_dong_tien_tien"):
        assert checked("cstd_co_so", awards=title(code, 2025), **excellent).verdict is Verdict.MET


def test_a_reading_changes_the_answer() -> None:
    """73.1.b: whether the five years must follow the certificate."""
    data = facts(
        "bang_khen_ttg_ca_nhan",
        ratings=rated("good", 2021, 2022, 2023, 2024, 2025),
        awards=[*title("bang_khen_tinh_ca_nhan", 2023), *title("cstd_co_so", 2021, 2022, 2023)],
    )
    literal, after = check(data, load()), check(data, load(), {"73.1.b": "after_certificate"})
    found = [
        next(one for way in each.tree for one in way if one.condition.name == "task_completion_at_least")
        for each in (literal, after)
    ]
    assert [each.verdict for each in found] == [Verdict.MET, Verdict.UNMET]


def test_a_local_condition_is_asked_beside_every_way() -> None:
    more = Condition("initiative_recognised", {"scope": "co_so", "count": 1, "years": 1}, HERE)
    data = facts("cstd_co_so", ratings=rated("excellent", 2025), awards=title("cstd_co_so", 2025))
    assert check(data, load()).verdict is Verdict.MET
    assert check(data, load(), local=Local(extra={"cstd_co_so": [more]})).verdict is Verdict.UNMET


def test_a_local_standard_stands_for_the_local_rule() -> None:
    ways = [
        Branch(HERE, (Condition("task_completion_at_least", {"level": level, "years": 1}, HERE),))
        for level in ("excellent", "exceeds_targets")
    ]
    data = facts("giay_khen_xa_ca_nhan", ratings=rated("excellent", 2025))
    local = check(data, load(), local=Local(instead={"giay_khen_xa_ca_nhan": ways}))
    assert check(data, load()).verdict is Verdict.UNKNOWN
    assert len(local.tree) == 2
    assert local.verdict is max(min(one.verdict for one in way) for way in local.tree)


def test_a_conclusion_changes_when_the_facts_do() -> None:
    data = facts("cstd_cap_tinh", awards=title("cstd_co_so", 2023, 2024, 2025))
    more = facts("cstd_cap_tinh", initiatives=[initiative("tinh")]).initiatives
    assert check(data, load()).verdict is Verdict.UNMET
    assert what_if(data, load(), {"initiatives": more}).verdict is Verdict.MET


def test_a_good_record_going_on_opens_awards_in_their_year() -> None:
    data = facts(
        "cstd_co_so",
        ratings=rated("excellent", 2025),
        awards=title("cstd_co_so", 2025),
        initiatives=[initiative("tinh")],
    )
    book = load()
    found = {one.award: one.in_years for one in nurture(awards_on(book, data.received_on), data, book)}
    assert found["cstd_co_so"] == 0
    assert found["bang_khen_tinh_ca_nhan"] == 1
    assert found["cstd_cap_tinh"] == 2
    assert "cstd_toan_quoc" not in found
    assert "ba_me_vnah" not in found


def test_what_is_assumed_is_said() -> None:
    data = facts("cstd_co_so", ratings=rated("completed", 2025))
    assumed = usual(data)
    assert assumed == Assumptions(None, (), None)
    assert any("không giả định danh hiệu mới" in one.lower() for one in assumed.in_words({}))
    unknown = replace(data, awards=None, received_on=date(2024, 2, 29))
    ahead = later(unknown, Assumptions("good", ("cstd_co_so",), "tinh"), 2)
    assert (ahead.awards, ahead.received_on, ahead.year) == (None, date(2026, 2, 28), 2027)


def test_screening_takes_attestations_as_given_only_when_asked() -> None:
    book, on = load(), date(2026, 3, 2)
    columns = from_facts([facts("cstd_co_so", ratings=rated("excellent", 2025)), facts("cstd_co_so")])
    rule = rule_for(book, "cstd_co_so", on)
    assert rule is not None
    assert screen([rule], columns, book, on=on)["cstd_co_so"].tolist() == [1, 1]
    assert screen([rule], columns, book, on=on, attested=True)["cstd_co_so"].tolist() == [2, 1]
    with pytest.raises(ValueError, match="another day"):
        screen([rule], columns, book, on=date(2026, 3, 3))


def test_what_bulk_columns_do_not_say_is_not_known() -> None:
    book, on = load(), date(2026, 3, 2)
    silent = bulk(3, on, 2025, groups=np.full(3, 1, np.uint32))
    found = screen(awards_on(book, on), silent, book, on=on)
    assert found
    assert not any((verdict == Verdict.MET).any() for verdict in found.values())


def test_every_rule_of_every_regime_can_be_judged_and_explained() -> None:
    book = load()
    for rule in book.awards:
        for on in (rule.since, rule.until or date(2026, 9, 30)):
            data = replace(
                facts("cstd_co_so"), award=rule.code, kind=rule.subjects[0], received_on=on, year=on.year - 1
            )
            found = evaluate(rule, data, book).to_json()
            assert found["summary"].endswith(".")
            assert found["tree"]["any_of"]


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        (("excellent", "exceeds_targets"), "met"),
        (("good", "exceeds_targets"), "unknown"),
        (("completed", "excellent"), "unknown"),
    ],
)
def test_of_the_two_highest_ratings_of_one_year_the_higher_counts(
    levels: tuple[str, ...], verdict: str
) -> None:
    both = [row for level in levels for row in rated(level, 2025)]
    found = checked("co_thi_dua_cap_tinh", subject={"kind": "collective", "groups": ["khac"]}, ratings=both)
    assert member(found, "task_completion_at_least")["verdict"] == verdict
