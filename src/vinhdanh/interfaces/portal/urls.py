"""Addresses that need no account."""

from vinhdanh.interfaces.portal import views
from vinhdanh.interfaces.routing import EVERYONE, path_for

urlpatterns = [
    path_for("", views.portal, name="portal", access=EVERYONE),
    path_for("ke-hoach/<uuid:pk>/", views.plan, name="portal_plan", access=EVERYONE),
]
