"""All addresses: the office at the root, the public portal beside it."""

from django.urls import include, path

urlpatterns = [
    path("", include("vinhdanh.interfaces.office.urls")),
    path("cong-khai/", include("vinhdanh.interfaces.portal.urls")),
]
handler400 = "vinhdanh.interfaces.office.views.system.unreadable"
handler404 = "vinhdanh.interfaces.office.views.system.not_found"
handler500 = "vinhdanh.interfaces.office.views.system.broken"
