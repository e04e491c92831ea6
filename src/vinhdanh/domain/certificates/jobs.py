"""Jobs of this room: ids in, action out."""

from uuid import UUID

from vinhdanh.domain.certificates.actions.running import PRINT_JOB, make_print
from vinhdanh.foundation.jobs.queue import job


@job(PRINT_JOB, title="In bằng, giấy chứng nhận", long=True)
def print_job(run_id: str) -> dict[str, str]:
    return make_print(UUID(run_id))
