from vinhdanh.domain.planning.models.draft import DraftDuty, DraftTask, PlanDraft
from vinhdanh.domain.planning.models.feed import CalendarFeed
from vinhdanh.domain.planning.models.plan import Plan, ReportingDuty
from vinhdanh.domain.planning.models.product import TaskProduct
from vinhdanh.domain.planning.models.session import CouncilSession, Milestone, Step, StepList
from vinhdanh.domain.planning.models.task import Evidence, ProgressNote, Task, TaskParty

__all__ = [
    "CalendarFeed",
    "CouncilSession",
    "DraftDuty",
    "DraftTask",
    "Evidence",
    "Milestone",
    "Plan",
    "PlanDraft",
    "ProgressNote",
    "ReportingDuty",
    "Step",
    "StepList",
    "Task",
    "TaskParty",
    "TaskProduct",
]
