"""Jobs of this room: ids in, action out."""

from uuid import UUID

from vinhdanh.domain.papers.actions.packaging import PACK_JOB, make_package
from vinhdanh.foundation.jobs.queue import job


@job(PACK_JOB, title="Đóng gói văn bản", long=True)
def pack_job(package_id: str) -> dict[str, str]:
    return make_package(UUID(package_id))
