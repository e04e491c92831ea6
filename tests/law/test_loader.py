"""The instruments that come with the program, and the look-ups."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.law.folders import sound
from vinhdanh.engines.law.faults import InstrumentsError
from vinhdanh.engines.law.loader import (
    awards_on,
    gate_on,
    load,
    regime_on,
    rule_for,
    salary_on,
    transitions_on,
)
from vinhdanh.engines.law.readings import branches_under, options_held

HISTORY = [
    (date(2010, 5, 31), None),
    (date(2014, 8, 19), "L2003_ND42"),
    (date(2014, 8, 20), "L2013_ND65"),
    (date(2017, 9, 30), "L2013_ND65"),
    (date(2017, 10, 1), "L2013_ND91"),
    (date(2023, 12, 31), "L2013_ND91"),
    (date(2024, 1, 1), "L2022_ND98"),
    (date(2025, 6, 30), "L2022_ND98"),
    (date(2025, 7, 1), "L2022_ND152"),
    (date(2026, 10, 1), "L2022_ND152"),
]


@pytest.mark.parametrize(("received", "regime"), HISTORY)
def test_the_regime_is_that_of_the_day_of_receipt(received: date, regime: str | None) -> None:
    found = regime_on(load(), received)
    assert (found.code if found else None) == regime
    rule = rule_for(load(), "cstd_co_so", received)
    assert (rule.regime if rule else None) == regime


def test_all_awards_of_the_law_of_2022_are_there() -> None:
    assert len(awards_on(load(), date(2025, 6, 30))) == 104
    assert len(awards_on(load(), date(2025, 7, 1))) == 101
    gone = {"giay_khen_huyen_ca_nhan", "giay_khen_huyen_tap_the", "giay_khen_huyen_ho_gia_dinh"}
    before = {rule.code for rule in awards_on(load(), date(2025, 6, 30))}
    assert before - {rule.code for rule in awards_on(load(), date(2025, 7, 1))} == gone


def test_district_awards_end_with_the_districts_and_communes_take_over() -> None:
    book = load()
    assert rule_for(book, "giay_khen_huyen_ca_nhan", date(2025, 7, 1)) is None
    before = rule_for(book, "cstd_co_so", date(2025, 6, 30))
    after = rule_for(book, "cstd_co_so", date(2025, 7, 1))
    assert before is not None
    assert after is not None
    assert "district_people_committee_chair" in before.conferred_by
    assert "commune_people_committee_chair" not in before.conferred_by
    assert "commune_people_committee_chair" in after.conferred_by


def test_the_communes_title_has_the_name_of_its_time() -> None:
    names = [rule.name for rule in load().by_code["xa_phuong_tieu_bieu"]]
    assert names == ["Xã, phường, thị trấn tiêu biểu", "Xã, phường, đặc khu tiêu biểu"]


def test_figures_say_where_they_are_written_and_whether_that_was_seen() -> None:
    before = rule_for(load(), "cstd_cap_tinh", date(2025, 6, 30))
    after = rule_for(load(), "cstd_cap_tinh", date(2025, 7, 1))
    assert before is not None
    assert before.vote is not None
    assert after is not None
    assert after.vote is not None
    assert after.bonus is not None
    assert (before.vote.percent, before.vote.ref.document, before.vote.sure) == (90, "nd_98_2023", "S")
    assert (after.vote.percent, after.vote.ref.document, after.vote.sure) == (90, "nd_152_2025", "K")
    assert (after.bonus.coefficient, after.bonus.ref.article, after.bonus.sure) == (3.0, "50", "S")


def test_what_the_law_of_2026_changed_is_named_on_rules_still_open() -> None:
    book = load()
    open_rules = [rule for rule in book.awards if rule.until is None]
    assert {rule.amended_by for rule in open_rules} == {"luat_06_2026"}
    assert all(not rule.amended_by for rule in book.awards if rule.until is not None)
    assert book.documents["luat_06_2026"].since == date(2026, 10, 1)
    assert not book.documents["luat_06_2026"].seen


def test_nothing_of_the_unseen_decree_is_decided_by_the_machine() -> None:
    old = [rule for rule in load().awards if rule.regime == "L2003_ND42"]
    assert len(old) == 37
    assert not any(rule.automatic for rule in old)


def test_five_years_follow_the_award_only_where_the_law_says_so() -> None:
    for code in ("huan_chuong_lao_dong_3_ca_nhan", "bang_khen_ttg_tap_the", "huan_chuong_doc_lap_2_tap_the"):
        rule = rule_for(load(), code, date(2026, 1, 5))
        assert rule is not None
        chain = next(
            branch for branch in rule.any_of if branch.all_of[0].name != "subject_in" and _held(branch)
        )
        years = next(one for one in chain.all_of if one.name == "task_completion_at_least")
        assert years.params["after"] == "held_award", code


def _held(branch: object) -> bool:
    names = [one.name for one in branch.all_of]  # type: ignore[attr-defined]
    return "held_award" in names and "task_completion_at_least" in names


def test_73_1_b_and_74_1_d_are_read_as_chosen() -> None:
    book = load()
    rule = rule_for(book, "bang_khen_ttg_ca_nhan", date(2026, 1, 5))
    assert rule is not None
    literal = _window(branches_under(rule, book))
    after = _window(branches_under(rule, book, {"73.1.b": "after_certificate"}))
    assert (literal, after) == ([None], ["held_award"])
    certificate = rule_for(book, "bang_khen_tinh_ca_nhan", date(2026, 1, 5))
    assert certificate is not None
    assert len(branches_under(certificate, book)) == 8
    both = branches_under(certificate, book, {"74.1.d": "both_limbs"})
    chains = [{one.name for one in branch.all_of} for branch in both if branch.reading]
    assert ["initiative_recognised" in names for names in chains] == [True, False]
    assert ["science_work_accepted" in names for names in chains] == [False, True]
    with pytest.raises(KeyError):
        options_held(book, {"74.1.d": "khác"})


def _window(branches: object) -> list[object]:
    return [
        next(one for one in branch.all_of if one.name == "task_completion_at_least").params.get("after")
        for branch in branches  # type: ignore[attr-defined]
        if branch.reading == "73.1.b"
    ]


def test_base_salary_is_known_for_each_day_since_2008() -> None:
    book = load()
    day = date(2008, 1, 1)
    while day < date(2027, 1, 1):
        assert salary_on(book, day) is not None, day
        day += timedelta(days=29)
    assert salary_on(book, date(2007, 12, 31)) is None
    edges = [(date(2024, 6, 30), 1_800_000), (date(2024, 7, 1), 2_340_000), (date(2026, 7, 1), 2_530_000)]
    for on, amount in edges:
        found = salary_on(book, on)
        assert found is not None
        assert found.amount == amount


def test_abbreviations_lead_to_the_awards() -> None:
    short = {word: rule.code for rule in load().awards for word in rule.short}
    assert short["CSTĐCS"] == "cstd_co_so"
    assert short["BKTTg"].startswith("bang_khen_ttg")
    assert short["HCLĐ3"].startswith("huan_chuong_lao_dong_3")
    assert all(rule.short for rule in load().awards)


def test_people_can_read_the_transitions() -> None:
    extras = load().extras
    told = {each.code: each for each in transitions_on(load(), date(2026, 4, 1))}
    assert "29/2023/TT-BGDĐT" in told["giao_duc_truoc_tt_07_2026"].text
    assert "truoc_nd_152" not in told
    later = {each.code for each in transitions_on(load(), date(2026, 4, 2))}
    assert later == {"truoc_luat_2026", "quyet_dinh_truoc_luat_2026"}
    for rule in load().awards:
        assert set(rule.conferred_by) <= extras["authorities"].keys()
        assert {part.part for part in rule.dossier} <= extras["parts"].keys()


def test_a_gate_is_cited_from_the_decree_of_the_day() -> None:
    book = load()
    code = "under_discipline_or_investigation"
    now, before = (gate_on(book, code, day) for day in (date(2025, 7, 1), date(2025, 6, 30)))
    assert now is not None
    assert before is not None
    assert (now.ref.document, now.ref.clause, now.sure) == ("nd_152_2025", "4", "S")
    assert (before.ref.document, before.sure) == ("nd_98_2023", "K")
    assert gate_on(book, code, date(2016, 3, 2)) is None
    assert gate_on(book, "head_follows_unit", date(2016, 3, 2)) is not None


def test_the_digest_follows_the_content_not_the_writing(tmp_path: Path) -> None:
    plain = load(sound(tmp_path / "a"))
    spaced = load(sound(tmp_path / "b", awards=("{level: good, years: 1}", "{years: 1,  level: good}")))
    changed = load(sound(tmp_path / "c", awards=("level: excellent", "level: good")))
    assert plain.digest == spaced.digest
    assert plain.digest != changed.digest


def test_a_figure_changes_on_the_day_it_says(tmp_path: Path) -> None:
    book = load(sound(tmp_path))
    rules = book.by_code["chien_si"]
    assert [rule.bonus.coefficient for rule in rules if rule.bonus] == [1.0, 1.5]
    assert [rule.vote.sure for rule in rules if rule.vote] == ["S", "K"]
    assert rules[0].until == date(2025, 6, 30)
    assert rules[1].until is None


def test_a_broken_folder_is_refused_with_its_faults(tmp_path: Path) -> None:
    folder = sound(tmp_path, awards=("level: good", "level: tot"))
    with pytest.raises(InstrumentsError) as refused:
        load(folder)
    assert [fault.file for fault in refused.value.faults] == ["van-ban/awards-thu.yaml"]
    assert "dòng" in str(refused.value)
