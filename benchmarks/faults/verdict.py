"""Was everything kept that was acknowledged, once and whole?"""

import hashlib
import time
from typing import Any

import psycopg

from benchmarks.faults.clients import Ledger
from benchmarks.faults.site import Site

SETTLING = 150.0
_UNSETTLED = """
SELECT (SELECT count(*) FROM planning_plandraft WHERE state IN ('queued', 'reading'))
     + (SELECT count(*) FROM jobs_run WHERE state IN ('waiting', 'running') AND key NOT LIKE 'periodic:%')
"""
_PLANS = """
SELECT p.number, count(DISTINCT p.id), count(DISTINCT t.id), count(DISTINCT d.id), count(DISTINCT a.id)
  FROM planning_plan p
  LEFT JOIN planning_task t ON t.plan_id = p.id
  LEFT JOIN planning_plandraft d ON d.plan_id = p.id AND d.state = 'accepted'
  LEFT JOIN audit_auditrow a ON a.subject_id = p.id AND a.action = 'make_plan'
 WHERE p.number LIKE '1___/KH-SNV' GROUP BY p.number
"""
_DRAFTS = """
SELECT f.name, count(DISTINCT d.id), min(d.state), count(DISTINCT r.id),
       count(DISTINCT a.id) FILTER (WHERE a.action = 'upload_plan'),
       count(DISTINCT a.id) FILTER (WHERE a.action = 'finish_reading'),
       count(DISTINCT a.id) FILTER (WHERE a.action = 'accept_draft')
  FROM planning_plandraft d JOIN files_storedfile f ON f.id = d.file_id
  LEFT JOIN planning_drafttask r ON r.draft_id = d.id
  LEFT JOIN audit_auditrow a ON a.subject_id = d.id
 WHERE f.name LIKE 'ke-hoach-1___.txt' GROUP BY f.name
"""


def judge(site: Site, ledger: Ledger, *, uploads: int) -> dict[str, Any]:
    """The figures; ``wrong`` holds a sentence for everything that is not as it must be."""
    site.wait_until_answering(60)
    wrong = list(ledger.refused)
    with psycopg.connect(site.dsn(), autocommit=True) as connection:
        if left := _settle(connection):
            wrong.append(f"{left} drafts or jobs never came to an end")
        wrong += _wrong_plans(connection, ledger) + _wrong_drafts(connection, ledger)
        wrong += _wrong_files(connection, site)
        rows = _one(connection, "SELECT count(*) FROM planning_plan WHERE number LIKE '1___/KH-SNV'")
        audit_rows = _one(connection, "SELECT count(*) FROM audit_auditrow")
    if len(ledger.accepted) != uploads:
        wrong.append(f"{uploads - len(ledger.accepted)} of {uploads} plans were never accepted")
    audit, drill = _audit(site, wrong), _drill(site, wrong)
    return {
        "uploaded": len(ledger.uploaded),
        "accepted": len(ledger.accepted),
        "unanswered": ledger.unanswered,
        "rows": f"{rows} plans, {audit_rows} audit rows in all",
        "audit": audit,
        "drill": drill,
        "wrong": wrong,
    }


def _one(connection: psycopg.Connection[Any], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


def _settle(connection: psycopg.Connection[Any]) -> int:
    end = time.monotonic() + SETTLING
    while (left := _one(connection, _UNSETTLED)) and time.monotonic() < end:
        time.sleep(0.5)
    return left


def _wrong_plans(connection: psycopg.Connection[Any], ledger: Ledger) -> list[str]:
    found = {row[0]: row[1:] for row in connection.execute(_PLANS.encode())}
    wrong = [
        f"plan {number} was acknowledged and is gone" for number in ledger.accepted if number not in found
    ]
    for number, counts in found.items():
        if counts != (1, 2, 1, 1):
            wrong.append(f"plan {number}: {counts} plans, tasks, drafts, audit rows instead of (1, 2, 1, 1)")
    return wrong


def _wrong_drafts(connection: psycopg.Connection[Any], ledger: Ledger) -> list[str]:
    found = {row[0]: row[1:] for row in connection.execute(_DRAFTS.encode())}
    wrong = []
    for number in ledger.uploaded:
        name = f"ke-hoach-{number.partition('/')[0]}.txt"
        if name not in found:
            wrong.append(f"upload {name} was acknowledged and is gone")
    for name, counts in found.items():
        if counts != (1, "accepted", 2, 1, 1, 1):
            wrong.append(
                f"{name}: {counts} instead of one draft, accepted, 2 rows, one audit row of each act"
            )
    return wrong


def _wrong_files(connection: psycopg.Connection[Any], site: Site) -> list[str]:
    wrong = []
    for (sha256,) in connection.execute("SELECT DISTINCT sha256 FROM files_storedfile"):
        path = site.data / "files" / sha256[:2] / sha256[2:]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            wrong.append(f"file {sha256} is lost or damaged")
    return wrong


def _audit(site: Site, wrong: list[str]) -> str:
    done = site.cli("audit", "verify")
    if "không có lệnh" in done.stderr:
        return "no command to verify it in this version"
    if done.returncode:
        wrong.append(f"audit verify: {done.stdout.strip()} {done.stderr.strip()}"[:300])
    return "verifies" if not done.returncode else "does NOT verify"


def _drill(site: Site, wrong: list[str]) -> str:
    done = site.cli("backup", "drill")
    if done.returncode:
        wrong.append(f"backup drill: {done.stderr.strip()[-300:]}")
    return "passes" if not done.returncode else "does NOT pass"
