"""What the public sees of planning: published plans, their tasks and who carries them, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from vinhdanh.domain.planning.models import Plan
from vinhdanh.domain.planning.periods import period_words
from vinhdanh.domain.planning.queries.rows import chips, parties_of
from vinhdanh.domain.planning.states import Lane, PartyRole, TaskState
from vinhdanh.engines.search.words import query_for, vector_of

LIMIT = 100


@dataclass(frozen=True, slots=True)
class PublicPlan:
    id: UUID
    name: str
    title: str
    issuer: str
    issued_on: date | None
    year: int


@dataclass(frozen=True, slots=True)
class PublicTask:
    number: str
    text: str
    leads: Sequence[str]
    period: str
    done: bool


@dataclass(frozen=True, slots=True)
class PublicLane:
    title: str
    tasks: Sequence[PublicTask]


@dataclass(frozen=True, slots=True)
class PublicPlanPage:
    plan: PublicPlan
    signer: str
    signer_title: str
    lanes: Sequence[PublicLane]


def public_plans(text: str = "") -> list[PublicPlan]:
    """Published plans, newest first, at most a hundred; one query."""
    rows = Plan.objects.filter(published_at__isnull=False).select_related("issuer")
    if query := query_for(text):
        rows = rows.alias(found=vector_of("words")).filter(found=query)
    return [_plan(plan) for plan in rows.order_by("-first_year", "-id")[:LIMIT]]


def public_plan(pk: UUID) -> PublicPlanPage | None:
    """One published plan with its tasks by quarter; three queries."""
    plan = Plan.objects.filter(published_at__isnull=False, pk=pk).select_related("issuer").first()
    if plan is None:
        return None
    tasks = list(plan.tasks.order_by("lane", "position"))
    parties = parties_of([task.pk for task in tasks])
    lanes = [
        PublicLane(
            str(Lane(lane).label),
            [
                PublicTask(
                    number=task.ordinal,
                    text=task.text,
                    leads=[chip.title for chip in chips(parties[task.pk], PartyRole.LEAD)],
                    period=period_words(
                        task.period_kind, task.period_value, month=task.month, deadline=task.deadline
                    ),
                    done=task.state == TaskState.DONE,
                )
                for task in rows
            ],
        )
        for lane, rows in groupby(tasks, key=lambda task: task.lane)
    ]
    return PublicPlanPage(_plan(plan), plan.signer, plan.signer_title, lanes)


def _plan(plan: Plan) -> PublicPlan:
    return PublicPlan(plan.pk, plan.name, plan.title, plan.issuer.name, plan.issued_on, plan.first_year)
