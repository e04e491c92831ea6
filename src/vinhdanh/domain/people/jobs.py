"""Jobs of this room: ids in, action out."""

from datetime import time

from vinhdanh.domain.people.actions.finding_twins import find_twins
from vinhdanh.foundation.jobs.queue import job
from vinhdanh.foundation.jobs.schedule import Schedule, periodic

FIND_JOB = "people.find_twins"


@periodic("people.find_twins_nightly", Schedule(at=time(2, 15)), title="Tìm hồ sơ nghi trùng")
def find_twins_nightly() -> None:
    find_twins()


@job(FIND_JOB, title="Tìm hồ sơ nghi trùng", long=True)
def find_twins_job() -> dict[str, int]:
    return find_twins()
