"""One file, many files and SQL give the same verdicts."""

from dataclasses import replace

import numpy as np
import pytest

from tests.law import oracle, population
from vinhdanh.engines.law.evaluate import evaluate, screen
from vinhdanh.engines.law.loader import load, rule_for


def test_columns_agree_with_the_oracle_on_five_thousand() -> None:
    _columns_against_sql(population.make(5_000, 60_000, seed=1))


def test_one_by_one_agrees_with_columns() -> None:
    _one_by_one(population.make(400, 5_000, seed=2), range(400))


@pytest.mark.slow
def test_columns_agree_with_the_oracle_on_a_hundred_thousand() -> None:
    _columns_against_sql(population.make(100_000, 1_000_000, seed=3))


@pytest.mark.slow
def test_one_by_one_agrees_with_columns_on_a_sample() -> None:
    """A sample: one by one, a hundred thousand people for six titles would take many minutes."""
    people = population.make(100_000, 1_000_000, seed=4)
    _one_by_one(people, np.random.default_rng(4).choice(100_000, 3_000, replace=False).tolist())


def test_rows_of_awards_may_come_in_any_order() -> None:
    people = population.make(2_000, 20_000, seed=5)
    order = np.random.default_rng(5).permutation(people.awards["subject"].size)
    mixed = replace(people, awards={key: column[order] for key, column in people.awards.items()})
    for title, verdicts in _screened(mixed).items():
        assert (verdicts == _screened(people)[title]).all()


def _columns_against_sql(people: population.Population) -> None:
    found, expected = _screened(people), oracle.verdicts(people)
    for title in oracle.TITLES:
        differing = np.flatnonzero(found[title] != expected[title])
        assert not differing.size, population.facts_of(people, int(differing[0]), title)
        assert set(np.unique(expected[title])) == {0, 1, 2}


def _one_by_one(people: population.Population, chosen: "range | list[int]") -> None:
    found, book = _screened(people), load()
    rules = {title: rule_for(book, title, people.on) for title in oracle.TITLES}
    for one in chosen:
        for title, rule in rules.items():
            facts = population.facts_of(people, one, title)
            assert rule is not None
            assert evaluate(rule, facts, book).verdict == found[title][one], facts


def _screened(people: population.Population) -> dict[str, np.ndarray]:
    book = load()
    rules = [rule for title in oracle.TITLES if (rule := rule_for(book, title, people.on))]
    return screen(rules, people.columns(), book, on=people.on)
