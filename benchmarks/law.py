"""Every individual emulation title for a whole province's people: seconds, memory, agreement with SQL.

    ./run bench law                     2,200,000 people, 20,000,000 awards
    ./run bench law --people 100000     fewer (awards in proportion unless --awards says)
    ./run bench law --people 100000 --single 100000     so many of them also one by one, as from a file:
                                        each for one title in turn; with --every for all six

People are made up. The same data are then judged by DuckDB with the same number of threads, from an
independent writing of the law (`tests/law/oracle.py`); every verdict must agree.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np

from tests.law import oracle, population
from vinhdanh.engines.law.columns import Ints
from vinhdanh.engines.law.evaluate import evaluate, screen
from vinhdanh.engines.law.loader import load, rule_for

PEOPLE = 2_200_000
AWARDS = 20_700_000
"""Some are of people whose list is then not known: 20 million are left."""
BUDGET_SECONDS = 8.0
BUDGET_GB = 3.0
_TOGETHER = 500
"""People whose rows are cut out of the tables at once."""


def run(arguments: list[str]) -> dict[str, Any]:
    """The figures; `ok` says whether they agree and stay within the budget."""
    given = _arguments(arguments)
    awards = given.awards or AWARDS * given.people // PEOPLE
    people = population.make(given.people, awards, given.seed)
    print(f"{given.people:,} people, {people.awards['subject'].size:,} awards made", file=sys.stderr)
    mine, seconds, gigabytes = _ours(people)
    print(f"columns and six titles: {seconds:.2f} s, peak {gigabytes:.2f} GB with the data", file=sys.stderr)
    begun = time.perf_counter()
    theirs = oracle.verdicts(people)
    sql = time.perf_counter() - begun
    print(f"DuckDB: {sql:.2f} s, {sql / seconds:.1f} times as long", file=sys.stderr)
    differing = {title: int((mine[title] != theirs[title]).sum()) for title in oracle.TITLES}
    apart = _one_by_one(people, mine, given.single, every=given.every) if given.single else {}
    return {
        "bench": "law",
        "people": given.people,
        "awards": int(people.awards["subject"].size),
        "titles": len(oracle.TITLES),
        "seconds": round(seconds, 2),
        "peak_gb": round(gigabytes, 2),
        "duckdb_seconds": round(sql, 2),
        "ratio": round(sql / seconds, 2),
        "met": {title: int((mine[title] == 2).sum()) for title in oracle.TITLES},
        "differing": sum(differing.values()),
        "one_by_one": given.single,
        "differing_one_by_one": sum(apart.values()),
        "ok": not any((differing | apart).values()) and seconds < BUDGET_SECONDS and gigabytes < BUDGET_GB,
    }


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench law")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--awards", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--single", type=int, default=0)
    parser.add_argument("--every", action="store_true")
    return parser.parse_args(arguments)


def _ours(people: population.Population) -> tuple[dict[str, Ints], float, float]:
    """Verdicts; seconds from plain arrays to verdicts; the highest memory of the process so far."""
    book = load()
    rules = [rule for title in oracle.TITLES if (rule := rule_for(book, title, people.on))]
    begun = time.perf_counter()
    found = screen(rules, people.columns(), book, on=people.on)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    return {title: np.asarray(found[title]) for title in oracle.TITLES}, seconds, peak


def _one_by_one(
    people: population.Population, mine: dict[str, Ints], count: int, *, every: bool
) -> dict[str, int]:
    """For each title, how many of the first people get another verdict when judged as one file; by two
    processes."""
    begun, wrong = time.perf_counter(), Counter(dict.fromkeys(oracle.TITLES, 0))
    judge = partial(_each, every=every)
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        for places, found in pool.map(judge, _cuts(people, count)):
            for title, verdicts in found.items():
                here = mine[title][places].tolist()
                wrong[title] += sum(here[one] != each for one, each in verdicts.items())
            if places.stop % 10_000 == 0:
                seconds = time.perf_counter() - begun
                print(f"{places.stop:,} one by one: {seconds:.0f} s, {wrong.total()} apart", file=sys.stderr)
    return dict(wrong)


def _cuts(people: population.Population, count: int) -> Iterator[tuple[slice, population.Population]]:
    """The tables with the rows of some hundred people only, so that looking for one of them is quick."""
    tables = [each.name for each in fields(people) if each.name not in {"size", "on", "year", "subjects"}]
    for start in range(0, count, _TOGETHER):
        places = slice(start, min(start + _TOGETHER, count))
        cut: dict[str, Any] = {name: _rows(getattr(people, name), places) for name in tables}
        own = {name: column[places] for name, column in people.subjects.items()}
        yield places, replace(people, size=places.stop - start, subjects=own, **cut)


def _rows(table: dict[str, Any], places: slice) -> dict[str, Any]:
    chosen = (table["subject"] >= places.start) & (table["subject"] < places.stop)
    rows = {name: column[chosen] for name, column in table.items()}
    return rows | {"subject": rows["subject"] - places.start}


def _each(
    cut: tuple[slice, population.Population], *, every: bool
) -> tuple[slice, dict[str, dict[int, int]]]:
    """Verdicts by title and place in the cut."""
    places, people = cut
    book, step = load(), 1 if every else len(oracle.TITLES)
    found = {}
    for turn, title in enumerate(oracle.TITLES):
        rule = rule_for(book, title, people.on)
        assert rule is not None
        found[title] = {
            one: int(evaluate(rule, population.facts_of(people, one, title), book).verdict)
            for one in range(turn if step > 1 else 0, people.size, step)
        }
    return places, found
