"""Addresses of the audit log."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import journal
from vinhdanh.interfaces.routing import POSTED, path_for, permitted

OPERATOR = permitted(Permission.OPERATE)

urlpatterns = [
    path_for("nhat-ky/", journal.entries, name="journal", access=OPERATOR),
    path_for("ke-hoach/<uuid:pk>/lich-su/", journal.plan_history, name="plan_history", access=POSTED),
    path_for(
        "don-vi/<uuid:pk>/lich-su/",
        journal.body_history,
        name="body_history",
        access=permitted(Permission.MANAGE_BODIES),
    ),
    path_for("nhat-ky/xuat.xlsx", journal.export, name="journal_export", access=OPERATOR),
]
