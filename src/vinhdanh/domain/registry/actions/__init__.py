from vinhdanh.domain.registry.actions.claims import confirm_claim, declare_award, refuse_claim
from vinhdanh.domain.registry.actions.conduct import close_hold, end_discipline
from vinhdanh.domain.registry.actions.correcting import (
    correct_entry,
    reissue_award,
    revoke_award,
    strike_entry,
)
from vinhdanh.domain.registry.actions.recording import record_entry, record_rows
from vinhdanh.domain.registry.actions.rows import (
    AwardRow,
    DisciplineRow,
    Fault,
    FiguresRow,
    HoldRow,
    RatingRow,
    RecognitionRow,
    Report,
    Row,
)
from vinhdanh.domain.registry.actions.using import use_recognition

__all__ = [
    "AwardRow",
    "DisciplineRow",
    "Fault",
    "FiguresRow",
    "HoldRow",
    "RatingRow",
    "RecognitionRow",
    "Report",
    "Row",
    "close_hold",
    "confirm_claim",
    "correct_entry",
    "declare_award",
    "end_discipline",
    "record_entry",
    "record_rows",
    "refuse_claim",
    "reissue_award",
    "revoke_award",
    "strike_entry",
    "use_recognition",
]
