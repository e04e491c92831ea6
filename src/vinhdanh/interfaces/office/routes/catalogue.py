"""Addresses of standards and of local instruments."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import instruments, lacking, radar, standards
from vinhdanh.interfaces.routing import POSTED, SIGNED_IN, path_for, permitted

READS = permitted(Permission.READ_REGISTRY)
RULES = permitted(Permission.MANAGE_RULES)
POST = ("POST",)
BOTH = ("GET", "POST")
ONE = "quy-dinh/<uuid:pk>/"
SCREENING = "khong-bo-sot/<uuid:pk>/"
ROW = ONE + "dong/<uuid:rule_id>/"

urlpatterns = [
    path_for("tieu-chuan/", standards.standards, name="standards", access=SIGNED_IN),
    path_for("tieu-chuan/<slug:code>/", standards.award, name="standard", access=SIGNED_IN),
    path_for("tieu-chuan/<slug:code>/so-sanh/", standards.compare, name="standard_compare", access=SIGNED_IN),
    path_for("quy-dinh/", instruments.instruments, name="instruments", access=POSTED),
    path_for("quy-dinh/moi/", instruments.instrument_add, name="instrument_add", access=RULES, methods=BOTH),
    path_for(ONE, instruments.instrument, name="instrument", access=POSTED),
    path_for(ONE + "so-sanh/", instruments.versions, name="instrument_versions", access=POSTED),
    path_for(
        ONE + "phan-dau/", instruments.instrument_head, name="instrument_head", access=RULES, methods=POST
    ),
    path_for(ONE + "anh-huong/", instruments.hit, name="instrument_hit", access=RULES),
    path_for(ONE + "them/", instruments.rule_add, name="instrument_rule_add", access=RULES, methods=POST),
    path_for(ROW, instruments.rule_mend, name="instrument_rule_mend", access=RULES, methods=POST),
    path_for(ROW + "bo/", instruments.rule_drop, name="instrument_rule_drop", access=RULES, methods=POST),
    path_for(ONE + "ban-hanh/", instruments.publish, name="instrument_publish", access=RULES, methods=POST),
    path_for(ONE + "bo/", instruments.discard, name="instrument_discard", access=RULES, methods=POST),
    path_for(
        ONE + "phien-ban/", instruments.version_add, name="instrument_version", access=RULES, methods=POST
    ),
    path_for(ONE + "bai-bo/", instruments.withdraw, name="instrument_withdraw", access=RULES, methods=POST),
    path_for("con-thieu-gi/<uuid:pk>/", lacking.lacking, name="lacking", access=READS),
    path_for("con-thieu-gi/<uuid:pk>/luu/", lacking.keep, name="lacking_keep", access=READS, methods=POST),
    path_for("ket-qua-xet/<uuid:pk>/", lacking.evaluation, name="evaluation", access=READS),
    path_for("khong-bo-sot/", radar.radar, name="radar", access=READS, methods=BOTH),
    path_for(SCREENING, radar.screening, name="screening", access=READS),
    path_for(SCREENING + "don-vi/", radar.screening_units, name="screening_units", access=READS),
    path_for(SCREENING + "xuat.xlsx", radar.screening_export, name="screening_export", access=READS),
]
