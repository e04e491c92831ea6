"""Addresses of certificates: designs, printers, lists, prints. Lists hold people's data: registries only."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import certificate_prints as prints
from vinhdanh.interfaces.office.views import certificates
from vinhdanh.interfaces.routing import path_for, permitted

REGISTRY = permitted(Permission.ISSUE_PAPERS)
POST = ("POST",)
BOTH = ("GET", "POST")
ALL = "bang/"
DESIGN = ALL + "mau/<uuid:pk>/"
LIST = ALL + "dot-in/<uuid:pk>/"
RUN = ALL + "ban-in/<uuid:pk>/"
PRINTERS = ALL + "may-in/"

urlpatterns = [
    path_for(ALL, certificates.certificates, name="certificates", access=REGISTRY, methods=BOTH),
    path_for(DESIGN, certificates.design, name="certificate_design", access=REGISTRY, methods=BOTH),
    path_for(
        DESIGN + "ban-<int:n>.<slug:ending>",
        certificates.preview,
        name="certificate_preview",
        access=REGISTRY,
    ),
    path_for(
        DESIGN + "danh-sach/", prints.printing_add, name="certificate_list_add", access=REGISTRY, methods=BOTH
    ),
    path_for(PRINTERS, certificates.printers, name="certificate_printers", access=REGISTRY, methods=BOTH),
    path_for(
        PRINTERS + "trang-thu.pdf", certificates.offset_page, name="certificate_offset_page", access=REGISTRY
    ),
    path_for(LIST, prints.printing, name="certificate_printing", access=REGISTRY),
    path_for(LIST + "in/", prints.print_sheets, name="certificate_print", access=REGISTRY, methods=POST),
    path_for(
        LIST + "<int:position>/het-gia-tri/",
        prints.void,
        name="certificate_void",
        access=REGISTRY,
        methods=POST,
    ),
    path_for(RUN, prints.run, name="certificate_run", access=REGISTRY),
    path_for(RUN + "tep/", prints.run_download, name="certificate_run_file", access=REGISTRY),
]
