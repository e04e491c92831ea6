"""What the confined process does with a workbook: reads it, or marks the faults in it.

Standard input: one line of JSON ``{"act": "read" | "mark", "name", …}``, then the file's bytes.
Standard output: a line ``{"fault": {"code", "sentence"}}`` or ``{"ok": true}``, then the answer's bytes.
"""

import json
import sys
from typing import Any

from vinhdanh.engines.reading.faults import FaultCode, ReadingFault, fault


def request(data: bytes, about: dict[str, Any]) -> bytes:
    """The bytes that :func:`main` expects."""
    return json.dumps(about).encode("ascii") + b"\n" + data


def main() -> None:
    """Read, answer, end."""
    about, _, data = sys.stdin.buffer.read().partition(b"\n")
    try:
        answer = _answer(data, json.loads(about))
        told: dict[str, Any] = {"ok": True}
    except ReadingFault as trouble:
        answer, told = b"", _told(trouble)
    except MemoryError:
        answer, told = b"", _told(fault(FaultCode.OUT_OF_MEMORY))
    sys.stdout.buffer.write(json.dumps(told).encode("ascii") + b"\n" + answer)


def _told(trouble: ReadingFault) -> dict[str, Any]:
    return {"fault": {"code": trouble.code.value, "sentence": trouble.sentence}}


def _answer(data: bytes, about: dict[str, Any]) -> bytes:
    if about["act"] == "mark":
        from vinhdanh.engines.reading.workbook.returned import mark_workbook, notes_from_data

        return mark_workbook(data, notes_from_data(about["notes"]))
    from vinhdanh.engines.reading.workbook.codec import book_to_data
    from vinhdanh.engines.reading.workbook.kinds import KINDS
    from vinhdanh.engines.reading.workbook.model import Known
    from vinhdanh.engines.reading.workbook.reader import read_workbook

    book = read_workbook(
        data, about["name"], kind=KINDS[about["kind"]], known=Known.from_data(about["known"])
    )
    return json.dumps(book_to_data(book), ensure_ascii=False).encode("utf-8", errors="replace")
