from vinhdanh.domain.obligations.actions.closing import Paper, fulfil, reopen, waive
from vinhdanh.domain.obligations.actions.owing import Owed, Source, set_obligations

__all__ = ["Owed", "Paper", "Source", "fulfil", "reopen", "set_obligations", "waive"]
