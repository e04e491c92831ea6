"""Which plans could take the place of one."""

from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.access import visible_plans
from vinhdanh.domain.planning.models import Plan


def possible_replacements(scope: Scope, plan: Plan) -> list[tuple[UUID, str]]:
    """The other plans in force of the same issuer that are not of an earlier year, newest first:
    ``(id, words)``; one query."""
    rows = visible_plans(scope).filter(
        issuer=plan.issuer_id, superseded_by__isnull=True, last_year__gte=plan.first_year
    )
    listed = rows.exclude(pk=plan.pk).order_by("-first_year", "-id")[:100]
    return [(one.pk, f"{one.name} (năm {one.first_year}): {one.title[:80]}") for one in listed]
