"""Jobs of this room: ids in, action out."""

from uuid import UUID

from vinhdanh.domain.planning.actions.reading import read_draft
from vinhdanh.domain.planning.actions.uploads import READ_JOB
from vinhdanh.foundation.jobs.queue import job


@job(READ_JOB, title="Đọc kế hoạch")
def read_draft_job(draft_id: str) -> None:
    read_draft(UUID(draft_id))
