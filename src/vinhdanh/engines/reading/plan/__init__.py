"""The plan grammar: a document becomes a typed reading of an emulation and commendation plan.

``read_plan(document)`` takes a :class:`~vinhdanh.engines.reading.model.Document`
and gives a :class:`PlanReading`: head, tasks, reporting duties, warnings. Each
field carries its value, the places it came from, a confidence and, where there
is something to check, a doubt in one Vietnamese sentence. What the document
leaves empty stays empty. Pure Python; how it works: docs/reading-plans.md.
"""

from typing import TYPE_CHECKING

from vinhdanh.engines.reading.plan.model import (
    Field,
    Head,
    Period,
    PlanReading,
    Product,
    ReportingDuty,
    Task,
)

__all__ = ["Field", "Head", "Period", "PlanReading", "Product", "ReportingDuty", "Task", "read_plan"]

if TYPE_CHECKING:
    from vinhdanh.engines.reading.model import Document


def read_plan(document: "Document") -> PlanReading:
    """Head, tasks, reporting duties and warnings of a plan; never raises for odd content."""
    # The grammar takes a third of a second to load: only the process that reads pays for it.
    from vinhdanh.engines.reading.plan import reader

    return reader.read_plan(document)
