"""Small closed lists of this room."""

from django.db import models


class InstrumentState(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    PUBLISHED = "published", "Đang áp dụng"
    SUPERSEDED = "superseded", "Đã được thay thế"
    WITHDRAWN = "withdrawn", "Đã bãi bỏ"


class InstrumentKind(models.TextChoices):
    """In the order of precedence, the last word first."""

    GUIDANCE = "guidance", "Hướng dẫn hằng năm"
    UNIT_RULE = "unit_rule", "Quy định của đơn vị"
    REGULATION = "regulation", "Quy chế, quy định của tỉnh"


PRECEDENCE: dict[str, int] = {kind: place for place, kind in enumerate(InstrumentKind)}


class What(models.TextChoices):
    """What one local rule settles."""

    STANDARD = "standard", "Tiêu chuẩn cụ thể"
    RATIO = "ratio", "Tỷ lệ tối đa"
    QUOTA = "quota", "Số lượng tối đa"
    DEADLINE = "deadline", "Hạn nộp hồ sơ"
    PUBLICITY = "publicity", "Số ngày công khai"
    VOTE = "vote", "Tỷ lệ phiếu đồng ý"
    COUNCIL = "council", "Số thành viên Hội đồng"
    READING = "reading", "Cách hiểu điều luật"
    BONUS = "bonus", "Mức tiền thưởng của địa phương"


UNITS: dict[str, str] = {
    What.RATIO: "%",
    What.QUOTA: "trường hợp",
    What.PUBLICITY: "ngày làm việc",
    What.VOTE: "%",
    What.COUNCIL: "thành viên",
    What.BONUS: "đồng",
}
NUMBERED = frozenset(UNITS)


class Level(models.TextChoices):
    COMPLETED = "completed", "hoàn thành nhiệm vụ"
    GOOD = "good", "hoàn thành tốt nhiệm vụ"
    EXCELLENT = "excellent", "hoàn thành xuất sắc nhiệm vụ"


class Scope(models.TextChoices):
    CO_SO = "co_so", "cấp cơ sở"
    TINH = "tinh", "cấp tỉnh"
    BO = "bo", "cấp bộ"
    TOAN_QUOC = "toan_quoc", "toàn quốc"
