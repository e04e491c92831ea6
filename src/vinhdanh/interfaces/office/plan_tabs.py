"""The pages of one plan, as tabs."""

from typing import Any

from django.urls import reverse

from vinhdanh.domain.planning.models import Plan

_TABS = (
    ("plan", "Nhiệm vụ"),
    ("plan_filings", "Đơn vị gửi kế hoạch"),
    ("plan_duties", "Chế độ báo cáo"),
    ("plan_bases", "Căn cứ"),
    ("plan_history", "Lịch sử"),
)


def plan_tabs(plan: Plan, current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(name, args=[plan.pk]), "current": name == current, "count": None}
        for name, label in _TABS
    ]
