"""What may become of a row of the book, and of a claim."""

from vinhdanh.domain.registry.states import ClaimState, EntryState
from vinhdanh.engines.workflow.transitions import Transition, table

_GIVEN = frozenset({EntryState.GIVEN.value})
_DECLARED = frozenset({ClaimState.DECLARED.value})

ENTRY = table(
    Transition("correct_entry", "Đính chính", _GIVEN, EntryState.CORRECTED, needs_reason=True),
    Transition("reissue_entry", "Cấp lại", _GIVEN, EntryState.REISSUED, needs_reason=True),
    Transition("revoke_entry", "Hủy bỏ, thu hồi", _GIVEN, EntryState.REVOKED, needs_reason=True),
)
CLAIM = table(
    Transition("confirm_claim", "Xác nhận", _DECLARED, ClaimState.CONFIRMED),
    Transition("refuse_claim", "Không xác nhận", _DECLARED, ClaimState.REFUSED, needs_reason=True),
)
