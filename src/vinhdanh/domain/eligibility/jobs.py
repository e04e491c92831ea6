"""Jobs of this room: ids in, action out."""

from uuid import UUID

from vinhdanh.domain.eligibility.actions.screening import SCREEN_JOB, run_screening
from vinhdanh.foundation.jobs.queue import job


@job(SCREEN_JOB, title="Rà soát người đủ tiêu chuẩn", long=True)
def screen_job(screening_id: str) -> None:
    run_screening(UUID(screening_id))
