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


def _session_moved(before: Changes, after: Changes) -> str:
    """What a change of dates moved, and what it broke knowingly."""
    first, last = _day(before.get("held_on")), _day(after.get("held_on"))
    words = f"đổi ngày họp từ {first} sang {last}" if first != last else "đổi lịch"
    moved, breaks = after.get("moved", []), after.get("breaks", [])
    return words + f" ({len(moved)} bước dời ngày" + (f", {len(breaks)} điều vướng)" if breaks else ")")


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
    "set_products": lambda _, after: (
        f"ghi sản phẩm cần có: {', '.join(after.get('products', [])) or 'không'}"
    ),
    "show_product": lambda _, after: f"đánh dấu có sản phẩm “{after.get('product')}”: {after.get('paper')}",
    "withdraw_product": lambda before, _: f"bỏ đánh dấu sản phẩm “{before.get('product')}”",
    "withdraw_plan": lambda before, _: f"bỏ {before.get('plan')} nhận nhầm, đưa về bản soát",
    "supersede_plan": lambda _, after: f"thay bằng {after.get('by')}",
    "reopen_draft": "đưa kế hoạch về bản soát",
    "copy_plan": lambda _, after: f"chép {after.get('plan')} sang năm {after.get('year')}",
    "plan_session": lambda _, after: f"xếp lịch họp ngày {_day(after.get('held_on'))}",
    "move_session": _session_moved,
    "assign_milestone": lambda _, after: f"giao bước “{after.get('step')}” cho {after.get('body')}",
    "cancel_session": "hủy phiên họp",
    "make_plan": lambda _, after: f"lập kế hoạch với {after.get('tasks', 0)} nhiệm vụ",
}


def events_of(subject: models.Model) -> Sequence[Event]:
    """The history of a row of this room, newest first; one query."""
    return [_event(entry) for entry in history(subject)]


def _event(entry: Entry) -> Event:
    sentence = _SENTENCES.get(entry.action, entry.action)
    what = sentence if isinstance(sentence, str) else sentence(entry.before, entry.after)
    return Event(entry.at, entry.actor, what, entry.reason)
