"""The audit log at 1,000,000 rows: sealing, checking, and the pages that an operator asks for."""

import resource
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.volume import Province
from vinhdanh.domain.access.actions import appoint, create_account
from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.audit.anchors import drop_anchor
from vinhdanh.foundation.audit.sealer import seal_all
from vinhdanh.foundation.audit.verify import verify

SIZE = 1_000_000
REPEATS = 9
BUDGET_MS = 150
MOST_QUERIES = 15
MOST_SECONDS = 600
MOST_MB = 600

_FILL = """
INSERT INTO audit_auditrow
    (id, at, actor_id, body, action, subject_kind, subject_id, before, after, reason, request_id)
SELECT gen_random_uuid(), timestamptz '2026-03-16 08:00+07' - n * interval '31 seconds',
    (%(people)s::uuid[])[1 + n %% cardinality(%(people)s::uuid[])],
    (%(bodies)s::uuid[])[1 + n %% cardinality(%(bodies)s::uuid[])],
    (ARRAY['start_task', 'complete_task', 'move_task', 'add_note'])[1 + n %% 4],
    'planning.task', md5((n / 10)::text)::uuid,
    jsonb_build_object('due_on', '2026-03-10', 'state', 'planned'),
    jsonb_build_object('due_on', '2026-05-31', 'state', 'in_progress'), '', md5(n::text)
FROM generate_series(1, %(size)s) n
"""


def run(arguments: list[str]) -> dict[str, Any]:
    """The figures; ``ok`` says whether everything stayed within its budget."""
    size = int(arguments[0]) if arguments else SIZE
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    province = Province()
    operator = _operator(province)
    bodies = [body.pk for body in province.communes]
    with connection.cursor() as cursor:
        values = {"people": [province.officer.pk, province.clerk.pk], "bodies": bodies, "size": size}
        cursor.execute(_FILL, values)
        cursor.execute("ANALYZE")
    figures = {"seal_s": _seconds(seal_all), "anchor_s": _seconds(drop_anchor)}
    report, figures["verify_s"] = _timed(verify)
    figures["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{report.sentence} {figures}", file=sys.stderr)
    pages = [_page(operator, name, address) for name, address in _pages(province).items()]
    ok = (
        report.fault is None
        and figures["verify_s"] < MOST_SECONDS
        and figures["memory_mb"] < MOST_MB
        and all(row["ok"] for row in pages)
    )
    return {"bench": "audit", "rows": report.rows, **figures, "pages": pages, "ok": ok}


def _operator(province: Province) -> Client:
    user = create_account(actor=None, username="quantri", name="Quản Trị", password=None)
    top = province.communes[0].parent
    assert top is not None
    appoint(actor=None, user=user, role=Role.ADMINISTRATOR, body_id=top.pk, starts_on=top.valid_from)
    client = Client()
    client.force_login(user)
    return client


def _pages(province: Province) -> dict[str, str]:
    commune = province.communes[7].pk
    return {
        "newest": "/nhat-ky/",
        "a person": f"/nhat-ky/?person={province.clerk.username}",
        "a body": f"/nhat-ky/?body={commune}",
        "an act": "/nhat-ky/?action=move_task",
        "a rare act": "/nhat-ky/?action=appoint",
        "a month": "/nhat-ky/?since=01/07/2025&until=31/07/2025",
        "a body and an act": f"/nhat-ky/?body={commune}&action=move_task",
        "a subject": "/nhat-ky/?kind=planning.task&subject=c4ca4238-a0b9-2382-0dcc-509a6f75849b",
        "nothing": "/nhat-ky/?person=khong-co-ai",
    }


def _page(client: Client, name: str, address: str) -> dict[str, Any]:
    times = []
    for _ in range(REPEATS + 1):
        begun = time.perf_counter()
        answer = client.get(address, headers={"host": "127.0.0.1"})
        times.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, address
    with CaptureQueriesContext(connection) as seen:
        client.get(address, headers={"host": "127.0.0.1"})
    row = {"page": name, "ms": round(median(times[1:]), 1), "queries": len(seen)}
    row["ok"] = row["ms"] < BUDGET_MS and row["queries"] <= MOST_QUERIES
    print(
        f"{name:20} {row['ms']:7.1f} ms {row['queries']:>2} queries {'' if row['ok'] else 'OVER'}",
        file=sys.stderr,
    )
    return row


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    found = work()
    return found, round(time.perf_counter() - begun, 1)


def _seconds(work: Callable[[], Any]) -> float:
    return _timed(work)[1]
