"""Small closed lists of this room."""

from django.db import models


class Outcome(models.IntegerChoices):
    """The verdict on a file, in the order of the law's own values."""

    UNMET = 0, "Chưa đạt"
    UNKNOWN = 1, "Chưa kết luận được"
    MET = 2, "Đủ tiêu chuẩn"


class Standing(models.IntegerChoices):
    """How one whom the radar found stands."""

    WAITING = 1, "Chỉ còn chờ người xét"
    MET = 2, "Đủ tiêu chuẩn"


class Share(models.TextChoices):
    """Whom a fair year does not forget."""

    DIRECT = "direct", "Trực tiếp lao động, sản xuất, công tác"
    WOMEN = "women", "Nữ"
    MINORITY = "minority", "Dân tộc thiểu số"
    PLAIN = "plain", "Không giữ chức vụ lãnh đạo"
    REMOTE = "remote", "Xã biên giới, hải đảo, vùng khó khăn"
