"""Many tasks without a lead get one in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.actions.editing import assign_parties
from vinhdanh.domain.planning.models import Task
from vinhdanh.domain.planning.parties import party_target
from vinhdanh.domain.planning.states import OPEN_STATES, PartyRole
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

MOST = 200


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many tasks got the lead, and how many had one already or were ended by then."""

    done: int
    passed_over: int


@transaction.atomic
def assign_leads(
    *, actor: Actor, scope: Scope, task_ids: Sequence[UUID], leads: Sequence[dict[str, Any]]
) -> Assigned:
    """Give all these tasks the same leads; all or none, but for those that somebody settled meanwhile.

    Raises RefusedError when nothing was chosen, when a lead is linked to nobody, or for a task of
    another issuer.
    """
    chosen = list(dict.fromkeys(task_ids))
    if not chosen or len(chosen) > MOST:
        text = "Đánh dấu ít nhất một việc để giao." if not chosen else f"Mỗi lần giao nhiều nhất {MOST} việc."
        raise RefusedError(Refusal("tasks_missing", text, field="tasks"))
    if not leads or not all(lead.get("target") for lead in leads):
        raise RefusedError(Refusal("lead_missing", "Chọn đơn vị chủ trì trong danh bạ.", field="lead"))
    waiting = Task.objects.filter(pk__in=chosen, has_lead=False, state__in=OPEN_STATES)
    # In the order of their plans, so that two who assign at once never wait for each other.
    tasks = list(waiting.order_by("plan_id", "position").prefetch_related("parties"))
    for task in tasks:
        assign_parties(
            actor=actor, scope=scope, task_id=task.pk, leads=leads, coordinators=_coordinators(task)
        )
    return Assigned(done=len(tasks), passed_over=len(chosen) - len(tasks))


def _coordinators(task: Task) -> list[dict[str, Any]]:
    return [
        {"text": one.text, "target": party_target(one)}
        for one in task.parties.all()
        if one.role == PartyRole.COORDINATOR
    ]
