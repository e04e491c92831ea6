"""A plan read in a confined process: what web requests and jobs call."""

import json
from dataclasses import dataclass

from vinhdanh.engines.reading import plan_job, process
from vinhdanh.engines.reading.encode import document_from_data
from vinhdanh.engines.reading.faults import FaultCode, ReadingFault, fault
from vinhdanh.engines.reading.limits import ProcessLimits
from vinhdanh.engines.reading.model import Document
from vinhdanh.engines.reading.plan import PlanReading
from vinhdanh.engines.reading.plan.codec import decode


@dataclass(frozen=True, slots=True)
class PlanOutcome:
    """Either ``document`` and ``reading``, or ``fault``."""

    document: Document | None = None
    reading: PlanReading | None = None
    fault: ReadingFault | None = None


def read_plan_limited(data: bytes, name: str, *, seconds: float = 20, memory_mb: int = 512) -> PlanOutcome:
    """Extract and read within ``seconds`` of wall time and ``memory_mb`` of address space.

    A file that cannot be read, and a reader that crashes, starves or hangs, are outcomes, not exceptions.
    """
    try:
        answer = process.run(
            plan_job.__name__, plan_job.request(data, name), ProcessLimits(seconds, memory_mb)
        )
    except ReadingFault as trouble:
        return PlanOutcome(fault=trouble)
    return _outcome(answer)


def _outcome(answer: bytes) -> PlanOutcome:
    """The answer is checked as it is built: it comes from a process that read hostile input."""
    try:
        data = json.loads(answer)
        if told := data.get("fault"):
            return PlanOutcome(fault=ReadingFault(FaultCode(told["code"]), str(told["sentence"])))
        return PlanOutcome(document_from_data(data["document"]), decode(data["reading"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return PlanOutcome(fault=fault(FaultCode.CRASHED))
