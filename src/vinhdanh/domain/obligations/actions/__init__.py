from vinhdanh.domain.obligations.actions.closing import Paper, fulfil, reopen, waive
from vinhdanh.domain.obligations.actions.owing import Closed, Owed, Source, set_obligations
from vinhdanh.domain.obligations.actions.paths import follow_creditors

__all__ = [
    "Closed",
    "Owed",
    "Paper",
    "Source",
    "follow_creditors",
    "fulfil",
    "reopen",
    "set_obligations",
    "waive",
]
