"""A DOCX that somebody sent, read or mended in a confined process: what web requests call."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from vinhdanh.engines.documents.compare import job
from vinhdanh.engines.documents.compare.content import Content, content_from_data
from vinhdanh.engines.reading import process
from vinhdanh.engines.reading.faults import FaultCode, ReadingFault, fault
from vinhdanh.engines.reading.limits import ProcessLimits

_BOUNDS = ProcessLimits(20, 512)


def read_limited(data: bytes) -> Content:
    """What the DOCX says; raises :class:`ReadingFault`, also when the reader starves, hangs or crashes."""
    return _asked(job.request(data))[0]


def mend_limited(data: bytes, edits: Sequence[Mapping[str, Any]]) -> tuple[Content, bytes]:
    """The DOCX with ``edits`` carried out (see ``mending.mend``) and what it then says."""
    return _asked(job.request(data, list(edits)))


def _asked(words: bytes) -> tuple[Content, bytes]:
    head, _, made = process.run(job.__name__, words, _BOUNDS).partition(b"\n")
    try:
        told = json.loads(head)
        if trouble := told.get("fault"):
            raise ReadingFault(FaultCode(trouble["code"]), str(trouble["sentence"]))
        return content_from_data(told["content"]), made
    except (ValueError, KeyError, TypeError, AttributeError):
        raise fault(FaultCode.CRASHED) from None
