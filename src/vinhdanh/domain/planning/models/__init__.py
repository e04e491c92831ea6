from vinhdanh.domain.planning.models.draft import DraftDuty, DraftTask, PlanDraft
from vinhdanh.domain.planning.models.feed import CalendarFeed
from vinhdanh.domain.planning.models.filing import Filing, FilingRow
from vinhdanh.domain.planning.models.plan import DutyParty, GoverningPaper, Plan, ReportingDuty
from vinhdanh.domain.planning.models.product import TaskProduct
from vinhdanh.domain.planning.models.report import Report, ReportFile
from vinhdanh.domain.planning.models.session import CouncilSession, Milestone, Step, StepList
from vinhdanh.domain.planning.models.task import Evidence, ProgressNote, Task, TaskParty

__all__ = [
    "CalendarFeed",
    "CouncilSession",
    "DraftDuty",
    "DraftTask",
    "DutyParty",
    "Evidence",
    "Filing",
    "FilingRow",
    "GoverningPaper",
    "Milestone",
    "Plan",
    "PlanDraft",
    "ProgressNote",
    "Report",
    "ReportFile",
    "ReportingDuty",
    "Step",
    "StepList",
    "Task",
    "TaskParty",
    "TaskProduct",
]
