"""What tests of cascade and reports do again and again."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.world import World, party, scope
from vinhdanh.domain.access.models import User
from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.planning.actions.duties import Settling, settle_duty
from vinhdanh.domain.planning.actions.filing import TypedRow, save_filing, start_filing
from vinhdanh.domain.planning.actions.reports import send_report
from vinhdanh.domain.planning.actions.sending import send_filing
from vinhdanh.domain.planning.models import Filing, Plan, Report, ReportingDuty

HEAD = {"number": "8/KH-UBND", "issued_on": "12/03/2026", "title": "Kế hoạch xã", "signer": "Người Ký"}


def settling(world: World, *who: Any, **changed: Any) -> Settling:
    return Settling(
        **{
            "kind": "unit_plan",
            "what": "kế hoạch năm 2026",
            "parties": [party(each) for each in who or (world.commune, world.health)],
            "to_id": world.province.pk,
            "through_id": None,
            "due": "31/3",
            "first_year": 2026,
            "last_year": 2026,
            **changed,
        }
    )


def ask(world: World, *who: Any, duty: UUID | None = None, **changed: Any) -> ReportingDuty:
    """The officer settles a duty of the province's plan."""
    return settle_duty(
        actor=world.officer,
        scope=scope(world.officer),
        plan_id=world.plan.pk,
        duty_id=duty,
        wanted=settling(world, *who, **changed),
    )


def ask_report(world: World, *who: Any, **changed: Any) -> ReportingDuty:
    wanted = {"kind": "report", "what": "báo cáo 6 tháng", "due": "15/5", "through_id": world.office.pk}
    return ask(world, *who, **{**wanted, **changed})


def begin(world: World, user: User | None = None, body: Body | None = None, tasks: int = 9) -> Filing:
    user, body = user or world.clerk, body or world.commune
    ids = [task.pk for task in list(world.tasks.values())[:tasks]]
    return start_filing(
        actor=user,
        scope=scope(user),
        parent_id=world.plan.pk,
        body_id=body.pk,
        year=2026,
        task_ids=ids,
    )


def typed(filing: Filing, **changed: Any) -> dict[UUID, TypedRow]:
    return {
        row.pk: replace(TypedRow(row.text, row.period, row.deadline, row.lead_id), **changed)
        for row in filing.rows.all()
    }


def write(user: User, filing: Filing, *, head: dict[str, str] | None = None, **changed: Any) -> Filing:
    filing.refresh_from_db()
    return save_filing(
        actor=user,
        scope=scope(user),
        filing_id=filing.pk,
        revision=filing.revision,
        head=HEAD if head is None else head,
        rows=typed(filing, **changed),
    )


def send(world: World, user: User | None = None, body: Body | None = None, **head: str) -> Plan:
    user = user or world.clerk
    filing = begin(world, user, body)
    write(user, filing, head={**HEAD, **head})
    return send_filing(actor=user, scope=scope(user), filing_id=filing.pk)


def report(world: World, user: User, body: Body, duty: ReportingDuty, **changed: Any) -> Report:
    wanted: dict[str, Any] = {"period": "2026-05-15", "number": "1/BC", "text": "Đã làm.", "attachments": []}
    return send_report(
        actor=user,
        scope=scope(user),
        duty_id=duty.pk,
        body_id=body.pk,
        **{**wanted, **changed},
    )
