"""Who besides its issuer may see a plan: whoever its tasks and duties name, and whom it was sent through."""

from uuid import UUID

from django.db.models import F

from vinhdanh.domain.planning.models import DutyParty, Filing, Plan


def rekey(plan: Plan) -> None:
    """Write ``party_keys`` of a plan (locked by the caller) from all that names somebody; four queries."""
    keys: list[UUID | None] = [plan.issuer_id]
    for named in plan.tasks.values_list("party_keys", flat=True):
        keys += named
    for row in DutyParty.objects.filter(duty__plan=plan).values_list("body_id", "group_id"):
        keys += row
    for row in plan.duties.filter(settled_at__isnull=False).values_list("to_body_id", "through_body_id"):
        keys += row
    keys += Filing.objects.filter(plan=plan).exclude(through=F("body")).values_list("through_id", flat=True)
    plan.party_keys = [key for key in dict.fromkeys(keys) if key]
    plan.save(update_fields=["party_keys"])
