"""What the acts on the directory of bodies are called."""

from vinhdanh.domain.organisations import states
from vinhdanh.foundation.audit.sentences import Changes, tell


def _quoted(name: str) -> str:
    return f" “{name}”" if name else ""


def _member(_: Changes, after: Changes) -> str:
    return "thêm một tổ chức vào nhóm" if after.get("included") else "bỏ một tổ chức khỏi nhóm"


tell(
    {
        "create_body": lambda _, after: f"lập tổ chức{_quoted(after.get('name', ''))}",
        "rename_body": lambda _, after: f"đổi tên thành{_quoted(after.get('name', ''))}",
        "add_body_name": lambda _, after: f"thêm tên gọi{_quoted(after.get('name', ''))}",
        "move_body": "chuyển sang trực thuộc tổ chức khác",
        "import_body": lambda before, after: (
            f"{'cập nhật' if before else 'thêm'} từ danh bạ nhập vào{_quoted(after.get('name', ''))}"
        ),
        "succeed_body": "ghi việc sắp xếp tổ chức",
        "close_body": "kết thúc hoạt động",
        "relate_bodies": "ghi quan hệ với tổ chức khác",
        "end_relation": "kết thúc quan hệ với tổ chức khác",
        "define_group": "đặt nhóm tổ chức",
        "set_group_member": _member,
        "confirm_name": lambda _, after: f"xác nhận tên{_quoted(after.get('text', ''))} chỉ tổ chức nào",
    },
    titles={
        "create_body": "lập tổ chức",
        "rename_body": "đổi tên tổ chức",
        "add_body_name": "thêm tên gọi của tổ chức",
        "import_body": "nhập tổ chức từ danh bạ",
        "set_group_member": "đổi thành viên nhóm tổ chức",
        "confirm_name": "xác nhận tên gọi",
    },
    fields={
        "code": "Mã định danh",
        "kind": "Loại",
        "level": "Cấp",
        "parent": "Trực thuộc",
        "target": "Tổ chức liên quan",
        "body": "Tổ chức",
        "successors": "Tổ chức kế thừa",
        "effective_on": "Hiệu lực từ",
        "valid_from": "Có từ",
        "valid_to": "Hết hiệu lực từ",
        "aliases": "Tên gọi khác",
    },
    words={
        "kind": {
            str(value): str(label)
            for choices in (states.BodyKind, states.RelationKind, states.NameKind, states.SuccessionKind)
            for value, label in choices.choices
        },
        "level": {str(value): label for value, label in states.Level.choices},
    },
    kinds={
        "organisations.body": "tổ chức",
        "organisations.bodygroup": "nhóm tổ chức",
        "organisations.namechoice": "tên gọi đã xác nhận",
    },
)
