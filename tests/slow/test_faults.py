"""A short run of the fault test (the long one is ``./run bench faults``), and a stop amid work."""

import time
from pathlib import Path

import psycopg
import pytest

from benchmarks.faults import measure
from benchmarks.faults.clients import PLAN, Browser, Ledger, number_of
from benchmarks.faults.site import Site

pytestmark = pytest.mark.slow


def test_what_was_acknowledged_survives_kills_of_every_part(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)
    figures = measure(tmp_path, uploads=30, seed=11)
    assert not figures["wrong"], "\n".join(figures["wrong"][:20])
    assert all(figures["kills"].values())
    assert figures["accepted"] == 30


def test_a_stop_in_the_middle_of_work_is_orderly_and_the_next_start_finishes_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.start()
    browser = Browser(site.url, Ledger())
    browser.sign_in()
    for turn in range(8):
        browser.post("/ke-hoach/doc/", {}, (f"ke-hoach-{turn}.txt", PLAN.format(number=number_of(turn))))
    began = time.monotonic()
    site.stop()
    assert time.monotonic() - began < 30
    assert site.process.returncode == 0
    site.start()
    try:
        with psycopg.connect(site.dsn(), autocommit=True) as connection:
            states: dict[str, int] = {}
            end = time.monotonic() + 90
            while states.get("ready", 0) < 8 and time.monotonic() < end:
                time.sleep(0.5)
                query = "SELECT state, count(*) FROM planning_plandraft WHERE created_by_id IS NOT NULL "
                rows = connection.execute((query + "AND state <> 'accepted' GROUP BY 1").encode())
                states = dict(rows.fetchall())
            acts = connection.execute(
                "SELECT count(*), count(DISTINCT subject_id) FROM audit_auditrow"
                " WHERE action = 'finish_reading'"
                " AND subject_id IN (SELECT id FROM planning_plandraft WHERE state = 'ready')"
            ).fetchone()
        assert states.get("ready", 0) >= 8
        assert acts is not None
        assert acts[0] == acts[1]
    finally:
        site.stop()
