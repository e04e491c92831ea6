"""Who has sent by when, for 3,000 bodies and four periods of a report, over HTTP as ordinary users.

Also how long one unit takes to send its plan, and the nightly refresh. Times as in ``benchmarks.planning``.
"""

import sys
import time
from datetime import date
from typing import Any
from uuid import UUID

from django.core.management import call_command

from benchmarks.planning import BUDGET_MS, MOST_QUERIES, page_of, queries_of, serving, session_of
from benchmarks.volume import Province
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.organisations.actions import define_group
from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.planning.actions.duties import Settling, owe_later, settle_duty
from vinhdanh.domain.planning.actions.filing import TypedRow, add_filing_row, save_filing, start_filing
from vinhdanh.domain.planning.actions.owing import refresh_owed
from vinhdanh.domain.planning.actions.reports import send_report
from vinhdanh.domain.planning.actions.sending import send_filing
from vinhdanh.domain.planning.models import Plan, ReportingDuty
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.ids import uuid7

BODIES = 3_000
SENT = 40


def run(arguments: list[str]) -> dict[str, Any]:
    """The figures; ``ok`` says whether every page stayed within its budget."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    province = Province()
    _many_units(province)
    times: dict[str, float] = {}
    plan, duty = _asked(province, times)
    _sent(province, plan, duty, times)
    begun = time.perf_counter()
    refresh_owed()
    times["refresh"] = time.perf_counter() - begun
    with serving() as port:
        rows = [_row(province.officer, name, address, port) for name, address in _pages(plan, duty).items()]
        rows += [_row(province.clerk, name, address, port) for name, address in _pages(plan, duty).items()]
    for name, seconds in times.items():
        print(f"{name:24} {seconds * 1000:8.0f} ms", file=sys.stderr)
    return {"bench": "cascade", "pages": rows, "seconds": times, "ok": all(row["ok"] for row in rows)}


def _many_units(province: Province) -> None:
    """Small units below the departments; rows at once, since the tree is not what is measured."""
    from vinhdanh.domain.organisations.models import BodyName, BodyRelation

    have = 1 + len(province.departments) + len(province.communes)
    made = []
    for number in range(BODIES - have):
        parent = province.departments[number % len(province.departments)]
        name = f"Đơn vị trực thuộc {number}"
        made.append(
            Body(
                pk=uuid7(), name=name, folded=name.lower(), sort_key=f"{number:06d}", kind="school",
                level="base", parent=parent, path=f"{parent.path}.u{number}", valid_from=date(2025, 7, 1),
            )
        )  # fmt: skip
    Body.objects.bulk_create(made, batch_size=1000)
    BodyName.objects.bulk_create(
        [
            BodyName(body=b, text=b.name, folded=b.folded, kind="official", valid_from=b.valid_from)
            for b in made
        ],
        batch_size=1000,
    )
    BodyRelation.objects.bulk_create(
        [
            BodyRelation(source=b, target_id=b.parent_id, kind="administrative", valid_from=b.valid_from)
            for b in made
        ],
        batch_size=1000,
    )


def _asked(province: Province, times: dict[str, float]) -> tuple[Plan, ReportingDuty]:
    top = province.top
    plan = Plan.objects.create(
        issuer=top, number="1/KH-UBND", issued_on=date(2026, 1, 9), title="Kế hoạch", first_year=2026,
        last_year=2026, path=top.path, party_keys=[top.pk],
    )  # fmt: skip
    group = define_group(
        actor=None,
        name="Mọi đơn vị",
        owner_id=top.pk,
        kinds=["department", "people_committee", "school"],
        levels=["province", "commune", "base"],
    )
    parties = [{"text": group.name, "target": f"group:{group.pk}"}]
    for kind, due in (("unit_plan", "31/3"), ("report", "15/3, 15/6, 15/9, 15/12")):
        begun = time.perf_counter()
        duty = settle_duty(
            actor=province.officer,
            scope=scope_for(province.officer.pk, today()),
            plan_id=plan.pk,
            duty_id=None,
            wanted=Settling(kind, "báo cáo quý", parties, top.pk, None, due, 2026, 2026),
        )
        times[f"settle {kind}"] = time.perf_counter() - begun
        begun = time.perf_counter()
        owe_later(plan.pk, province.officer.pk)
        times[f"its job, {kind}"] = time.perf_counter() - begun
    return plan, duty


def _sent(province: Province, plan: Plan, duty: ReportingDuty, times: dict[str, float]) -> None:
    officer = province.officer
    begun = time.perf_counter()
    for number, body in enumerate(province.communes[:SENT]):
        _file(officer, plan, body.pk, f"{number}/KH-UBND")
    times["file one plan"] = (time.perf_counter() - begun) / SENT
    begun = time.perf_counter()
    for body in province.communes[:SENT]:
        send_report(
            actor=officer, scope=scope_for(officer.pk, today()), duty_id=duty.pk, period="2026-03-15",
            body_id=body.pk, number="1/BC", text="Đã làm.", attachments=[],
        )  # fmt: skip
    times["send one report"] = (time.perf_counter() - begun) / SENT


def _file(user: User, plan: Plan, body: UUID, number: str) -> None:
    scope = scope_for(user.pk, today())
    filing = start_filing(actor=user, scope=scope, parent_id=plan.pk, body_id=body, year=2026, task_ids=[])
    row = add_filing_row(actor=user, scope=scope, filing_id=filing.pk)
    save_filing(
        actor=user,
        scope=scope,
        filing_id=filing.pk,
        revision=0,
        head={"number": number, "issued_on": "1/3/2026", "title": "Kế hoạch", "signer": "A"},
        rows={row.pk: TypedRow("Việc của xã", "quarter:2026-Q2", "", body)},
    )
    send_filing(actor=user, scope=scope, filing_id=filing.pk)


def _pages(plan: Plan, duty: ReportingDuty) -> dict[str, str]:
    return {
        "who has filed": f"/ke-hoach/{plan.pk}/don-vi-gui/",
        "who has filed, page 40": f"/ke-hoach/{plan.pk}/don-vi-gui/?page=40",
        "who has filed, by name": f"/ke-hoach/{plan.pk}/don-vi-gui/?q=so+17",
        "duties": f"/ke-hoach/{plan.pk}/che-do-bao-cao/",
        "one duty": f"/che-do-bao-cao/{duty.pk}/?ky=2026-03-15",
        "reports to send": "/bao-cao-phai-gui/",
        "reports received": "/bao-cao-phai-gui/?muc=den",
    }


def _row(user: User, name: str, address: str, port: int) -> dict[str, Any]:
    row = page_of(port, session_of(user), address)
    row |= {"page": name, "user": user.username, "queries": queries_of(user, address)}
    row["ok"] = row["status"] == 200 and row["ms"] < BUDGET_MS and row["queries"] <= MOST_QUERIES
    print(
        f"{user.username:8} {name:24} {row['ms']:7.1f} ms  {row['queries']:>2} queries"
        f" {'' if row['ok'] else 'OVER'}",
        file=sys.stderr,
    )
    return row
