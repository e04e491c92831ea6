from vinhdanh.domain.planning.models.draft import DraftDuty, DraftTask, PlanDraft
from vinhdanh.domain.planning.models.filing import Filing, FilingRow
from vinhdanh.domain.planning.models.plan import DutyParty, GoverningPaper, Plan, ReportingDuty
from vinhdanh.domain.planning.models.report import Report, ReportFile
from vinhdanh.domain.planning.models.task import Evidence, ProgressNote, Task, TaskParty

__all__ = [
    "DraftDuty",
    "DraftTask",
    "DutyParty",
    "Evidence",
    "Filing",
    "FilingRow",
    "GoverningPaper",
    "Plan",
    "PlanDraft",
    "ProgressNote",
    "Report",
    "ReportFile",
    "ReportingDuty",
    "Task",
    "TaskParty",
]
