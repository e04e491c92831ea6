"""Addresses of a task's expected products."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import products
from vinhdanh.interfaces.routing import POSTED, path_for, permitted

READER = permitted(Permission.READ_PLANS)
REPORTER = permitted(Permission.REPORT_TASKS)
POST = ("POST",)
PRODUCTS = "nhiem-vu/<uuid:pk>/san-pham/"
PRODUCT = PRODUCTS + "<uuid:product_id>/"

urlpatterns = [
    path_for(PRODUCTS, products.products_save, name="task_products", access=READER, methods=POST),
    path_for(PRODUCT + "co/", products.product_show, name="task_product", access=REPORTER, methods=POST),
    path_for(
        PRODUCT + "bo/", products.product_withdraw, name="task_product_undo", access=REPORTER, methods=POST
    ),
    path_for(PRODUCT + "tep/", products.product_download, name="task_product_file", access=POSTED),
]
