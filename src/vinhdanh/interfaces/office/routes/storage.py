"""Addresses of the file store for those who operate it."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import storage
from vinhdanh.interfaces.routing import path_for, permitted

OPERATOR = permitted(Permission.OPERATE)

urlpatterns = [
    path_for("kho-tep/", storage.overview, name="storage", access=OPERATOR),
    path_for("kho-tep/muc/", storage.quota, name="storage_quota", access=OPERATOR, methods=("POST",)),
]
