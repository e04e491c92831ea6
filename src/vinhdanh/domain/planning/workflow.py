"""How a task and a draft move between states."""

from vinhdanh.domain.planning.states import DraftState, FilingState, ReportState, TaskState
from vinhdanh.engines.workflow.transitions import Transition, table

TASK = table(
    Transition("start_task", "Bắt đầu làm", frozenset({TaskState.PLANNED}), TaskState.IN_PROGRESS),
    Transition(
        "complete_task",
        "Đánh dấu xong",
        frozenset({TaskState.PLANNED, TaskState.IN_PROGRESS}),
        TaskState.DONE,
    ),
    Transition(
        "waive_task",
        "Không phát sinh",
        frozenset({TaskState.PLANNED, TaskState.IN_PROGRESS}),
        TaskState.NOT_NEEDED,
        needs_reason=True,
    ),
    Transition(
        "reopen_task",
        "Mở lại",
        frozenset({TaskState.DONE, TaskState.NOT_NEEDED}),
        TaskState.IN_PROGRESS,
        needs_reason=True,
    ),
)

_UNREAD = frozenset({DraftState.QUEUED, DraftState.READING})
DRAFT = table(
    Transition("read_draft", "Đọc", _UNREAD, DraftState.READING),
    Transition("finish_reading", "Đọc xong", _UNREAD, DraftState.READY),
    Transition("fail_reading", "Đọc hỏng", _UNREAD, DraftState.FAILED),
    Transition("accept_draft", "Nhận kế hoạch", frozenset({DraftState.READY}), DraftState.ACCEPTED),
    Transition(
        "reopen_draft",
        "Đưa về bản soát",
        frozenset({DraftState.ACCEPTED}),
        DraftState.READY,
        needs_reason=True,
    ),
    Transition(
        "discard_draft",
        "Bỏ bản đọc",
        frozenset({DraftState.QUEUED, DraftState.READING, DraftState.READY, DraftState.FAILED}),
        DraftState.DISCARDED,
    ),
)

_OWN = frozenset({FilingState.DRAFTING, FilingState.RETURNED})
FILING = table(
    Transition("send_filing", "Gửi kế hoạch", _OWN, FilingState.SENT),
    Transition(
        "return_filing",
        "Trả lại để sửa",
        frozenset({FilingState.SENT}),
        FilingState.RETURNED,
        needs_reason=True,
    ),
    Transition("withdraw_filing", "Rút lại kế hoạch", frozenset({FilingState.SENT}), FilingState.DRAFTING),
)

REPORT = table(
    Transition(
        "return_report",
        "Trả lại để sửa",
        frozenset({ReportState.SENT}),
        ReportState.RETURNED,
        needs_reason=True,
    ),
    Transition("withdraw_report", "Rút lại báo cáo", frozenset({ReportState.SENT}), ReportState.WITHDRAWN),
)
