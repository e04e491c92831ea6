"""Workbooks read and marked in a confined process: what jobs and pages call."""

import json
from typing import Any

from vinhdanh.engines.reading import process
from vinhdanh.engines.reading.faults import FaultCode, ReadingFault, fault
from vinhdanh.engines.reading.limits import ProcessLimits
from vinhdanh.engines.reading.workbook import job
from vinhdanh.engines.reading.workbook.codec import book_from_data
from vinhdanh.engines.reading.workbook.model import Known, ReadBook
from vinhdanh.engines.reading.workbook.notes import Notes

READING = ProcessLimits(seconds=60, memory_mb=1024)
"""A sheet of 50,000 rows takes some ten seconds; the rest is for a busy machine."""


def read_workbook_limited(
    data: bytes, name: str, *, kind: str, known: Known, limits: ProcessLimits = READING
) -> ReadBook:
    """The rows of a workbook; raises :class:`ReadingFault`, also for a reader that crashes or starves."""
    about = {"act": "read", "name": name, "kind": kind, "known": known.to_data()}
    try:
        return book_from_data(json.loads(_asked(data, about, limits)))
    except ValueError:
        raise fault(FaultCode.CRASHED) from None


def mark_workbook_limited(data: bytes, notes: Notes, *, limits: ProcessLimits = READING) -> bytes:
    """The same workbook with the faults marked in it; raises :class:`ReadingFault`."""
    return _asked(data, {"act": "mark", "notes": notes.to_data()}, limits)


def _asked(data: bytes, about: dict[str, Any], limits: ProcessLimits) -> bytes:
    answer = process.run(job.__name__, job.request(data, about), limits)
    told, _, rest = answer.partition(b"\n")
    try:
        head = json.loads(told)
        if trouble := head.get("fault"):
            raise ReadingFault(FaultCode(trouble["code"]), str(trouble["sentence"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise fault(FaultCode.CRASHED) from None
    return rest
