"""Addresses of what waits, of what is owed, and of one body's part of a task."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import ledger, parts, work
from vinhdanh.interfaces.routing import POSTED, path_for, permitted

_REPORTER = permitted(Permission.REPORT_TASKS)
_PART = "nhiem-vu/<uuid:pk>/phan-viec/<uuid:party>/"

urlpatterns = [
    path_for("viec/", work.mine, name="work", access=POSTED),
    path_for("viec/cho-nguoi-khac/", work.others, name="work_others", access=_REPORTER),
    path_for("theo-doi/", ledger.rows, name="ledger", access=_REPORTER),
    path_for("theo-doi/don-vi/", ledger.bodies, name="ledger_bodies", access=_REPORTER),
    path_for("theo-doi/xuat.xlsx", ledger.export, name="ledger_export", access=_REPORTER),
    path_for(_PART, parts.report, name="task_part", access=_REPORTER, methods=("POST",)),
    path_for(_PART + "mo-lai/", parts.reopen, name="task_part_reopen", access=_REPORTER, methods=("POST",)),
]
