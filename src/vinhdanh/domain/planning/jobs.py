"""Jobs of this room: ids in, action out."""

from datetime import time
from uuid import UUID

from vinhdanh.domain.planning.actions import following
from vinhdanh.domain.planning.actions.duties import OWE_JOB, owe_later
from vinhdanh.domain.planning.actions.owing import refresh_owed
from vinhdanh.domain.planning.actions.reading import read_draft
from vinhdanh.domain.planning.actions.uploads import READ_JOB
from vinhdanh.foundation.jobs.queue import job
from vinhdanh.foundation.jobs.schedule import Schedule, periodic


@job(READ_JOB, title="Đọc kế hoạch")
def read_draft_job(draft_id: str) -> None:
    read_draft(UUID(draft_id))


@job(OWE_JOB, title="Giao việc phải gửi")
def owe_plan_job(plan_id: str, actor_id: str) -> None:
    owe_later(UUID(plan_id), UUID(actor_id))


@periodic("planning.follow_parties", Schedule(at=time(1, 30)), title="Tính lại đơn vị phải làm nhiệm vụ")
def follow_parties_job() -> None:
    """Groups gain and lose members, bodies end: every night what is owed follows."""
    following.follow_parties()


@periodic("planning.refresh_owed", Schedule(at=time(1, 30)), title="Tính lại kế hoạch, báo cáo phải gửi")
def refresh_owed_job() -> None:
    """Bodies that joined or left a group since yesterday."""
    refresh_owed()
