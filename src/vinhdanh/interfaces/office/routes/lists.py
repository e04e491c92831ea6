"""Addresses of lists of history by Excel."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import lists
from vinhdanh.interfaces.routing import path_for, permitted

KEEPER = permitted(Permission.KEEP_REGISTRY)
POST = ("POST",)
BOTH = ("GET", "POST")
ALL = "so-khen-thuong/nhap/"
ONE = ALL + "<uuid:pk>/"
ROW = ONE + "dong/<uuid:row_id>/"

urlpatterns = [
    path_for(ALL, lists.lists, name="imports", access=KEEPER, methods=BOTH),
    path_for(ALL + "mau/<slug:kind>.xlsx", lists.template, name="import_template", access=KEEPER),
    path_for(ONE, lists.listing, name="import", access=KEEPER),
    path_for(ONE + "nhan/", lists.accept, name="import_accept", access=KEEPER, methods=BOTH),
    path_for(ONE + "bo/", lists.discard, name="import_discard", access=KEEPER, methods=POST),
    path_for(ONE + "tep/", lists.original, name="import_file", access=KEEPER),
    path_for(ONE + "tra-lai/", lists.returned, name="import_returned", access=KEEPER),
    path_for(ROW, lists.row, name="import_row", access=KEEPER, methods=BOTH),
    path_for(ROW + "la-ai/", lists.row_who, name="import_who", access=KEEPER, methods=POST),
    path_for(ROW + "<slug:mark>/", lists.row_mark, name="import_mark", access=KEEPER, methods=POST),
]
