"""What the acts on obligations are called."""

from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.foundation.audit.sentences import tell

tell(
    {
        "fulfil_obligation": lambda _, after: (
            f"hoàn thành bằng {after['paper']}" if after.get("paper") else "hoàn thành"
        ),
        "waive_obligation": "cho không phải làm",
        "reopen_obligation": "mở lại",
        "drop_obligation": lambda before, _: f"bỏ việc phải làm “{before.get('title', '')[:60]}”",
    },
    titles={
        "fulfil_obligation": "hoàn thành việc phải làm",
        "drop_obligation": "bỏ việc phải làm",
    },
    fields={"paper": "Văn bản", "party": "Bên phải làm"},
    words={"state": {str(value): label for value, label in ObligationState.choices}},
    kinds={"obligations.obligation": "việc phải làm"},
)
