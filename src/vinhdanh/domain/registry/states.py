"""Small closed lists of this room; values are those of the law's facts."""

from typing import Final

from django.db import models


class EntryState(models.TextChoices):
    """``given`` is the row that counts; behind every other one stands an act with its reason."""

    GIVEN = "given", "Đang có giá trị"
    CORRECTED = "corrected", "Đã đính chính"
    REISSUED = "reissued", "Đã cấp lại"
    REVOKED = "revoked", "Đã hủy bỏ, thu hồi"


class Source(models.TextChoices):
    DECISION = "decision", "Ghi theo quyết định"
    IMPORT = "import", "Nhập từ danh sách"
    CLAIM = "claim", "Đơn vị khai, đã xác minh"


class Manner(models.TextChoices):
    """Loại hình khen thưởng (Điều 8 Luật 06/2022/QH15), with those of statistics."""

    MERIT = "merit", "Công trạng"
    SUDDEN = "sudden", "Đột xuất"
    THEMATIC = "thematic", "Chuyên đề"
    CAMPAIGN = "campaign", "Phong trào thi đua"
    CONTRIBUTION = "contribution", "Quá trình cống hiến"
    SENIORITY = "seniority", "Niên hạn"
    EXTERNAL = "external", "Đối ngoại"
    RESISTANCE = "resistance", "Thành tích kháng chiến"


class IssuerLevel(models.TextChoices):
    """``huyen`` exists only in decisions before 01/07/2025."""

    BASE = "co_so", "Cơ sở"
    COMMUNE = "xa", "Cấp xã"
    DISTRICT = "huyen", "Cấp huyện"
    PROVINCE = "tinh", "Cấp tỉnh"
    MINISTRY = "bo", "Cấp bộ"
    STATE = "nha_nuoc", "Cấp Nhà nước"


class RatingLevel(models.TextChoices):
    NOT_COMPLETED = "not_completed", "Không hoàn thành nhiệm vụ"
    COMPLETED = "completed", "Hoàn thành nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    EXCEEDS_TARGETS = "exceeds_targets", "Hoàn thành vượt mức chỉ tiêu"


class RecognitionKind(models.TextChoices):
    INITIATIVE = "initiative", "Sáng kiến"
    SCIENCE_WORK = "science_work", "Đề tài, đề án khoa học"


class RecognitionScope(models.TextChoices):
    BASE = "co_so", "Cơ sở"
    DISTRICT = "huyen", "Cấp huyện"
    PROVINCE = "tinh", "Cấp tỉnh"
    MINISTRY = "bo", "Cấp bộ"
    NATION = "toan_quoc", "Toàn quốc"


class DisciplineForm(models.TextChoices):
    REPRIMAND = "khien_trach", "Khiển trách"
    WARNING = "canh_cao", "Cảnh cáo"
    PAY_CUT = "ha_bac_luong", "Hạ bậc lương"
    DEMOTION = "giang_chuc", "Giáng chức"
    REMOVAL = "cach_chuc", "Cách chức"
    DISMISSAL = "buoc_thoi_viec", "Buộc thôi việc"


class HoldReason(models.TextChoices):
    """Why consideration waits (Điều 4 khoản 4 Nghị định 152/2025/NĐ-CP)."""

    DISCIPLINE = "discipline_considered", "Đang xem xét thi hành kỷ luật"
    INVESTIGATION = "investigation", "Đang điều tra, truy tố, xét xử"
    INSPECTION = "inspection", "Đang thanh tra, kiểm tra"
    AUDIT = "audit", "Đang kiểm toán"
    DENUNCIATION = "denunciation", "Đang xác minh đơn tố cáo"
    PRESS = "press", "Báo chí nêu, đang xác minh"


class ClaimState(models.TextChoices):
    DECLARED = "declared", "Đơn vị khai, chờ xác minh"
    CONFIRMED = "confirmed", "Đã xác minh"
    REFUSED = "refused", "Không xác nhận"


# Danh hiệu thi đua: one a year of each; a certificate may come more than once.
TITLES: Final = frozenset(
    {
        "lao_dong_tien_tien",
        "chien_si_tien_tien",
        "cstd_co_so",
        "cstd_cap_tinh",
        "cstd_cap_bo",
        "cstd_toan_quoc",
        "tap_the_ld_tien_tien",
        "don_vi_tien_tien",
        "tap_the_ld_xuat_sac",
        "don_vi_quyet_thang",
        "co_thi_dua_cap_tinh",
        "co_thi_dua_cap_bo",
        "co_thi_dua_quan_khu_dhqg",
        "co_thi_dua_chinh_phu",
        "xa_phuong_tieu_bieu",
        "thon_tdp_van_hoa",
        "gia_dinh_van_hoa",
    }
)
