"""What the confined process does: a file in, a document and its reading as JSON out.

Standard input: one line of JSON ``{"name": …}``, then the file's bytes.
Standard output: ``{"document": …, "reading": …}`` or ``{"fault": {"code", "sentence"}}``.
"""

import json
import sys
from typing import Any

from vinhdanh.engines.reading import FaultCode, ReadingFault, extract
from vinhdanh.engines.reading.encode import document_to_data
from vinhdanh.engines.reading.faults import fault


def request(data: bytes, name: str) -> bytes:
    """The bytes that :func:`main` expects."""
    return json.dumps({"name": name}).encode("ascii") + b"\n" + data


def main() -> None:
    """Read, answer, end."""
    about, _, data = sys.stdin.buffer.read().partition(b"\n")
    answer = _answer(data, json.loads(about)["name"])
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", errors="replace"))


def _answer(data: bytes, name: str) -> dict[str, Any]:
    try:
        return _read(data, name)
    except ReadingFault as trouble:
        return _told(trouble)
    except MemoryError:
        return _told(fault(FaultCode.OUT_OF_MEMORY))


def _told(trouble: ReadingFault) -> dict[str, Any]:
    return {"fault": {"code": trouble.code.value, "sentence": trouble.sentence}}


def _read(data: bytes, name: str) -> dict[str, Any]:
    from vinhdanh.engines.reading.plan import read_plan
    from vinhdanh.engines.reading.plan.codec import encode

    document = extract(data, name)
    return {"document": document_to_data(document), "reading": encode(read_plan(document))}
