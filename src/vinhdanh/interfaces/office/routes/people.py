"""Accounts, roles, who answers for whom: addresses of administrators, and two of everybody's."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views.people import (
    accounts,
    answering,
    handing_over,
    helping,
    importing,
    posts,
    roles,
    viewing,
)
from vinhdanh.interfaces.routing import SIGNED_IN, path_for, permitted

ADMIN = permitted(Permission.MANAGE_ACCOUNTS)
NAMING = permitted(Permission.MANAGE_BODIES)
SUPPORT = permitted(Permission.VIEW_AS)
POST = ("POST",)
BOTH = ("GET", "POST")
ALL = "quan-tri/tai-khoan/"
ONE = ALL + "<uuid:pk>/"
HELD = ONE + "vai-tro/<uuid:post_id>/"
ROLES = "quan-tri/vai-tro/"
ANSWERS = "tra-loi-thay/"

urlpatterns = [
    path_for(ALL, accounts.account_list, name="accounts", access=ADMIN),
    path_for(ALL + "them/", accounts.account_add, name="account_add", access=ADMIN, methods=BOTH),
    path_for(ALL + "nhap/", importing.account_import, name="account_import", access=ADMIN, methods=BOTH),
    path_for(ALL + "goi-y/", accounts.people_suggestions, name="account_suggestions", access=ADMIN),
    path_for(ONE, accounts.account, name="account", access=ADMIN),
    path_for(ONE + "bo-nhiem/", posts.post_add, name="account_appoint", access=ADMIN, methods=BOTH),
    path_for(ONE + "trang-thai/", accounts.account_switch, name="account_switch", access=ADMIN, methods=BOTH),
    path_for(ONE + "lien-ket/", helping.link_new, name="account_link", access=ADMIN, methods=POST),
    path_for(ONE + "mo-khoa/", helping.lock_lift, name="account_unlock", access=ADMIN, methods=POST),
    path_for(ONE + "go-bao-ve/", helping.factors_reset, name="account_factors", access=ADMIN, methods=POST),
    path_for(ONE + "ban-giao/", handing_over.hand_over, name="account_hand_over", access=ADMIN, methods=BOTH),
    path_for(ONE + "xem-thay/", viewing.viewing_start, name="account_view_as", access=SUPPORT, methods=BOTH),
    path_for(HELD + "thoi/", posts.post_end, name="account_post_end", access=ADMIN, methods=BOTH),
    path_for(HELD + "uy-quyen/", posts.post_lend, name="account_lend", access=ADMIN, methods=BOTH),
    path_for(
        ONE + "uy-quyen/<uuid:delegation_id>/thoi/",
        posts.lending_end,
        name="account_lending_end",
        access=ADMIN,
        methods=POST,
    ),
    path_for("xem-thay/thoi/", viewing.viewing_end, name="viewing_end", access=SIGNED_IN, methods=POST),
    path_for(ROLES, roles.role_list, name="roles", access=ADMIN),
    path_for(ROLES + "them/", roles.role_add, name="role_add", access=ADMIN, methods=BOTH),
    path_for(ROLES + "<uuid:pk>/", roles.role, name="role", access=ADMIN, methods=BOTH),
    path_for(ANSWERS, answering.answering, name="answering", access=NAMING),
    path_for(
        ANSWERS + "don-vi/<uuid:pk>/",
        answering.answerer_add,
        name="answering_add",
        access=NAMING,
        methods=BOTH,
    ),
    path_for(
        ANSWERS + "<uuid:pk>/thoi/", answering.answerer_end, name="answering_end", access=NAMING, methods=POST
    ),
]
