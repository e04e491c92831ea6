"""Changes to a plan in force: a task added, a lead assigned."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.living import all_live
from vinhdanh.domain.planning.access import may_add, may_edit
from vinhdanh.domain.planning.actions.owed import keep_owed
from vinhdanh.domain.planning.checks import check_parties
from vinhdanh.domain.planning.keys import rekey
from vinhdanh.domain.planning.models import Plan, Task, TaskParty
from vinhdanh.domain.planning.parties import parse_target
from vinhdanh.domain.planning.periods import Placing, placing
from vinhdanh.domain.planning.states import PartyRole
from vinhdanh.engines.search.words import index_words
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

Party = dict[str, Any]


@transaction.atomic
def add_task(
    *,
    actor: Actor,
    scope: Scope,
    plan_id: UUID,
    text: str,
    kind: str,
    value: str,
    deadline: date | None,
    leads: Sequence[Party],
    coordinators: Sequence[Party],
) -> Task:
    """Add a task that the paper does not have, at the end of the plan."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    verdict = may_add(scope, plan)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    if not squash(text):
        raise RefusedError(Refusal("text_missing", "Ghi nội dung nhiệm vụ.", field="text"))
    check_parties([*leads, *coordinators])
    _check_living([*leads, *coordinators])
    place = _placed(plan, kind=kind, value=value, deadline=deadline)
    last = plan.tasks.aggregate(last=Max("position"))["last"] or 0
    task = Task.objects.create(
        plan=plan,
        position=last + 1,
        text=squash(text),
        year=place.year,
        lane=place.lane,
        period_kind=kind,
        period_value=value,
        deadline=deadline,
        due_on=place.due_on,
        first_due_on=place.due_on,
        path=plan.path,
    )
    _set_parties(task, PartyRole.LEAD, leads)
    _set_parties(task, PartyRole.COORDINATOR, coordinators)
    _refresh(task)
    keep_owed(actor=actor, tasks=[task])
    record(actor=actor, action="add_task", subject=task, body=plan.issuer_id, after={"text": task.text})
    return task


def _check_living(parties: Sequence[Party], *, named: Iterable[UUID] = ()) -> None:
    """Work goes to bodies that act today; those the task names already stay, as the paper has them."""
    targets = (parse_target(party.get("target", "")).body_id for party in parties)
    new = [body_id for body_id in targets if body_id and body_id not in set(named)]
    require(all_live(new, today(), field="lead"))


def _placed(plan: Plan, *, kind: str, value: str, deadline: date | None) -> Placing:
    try:
        return placing(kind=kind, value=value, deadline=deadline, plan_year=plan.first_year)
    except ValueError as error:
        text = "Thời gian không đọc được. Chọn quý, tháng, cả năm, hoặc ghi ngày theo dạng ngày/tháng/năm."
        raise RefusedError(Refusal("period_unreadable", text, field="period")) from error


@transaction.atomic
def assign_parties(
    *, actor: Actor, scope: Scope, task_id: UUID, leads: Sequence[Party], coordinators: Sequence[Party]
) -> Task:
    """Say who leads and who coordinates; a task without a lead is settled this way."""
    # The plan first, then the task, as everywhere: two who assign at once take turns.
    plan = Plan.objects.select_for_update(of=("self",)).get(tasks=task_id)
    task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
    task.plan = plan
    verdict = may_edit(scope, task)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    if task.closed_at is not None:
        raise RefusedError(Refusal("closed", "Việc đã kết thúc thì không giao lại được; hãy mở lại trước."))
    if not leads:
        raise RefusedError(Refusal("lead_missing", "Chọn ít nhất một đơn vị chủ trì.", field="lead"))
    check_parties([*leads, *coordinators])
    _check_living([*leads, *coordinators], named=task.party_keys)
    before = {"lead": _written(task, PartyRole.LEAD), "coordinators": _written(task, PartyRole.COORDINATOR)}
    _set_parties(task, PartyRole.LEAD, leads)
    _set_parties(task, PartyRole.COORDINATOR, coordinators)
    _refresh(task)
    keep_owed(actor=actor, tasks=[task])
    after = {"lead": _written(task, PartyRole.LEAD), "coordinators": _written(task, PartyRole.COORDINATOR)}
    record(
        actor=actor,
        action="assign_parties",
        subject=task,
        body=task.plan.issuer_id,
        before=before,
        after=after,
    )
    return task


def _written(task: Task, role: PartyRole) -> list[str]:
    return list(task.parties.filter(role=role).values_list("text", flat=True))


def _set_parties(task: Task, role: PartyRole, parties: Sequence[Party]) -> None:
    task.parties.filter(role=role).delete()
    TaskParty.objects.bulk_create(
        TaskParty(
            task=task,
            role=role,
            position=place,
            text=squash(party["text"]),
            body_id=parse_target(party.get("target", "")).body_id,
            group_id=parse_target(party.get("target", "")).group_id,
        )
        for place, party in enumerate(parties)
    )


def _refresh(task: Task) -> None:
    """Bring what depends on the parties up to date; the plan (locked) gets the keys of its tasks."""
    rows = list(task.parties.all())
    linked = {row.pk: key for row in rows if (key := row.body_id or row.group_id) is not None}
    task.party_keys = list(dict.fromkeys(linked.values()))
    task.has_lead = any(row.role == PartyRole.LEAD and row.pk in linked for row in rows)
    task.words = index_words(task.text, task.ordinal, *(row.text for row in rows))
    task.save(update_fields=["party_keys", "has_lead", "words"])
    rekey(task.plan)


@transaction.atomic
def set_public(*, actor: Actor, scope: Scope, plan_id: UUID, public: bool) -> Plan:
    """Show a plan on the public pages, or take it off again."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    verdict = may_add(scope, plan)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    before = {"public": plan.published_at is not None}
    plan.published_at = (plan.published_at or now()) if public else None
    plan.save(update_fields=["published_at"])
    record(
        actor=actor,
        action="set_public",
        subject=plan,
        body=plan.issuer_id,
        before=before,
        after={"public": public},
    )
    return plan
