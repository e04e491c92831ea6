"""The job behind a kept file: make what can be shown of it."""

from vinhdanh.engines.previews.making import render
from vinhdanh.foundation.files.store import RENDER_JOB
from vinhdanh.foundation.jobs.queue import job


@job(RENDER_JOB, title="Làm hình xem trước của tệp")
def render_job(sha256: str) -> None:
    render(sha256)
