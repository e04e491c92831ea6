"""Where a page hangs in the year: chains, tabs, the strip of months, the lanes of a board."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from vinhdanh.domain.planning.models import Plan, Task
from vinhdanh.domain.planning.queries.board import Board
from vinhdanh.domain.planning.queries.home import MONTH_LIMIT, Month
from vinhdanh.foundation.kernel.periods import to_roman
from vinhdanh.interfaces.office.templatetags.ui import upto

Step = dict[str, Any]
_AHEAD: tuple[Step, ...] = tuple(
    {"label": label, "state": "ahead"} for label in ("Phong trào", "Đăng ký", "Hồ sơ")
)
_MARKS = (
    ("late", "overdue", "quá hạn"),
    ("soon", "due", "sắp hạn"),
    ("doing", "doing", "đang làm"),
    ("done", "done", "xong"),
    ("ahead", "ahead", "chưa đến"),
)


def plan_chain(plan: Plan) -> list[Step]:
    """The plan it follows, the plan itself, and what the year brings after it."""
    parent = plan.parent
    first = (
        {"label": parent.name, "url": reverse("plan", args=[parent.pk])}
        if parent
        else {"label": "Kế hoạch", "url": reverse("plans")}
    )
    return [first, {"label": plan.name, "state": "here"}, {"label": "Nhiệm vụ", "state": "ahead"}, *_AHEAD]


def task_chain(task: Task) -> list[Step]:
    """The plan behind a task, and what lies ahead."""
    plan = {"label": task.plan.name, "url": reverse("plan", args=[task.plan_id])}
    here = {"label": f"Nhiệm vụ {task.ordinal}".strip(), "state": "here"}
    return [plan, here, *_AHEAD]


def view_tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """Board, my unit's work, the whole list; the year goes along."""
    year = request.GET.get("year", "")
    keep = urlencode([("year", year)]) if year else ""
    rows = (
        ("board", "Theo quý", reverse("board") + f"?{keep}"),
        ("mine", "Việc của đơn vị tôi", reverse("tasks") + f"?mine=1&{keep}"),
        ("tasks", "Danh sách", reverse("tasks") + f"?{keep}"),
    )
    return [
        {"label": label, "url": url.rstrip("?&"), "current": key == current, "count": None}
        for key, label, url in rows
    ]


def lane_nav(board: Board) -> list[dict[str, Any]]:
    """Jump links to the lanes of a board."""
    return [
        {
            "label": column.title,
            "url": f"#quy-{column.lane}",
            "count": upto(column.count),
            "overdue": upto(column.late) if column.late else "",
            "here": column.current,
        }
        for column in board.columns
    ]


def year_strip(months: Sequence[Month], year: int) -> list[dict[str, Any]]:
    """Twelve months in four quarters, each month with its marks and a link to its tasks' quarter."""
    return [_quarter(number, months[3 * number - 3 : 3 * number], year) for number in range(1, 5)]


def _quarter(number: int, months: Sequence[Month], year: int) -> dict[str, Any]:
    total = sum(getattr(month, name) for month in months for name, _, _ in _MARKS)
    late = sum(month.late for month in months)
    more = "+" if any(getattr(month, name) > MONTH_LIMIT for month in months for name, _, _ in _MARKS) else ""
    note = f"{total}{more} việc, {late}{more} quá hạn" if late else f"{total}{more} việc"
    url = f"{reverse('tasks')}?year={year}&lane={number}"
    return {
        "label": f"Quý {to_roman(number)}",
        "note": note,
        "months": [_month(m, months, url) for m in months],
    }


def _month(month: Month, months: Sequence[Month], url: str) -> dict[str, Any]:
    marks = [
        {"kind": kind, "word": word, "count": f"{MONTH_LIMIT}+" if count > MONTH_LIMIT else count}
        for name, kind, word in _MARKS
        if (count := getattr(month, name))
    ]
    state = "here" if month.current else ""
    return {"name": f"Tháng {month.number}", "state": state, "marks": marks, "url": url if marks else ""}
