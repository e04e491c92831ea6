"""A notice was opened, or all are put behind one."""

from uuid import UUID

from vinhdanh.domain.notices.models import Notice
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.kernel.clock import now


def mark_read(*, actor: Actor, notice_id: UUID) -> None:
    """Note the first time that the person opened it. Reading is no act on anybody's record: no audit row."""
    Notice.objects.filter(pk=notice_id, user_id=actor.pk, read_at__isnull=True).update(read_at=now())


def mark_all_read(*, actor: Actor) -> int:
    """Put every unread notice of the person behind them; how many there were."""
    return Notice.objects.filter(user_id=actor.pk, read_at__isnull=True).update(read_at=now())
