from vinhdanh.domain.obligations.models.chasing import (
    DigestIssue,
    DigestSetting,
    Nudge,
    NudgedBody,
    NudgedObligation,
    ReminderRule,
)
from vinhdanh.domain.obligations.models.obligation import Obligation

__all__ = [
    "DigestIssue",
    "DigestSetting",
    "Nudge",
    "NudgedBody",
    "NudgedObligation",
    "Obligation",
    "ReminderRule",
]
