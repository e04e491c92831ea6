from vinhdanh.domain.planning.models.draft import DraftDuty, DraftTask, PlanDraft
from vinhdanh.domain.planning.models.plan import Plan, ReportingDuty
from vinhdanh.domain.planning.models.task import Evidence, ProgressNote, Task, TaskParty

__all__ = [
    "DraftDuty",
    "DraftTask",
    "Evidence",
    "Plan",
    "PlanDraft",
    "ProgressNote",
    "ReportingDuty",
    "Task",
    "TaskParty",
]
