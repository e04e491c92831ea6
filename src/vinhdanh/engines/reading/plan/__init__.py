"""The plan grammar: a document becomes a typed reading of an emulation and commendation plan.

``read_plan(document)`` takes a :class:`~vinhdanh.engines.reading.model.Document`
and gives a :class:`PlanReading`: head, tasks, reporting duties, warnings. Each
field carries its value, the places it came from, a confidence and, where there
is something to check, a doubt in one Vietnamese sentence. What the document
leaves empty stays empty. Pure Python; how it works: docs/reading-plans.md.
"""

from vinhdanh.engines.reading.plan.model import (
    Field,
    Head,
    Period,
    PlanReading,
    Product,
    ReportingDuty,
    Task,
)
from vinhdanh.engines.reading.plan.reader import read_plan

__all__ = ["Field", "Head", "Period", "PlanReading", "Product", "ReportingDuty", "Task", "read_plan"]
