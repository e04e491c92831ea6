from vinhdanh.domain.obligations.actions.closing import Paper, fulfil, reopen, waive
from vinhdanh.domain.obligations.actions.digesting import (
    hold_digest,
    release_digest,
    save_digest_setting,
    send_digests,
)
from vinhdanh.domain.obligations.actions.nudging import nudge
from vinhdanh.domain.obligations.actions.owing import Closed, Owed, Source, set_obligations
from vinhdanh.domain.obligations.actions.paths import follow_creditors
from vinhdanh.domain.obligations.actions.reminding import remind
from vinhdanh.domain.obligations.actions.ruling import set_rule
from vinhdanh.domain.obligations.actions.sharing import zalo_words

__all__ = [
    "Closed",
    "Owed",
    "Paper",
    "Source",
    "follow_creditors",
    "fulfil",
    "hold_digest",
    "nudge",
    "release_digest",
    "remind",
    "reopen",
    "save_digest_setting",
    "send_digests",
    "set_obligations",
    "set_rule",
    "waive",
    "zalo_words",
]
