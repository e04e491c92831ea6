"""Jobs of this room, and what becomes of its letters that had to wait."""

from datetime import time, timedelta

from vinhdanh.domain.notices.actions.telling import notice_address
from vinhdanh.domain.notices.queries.inbox import carried_by
from vinhdanh.domain.obligations.actions import digesting, nudging, reminding
from vinhdanh.domain.obligations.models import Nudge
from vinhdanh.domain.obligations.queries.dues import still_open
from vinhdanh.foundation.jobs.schedule import Schedule, periodic
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.mail.models import Letter
from vinhdanh.foundation.mail.rechecks import recheck


@periodic("chase_remind", Schedule(at=time(7, 0)), title="Nhắc việc đến hạn, quá hạn")
def remind_job() -> None:
    reminding.remind()


@periodic("chase_digest", Schedule(every=timedelta(minutes=15)), title="Gửi bản điểm việc đầu tuần")
def digest_job() -> None:
    digesting.send_digests()


@recheck(reminding.LETTER)
def reminder_now(letter: Letter) -> str | None:
    """Only what is still to do, with the days as they are now."""
    found = still_open(letter.about, today())
    notices = carried_by(letter.pk)
    addresses = {due: notice_address(notices[due.subject_id]) for due in found if due.subject_id in notices}
    return reminding.reminder_text(addresses) if addresses else None


@recheck(nudging.LETTER)
def nudge_now(letter: Letter) -> str | None:
    """The officer's words over what is still to do."""
    found = still_open(letter.about, today())
    notices = carried_by(letter.pk)
    made = Nudge.objects.select_related("sender", "office").filter(pk__in=notices).first()
    if not found or made is None:
        return None
    return nudging.nudge_text(made, found, notice_address(notices[made.pk]))
