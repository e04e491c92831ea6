"""Addresses of signing in and of what guards an account.

Names that begin with ``account_``, ``mfa_`` and ``openid_connect_`` are those by which the sign-in
library finds its pages; none of its own addresses is included.
"""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.signing import factors
from vinhdanh.interfaces.office.views import passwords, security, session, sign_in_help
from vinhdanh.interfaces.routing import EVERYONE, SIGNED_IN, path_for, permitted

HELPER = permitted(Permission.MANAGE_ACCOUNTS)
POST = ("POST",)
BOTH = ("GET", "POST")
SAFE = "bao-mat/"
HELP = "quan-tri/dang-nhap/"

urlpatterns = [
    # The page "sign_in" under the name by which the library sends people there.
    path_for("dang-nhap/", session.sign_in, name="account_login", access=EVERYONE, methods=BOTH),
    path_for(
        "dang-nhap/buoc-hai/",
        factors.SecondStep.as_view(),
        name="mfa_authenticate",
        access=EVERYONE,
        methods=BOTH,
    ),
    path_for(
        "dang-nhap/<slug:provider_id>/", session.identity_start, name="openid_connect_login", access=EVERYONE
    ),
    path_for(
        "dang-nhap/<slug:provider_id>/ve/",
        session.identity_return,
        name="openid_connect_callback",
        access=EVERYONE,
    ),
    path_for("quen-mat-khau/", passwords.forgotten, name="forgotten", access=EVERYONE, methods=BOTH),
    path_for(
        "dat-mat-khau/<slug:uid>/<slug:token>/",
        passwords.set_password,
        name="set_password",
        access=EVERYONE,
    ),
    path_for(
        "dat-mat-khau/", passwords.choose_password, name="choose_password", access=EVERYONE, methods=BOTH
    ),
    path_for(SAFE, security.security, name="mfa_index", access=SIGNED_IN),
    path_for(SAFE + "mat-khau/", security.password, name="security_password", access=SIGNED_IN, methods=BOTH),
    path_for(
        SAFE + "ung-dung/",
        factors.SetUpAppView.as_view(),
        name="mfa_activate_totp",
        access=SIGNED_IN,
        methods=BOTH,
    ),
    path_for(
        SAFE + "ung-dung/tat/",
        factors.RemoveAppView.as_view(),
        name="mfa_deactivate_totp",
        access=SIGNED_IN,
        methods=BOTH,
    ),
    path_for(
        SAFE + "khoa/them/",
        factors.AddKeyView.as_view(),
        name="security_add_key",
        access=SIGNED_IN,
        methods=BOTH,
    ),
    path_for(
        SAFE + "khoa/<int:pk>/go/",
        factors.RemoveKeyView.as_view(),
        name="security_remove_key",
        access=SIGNED_IN,
        methods=BOTH,
    ),
    path_for(
        SAFE + "ma-du-phong/", factors.CodesView.as_view(), name="mfa_view_recovery_codes", access=SIGNED_IN
    ),
    path_for(
        SAFE + "ma-du-phong/tep/",
        factors.CodesFileView.as_view(),
        name="security_codes_file",
        access=SIGNED_IN,
    ),
    path_for(
        SAFE + "ma-du-phong/moi/",
        factors.NewCodesView.as_view(),
        name="security_new_codes",
        access=SIGNED_IN,
        methods=BOTH,
    ),
    path_for(
        SAFE + "phien/<uuid:pk>/ket-thuc/",
        security.session_end,
        name="session_end",
        access=SIGNED_IN,
        methods=POST,
    ),
    path_for(
        SAFE + "phien/ket-thuc-khac/",
        security.sessions_end,
        name="sessions_end",
        access=SIGNED_IN,
        methods=POST,
    ),
    path_for(
        "xac-nhan/",
        factors.PasswordAgain.as_view(),
        name="account_reauthenticate",
        access=SIGNED_IN,
        methods=BOTH,
    ),
    path_for(
        "xac-nhan/ma/", factors.CodeAgain.as_view(), name="mfa_reauthenticate", access=SIGNED_IN, methods=BOTH
    ),
    path_for(
        "xac-nhan/khoa/",
        factors.KeyAgain.as_view(),
        name="mfa_reauthenticate_webauthn",
        access=SIGNED_IN,
        methods=BOTH,
    ),
    path_for(HELP, sign_in_help.locked, name="sign_in_help", access=HELPER),
    path_for(
        HELP + "mo-dia-chi/",
        sign_in_help.address_lift,
        name="sign_in_help_address",
        access=HELPER,
        methods=POST,
    ),
]
