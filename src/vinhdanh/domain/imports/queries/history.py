"""What is done to lists, in words."""

from vinhdanh.domain.imports.states import ListKind
from vinhdanh.foundation.audit.sentences import Sentence, tell

_SENTENCES: dict[str, Sentence] = {
    "upload_list": lambda _, after: f"tải lên danh sách {after.get('file', '')}",
    "read_list": "đọc danh sách",
    "finish_list": "đọc xong danh sách",
    "fail_list": "không đọc được danh sách",
    "take_list": "nhận các dòng được của danh sách",
    "leave_rows": "ghi vào sổ xong, còn dòng chờ",
    "end_list": "ghi hết danh sách vào sổ",
    "discard_list": "bỏ danh sách",
    "mend_import_row": lambda _, after: f"sửa dòng {after.get('line', '')} của danh sách",
    "choose_subject": lambda _, after: f"chọn hồ sơ cho {after.get('rows', 0)} dòng của danh sách",
}
tell(
    _SENTENCES,
    titles={
        "upload_list": "tải lên danh sách",
        "mend_import_row": "sửa dòng của danh sách",
        "choose_subject": "chọn hồ sơ cho dòng của danh sách",
    },
    fields={"list_kind": "Loại danh sách"},
    words={"list_kind": dict(ListKind.choices)},
    kinds={"imports.listimport": "danh sách Excel"},
)
