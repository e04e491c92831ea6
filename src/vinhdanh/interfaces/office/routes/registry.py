"""Addresses of the book of record."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import registry, registry_acts
from vinhdanh.interfaces.routing import path_for, permitted

READER = permitted(Permission.READ_REGISTRY)
KEEPER = permitted(Permission.KEEP_REGISTRY)
DECLARER = permitted(Permission.DECLARE_AWARDS)
POST = ("POST",)
BOTH = ("GET", "POST")
BOOK = "so-khen-thuong/"
ONE = BOOK + "<uuid:pk>/"
CLAIM = BOOK + "khai-bao/<uuid:pk>/"

urlpatterns = [
    path_for(BOOK, registry.subjects, name="registry", access=READER),
    path_for(BOOK + "them/", registry.subject_add, name="registry_add", access=KEEPER, methods=BOTH),
    path_for(BOOK + "khai-bao/", registry_acts.claims, name="registry_claims", access=KEEPER),
    path_for(
        CLAIM + "xac-nhan/",
        registry_acts.claim_confirm,
        name="registry_claim_confirm",
        access=KEEPER,
        methods=POST,
    ),
    path_for(
        CLAIM + "khong-xac-nhan/",
        registry_acts.claim_refuse,
        name="registry_claim_refuse",
        access=KEEPER,
        methods=BOTH,
    ),
    path_for(ONE, registry.subject, name="registry_subject", access=READER),
    path_for(ONE + "khai/", registry_acts.declare, name="registry_declare", access=DECLARER, methods=BOTH),
    path_for(
        ONE + "ghi/<slug:kind>/", registry_acts.record, name="registry_record", access=KEEPER, methods=BOTH
    ),
    path_for(
        ONE + "dinh-chinh/<slug:kind>/<uuid:entry_id>/",
        registry_acts.correct,
        name="registry_correct",
        access=KEEPER,
        methods=BOTH,
    ),
    path_for(
        ONE + "huy-bo/<slug:kind>/<uuid:entry_id>/",
        registry_acts.revoke,
        name="registry_revoke",
        access=KEEPER,
        methods=BOTH,
    ),
    path_for(
        ONE + "cap-lai/<uuid:entry_id>/",
        registry_acts.reissue,
        name="registry_reissue",
        access=KEEPER,
        methods=BOTH,
    ),
    path_for(
        ONE + "thoi-hoan/<uuid:entry_id>/",
        registry_acts.hold_close,
        name="registry_hold_close",
        access=KEEPER,
        methods=BOTH,
    ),
    path_for(
        ONE + "het-ky-luat/<uuid:entry_id>/",
        registry_acts.discipline_end,
        name="registry_discipline_end",
        access=KEEPER,
        methods=BOTH,
    ),
    path_for(
        ONE + "giay-to/<slug:kind>/<uuid:entry_id>/", registry.paper, name="registry_paper", access=READER
    ),
]
