"""``./run bench faults``: uploads and accepts over HTTP while web, worker and database are killed.

Afterwards every acknowledged act must be there, none twice, no half step, and the audit log must
verify. Random points come from a seed, so that a run can be had again.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.faults.clients import Ledger, Work
from benchmarks.faults.killer import Killer
from benchmarks.faults.site import Site
from benchmarks.faults.verdict import judge


def run(words: list[str]) -> dict[str, Any]:
    """Parse the words after the name, run, print the table; the figures, with ``ok``."""
    parser = argparse.ArgumentParser(prog="./run bench faults")
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--clients", type=int, default=6)
    chosen = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="vd-faults-") as place:
        Path(place).chmod(0o711)
        return measure(Path(place), uploads=chosen.uploads, seed=chosen.seed, clients=chosen.clients)


def measure(place: Path, *, uploads: int, seed: int, clients: int = 6) -> dict[str, Any]:
    """One run in the folder ``place``; tells its progress on standard error."""
    began = time.monotonic()
    site = Site(place)
    site.start()
    try:
        ledger = Ledger()
        killer = Killer(site, seed)
        work = Work(site.url, ledger, uploads=uploads, clients=clients)
        work.start()
        while work.busy():
            killer.maybe(len(ledger.uploaded) + len(ledger.accepted))
            time.sleep(0.05)
        work.finish()
        figures = judge(site, ledger, uploads=uploads)
    finally:
        site.stop()
    kills = dict(killer.done)
    figures |= {"kills": kills, "seed": seed, "seconds": round(time.monotonic() - began, 1)}
    # A run in which some part was never killed proves nothing about that part.
    figures["ok"] = not figures["wrong"] and all(kills.values())
    _table(figures)
    return figures


def _table(figures: dict[str, Any]) -> None:
    rows = [
        ("uploads acknowledged", figures["uploaded"]),
        ("accepts acknowledged", figures["accepted"]),
        ("requests without an answer, tried again", figures["unanswered"]),
        *[(f"kill -9 of {name}", count) for name, count in figures["kills"].items()],
        ("plans, tasks, audit rows of these", figures["rows"]),
        ("audit log", figures["audit"]),
        ("backup drill afterwards", figures["drill"]),
        ("wrong", len(figures["wrong"])),
        ("seconds", figures["seconds"]),
    ]
    for name, value in rows:
        print(f"  {name:<42} {value}", file=sys.stderr)
    for sentence in figures["wrong"][:20]:
        print(f"  WRONG {sentence}", file=sys.stderr)
