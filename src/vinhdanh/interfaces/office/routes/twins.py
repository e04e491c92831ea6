"""Addresses of records that may be of one subject."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import twins
from vinhdanh.interfaces.routing import path_for, permitted

KEEPER = permitted(Permission.KEEP_REGISTRY)
POST = ("POST",)
BOTH = ("GET", "POST")
ALL = "so-khen-thuong/nghi-trung/"

urlpatterns = [
    path_for(ALL, twins.twins, name="twins", access=KEEPER),
    path_for(ALL + "tim/", twins.look, name="twins_look", access=KEEPER, methods=POST),
    path_for(ALL + "<uuid:pk>/", twins.twin, name="twin", access=KEEPER, methods=BOTH),
    path_for(ALL + "<uuid:pk>/tach/", twins.undo, name="merge_undo", access=KEEPER, methods=POST),
]
