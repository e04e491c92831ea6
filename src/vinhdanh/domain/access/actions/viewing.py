"""Support looks through somebody's eyes: read-only, for a reason, for half an hour."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.access import may_view_as
from vinhdanh.domain.access.actions.common import needed
from vinhdanh.domain.access.models import User, Viewing
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import require

LASTS = timedelta(minutes=30)


@transaction.atomic
def start_viewing(*, actor: User, scope: Scope, target_id: UUID, reason: str) -> Viewing:
    """Begin; raises RefusedError when ``actor`` may not see through these eyes, or says no reason."""
    target = User.objects.get(pk=target_id)
    require(may_view_as(scope, target))
    words = needed(reason, "reason", "Ghi lý do xem thay, ví dụ số phiếu hỗ trợ.")
    for earlier in Viewing.objects.filter(viewer=actor, ended_at__isnull=True):
        end_viewing(actor=actor, viewing_id=earlier.pk, why="bắt đầu lượt khác")
    row = Viewing.objects.create(viewer=actor, target=target, reason=words, until=now() + LASTS)
    after = {"target": target.name, "until": row.until.isoformat()}
    record(actor=actor, action="start_viewing", subject=target, after=after, reason=words)
    return row


@transaction.atomic
def end_viewing(*, actor: User, viewing_id: UUID, why: str = "") -> None:
    """End it, whatever ended it: the button, the half hour, or a right that went."""
    row = Viewing.objects.select_for_update(of=("self",)).select_related("target").get(pk=viewing_id)
    if row.ended_at is not None:
        return
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    record(
        actor=actor,
        action="end_viewing",
        subject=row.target,
        after={"started_at": row.started_at.isoformat(), "ended_at": row.ended_at.isoformat()},
        reason=why,
    )
