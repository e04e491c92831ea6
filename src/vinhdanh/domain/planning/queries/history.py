"""What the acts on plans, tasks and drafts are called."""

from collections.abc import Mapping, Sequence
from datetime import date

from vinhdanh.domain.planning.states import DraftState, TaskState
from vinhdanh.foundation.audit.sentences import Changes, Sentence, tell


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


def _days(days: Sequence[str]) -> str:
    return ", ".join(f"{int(day[3:])}/{int(day[:2])}" for day in days)


_SENTENCES: Mapping[str, Sentence] = {
    "start_task": "bắt đầu làm",
    "complete_task": "đánh dấu xong",
    "waive_task": "ghi không phát sinh",
    "reopen_task": "mở lại việc",
    "add_task": "thêm việc vào kế hoạch",
    "move_task": _moved,
    "assign_parties": _assigned,
    "add_note": _noted,
    "report_part": lambda _, after: f"ghi {after.get('party', '')} đã xong phần việc",
    "reopen_part": lambda _, after: f"mở lại phần việc của {after.get('party', '')}",
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
    "settle_duty": lambda _, after: f"chốt chế độ báo cáo, hạn {_days(after.get('due', []))}",
    "add_duty": lambda _, after: f"thêm chế độ báo cáo, hạn {_days(after.get('due', []))}",
    "drop_duty": "bỏ chế độ báo cáo",
    "add_basis": lambda _, after: f"thêm căn cứ “{after.get('text', '')[:80]}”",
    "drop_basis": lambda before, _: f"bỏ căn cứ “{before.get('text', '')[:80]}”",
    "start_filing": lambda _, after: f"bắt đầu soạn với {after.get('tasks', 0)} việc của cấp trên",
    "add_filing_row": "thêm một việc vào bản soạn",
    "drop_filing_row": lambda before, _: f"bỏ việc “{before.get('text', '')[:60]}” khỏi bản soạn",
    "send_filing": "gửi kế hoạch",
    "return_filing": "trả lại kế hoạch",
    "withdraw_filing": "rút lại kế hoạch",
    "open_filing": "mở xem kế hoạch",
    "send_report": lambda _, after: f"gửi báo cáo, kèm {len(after.get('files', []))} tệp",
    "return_report": "trả lại báo cáo",
    "withdraw_report": "rút lại báo cáo",
    "open_report": "mở xem báo cáo",
    "save_steps": lambda _, after: (
        f"ghi quy trình {after.get('steps', 0)} bước, dùng từ {_day(after.get('valid_from'))}"
    ),
    "open_feed": "lập địa chỉ lịch để xem trên điện thoại, máy tính",
    "revoke_feed": "thu hồi địa chỉ lịch",
    "pass_draft": "chuyển bản đọc cho người nhận bàn giao",
    "make_plan": lambda _, after: f"lập kế hoạch với {after.get('tasks', 0)} nhiệm vụ",
    "set_public": lambda _, after: "đưa lên trang công khai" if after.get("public") else "thôi công khai",
}


tell(
    _SENTENCES,
    titles={
        "save_steps": "sửa quy trình các bước",
        "drop_filing_row": "bỏ việc khỏi bản soạn",
        "move_task": "dời việc",
        "assign_parties": "giao việc",
        "add_note": "ghi tiến độ",
        "upload_plan": "tải lên tệp kế hoạch",
        "mend_row": "sửa dòng của bản đọc",
        "add_row": "thêm dòng vào bản đọc",
        "set_row": "soát hoặc bỏ dòng của bản đọc",
        "set_duty": "giữ hoặc bỏ chế độ báo cáo",
        "link_name": "nối tên đơn vị",
        "make_plan": "lập kế hoạch",
        "set_public": "đổi việc công khai kế hoạch",
    },
    fields={
        "text": "Nội dung",
        "period": "Thời gian",
        "due_on": "Hạn",
        "leads": "Chủ trì",
        "lead": "Chủ trì",
        "coordinators": "Phối hợp",
        "number": "Số, ký hiệu",
        "title": "Trích yếu",
        "issued_on": "Ngày ban hành",
        "issuer": "Cơ quan ban hành",
        "signer": "Người ký",
        "year": "Năm",
        "public": "Công khai",
        "state": "Tình trạng",
        "files": "Tệp",
    },
    words={"state": {str(value): label for value, label in (*TaskState.choices, *DraftState.choices)}},
    kinds={
        "planning.plan": "kế hoạch",
        "planning.task": "nhiệm vụ",
        "planning.plandraft": "bản đọc kế hoạch",
        "planning.filing": "kế hoạch gửi cấp trên",
        "planning.report": "báo cáo",
        "planning.councilsession": "phiên họp",
        "planning.steplist": "quy trình các bước",
        "planning.calendarfeed": "địa chỉ lịch",
    },
)
