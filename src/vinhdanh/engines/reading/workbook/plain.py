"""The cells of a workbook's first sheet with words in it, as text: read in a confined process."""

import json
import sys
from datetime import date
from typing import Any

from vinhdanh.engines.reading import process
from vinhdanh.engines.reading.faults import FaultCode, ReadingFault, fault
from vinhdanh.engines.reading.limits import ProcessLimits

_BOUNDS = ProcessLimits(20, 512)


def cells_limited(data: bytes) -> list[list[str]]:
    """Rows of cells. Raises :class:`ReadingFault`, also when the reader starves, hangs or crashes."""
    told = process.run(__name__, data, _BOUNDS)
    try:
        answer = json.loads(told)
        if trouble := answer.get("fault"):
            raise ReadingFault(FaultCode(trouble["code"]), str(trouble["sentence"]))
        return [[str(cell) for cell in row] for row in answer["rows"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise fault(FaultCode.CRASHED) from None


def main() -> None:
    """Standard input: the file. Standard output: ``{"rows": …}`` or ``{"fault": {code, sentence}}``."""
    try:
        answer: dict[str, Any] = {"rows": _rows(sys.stdin.buffer.read())}
    except ReadingFault as trouble:
        answer = {"fault": {"code": trouble.code.value, "sentence": trouble.sentence}}
    except MemoryError:
        short = fault(FaultCode.OUT_OF_MEMORY)
        answer = {"fault": {"code": short.code.value, "sentence": short.sentence}}
    sys.stdout.write(json.dumps(answer))


def _rows(data: bytes) -> list[list[str]]:
    from vinhdanh.engines.reading.workbook.grid import load

    for grid in load(data, "danh-sach.xlsx"):
        rows = [[_words(value) for value in row] for row in grid.rows]
        if not grid.hidden and any(any(row) for row in rows):
            return rows
    return []


def _words(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
