"""What the confined process does with a DOCX that somebody sent: read it, or mend it.

Standard input: one line of JSON ``{"edits": null or […]}``, then the file's bytes. Standard output: one line
of JSON ``{"fault": {code, sentence}}`` or ``{"content": …}``, then for a mended file its bytes.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from vinhdanh.engines.reading.faults import FaultCode, ReadingFault, fault


def request(data: bytes, edits: Sequence[Mapping[str, Any]] | None = None) -> bytes:
    """The bytes that :func:`main` expects."""
    return json.dumps({"edits": edits}).encode("ascii") + b"\n" + data


def main() -> None:
    """Read or mend, answer, end."""
    about, _, data = sys.stdin.buffer.read().partition(b"\n")
    head, made = _answer(data, json.loads(about)["edits"])
    sys.stdout.buffer.write(json.dumps(head).encode("ascii") + b"\n" + made)


def _answer(data: bytes, edits: Sequence[Mapping[str, Any]] | None) -> tuple[dict[str, Any], bytes]:
    try:
        return _done(data, edits)
    except ReadingFault as trouble:
        return _told(trouble), b""
    except MemoryError:
        return _told(fault(FaultCode.OUT_OF_MEMORY)), b""


def _told(trouble: ReadingFault) -> dict[str, Any]:
    return {"fault": {"code": trouble.code.value, "sentence": trouble.sentence}}


def _done(data: bytes, edits: Sequence[Mapping[str, Any]] | None) -> tuple[dict[str, Any], bytes]:
    from vinhdanh.engines.documents.compare.content import content_to_data, read_content

    made = b""
    if edits is not None:
        from vinhdanh.engines.documents.compare.mending import mend

        data = made = mend(data, edits)
    return {"content": content_to_data(read_content(data))}, made
