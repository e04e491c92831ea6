"""Addresses of council sessions and of the steps that lead up to them."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import sessions, steps
from vinhdanh.interfaces.routing import POSTED, path_for, permitted

PLANNER = permitted(Permission.READ_PLANS)
REPORTER = permitted(Permission.REPORT_TASKS)
POST = ("POST",)
BOTH = ("GET", "POST")
SESSION = "phien-hop/<uuid:pk>/"
MILESTONE = SESSION + "buoc/<uuid:milestone_id>/"

urlpatterns = [
    path_for("phien-hop/", sessions.session_list, name="sessions", access=POSTED),
    path_for("phien-hop/moi/", sessions.session_add, name="session_add", access=PLANNER, methods=BOTH),
    path_for("phien-hop/cac-buoc/", steps.step_list, name="steps", access=PLANNER, methods=BOTH),
    path_for("phien-hop/buoc/<uuid:pk>/", sessions.milestone, name="milestone", access=POSTED),
    path_for(SESSION, sessions.session, name="session", access=POSTED),
    path_for(SESSION + "doi/", sessions.session_move, name="session_move", access=PLANNER, methods=BOTH),
    path_for(SESSION + "huy/", sessions.session_cancel, name="session_cancel", access=PLANNER, methods=POST),
    path_for(
        MILESTONE + "xong/", sessions.milestone_done, name="milestone_done", access=REPORTER, methods=POST
    ),
    path_for(
        MILESTONE + "giao/",
        sessions.milestone_assign,
        name="milestone_assign",
        access=PLANNER,
        methods=POST,
    ),
    path_for(
        MILESTONE + "mo-lai/",
        sessions.milestone_reopen,
        name="milestone_reopen",
        access=REPORTER,
        methods=POST,
    ),
]
