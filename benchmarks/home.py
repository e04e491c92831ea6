"""Home, lists of work and ledger of an officer with 5,000 and with 100,000 open work items, over HTTP.

The items are those of a province's plans, made by the same rebuild that an older database would run;
also measured: that rebuild, and accepting a plan of a thousand tasks.
"""

import sys
import time
from typing import Any

from django.core.management import call_command

from benchmarks.planning import page_of, queries_of, serving, session_of
from benchmarks.volume import Province, fill
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.planning.actions.acceptance import accept_draft
from vinhdanh.domain.planning.actions.following import rebuild
from vinhdanh.domain.planning.models import DraftTask, PlanDraft, Task
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.files.store import put
from vinhdanh.foundation.kernel.clock import today

SIZES = (5_000, 100_000)
BUDGET_MS, MOST_QUERIES = 150, 15
HOME_QUERIES = 12
ACCEPT_S = 5.0
ROWS = 1_000


def run(arguments: list[str]) -> dict[str, Any]:
    """The figures for these numbers of items (5,000 and 100,000); ``ok``: all within their budgets."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    province, results = Province(), []
    with serving() as port:
        for size in [int(size) for size in arguments] or SIZES:
            _fill(province, size)
            results += _measure(province, size, port)
    accepted = _accept(province)
    begun = time.perf_counter()
    tasks, _ = rebuild()
    seconds = time.perf_counter() - begun
    again = {"tasks": tasks, "obligations": Obligation.objects.count(), "seconds": round(seconds, 1)}
    print(f"accepting {accepted}  rebuild of what is right already {again}", file=sys.stderr)
    ok = all(row["ok"] for row in results) and accepted["seconds"] < ACCEPT_S
    return {"bench": "home", "pages": results, "accept": accepted, "rebuild": again, "ok": ok}


def _fill(province: Province, size: int) -> None:
    """Plans of the province itself until its officer has ``size`` open items to do or to wait for."""
    begun, seed = time.perf_counter(), 1
    while (count := WorkItem.objects.filter(closed_at__isnull=True).count()) < size:
        fill(
            province, 400 if size - count < 10_000 else 4_000, seed=seed, issuers=[province.top], groups=0.05
        )
        seed += 1
    print(
        f"{count} items of {Task.objects.count()} tasks in {time.perf_counter() - begun:.0f} s",
        file=sys.stderr,
    )


def _pages(province: Province) -> dict[str, str]:
    body = province.communes[7].pk
    plan = Task.objects.order_by("id").values_list("plan_id", flat=True)[0]
    return {
        "home": "/trang-chu/",
        "home, 48 lines": "/trang-chu/?viec=48&cho=48",
        "mine": "/viec/",
        "others": "/viec/cho-nguoi-khac/",
        "others page 20": "/viec/cho-nguoi-khac/?page=20",
        "others late": "/viec/cho-nguoi-khac/?late=1",
        "others, a body": f"/viec/cho-nguoi-khac/?body={body}",
        "others, reports": "/viec/cho-nguoi-khac/?kind=report",
        "ledger": "/theo-doi/",
        "ledger late": "/theo-doi/?status=late",
        "ledger, a plan": f"/theo-doi/?plan={plan}&status=all",
        "ledger by body": "/theo-doi/don-vi/",
        "ledger, a plan by body": f"/theo-doi/don-vi/?plan={plan}",
    }


def _measure(province: Province, size: int, port: int) -> list[dict[str, Any]]:
    rows = []
    for user in (province.officer, province.clerk):
        cookie = session_of(user)
        for name, address in _pages(province).items():
            row = page_of(port, cookie, address)
            row |= {"items": size, "user": user.username, "page": name, "queries": queries_of(user, address)}
            most = HOME_QUERIES if name.startswith("home") else MOST_QUERIES
            row["ok"] = row["status"] == 200 and row["ms"] < BUDGET_MS and row["queries"] <= most
            print(
                f"{size:>7} {user.username:8} {name:24} {row['ms']:7.1f} ms  p95 {row['p95']:7.1f}"
                f"  {row['queries']:>2} queries  {row['kb']:6.1f} KB {'' if row['ok'] else 'OVER'}",
                file=sys.stderr,
            )
            rows.append(row)
    return rows


def _accept(province: Province) -> dict[str, Any]:
    """A plan of a thousand tasks, one in twenty led by a group, accepted as an officer would."""
    user, groups = province.officer, province.groups
    bodies = [*province.departments, *province.communes]
    draft = PlanDraft.objects.create(
        file=put(b"ke hoach", name="ke-hoach.txt", media_type="text/plain", by=user),
        body=province.departments[0],
        path=province.departments[0].path,
        state="ready",
        issuer=province.top,
        year=2026,
        head={"title": {"value": "Kế hoạch đo"}, "years": {"value": [2026]}},
    )
    DraftTask.objects.bulk_create(
        DraftTask(
            draft=draft,
            position=n,
            text=f"Việc {n}",
            period_kind="month",
            period_value=f"2026-{1 + n % 12:02d}",
            leads=[
                {"text": groups[n % 2].name, "target": f"group:{groups[n % 2].pk}"}
                if n % 20 == 0
                else {"text": "Đơn vị", "target": f"body:{bodies[n % len(bodies)].pk}"}
            ],
        )
        for n in range(ROWS)
    )
    begun = time.perf_counter()
    plan = accept_draft(actor=user, scope=scope_for(user.pk, today()), draft_id=draft.pk)
    seconds = round(time.perf_counter() - begun, 2)
    return {"tasks": ROWS, "owed": Obligation.objects.filter(origin=plan.pk).count(), "seconds": seconds}
