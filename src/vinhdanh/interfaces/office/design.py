"""Invented data for the page that shows every component."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.templatetags.static import static

from vinhdanh.domain.access.queries.journal import Event, Page
from vinhdanh.foundation.audit.sentences import Change
from vinhdanh.foundation.kernel.clock import VIETNAM
from vinhdanh.foundation.kernel.periods import Period
from vinhdanh.interfaces.office.templatetags.shapes import KINDS

THEMES: Final = (("light", "Nền sáng"), ("dark", "Nền tối"))
SWATCHES: Final = (
    *("ground", "sheet", "well", "rule", "edge", "ink", "ink-soft", "ink-faint"),
    *("lacquer", "lacquer-wash", "gold", "gold-wash", "ok", "ok-wash", "fault", "fault-wash"),
    *("due", "due-wash", "wait", "wait-wash", "doubt", "doubt-wash", "unsure", "unsure-wash"),
)
TODAY: Final = date(2026, 3, 16)

CHAIN: Final = (
    {"label": "Kế hoạch 148/KH-UBND năm 2025", "url": "#", "state": "past"},
    {"label": "Kế hoạch 12/KH-UBND năm 2026", "state": "here"},
    {"label": "Phong trào", "state": "ahead"},
    {"label": "Đăng ký", "state": "ahead"},
    {"label": "Hồ sơ", "state": "ahead"},
)
TABS: Final = (
    {"label": "Theo quý", "url": "#", "current": True, "count": 34},
    {"label": "Việc của đơn vị tôi", "url": "#", "count": 21},
    {"label": "Chế độ báo cáo", "url": "#", "count": 6},
    {"label": "Nhật ký", "url": "#", "count": None},
)
COUNTERS: Final = (
    {"label": "Chưa gửi", "value": 44, "note": "9 quá hạn", "kind": "ahead", "url": "#danh-sach"},
    {"label": "Đang soạn", "value": 2, "kind": "doing", "url": "#danh-sach"},
    {"label": "Gửi đúng hạn", "value": 1206, "kind": "done", "url": "#danh-sach", "current": True},
    {"label": "Gửi muộn", "value": 1, "kind": "due", "url": "#danh-sach"},
)
STEPS: Final = (
    {"label": "Gửi tệp", "note": "10:31", "state": "past"},
    {"label": "Đọc", "note": "28 dòng", "state": "past"},
    {"label": "Soát", "note": "còn 2 dòng", "state": "here"},
    {"label": "Nhận", "note": "", "state": "ahead"},
)
LANES: Final = (
    {"label": "Quý I", "url": "#quy-1", "count": 12, "overdue": 3, "here": True},
    {"label": "Quý II", "url": "#quy-2", "count": 8},
    {"label": "Quý III", "url": "#quy-3", "count": 5},
    {"label": "Quý IV", "url": "#quy-4", "count": 5},
    {"label": "Thường xuyên", "url": "#thuong-xuyen", "count": 4},
)
_NOTES: Final = ("12 việc, 5 quá hạn", "8 việc", "5 việc", "5 việc")
_MARKS: Final[dict[int, dict[str, int]]] = {
    1: {"done": 3},
    2: {"overdue": 2, "done": 1},
    3: {"overdue": 3, "due": 1, "doing": 2},
    4: {"ahead": 3},
    5: {"ahead": 3},
    6: {"ahead": 2},
    7: {"ahead": 2},
    8: {"ahead": 1},
    9: {"ahead": 2},
    10: {"ahead": 1},
    11: {"ahead": 1},
    12: {"ahead": 3},
}


class SampleForm(forms.Form):
    """One field of each kind, one of them wrong."""

    name = forms.CharField(label="Tên nhiệm vụ", help_text="Viết như trong kế hoạch.", max_length=200)
    due = forms.DateField(
        label="Hạn",
        help_text="Ngày/tháng/năm, ví dụ 15/05/2026.",
        input_formats=["%d/%m/%Y"],
        error_messages={"invalid": "Tháng 2 năm 2026 chỉ có 28 ngày. Xem lại bản giấy, thường là 28/02."},
    )
    lead = forms.ChoiceField(
        label="Chủ trì", choices=[("snv", "Sở Nội vụ"), ("sgd", "Sở Giáo dục và Đào tạo")]
    )
    notes = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    outcome = forms.ChoiceField(
        label="Kết quả",
        choices=[("done", "Đã xong"), ("not_needed", "Không phát sinh")],
        widget=forms.RadioSelect,
    )
    notify = forms.BooleanField(
        label="Báo cho đơn vị phối hợp", help_text="Gửi vào hộp việc.", required=False
    )


def _form(theme: str) -> SampleForm:
    data = {"name": "Báo cáo sơ kết 6 tháng đầu năm", "due": "31/02/2026", "lead": "snv", "outcome": "done"}
    form = SampleForm(data, auto_id=f"{theme}_%s")
    form.is_valid()
    return form


def _month(number: int) -> dict[str, Any]:
    here = TODAY.month
    marks = [{"kind": k, "count": n, "word": KINDS[k].word} for k, n in _MARKS[number].items()]
    state = "past" if number < here else "here" if number == here else "ahead"
    return {"name": f"Tháng {number}", "url": "#", "state": state, "marks": marks}


def _quarters() -> list[dict[str, Any]]:
    return [
        {
            "label": f"Quý {roman}",
            "note": note,
            "months": [_month(3 * index + offset) for offset in (1, 2, 3)],
        }
        for index, (roman, note) in enumerate(zip(("I", "II", "III", "IV"), _NOTES, strict=True))
    ]


def _task(text: str, *by: str, kind: str, when: Period | str, word: str = "") -> dict[str, Any]:
    """``text`` opens with its number; ``by``: the lead ("" for none), then who goes along."""
    number, words = text.split(". ", 1)
    return {
        "no": number,
        "text": words,
        "kind": kind,
        "when": when,
        "lead": by[0],
        "others": by[1:],
        "word": word,
    }


def _tasks() -> list[dict[str, Any]]:
    home, month, on = "Sở Nội vụ", Period.of_month, Period.of_date
    late: dict[str, Any] = {"kind": "overdue", "word": "Quá hạn 6 ngày", "when": on(date(2026, 3, 10))}
    share = "8. Thông báo phân chia cụm, khối; chuẩn y trưởng, phó cụm, khối thi đua năm 2026"
    guide = "11. Hướng dẫn khen thưởng phong trào “Xóa nhà tạm, nhà dột nát”"
    session = "6. Họp Hội đồng TĐKT tỉnh (Phiên thứ nhất) xét danh hiệu thi đua năm 2025"
    targets = "3. Đăng ký chỉ tiêu thi đua với Trung ương"
    launch = "1. Ban hành Chỉ thị phát động thi đua năm 2026"
    return [
        _task(share, home, "Các cụm, khối", kind="overdue", when=month(2026, 2), word="Quá hạn 16 ngày"),
        _task("5. Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025", home, **late),
        _task(guide, "Sở Xây dựng", "MTTQ tỉnh", **late),
        _task(session, home, "Thành viên Hội đồng", kind="due", when=on(TODAY), word="Hạn hôm nay"),
        _task(targets, home, kind="doing", when=Period.of_quarter(2026, 1)),
        _task("19. Tuyên dương điển hình tiên tiến", "", home, kind="unassigned", when=month(2026, 5)),
        _task(launch, "UBND tỉnh", home, kind="done", when=month(2026, 1)),
    ]


def _history() -> Page:
    """Two acts of an invented officer."""
    post = "Chuyên viên TĐKT, Sở Nội vụ"
    moved = [Change("Hạn", "28/02/2026", "31/03/2026")]
    common: dict[str, Any] = {"who": "Nguyễn Thị Hạnh", "post": post, "body": "Sở Nội vụ", "request_id": ""}
    common |= {"kind": "planning.task", "kind_word": "nhiệm vụ", "subject_id": UUID(int=0)}
    at = datetime(2026, 3, 16, 10, 42, tzinfo=VIETNAM)
    rows = [
        Event(
            id=UUID(int=1),
            at=at,
            action="complete_task",
            what="đánh dấu xong",
            changes=(),
            reason="",
            **common,
        ),
        Event(
            id=UUID(int=2),
            at=at,
            action="move_task",
            what="dời hạn từ 28/02/2026 sang 31/03/2026",
            changes=moved,
            reason="Chờ thống nhất với các cụm.",
            **common,
        ),
    ]
    return Page(rows, "")


def design_context() -> dict[str, Any]:
    """What ``office/design.html`` needs; nothing in it comes from a database."""
    return {
        "samples": [{"theme": theme, "label": label, "form": _form(theme)} for theme, label in THEMES],
        "swatches": SWATCHES,
        "kinds": [kind for kind in KINDS if kind != "here"],
        "chain": CHAIN,
        "tab_samples": TABS,
        "counter_samples": COUNTERS,
        "steps": STEPS,
        "lanes": LANES,
        "quarters": _quarters(),
        "task_samples": _tasks(),
        "sample_day": TODAY,
        "history_sample": _history(),
        "thumb_sample": static("favicon.svg"),
        "sample_moment": datetime(2026, 3, 16, 8, 30, tzinfo=VIETNAM),
    }
