"""On which papers a plan rests, and which plans rest on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.access import visible_plans
from vinhdanh.domain.planning.models import Plan
from vinhdanh.domain.planning.queries.plans import PlanRow, plan_rows

_MOST = 200


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A governing paper; ``plan_id`` only where we hold it and the person may see it."""

    id: UUID
    text: str
    number: str
    issued_on: date | None
    issuer: str
    plan_id: UUID | None
    plan_name: str


@dataclass(frozen=True, slots=True)
class Bases:
    above: Sequence[BasisRow]
    below: Sequence[PlanRow]


def bases_of(scope: Scope, plan: Plan) -> Bases:
    """Both ways; four queries. Of the plans below at most two hundred, newest first."""
    rows = list(plan.governing.select_related("held"))
    seen = set(
        visible_plans(scope)
        .filter(pk__in=[row.held_id for row in rows if row.held_id])
        .values_list("pk", flat=True)
    )
    above = [
        BasisRow(
            row.pk,
            row.text,
            row.number,
            row.issued_on,
            row.issuer,
            row.held_id if row.held_id in seen else None,
            row.held.name if row.held and row.held_id in seen else "",
        )
        for row in rows
    ]
    citing = visible_plans(scope).filter(governing__held=plan).values("pk")
    children = visible_plans(scope).filter(parent=plan).values("pk")
    below = visible_plans(scope).filter(pk__in=citing.union(children)).select_related("issuer")
    return Bases(above, plan_rows(scope, list(below.order_by("-first_year", "-id")[:_MOST])))
