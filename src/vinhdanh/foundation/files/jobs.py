"""Jobs of the store."""

from datetime import time, timedelta

from vinhdanh.foundation.files.upkeep import scan_waiting, sweep
from vinhdanh.foundation.jobs.schedule import Schedule, periodic


@periodic("files.sweep", Schedule(at=time(2, 30)), title="Dọn tệp không nơi nào dùng")
def sweep_nightly() -> None:
    sweep()


@periodic("files.scan_waiting", Schedule(every=timedelta(hours=1)), title="Quét vi-rút các tệp chưa quét")
def scan_hourly() -> None:
    scan_waiting()
