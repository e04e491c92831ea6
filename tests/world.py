"""A small province for tests, made through the actions that users call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vinhdanh.domain.access.actions import appoint, create_account
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.organisations.actions import create_body, define_group
from vinhdanh.domain.organisations.models import Body, BodyGroup
from vinhdanh.domain.planning.actions.acceptance import accept_draft
from vinhdanh.domain.planning.models import DraftTask, Plan, PlanDraft, Task
from vinhdanh.foundation.files.store import put
from vinhdanh.foundation.kernel.clock import today

SINCE = date(2025, 7, 1)


def body(name: str, *, parent: Body | None = None, kind: str = "department", level: str = "province") -> Body:
    return create_body(
        actor=None,
        name=name,
        kind=kind,
        level=level,
        parent_id=parent.pk if parent else None,
        valid_from=SINCE,
    )


def account(username: str, role: str, at: Body, *, over: Body | None = None, **dates: date) -> User:
    user = create_account(actor=None, username=username, name=username.title(), password="mot-mat-khau")
    appoint(
        actor=None,
        user=user,
        role=role,
        body_id=at.pk,
        scope_id=over.pk if over else None,
        starts_on=dates.get("starts_on", SINCE),
        ends_on=dates.get("ends_on"),
    )
    return user


def scope(user: User) -> Scope:
    return scope_for(user.pk, today())


def party(target: Body | BodyGroup | str) -> dict[str, Any]:
    """A written name, linked when a body or a group is given."""
    if isinstance(target, str):
        return {"text": target, "target": "", "sure": False, "reason": "", "options": []}
    kind = "group" if isinstance(target, BodyGroup) else "body"
    return {"text": target.name, "target": f"{kind}:{target.pk}", "sure": True, "reason": "", "options": []}


def row(text: str, *leads: Body | BodyGroup | str, others: Sequence[Any] = (), **more: Any) -> dict[str, Any]:
    return {
        "text": text,
        "leads": [party(lead) for lead in leads],
        "coordinators": [party(other) for other in others],
        "period_kind": "quarter",
        "period_value": "2026-Q1",
        **more,
    }


def draft(
    user: User, issuer: Body, rows: Sequence[dict[str, Any]], *, number: str = "1/KH-UBND"
) -> PlanDraft:
    """A draft that was read and waits for review."""
    data = f"{issuer.name} {number} {len(rows)}".encode()
    made = PlanDraft.objects.create(
        file=put(data, name="ke-hoach.txt", media_type="text/plain", by=user),
        body=issuer,
        path=issuer.path,
        state="ready",
        issuer=issuer,
        year=2026,
        head={
            "number": {"value": number},
            "title": {"value": "Công tác thi đua, khen thưởng năm 2026"},
            "years": {"value": [2026]},
            "issued_on": {"value": "2026-01-09"},
        },
        document={"kind": "txt", "blocks": [{"text": "KẾ HOẠCH"}]},
        created_by=user,
    )
    DraftTask.objects.bulk_create(
        DraftTask(draft=made, position=i, ordinal=str(i), **r) for i, r in enumerate(rows, 1)
    )
    return made


def plan(user: User, issuer: Body, rows: Sequence[dict[str, Any]], *, number: str = "1/KH-UBND") -> Plan:
    made = draft(user, issuer, rows, number=number)
    return accept_draft(actor=user, scope=scope(user), draft_id=made.pk, allow_doubtful=True)


@dataclass
class World:
    """A province with an office, two units, a group, accounts of every role, and a plan of four tasks."""

    province: Body
    office: Body
    health: Body
    commune: Body
    everyone: BodyGroup
    officer: User
    leader: User
    clerk: User
    other_clerk: User
    member: User
    admin: User
    plan: Plan

    @property
    def tasks(self) -> dict[str, Task]:
        return {task.text: task for task in self.plan.tasks.all()}


def make_world() -> World:
    province = body("Ủy ban nhân dân tỉnh Thử Nghiệm", kind="people_committee")
    office = body("Sở Nội vụ tỉnh Thử Nghiệm", parent=province)
    health = body("Sở Y tế tỉnh Thử Nghiệm", parent=province)
    commune = body("Ủy ban nhân dân xã Thử", parent=province, kind="people_committee", level="commune")
    everyone = define_group(
        actor=None, name="Các sở, ban, ngành", owner_id=province.pk, kinds=["department"], levels=["province"]
    )
    officer = account("officer", Role.OFFICER, office, over=province)
    return World(
        province=province,
        office=office,
        health=health,
        commune=commune,
        everyone=everyone,
        officer=officer,
        leader=account("leader", Role.LEADER, office, over=province),
        clerk=account("clerk", Role.CLERK, commune),
        other_clerk=account("other", Role.CLERK, health),
        member=account("member", Role.MEMBER, office),
        admin=account("admin", Role.ADMINISTRATOR, office, over=province),
        plan=plan(
            officer,
            province,
            [
                row("Việc của Sở Nội vụ", office),
                row("Việc của xã", commune, others=[office], deadline=date(2026, 3, 10)),
                row("Việc của các sở", everyone),
                row("Việc chưa có chủ trì", others=[health], period_value="2026-Q2"),
            ],
        ),
    )
