"""What happened to a task or a draft, in sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from vinhdanh.foundation.audit.log import Entry, history

Changes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: when, who (empty: the program), what, and the reason given."""

    at: datetime
    who: str
    what: str
    reason: str


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else "không có hạn"


def _moved(before: Changes, after: Changes) -> str:
    return f"dời hạn từ {_day(before.get('due_on'))} sang {_day(after.get('due_on'))}"


def _assigned(before: Changes, after: Changes) -> str:
    return f"giao chủ trì: {', '.join(after.get('lead', []))}"


def _noted(before: Changes, after: Changes) -> str:
    files = after.get("files", [])
    return f"ghi tiến độ, kèm {len(files)} tệp" if files else "ghi tiến độ"


def _days(days: Sequence[str]) -> str:
    return ", ".join(f"{int(day[3:])}/{int(day[:2])}" for day in days)


_SENTENCES: Mapping[str, str | Callable[[Changes, Changes], str]] = {
    "start_task": "bắt đầu làm",
    "complete_task": "đánh dấu xong",
    "waive_task": "ghi không phát sinh",
    "reopen_task": "mở lại việc",
    "add_task": "thêm việc vào kế hoạch",
    "move_task": _moved,
    "assign_parties": _assigned,
    "add_note": _noted,
    "upload_plan": lambda _, after: f"tải lên tệp {after.get('file', '')}",
    "read_draft": "bắt đầu đọc tệp",
    "finish_reading": "đọc xong tệp",
    "fail_reading": "không đọc được tệp",
    "mend_row": lambda _, after: f"sửa dòng “{after.get('text', '')[:60]}”",
    "add_row": lambda _, after: f"thêm dòng “{after.get('text', '')[:60]}”",
    "set_row": lambda _, after: (
        ("bỏ dòng" if after.get("dropped") else "soát dòng") + f" “{after.get('text', '')[:60]}”"
    ),
    "set_duty": lambda _, after: (
        ("bỏ" if after.get("dropped") else "giữ") + f" chế độ báo cáo “{after.get('what', '')[:60]}”"
    ),
    "mend_head": "sửa phần đầu văn bản",
    "link_name": lambda _, after: f"nối tên “{after.get('name', '')}” ở {after.get('rows', 0)} dòng",
    "accept_draft": "nhận thành kế hoạch",
    "discard_draft": "bỏ bản đọc",
    "settle_duty": lambda _, after: f"chốt chế độ báo cáo, hạn {_days(after.get('due', []))}",
    "add_duty": lambda _, after: f"thêm chế độ báo cáo, hạn {_days(after.get('due', []))}",
    "drop_duty": "bỏ chế độ báo cáo",
    "add_basis": lambda _, after: f"thêm căn cứ “{after.get('text', '')[:80]}”",
    "drop_basis": lambda before, _: f"bỏ căn cứ “{before.get('text', '')[:80]}”",
    "set_public": lambda _, after: "đưa lên trang công khai" if after.get("public") else "thôi công khai",
    "start_filing": lambda _, after: f"bắt đầu soạn với {after.get('tasks', 0)} việc của cấp trên",
    "send_filing": "gửi kế hoạch",
    "return_filing": "trả lại kế hoạch",
    "withdraw_filing": "rút lại kế hoạch",
    "open_filing": "mở xem kế hoạch",
    "send_report": lambda _, after: f"gửi báo cáo, kèm {len(after.get('files', []))} tệp",
    "return_report": "trả lại báo cáo",
    "withdraw_report": "rút lại báo cáo",
    "open_report": "mở xem báo cáo",
    "make_plan": lambda _, after: f"lập kế hoạch với {after.get('tasks', 0)} nhiệm vụ",
}


def events_of(subject: models.Model) -> Sequence[Event]:
    """The history of a row of this room, newest first; one query."""
    return [_event(entry) for entry in history(subject)]


def _event(entry: Entry) -> Event:
    sentence = _SENTENCES.get(entry.action, entry.action)
    what = sentence if isinstance(sentence, str) else sentence(entry.before, entry.after)
    return Event(entry.at, entry.actor, what, entry.reason)
