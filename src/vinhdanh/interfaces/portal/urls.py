"""Addresses that need no account."""

from vinhdanh.interfaces.portal import views
from vinhdanh.interfaces.routing import EVERYONE, path_for

urlpatterns = [
    path_for("", views.portal, name="portal", access=EVERYONE),
    path_for("tieu-chuan/", views.standards, name="portal_standards", access=EVERYONE),
    path_for("tieu-chuan/<slug:code>/", views.standard, name="portal_standard", access=EVERYONE),
    path_for("bang/<slug:token>", views.certificate, name="portal_certificate", access=EVERYONE),
    path_for("ke-hoach/<uuid:pk>/", views.plan, name="portal_plan", access=EVERYONE),
]
