"""An office's own Word file, looked at or filled in a confined process: what web requests call."""

import json
from collections.abc import Mapping
from typing import Any

from vinhdanh.engines.documents.templates import office_job
from vinhdanh.engines.documents.templates.faults import Fault, TemplateError
from vinhdanh.engines.reading import process
from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.limits import ProcessLimits

_BOUNDS = ProcessLimits(20, 512)


def check_limited(data: bytes, text: str) -> tuple[Fault, ...]:
    """What keeps the file from being a template with the blanks that ``text`` declares.

    Raises ``ReadingFault`` when the reader starves, hangs or crashes.
    """
    return _asked(office_job.request(data, text))[0]


def fill_limited(data: bytes, text: str, given: Mapping[str, Any]) -> bytes:
    """The file with its blanks filled; raises :class:`TemplateError`, or ``ReadingFault`` as above."""
    faults, made = _asked(office_job.request(data, text, given))
    if faults:
        raise TemplateError(faults)
    return made


def _asked(words: bytes) -> tuple[tuple[Fault, ...], bytes]:
    head, _, made = process.run(office_job.__name__, words, _BOUNDS).partition(b"\n")
    try:
        return tuple(Fault(0, str(said)) for said in json.loads(head)["faults"]), made
    except (ValueError, KeyError, TypeError):
        raise fault(FaultCode.CRASHED) from None
