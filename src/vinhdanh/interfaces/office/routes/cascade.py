"""Plans that go down and come back up, reporting duties, governing papers."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import bases, composing, duties, filings, reports
from vinhdanh.interfaces.routing import POSTED, path_for, permitted

READER = permitted(Permission.READ_PLANS)
REPORTER = permitted(Permission.REPORT_TASKS)
POST = ("POST",)
BOTH = ("GET", "POST")
PLAN = "ke-hoach/<uuid:pk>/"
WRITING = "ke-hoach/soan/<uuid:pk>/"
DUTY = "che-do-bao-cao/<uuid:pk>/"
REPORT = "bao-cao/<uuid:pk>/"

urlpatterns = [
    path_for(PLAN + "don-vi-gui/", filings.plan_filings, name="plan_filings", access=POSTED),
    path_for(PLAN + "don-vi-gui.xlsx", filings.filings_export, name="plan_filings_export", access=POSTED),
    path_for(PLAN + "lap/", composing.start, name="filing_start", access=READER, methods=BOTH),
    path_for(WRITING, composing.filing, name="filing", access=READER, methods=BOTH),
    path_for(WRITING + "xem-lai/", composing.check, name="filing_check", access=READER, methods=BOTH),
    path_for(WRITING + "rut-lai/", composing.withdraw, name="filing_withdraw", access=READER, methods=POST),
    path_for(WRITING + "tra-lai/", composing.give_back, name="filing_return", access=READER, methods=POST),
    path_for(PLAN + "che-do-bao-cao/", duties.plan_duties, name="plan_duties", access=POSTED),
    path_for(PLAN + "che-do-bao-cao/them/", duties.duty_add, name="duty_add", access=READER, methods=BOTH),
    path_for(DUTY, duties.duty, name="duty", access=POSTED),
    path_for("che-do-bao-cao/<uuid:pk>.xlsx", duties.duty_export, name="duty_export", access=POSTED),
    path_for(DUTY + "chot/", duties.duty_settle, name="duty_settle", access=READER, methods=BOTH),
    path_for(DUTY + "bo/", duties.duty_drop, name="duty_drop", access=READER, methods=POST),
    path_for(PLAN + "can-cu/", bases.plan_bases, name="plan_bases", access=POSTED),
    path_for(PLAN + "can-cu/them/", bases.basis_add, name="basis_add", access=READER, methods=POST),
    path_for(
        PLAN + "can-cu/<uuid:basis_id>/bo/", bases.basis_drop, name="basis_drop", access=READER, methods=POST
    ),
    path_for(PLAN + "lich-su/", bases.plan_history, name="plan_history", access=POSTED),
    path_for("bao-cao-phai-gui/", reports.report_list, name="reports", access=POSTED),
    path_for(
        "bao-cao-phai-gui/<uuid:pk>/<slug:period>/",
        reports.report_send,
        name="report_send",
        access=REPORTER,
        methods=BOTH,
    ),
    path_for(REPORT, reports.report, name="report", access=POSTED),
    path_for(REPORT + "tep/<uuid:file_id>/", reports.report_file, name="report_file", access=POSTED),
    path_for(REPORT + "tra-lai/", reports.report_return, name="report_return", access=REPORTER, methods=POST),
    path_for(
        REPORT + "rut-lai/", reports.report_withdraw, name="report_withdraw", access=REPORTER, methods=POST
    ),
]
