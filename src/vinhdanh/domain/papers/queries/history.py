"""What the acts on papers are called."""

from vinhdanh.domain.papers.states import Choice, PaperState, WordingState
from vinhdanh.foundation.audit.sentences import Changes, tell


def _took_back(_: Changes, after: Changes) -> str:
    count = after.get("differences", 0)
    found = f"{count} chỗ khác số liệu" if count else "không khác số liệu"
    return f"nộp lại bản Word, bản {after.get('version')} ({found})"


def _resolved(_: Changes, after: Changes) -> str:
    choice = Choice(after.get("choice", "")).label.lower()
    return f"chọn “{choice}” ở {after.get('place', '')}"


def _saved_wording(_: Changes, after: Changes) -> str:
    count = after.get("faults", 0)
    found = f", còn {count} chỗ phải sửa" if count else ""
    return f"lưu bản {after.get('version')} của mẫu {after.get('wording')}{found}"


tell(
    {
        "write_paper": lambda _, after: (
            f"viết {after.get('kind', 'văn bản').lower()} “{after.get('paper', '')}”"
        ),
        "rewrite_paper": lambda _, after: f"viết lại theo số liệu, bản {after.get('version')}",
        "take_back_paper": _took_back,
        "resolve_difference": _resolved,
        "settle_paper": lambda _, after: (
            f"sửa {after.get('differences')} chỗ theo số liệu thành bản {after.get('version')}"
        ),
        "submit_paper": "trình ký",
        "return_paper": "trả lại để sửa",
        "export_paper": lambda _, after: f"lấy PDF để ký, bản {after.get('version')}",
        "sign_paper": "ghi nhận chữ ký",
        "issue_paper": "phát hành",
        "receive_paper": lambda _, after: (
            f"xác nhận {after.get('recipient', '')} đã nhận, số đến {after.get('arrival_number')}"
        ),
        "supersede_paper": "ghi văn bản đã được thay thế",
        "withdraw_paper": "thu hồi văn bản",
        "open_series": lambda _, after: f"mở sổ số {after.get('group')} năm {after.get('year')}",
        "give_number": lambda _, after: f"cấp số {after.get('number')}",
        "record_number": lambda _, after: f"ghi số {after.get('number')} do hệ thống của cơ quan cấp",
        "void_number": lambda before, _: f"hủy số {before.get('number')}",
        "add_recipient": lambda _, after: f"thêm nơi nhận “{after.get('recipient', '')}”",
        "drop_recipient": lambda before, _: f"bỏ nơi nhận “{before.get('recipient', '')}”",
        "describe_paper": "ghi thông tin lưu trữ",
        "register_arrival": lambda _, after: f"vào sổ văn bản đến số {after.get('arrival_number')}",
        "hand_on_paper": lambda _, after: f"chuyển {after.get('handed_to', '')} xử lý",
        "pack_papers": lambda _, after: (
            f"đóng gói {after.get('count')} văn bản ({str(after.get('package', '')).lower()})"
        ),
        "add_signatory": lambda _, after: f"thêm {after.get('signatory', '')} vào danh sách người ký",
        "draft_wording": lambda _, after: (
            f"lập bản {after.get('version')} lời của mẫu {after.get('wording')}"
        ),
        "save_wording": _saved_wording,
        "use_wording": "đưa mẫu vào dùng",
        "replace_wording": "thay mẫu bằng bản mới",
        "end_wording": "thôi dùng lời riêng",
        "drop_wording": lambda before, _: (
            f"bỏ bản nháp {before.get('version')} của mẫu {before.get('wording')}"
        ),
        "end_signatory": lambda before, _: f"thôi tính chữ ký của {before.get('signatory', '')}",
    },
    titles={
        "write_paper": "viết văn bản",
        "rewrite_paper": "viết lại văn bản theo số liệu",
        "take_back_paper": "nộp lại bản Word",
        "resolve_difference": "chọn ở chỗ bản Word khác số liệu",
        "settle_paper": "sửa văn bản theo số liệu",
        "export_paper": "lấy PDF để ký",
        "receive_paper": "xác nhận đã nhận văn bản",
        "open_series": "mở sổ số văn bản",
        "give_number": "cấp số văn bản",
        "record_number": "ghi số văn bản",
        "void_number": "hủy số văn bản",
        "add_recipient": "thêm nơi nhận văn bản",
        "drop_recipient": "bỏ nơi nhận văn bản",
        "register_arrival": "vào sổ văn bản đến",
        "hand_on_paper": "chuyển văn bản đến xử lý",
        "pack_papers": "đóng gói văn bản",
        "add_signatory": "thêm người ký",
        "end_signatory": "thôi một người ký",
        "draft_wording": "lập bản nháp của một mẫu",
        "save_wording": "lưu lời của một mẫu",
        "drop_wording": "bỏ bản nháp của một mẫu",
    },
    fields={"file_code": "Mã hồ sơ", "note": "Ghi chú"},
    words={
        "state": {str(value): str(label) for value, label in (*WordingState.choices, *PaperState.choices)}
    },
    kinds={
        "papers.paper": "văn bản",
        "papers.paperpackage": "gói văn bản",
        "papers.numberseries": "sổ số văn bản",
        "papers.signatory": "người ký",
        "papers.templateversion": "mẫu văn bản",
    },
)
