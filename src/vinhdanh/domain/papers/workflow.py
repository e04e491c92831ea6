"""What may become of a paper that goes out, and of a version of an office's words."""

from vinhdanh.domain.papers.states import PaperState, WordingState
from vinhdanh.engines.workflow.transitions import Transition, table

_DRAFT = frozenset({PaperState.DRAFT.value})
_SUBMITTED = frozenset({PaperState.SUBMITTED.value})
_SIGNED = frozenset({PaperState.SIGNED.value})
_ISSUED = frozenset({PaperState.ISSUED.value})

PAPER = table(
    Transition("submit_paper", "Trình ký", _DRAFT, PaperState.SUBMITTED),
    Transition("return_paper", "Trả lại để sửa", _SUBMITTED, PaperState.DRAFT, needs_reason=True),
    Transition("sign_paper", "Ghi chữ ký", _SUBMITTED, PaperState.SIGNED),
    Transition("issue_paper", "Phát hành", _SIGNED, PaperState.ISSUED),
    Transition("supersede_paper", "Thay thế", _ISSUED, PaperState.SUPERSEDED, needs_reason=True),
    Transition("withdraw_paper", "Thu hồi", _ISSUED, PaperState.WITHDRAWN, needs_reason=True),
)

_IN_USE = frozenset({WordingState.IN_USE.value})

WORDING = table(
    Transition("use_wording", "Đưa vào dùng", frozenset({WordingState.DRAFT.value}), WordingState.IN_USE),
    Transition("replace_wording", "Thay bằng bản mới", _IN_USE, WordingState.REPLACED),
    Transition("end_wording", "Thôi dùng lời riêng", _IN_USE, WordingState.REPLACED),
)
