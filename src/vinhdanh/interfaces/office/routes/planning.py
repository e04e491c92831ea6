"""Addresses of what happens to a plan after it is in force: copied, withdrawn, replaced, printed."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import plan_life, unled
from vinhdanh.interfaces.routing import POSTED, path_for, permitted

READER = permitted(Permission.READ_PLANS)
POST = ("POST",)
BOTH = ("GET", "POST")
PLAN = "ke-hoach/<uuid:pk>/"

urlpatterns = [
    path_for("nhiem-vu/chua-chu-tri/", unled.unled, name="tasks_unled", access=READER, methods=BOTH),
    path_for(PLAN + "phu-luc.docx", plan_life.plan_print, name="plan_print", access=POSTED),
    path_for(PLAN + "nam-sau/", plan_life.plan_copy, name="plan_copy", access=READER, methods=BOTH),
    path_for(PLAN + "ket-thuc/", plan_life.plan_end, name="plan_end", access=READER),
    path_for(
        PLAN + "ket-thuc/bo/", plan_life.plan_withdraw, name="plan_withdraw", access=READER, methods=POST
    ),
    path_for(
        PLAN + "ket-thuc/thay/", plan_life.plan_replace, name="plan_replace", access=READER, methods=POST
    ),
]
