"""Every individual emulation title for a whole province's people: seconds, memory, agreement with SQL.

    ./run bench law                     2,200,000 people, 20,000,000 awards
    ./run bench law --people 100000     fewer (awards in proportion unless --awards says)

People are made up. The same data are then judged by DuckDB with the same number of threads, from an
independent writing of the law (`tests/law/oracle.py`); every verdict must agree.
"""

import argparse
import resource
import sys
import time
from typing import Any

import numpy as np

from tests.law import oracle, population
from vinhdanh.engines.law.columns import Ints
from vinhdanh.engines.law.evaluate import screen
from vinhdanh.engines.law.loader import load, rule_for

PEOPLE = 2_200_000
AWARDS = 20_700_000
"""Some are of people whose list is then not known: 20 million are left."""
BUDGET_SECONDS = 8.0
BUDGET_GB = 3.0


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
        "ok": not any(differing.values()) and seconds < BUDGET_SECONDS and gigabytes < BUDGET_GB,
    }


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench law")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--awards", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
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
