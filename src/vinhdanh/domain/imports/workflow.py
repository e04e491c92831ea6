"""How a list moves between states."""

from vinhdanh.domain.imports.states import ImportState
from vinhdanh.engines.workflow.transitions import Transition, table

_UNREAD = frozenset({ImportState.QUEUED.value, ImportState.READING.value})
_TAKING = frozenset({ImportState.TAKING.value})

LISTING = table(
    Transition("read_list", "Đọc", _UNREAD, ImportState.READING),
    Transition("finish_list", "Đọc xong", _UNREAD, ImportState.READY),
    Transition("fail_list", "Đọc hỏng", _UNREAD, ImportState.FAILED),
    Transition("take_list", "Nhận các dòng được", frozenset({ImportState.READY.value}), ImportState.TAKING),
    Transition("leave_rows", "Nhận xong, còn dòng chờ", _TAKING, ImportState.READY),
    Transition("end_list", "Nhận hết", _TAKING, ImportState.DONE),
    Transition(
        "discard_list",
        "Bỏ danh sách",
        frozenset({*_UNREAD, ImportState.READY.value, ImportState.FAILED.value}),
        ImportState.DISCARDED,
    ),
)
