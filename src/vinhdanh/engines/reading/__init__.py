"""Documents in: a file's bytes to a :class:`Document`, and a document to records.

``detect`` is cheap enough for a web request. ``extract`` is not, and its input
is hostile: outside tests and the command line call ``read_limited``, which does
the work in a process of its own.
"""

from typing import TYPE_CHECKING

from vinhdanh.engines.reading.detect import LABELS, detect
from vinhdanh.engines.reading.faults import FaultCode, ReadingFault, fault
from vinhdanh.engines.reading.model import Document

if TYPE_CHECKING:
    from vinhdanh.engines.reading.limited import PlanOutcome


def extract(data: bytes, name: str) -> Document:
    """Read a file into blocks. ``name`` is what the sender called it; its ending is compared, not trusted.

    Raises :class:`ReadingFault`, and nothing else, for a file that cannot be read.
    """
    kind = detect(data, name)
    try:
        return _read(data, kind)
    except RecursionError:
        raise fault(FaultCode.DAMAGED, found=LABELS[kind]) from None


def read_limited(data: bytes, name: str, *, seconds: float = 20, memory_mb: int = 512) -> "PlanOutcome":
    """Extract and read a plan in a confined process (:mod:`.limited`). Bad input is an outcome."""
    from vinhdanh.engines.reading import limited

    return limited.read_plan_limited(data, name, seconds=seconds, memory_mb=memory_mb)


def _read(data: bytes, kind: str) -> Document:
    """Each reader is imported only when a file of its kind comes: start-up of the worker counts."""
    if kind == "docx":
        from vinhdanh.engines.reading.formats import docx

        return docx.read(data)
    if kind == "pdf":
        from vinhdanh.engines.reading.formats import pdf

        return pdf.read(data)
    if kind == "xlsx":
        from vinhdanh.engines.reading.formats import xlsx

        return xlsx.read(data)
    from vinhdanh.engines.reading.formats import text

    return text.read(data, "md" if kind == "md" else "txt")


__all__ = ["LABELS", "Document", "FaultCode", "ReadingFault", "detect", "extract", "read_limited"]
