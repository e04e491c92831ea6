"""Every case beside the instruments, and that no way to an award is without cases."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from tests.law.cases import Case, all_cases
from vinhdanh.engines.law.evaluate import Evaluation, check
from vinhdanh.engines.law.facts_json import parse_facts
from vinhdanh.engines.law.loader import awards_on, load, rule_for
from vinhdanh.engines.law.model import AwardRule, Verdict
from vinhdanh.engines.law.readings import branches_under
from vinhdanh.engines.law.vocabulary import CONDITIONS, HUMAN_ONLY

CASES = all_cases()
SIDES = ("full", "short", "edge")


def judged(case: Case) -> Evaluation:
    book = load()
    return check(parse_facts(case.facts, book.by_code), book, readings=case.readings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.place)
def test_the_case(case: Case) -> None:
    found = judged(case)
    told = f"{case.title}: {found.summary} {found.to_json()['tree']}"
    assert found.verdict.code == case.verdict, told
    ways = [found.tree[case.way - 1]] if case.way and len(found.tree) > 1 else list(found.tree)
    if case.way_verdict:
        assert min(one.verdict for one in ways[0]).code == case.way_verdict, told
    for name, verdict in case.conditions.items():
        assert verdict in {one.verdict.code for way in ways for one in way if one.condition.name == name}, (
            name,
            told,
        )
    whole = str(found.to_json())
    for words in case.says:
        assert words.lower() in whole.lower(), (words, told, found.warnings)
    assert case.instrument in found.instrument, told
    assert case.vote in {None, found.vote_min_percent}, told
    assert case.bonus in {None, found.bonus_coefficient}, told


Way = tuple[str, str, int]
"""The law, the award, and the place of the way among all of the rule."""


def law_of(rule: AwardRule) -> str:
    """Both decrees of the law of 2022 have the same ways."""
    return rule.regime.split("_")[0] if rule.regime.startswith("L2022") else rule.regime


def way_of(case: Case) -> Way | None:
    """The way that the case is about."""
    book = load()
    rule = rule_for(book, case.award, date.fromisoformat(case.facts["received_on"]))
    if rule is None or not case.way:
        return None
    way = branches_under(rule, book, case.readings)[case.way - 1]
    return law_of(rule), case.award, next(index for index, branch in enumerate(rule.any_of) if branch is way)


@pytest.mark.parametrize("on", [date(2025, 6, 30), date(2023, 12, 31), date(2017, 9, 30)])
def test_every_way_that_is_judged_has_a_full_a_short_and_an_edge_case(on: date) -> None:
    told: dict[Way, set[str]] = defaultdict(set)
    for case in CASES:
        way = way_of(case)
        if way is not None and case.about:
            told[way].add(case.about)
    rules = [rule for rule in awards_on(load(), on) if rule.automatic]
    ways = [(rule, index) for rule in rules for index in range(len(rule.any_of))]
    without = [
        f"{_named(rule, index)}: {side}"
        for rule, index in ways
        for side in SIDES
        if side not in told[law_of(rule), rule.code, index]
    ]
    done = 3 * len(ways) - len(without)
    print(f"{on}: {len(rules)} awards, {len(ways)} ways, {done}/{3 * len(ways)} sides told")
    assert not without, without[:20]


def _named(rule: AwardRule, index: int) -> str:
    branch = rule.any_of[index]
    return f"{rule.code} way {index + 1} ({branch.ref.article}.{branch.ref.clause}.{branch.ref.point})"


def test_every_condition_has_a_case_for_each_answer_it_can_give() -> None:
    told = Counter((name, verdict) for case in CASES for name, verdict in case.conditions.items())
    used = {one.name for rule in load().awards for branch in rule.any_of for one in branch.all_of}
    wanted = {(name, Verdict.UNKNOWN.code) for name in used}
    machine = used - HUMAN_ONLY - ONLY_PEOPLE_SAY_YES
    wanted |= {(name, verdict) for name in machine for verdict in ("met", "unmet")}
    print(f"{len(used)} conditions of {len(CONDITIONS)}; {len(wanted & told.keys())}/{len(wanted)} told")
    assert not wanted - told.keys(), sorted(wanted - told.keys())


ONLY_PEOPLE_SAY_YES = frozenset({"combat_ingenuity", "selected_in_cluster"})
"""Conditions that a machine can deny but never grant."""
