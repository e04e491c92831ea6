"""Small closed lists of this room."""

from django.db import models


class ObligationKind(models.TextChoices):
    TASK = "task", "Nhiệm vụ trong kế hoạch"
    REPORT = "report", "Chế độ báo cáo"
    UNIT_PLAN = "unit_plan", "Kế hoạch của đơn vị"
    MILESTONE = "milestone", "Mốc thời gian"


class ObligationState(models.TextChoices):
    OPEN = "open", "Chưa xong"
    FULFILLED = "fulfilled", "Đã xong"
    WAIVED = "waived", "Không phải làm"
