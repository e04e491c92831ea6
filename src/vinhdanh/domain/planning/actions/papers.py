"""A plan becomes an official paper that can be edited in Word, signed and sent."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.actions.common import refuse
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.actions.filling import fill_paper
from vinhdanh.domain.papers.actions.writing import About
from vinhdanh.domain.planning.access import may_add, visible_plans
from vinhdanh.domain.planning.documents import plan_blanks
from vinhdanh.domain.planning.queries.lists import rows_of_plan
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.kernel.results import require

if TYPE_CHECKING:
    from vinhdanh.domain.papers.models import Paper


@transaction.atomic
def write_plan_paper(*, actor: Actor, scope: Scope, plan_id: UUID, one_cell: bool = True) -> "Paper":
    """Write a plan as a paper of its issuer with the words in force, in either manner of the appendix.

    Raises RefusedError when the person may not act for the issuer or the plan has no task.
    """
    plan = visible_plans(scope).select_related("issuer", "issuer__parent").get(pk=plan_id)
    require(may_add(scope, plan))
    tasks = rows_of_plan(scope, plan_id)
    if not tasks:
        refuse("no_tasks", "Kế hoạch chưa có nhiệm vụ nào nên chưa viết được văn bản.")
    return fill_paper(
        actor=actor,
        scope=scope,
        body_id=plan.issuer_id,
        code="T01",
        data=plan_blanks(plan, tasks, plan.duties.all(), one_cell=one_cell),
        about=About("planning.plan", plan.pk),
    )
