"""Addresses of notices, chasing and the outbox."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import chasing, chasing_settings, digest, notices, outbox
from vinhdanh.interfaces.routing import POSTED, SIGNED_IN, path_for, permitted

CHASER = permitted(Permission.CHASE)
OPERATOR = permitted(Permission.OPERATE)
POST = ("POST",)
BOTH = ("GET", "POST")

urlpatterns = [
    path_for("thong-bao/", notices.notice_list, name="notices", access=SIGNED_IN),
    path_for("thong-bao/doc-het/", notices.read_all, name="notices_read", access=SIGNED_IN, methods=POST),
    path_for(
        "thong-bao/cach-nhan/", notices.preferences, name="notice_preferences", access=SIGNED_IN, methods=BOTH
    ),
    path_for("tin/<uuid:pk>/", notices.notice_open, name="notice_open", access=SIGNED_IN),
    path_for("v/<slug:code>", notices.short_link, name="short_link", access=SIGNED_IN),
    path_for("nhac-viec/", chasing.chase, name="chase", access=CHASER),
    path_for("nhac-viec/soat/", chasing.proof, name="nudge_proof", access=CHASER, methods=POST),
    path_for("nhac-viec/gui/", chasing.send, name="nudge_send", access=CHASER, methods=POST),
    path_for("nhac-viec/zalo/", chasing.zalo, name="zalo", access=CHASER, methods=POST),
    path_for("nhac-viec/viec/<uuid:pk>/", chasing.item, name="chase_item", access=POSTED),
    path_for("nhac-viec/loi-nhac/", chasing.nudges, name="nudges", access=CHASER),
    path_for("nhac-viec/loi-nhac/<uuid:pk>/", chasing.nudge_page, name="nudge", access=POSTED),
    path_for("nhac-viec/da-gui/", chasing.sent, name="chase_sent", access=CHASER),
    path_for("nhac-viec/diem-viec/", digest.digest, name="digest", access=CHASER),
    path_for("nhac-viec/diem-viec/luu/", digest.save, name="digest_save", access=CHASER, methods=POST),
    path_for("nhac-viec/diem-viec/giu/", digest.hold, name="digest_hold", access=CHASER, methods=POST),
    path_for("nhac-viec/cai-dat/", chasing_settings.rules, name="chase_rules", access=CHASER, methods=BOTH),
    path_for("thu-di/", outbox.letters, name="outbox", access=OPERATOR),
    path_for("thu-di/<uuid:pk>/gui-lai/", outbox.retry, name="outbox_retry", access=OPERATOR, methods=POST),
]
