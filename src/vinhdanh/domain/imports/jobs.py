"""Jobs of this room: ids in, action out."""

from uuid import UUID

from vinhdanh.domain.imports.actions.accepting import TAKE_JOB, take_list
from vinhdanh.domain.imports.actions.reading import read_list
from vinhdanh.domain.imports.actions.uploads import READ_JOB
from vinhdanh.foundation.jobs.queue import job


@job(READ_JOB, title="Đọc danh sách Excel", long=True)
def read_list_job(listing_id: str, actor_id: str) -> dict[str, int]:
    return read_list(UUID(listing_id), UUID(actor_id))


@job(TAKE_JOB, title="Ghi danh sách vào sổ", long=True)
def take_list_job(listing_id: str) -> dict[str, int]:
    return take_list(UUID(listing_id))
