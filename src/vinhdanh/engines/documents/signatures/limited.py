"""A signed PDF that somebody sent, checked in a confined process: what web requests call."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from vinhdanh.engines.documents.signatures import job
from vinhdanh.engines.documents.signatures.checking import Checked, Signature
from vinhdanh.engines.reading import process
from vinhdanh.engines.reading.faults import ReadingFault
from vinhdanh.engines.reading.limits import ProcessLimits

_BOUNDS = ProcessLimits(30, 1024)


def check_limited(signed: bytes, exported: bytes, *, roots: Sequence[bytes], at: datetime) -> Checked | None:
    """As ``checking.check``; None for what cannot be read, in time and within limits."""
    try:
        answer = process.run(job.__name__, job.request(signed, exported, roots=roots, at=at), _BOUNDS)
        return _checked(json.loads(answer)["checked"])
    except (ReadingFault, ValueError, KeyError, TypeError):
        return None


def _checked(data: Mapping[str, Any]) -> Checked:
    return Checked(
        exact=bool(data["exact"]),
        same_words=bool(data["same_words"]),
        same_look=bool(data["same_look"]),
        strangers=str(data["strangers"]),
        signatures=[_signature(each) for each in data["signatures"]],
    )


def _signature(data: Mapping[str, Any]) -> Signature:
    at = data["signed_at"]
    return Signature(**{**data, "signed_at": datetime.fromisoformat(at) if at else None})
