"""What stands where a copy of a plan would go."""

from vinhdanh.domain.planning.models import Plan, PlanDraft
from vinhdanh.domain.planning.states import DraftState, PlanKind


def next_plan(plan: Plan) -> Plan | None:
    """The plan in force that the issuer of ``plan`` already has for the year after it; one query."""
    year = plan.first_year + 1
    rows = Plan.objects.filter(issuer=plan.issuer_id, first_year=year, last_year=year, kind=plan.kind)
    return rows.filter(superseded_by__isnull=True).exclude(kind=PlanKind.MULTI_YEAR).order_by("-id").first()


def open_copy(plan: Plan) -> PlanDraft | None:
    """The copy of ``plan`` that is under review; one query."""
    return PlanDraft.objects.filter(copied_from=plan, state=DraftState.READY).order_by("-id").first()
