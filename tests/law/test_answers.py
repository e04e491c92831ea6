"""What an answer says: the nearest way, what it lacks, warnings that matter, texts of their day."""

from datetime import date

import pytest

from tests.law.cases import all_cases
from tests.law.making import checked, data, initiative, member, rated, title
from vinhdanh.engines.law import words
from vinhdanh.engines.law.evaluate import check
from vinhdanh.engines.law.facts_json import parse_facts
from vinhdanh.engines.law.loader import load

GOOD = {"awards": title("lao_dong_tien_tien", 2025), "ratings": rated("good", 2025)}
CHAIN = {"awards": title("cstd_co_so", 2023, 2024, 2025), "initiatives": [initiative("tinh")]}
TEAM = {"subject": {"kind": "collective", "groups": ["khac"]}}


def test_every_case_has_a_short_summary_and_cites_only_texts_of_its_day() -> None:
    book = load()
    for case in all_cases():
        facts = parse_facts(case.facts, book.by_code)
        found = check(facts, book, readings=case.readings)
        assert len(found.summary) <= words.LONGEST + 1, (case.place, found.summary)
        said = str(found.to_json())
        later = [one for one in book.documents.values() if one.since and one.since > facts.received_on]
        told = [one.number for one in later if one.number in said and one.number.endswith("NĐ-CP")]
        assert not told, (case.place, told)


def test_the_near_miss_is_spoken_of_and_other_ways_are_named() -> None:
    late = initiative("co_so", recognised_on="2026-03-03")
    found = checked("cstd_co_so", **GOOD, initiatives=[late]).to_json()
    assert "công nhận sau ngày tiếp nhận hồ sơ" in found["summary"]
    assert found["missing"][0].startswith("1 sáng kiến cấp cơ sở")
    assert found["missing"][-1].startswith("Hoặc theo 3 cách khác")


def test_only_the_nearest_way_is_asked_about() -> None:
    found = checked("huan_chuong_lao_dong_3_ca_nhan").to_json()
    asked = [one for one in found["missing"] if one.startswith("Xác nhận")]
    assert len(asked) <= 2
    assert "và 1 điều kiện khác" in found["summary"]


def test_discipline_is_the_reason_and_its_end_is_told_truly() -> None:
    running = [{"form": "canh_cao", "decided_on": "2025-12-05", "ended_on": "2026-12-05"}]
    found = checked("cstd_cap_tinh", **CHAIN, discipline=running).to_json()
    assert "vì kỷ luật đến ngày 05/12/2026 mới hết" in found["summary"]
    assert not [one for one in found["missing"] if "Chiến sĩ thi đua cơ sở" in one]


def test_a_hold_that_ended_after_receipt_says_so() -> None:
    hold = {"reason": "inspection", "opened_on": "2026-02-10", "closed_on": "2026-03-20"}
    found = checked("cstd_cap_tinh", **CHAIN, holds=[hold]).to_json()
    assert found["verdict"] == "unknown"
    assert "đã kết thúc ngày 20/03/2026" in found["summary"]


def test_votes_are_doubted_only_for_a_file_that_goes_on() -> None:
    assert any("tỷ lệ phiếu" in one for one in checked("cstd_cap_tinh", **CHAIN).warnings)
    assert not any("tỷ lệ phiếu" in one for one in checked("cstd_cap_tinh").warnings)


def test_a_collective_outside_the_flag_scheme_is_a_warning() -> None:
    campaign = [{"launched_by": "tinh", "years": 3, "result": "leader"}]
    facts = {**TEAM, "campaigns": campaign, "collective": {"flag_eligible": False}}
    found = checked("co_thi_dua_cap_tinh", **facts)
    assert any("không thuộc đối tượng tặng cờ" in one for one in found.warnings)


def test_without_the_list_of_awards_the_years_after_one_are_not_known() -> None:
    facts = {**TEAM, "ratings": rated("excellent", 2021, 2022, 2023, 2024, 2025)}
    found = checked("bang_khen_ttg_tap_the", awards=..., **facts).to_json()
    way = next(
        each["all_of"]
        for each in found["tree"]["any_of"]
        if {"held_award", "task_completion_at_least"} <= {one["condition"] for one in each["all_of"]}
    )
    told = {one["condition"]: one["verdict"] for one in way}
    assert (told["held_award"], told["task_completion_at_least"]) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("years", "words"), [(9, "chưa đủ 10 năm"), (15, "vượt mức quy định (cần từ 10 đến dưới 15 năm)")]
)
def test_years_of_service_say_on_which_side_they_miss(years: int, words: str) -> None:
    subject = {"kind": "individual", "groups": ["quan_nhan"]}
    found = checked("huy_chuong_chien_si_ve_vang_3", subject=subject, years_of_service=years)
    service = [one for way in found.to_json()["tree"]["any_of"] for one in way["all_of"]]
    assert any(words in one["reason"] or one["verdict"] == "unknown" for one in service)


def test_a_work_without_a_year_is_asked_for_its_year() -> None:
    work = {"scope": "co_so", "recognised_on": "2025-12-01", "used_for": None}
    found = checked("cstd_co_so", **GOOD, initiatives=[work])
    assert "chưa rõ năm" in found.summary


def test_a_decree_is_not_cited_before_it_exists() -> None:
    facts = data("cstd_co_so", received_on="2025-06-30", year=2024)
    before = check(parse_facts(facts), load())
    after = check(parse_facts(facts | {"received_on": "2025-07-01"}), load())
    assert ("129/2025" in before.legal_ref, "129/2025" in after.legal_ref) == (False, True)
    assert date(2025, 7, 1) == load().documents["nd_129_2025"].since


def test_the_ways_of_an_option_are_numbered() -> None:
    awards = title("bang_khen_ttg_tap_the", 2018)
    found = checked("huan_chuong_lao_dong_3_tap_the", awards=awards, **TEAM)
    reasons = [one["reason"] for way in found.to_json()["tree"]["any_of"] for one in way["all_of"]]
    assert any("một trong các cách: (1)" in one and "; (2)" in one for one in reasons)
    assert member(found, "party_law_compliance")["verdict"] == "unknown"
