"""How long a plan takes to read: in this process, and in the confined process that the site uses."""

import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from vinhdanh.engines.reading import extract, read_limited
from vinhdanh.engines.reading.plan import read_plan

PLANS = Path(__file__).parents[1] / "tests" / "data" / "plans"
REPEATS = 5
BUDGET_MS = 1_000


def run(arguments: list[str]) -> dict[str, Any]:
    """The figures of every plan in ``tests/data/plans`` (or of the files named)."""
    files = [Path(name) for name in arguments] or sorted(PLANS.glob("*.txt"))
    rows = [_measure(path) for path in files]
    return {"bench": "reading", "plans": rows, "ok": all(row["confined_ms"] < BUDGET_MS for row in rows)}


def _measure(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    here = _median_ms(lambda: read_plan(extract(data, path.name)))
    confined = _median_ms(lambda: read_limited(data, path.name))
    tasks = len(read_plan(extract(data, path.name)).tasks)
    print(f"{path.name:32} {tasks:4} tasks {here:7.1f} ms  confined {confined:7.1f} ms", file=sys.stderr)
    return {"plan": path.name, "tasks": tasks, "ms": here, "confined_ms": confined}


def _median_ms(act: Any) -> float:
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return round(median(times), 1)
