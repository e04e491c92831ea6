"""Jobs and the operator's page."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import metrics, operations
from vinhdanh.interfaces.routing import EVERYONE, SIGNED_IN, path_for, permitted

OPERATOR = permitted(Permission.OPERATE)
POST = ("POST",)
JOB = "van-hanh/<uuid:pk>/"

urlpatterns = [
    path_for("metrics", metrics.metrics, name="metrics", access=EVERYONE),
    path_for("viec-nen/<uuid:pk>/", operations.job, name="job", access=SIGNED_IN),
    path_for(
        "viec-nen/<uuid:pk>/dung/", operations.job_stop, name="job_stop", access=SIGNED_IN, methods=POST
    ),
    path_for("van-hanh/", operations.overview, name="operations", access=OPERATOR),
    path_for(JOB + "dung/", operations.stop, name="operations_stop", access=OPERATOR, methods=POST),
    path_for(JOB + "thu-lai/", operations.retry, name="operations_retry", access=OPERATOR, methods=POST),
    path_for(JOB + "quen/", operations.forget, name="operations_forget", access=OPERATOR, methods=POST),
]
