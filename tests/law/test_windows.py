"""Windows, chains and earlier awards at their edges."""

from datetime import date
from typing import Any

import pytest

from tests.law.making import checked, initiative, member, rated, title
from vinhdanh.engines.law.conditions.held import latest
from vinhdanh.engines.law.evaluate import Evaluation

ORDER = "huan_chuong_lao_dong_3_ca_nhan"
FIVE = (2021, 2022, 2023, 2024, 2025)


def premier(decided: str, year: int = 2020) -> list[dict[str, Any]]:
    return [{"code": "bang_khen_ttg_ca_nhan", "year": year, "decided_on": decided, "manner": "merit"}]


def way(evaluation: Evaluation, name: str) -> list[dict[str, Any]]:
    """The members of the way that has this condition."""
    tree = evaluation.to_json()["tree"]["any_of"]
    return next(one["all_of"] for one in tree if name in {each["condition"] for each in one["all_of"]})


def verdicts(evaluation: Evaluation, name: str = "held_award") -> dict[str, str]:
    return {one["condition"]: one["verdict"] for one in way(evaluation, name)}


def order(**changes: Any) -> dict[str, str]:
    facts = {
        "ratings": [*rated("good", 2021, 2022, 2023, 2024), *rated("excellent", 2025)],
        "awards": [*premier("2020-12-15"), *title("cstd_co_so", 2021, 2022, 2025)],
    } | changes
    return verdicts(checked(ORDER, **facts))


def test_the_chain_of_an_order_is_met_but_for_what_people_attest() -> None:
    found = order()
    assert {found[name] for name in ("held_award", "task_completion_at_least", "titles_within")} == {"met"}


@pytest.mark.parametrize(
    ("decided", "verdict"), [("2021-03-01", "met"), ("2021-03-02", "met"), ("2021-03-03", "unmet")]
)
def test_five_years_are_counted_to_the_day(decided: str, verdict: str) -> None:
    assert order(awards=premier(decided))["held_award"] == verdict


@pytest.mark.parametrize(
    ("on", "years", "last"),
    [
        (date(2026, 3, 2), 5, date(2021, 3, 2)),
        (date(2025, 2, 28), 5, date(2020, 2, 29)),
        (date(2024, 2, 28), 4, date(2020, 2, 28)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_an_anniversary_of_29_february_falls_on_28(on: date, years: int, last: date) -> None:
    assert latest(on, years) == last


def test_two_earlier_awards_are_never_mixed() -> None:
    """The first is old enough but its titles lie before the second; the second is too young."""
    awards = [
        *premier("2016-03-01", 2015),
        *premier("2022-03-01", 2021),
        *title("cstd_co_so", 2017, 2018, 2019),
    ]
    found = order(awards=awards)
    assert found["held_award"] == "met"
    assert found["titles_within"] == "met"
    young = [*premier("2022-03-01", 2021), *title("cstd_co_so", 2022, 2023, 2024)]
    assert order(awards=young) == order(awards=young) | {"held_award": "unmet", "titles_within": "met"}


def test_a_title_of_the_year_of_the_earlier_decision_counts_when_decided_after_it() -> None:
    base = [*premier("2020-06-15"), *title("cstd_co_so", 2023, 2025)]
    after = {"code": "cstd_co_so", "year": 2020, "decided_on": "2020-12-20", "manner": "merit"}
    assert order(awards=[*base, after])["titles_within"] == "met"
    before = after | {"decided_on": "2020-05-01"}
    assert order(awards=[*base, before])["titles_within"] == "unmet"
    unsaid = after | {"decided_on": None}
    assert order(awards=[*base, unsaid])["titles_within"] == "unknown"


def test_an_earlier_award_without_a_day_is_only_possible() -> None:
    awards = [{"code": "bang_khen_ttg_ca_nhan", "year": 2018, "manner": "merit"}, *title("cstd_co_so", 2021)]
    assert order(awards=awards)["held_award"] == "unknown"


def test_excellent_years_are_counted_in_the_whole_unbroken_run() -> None:
    awards = [*premier("2018-01-15", 2017), *title("cstd_co_so", 2021, 2022, 2025)]
    longer = [*rated("excellent", 2019), *rated("good", 2020, *FIVE)]
    assert order(awards=awards, ratings=longer)["task_completion_at_least"] == "met"
    broken = [*rated("excellent", 2019), *rated("completed", 2020), *rated("good", *FIVE)]
    assert order(awards=awards, ratings=broken)["task_completion_at_least"] == "unmet"


def test_years_before_the_earlier_award_do_not_follow_it() -> None:
    awards = [*premier("2022-01-15", 2021), *title("cstd_co_so", 2022, 2023, 2025)]
    found = checked(ORDER, awards=awards, ratings=rated("excellent", *FIVE))
    members = {one["condition"]: one for one in way(found, "held_award")}
    assert members["task_completion_at_least"]["verdict"] == "unmet"
    assert (
        "năm 2021 không thuộc thời gian tính từ quyết định" in members["task_completion_at_least"]["reason"]
    )


def test_titles_inside_the_unbroken_period_only() -> None:
    """73.1.b: three titles within the years done well in a row, which may be more than five."""
    held = title("bang_khen_tinh_ca_nhan", 2019)
    within = [*held, *title("cstd_co_so", 2019, 2021, 2025)]
    good = [*rated("good", 2019, 2020, *FIVE)]
    assert verdicts(checked("bang_khen_ttg_ca_nhan", awards=within, ratings=good))["titles_within"] == "met"
    five = [*rated("completed", 2020), *rated("good", *FIVE)]
    assert verdicts(checked("bang_khen_ttg_ca_nhan", awards=within, ratings=five))["titles_within"] == "unmet"


@pytest.mark.parametrize(
    ("ended", "verdict"),
    [
        ("2022-12-31", "met"),
        ("2023-01-01", "met"),
        ("2023-01-02", "unmet"),
        (None, "unmet"),
        (..., "unknown"),
    ],
)
def test_years_count_again_from_the_end_of_discipline(ended: Any, verdict: str) -> None:
    row = {"form": "canh_cao", "decided_on": "2022-01-05"} | ({} if ended is ... else {"ended_on": ended})
    found = checked(
        "cstd_cap_tinh",
        awards=title("cstd_co_so", 2023, 2024, 2025),
        initiatives=[initiative("tinh")],
        discipline=[row],
    )
    assert found.verdict.code == verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "met"),
        ({"manner": "campaign"}, "met"),
        ({"manner": "sudden"}, "unmet"),
        ({"manner": "thematic"}, "unmet"),
        ({"manner": "seniority"}, "unmet"),
        ({"manner": "contribution"}, "unknown"),
        ({"manner": None}, "unknown"),
        ({"revoked_on": "2025-06-01"}, "unmet"),
        ({"decided_on": "2026-03-03"}, "unmet"),
        ({"decided_on": None}, "unknown"),
        ({"decided_on": "2023-12-31"}, "unmet"),
        ({"issuer_level": "huyen", "decided_on": "2025-06-30"}, "met"),
        ({"issuer_level": "huyen", "decided_on": "2025-07-01"}, "unmet"),
        ({"year": None, "decided_on": "2025-01-10"}, "unknown"),
    ],
)
def test_which_titles_count(changes: dict[str, Any], verdict: str) -> None:
    middle = title("cstd_co_so", 2024)[0] | changes
    found = checked(
        "cstd_cap_tinh",
        awards=[*title("cstd_co_so", 2023, 2025), middle],
        initiatives=[initiative("tinh")],
    )
    assert found.verdict.code == verdict


def test_a_title_written_twice_counts_once_and_is_told() -> None:
    awards = [*premier("2020-12-15"), *title("cstd_co_so", 2021, 2022, 2022)]
    found = checked(ORDER, awards=awards, ratings=rated("excellent", *FIVE))
    assert verdicts(found)["titles_within"] == "unmet"
    assert any("năm 2022 ghi 2 lần" in one for one in found.warnings)


GROUP = {"kind": "collective", "groups": ["khac"]}


def collective_order(awards: list[dict[str, Any]], **group: Any) -> str:
    found = checked(
        "huan_chuong_lao_dong_3_tap_the",
        subject=GROUP,
        ratings=rated("excellent", *FIVE),
        awards=[*title("bang_khen_ttg_tap_the", 2019), *awards],
        collective={"members": 20, "founded_on": "2000-01-01"} | group,
    )
    return verdicts(found)["titles_within_any"]


def test_one_option_wholly() -> None:
    flag, paper = title("co_thi_dua_cap_tinh", 2022), title("bang_khen_tinh_tap_the", 2023)
    assert collective_order([*flag, *paper]) == "met"
    assert collective_order(flag, flag_eligible=True) == "unmet"
    assert collective_order([*flag, *title("co_thi_dua_cap_bo", 2024)]) == "met"
    assert collective_order(title("co_thi_dua_chinh_phu", 2022)) == "met"


@pytest.mark.parametrize(("eligible", "verdict"), [(False, "met"), (True, "unmet"), (None, "unknown")])
def test_two_certificates_serve_only_who_may_not_have_a_flag(eligible: bool | None, verdict: str) -> None:
    papers = title("bang_khen_tinh_tap_the", 2022, 2023)
    assert collective_order(papers, flag_eligible=eligible) == verdict


def test_certificates_of_one_year_count_by_their_decisions() -> None:
    one = title("bang_khen_tinh_tap_the", 2022)[0]
    other = one | {"decided_on": "2023-06-01"}
    assert collective_order([one, other], flag_eligible=False) == "met"
    assert collective_order([one, one], flag_eligible=False) == "unmet"


def test_the_seventy_percent_are_of_persons() -> None:
    def share(held: int | None) -> str:
        found = checked(
            "tap_the_ld_tien_tien",
            subject=GROUP,
            ratings=rated("good", 2025),
            collective={"members": 40, "titles": {} if held is None else {"lao_dong_tien_tien": held}},
        )
        return str(member(found, "members_with_title")["verdict"])

    assert [share(held) for held in (28, 27, 0, None)] == ["met", "unmet", "unmet", "unknown"]
