"""What is done to subjects, in words."""

from vinhdanh.foundation.audit.sentences import Changes, Sentence, tell


def _facts(_: Changes, after: Changes) -> str:
    names = [_FACTS[name] for name in after.get("facts", []) if name in _FACTS]
    return f"sửa {', '.join(names)}" if names else "sửa thông tin cá nhân"


_FACTS = {
    "sex": "giới tính",
    "birth_year": "năm sinh",
    "born_on": "ngày sinh",
    "ethnicity": "dân tộc",
    "ethnic_minority": "dân tộc thiểu số",
    "direct_worker": "trực tiếp lao động, sản xuất, công tác",
    "leader": "lãnh đạo, quản lý",
    "party_managed": "cấp ủy quản lý",
    "served_since": "ngày bắt đầu công tác",
    "died_on": "ngày mất",
    "user_id": "tài khoản",
}
_SENTENCES: dict[str, Sentence] = {
    "add_subject": lambda _, after: f"lập hồ sơ khen thưởng của {after.get('name', '')}",
    "add_subjects": lambda _, after: f"lập {after.get('subjects', 0)} hồ sơ khen thưởng từ một danh sách",
    "rename_subject": lambda before, after: (
        f"đổi tên hiển thị “{before.get('name', '')}” thành “{after.get('name', '')}”"
    ),
    "add_subject_name": lambda _, after: f"thêm tên gọi khác “{after.get('other_name', '')}”",
    "change_person": _facts,
    "set_id_number": "ghi số định danh",
    "move_subject": "chuyển hồ sơ sang đơn vị khác",
    "end_post": "ghi thôi một vị trí công tác",
    "merge_subjects": lambda _, after: f"nhập hồ sơ “{after.get('name', '')}” vào hồ sơ này",
    "undo_merge": lambda _, after: f"bỏ lần nhập, tách lại hồ sơ “{after.get('name', '')}”",
    "tell_apart": lambda _, after: f"xác nhận không phải là “{after.get('name', '')}”",
}
tell(
    _SENTENCES,
    titles={
        "add_subject": "lập hồ sơ khen thưởng",
        "add_subjects": "lập hồ sơ từ danh sách",
        "rename_subject": "đổi tên hiển thị",
        "add_subject_name": "thêm tên gọi khác",
        "change_person": "sửa thông tin cá nhân",
        "merge_subjects": "nhập hai hồ sơ làm một",
        "undo_merge": "tách lại hồ sơ đã nhập",
        "tell_apart": "xác nhận hai hồ sơ là hai người",
    },
    fields={"unit": "Đơn vị", "on": "Từ ngày"},
    kinds={"people.subject": "hồ sơ khen thưởng", "people.person": "thông tin cá nhân"},
)
