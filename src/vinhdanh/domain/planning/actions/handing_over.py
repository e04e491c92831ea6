"""Drafts in review pass to whoever takes somebody's work over."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from vinhdanh.domain.planning.models import PlanDraft
from vinhdanh.domain.planning.states import DraftState
from vinhdanh.foundation.audit.log import Actor, record


def drafts_of(user_id: UUID) -> QuerySet[PlanDraft]:
    """What a person has in review: sent by them or taken over, and neither accepted nor dropped."""
    rows = PlanDraft.objects.annotate(in_charge=Coalesce("reviewer_id", "created_by_id"))
    ended = (DraftState.ACCEPTED, DraftState.DISCARDED)
    return rows.filter(in_charge=user_id).exclude(state__in=ended).defer("document").order_by("id")


@transaction.atomic
def pass_drafts(*, actor: Actor | None, from_user: UUID, to_user: UUID) -> int:
    """Make ``to_user`` the reviewer of every draft of ``from_user``; an audit row each, returns how many."""
    found = list(PlanDraft.objects.select_for_update(of=("self",)).filter(pk__in=drafts_of(from_user)))
    for row in found:
        record(
            actor=actor,
            action="pass_draft",
            subject=row,
            body=row.body_id,
            before={"reviewer": str(from_user)},
            after={"reviewer": str(to_user)},
        )
    PlanDraft.objects.filter(pk__in=[row.pk for row in found]).update(reviewer_id=to_user)
    return len(found)
