from vinhdanh.domain.registry.models.award import Award
from vinhdanh.domain.registry.models.claim import Claim
from vinhdanh.domain.registry.models.conduct import Discipline, Hold
from vinhdanh.domain.registry.models.entry import Entry, Intake
from vinhdanh.domain.registry.models.rating import Rating, YearFigures
from vinhdanh.domain.registry.models.recognition import Recognition, RecognitionUse

__all__ = [
    "Award",
    "Claim",
    "Discipline",
    "Entry",
    "Hold",
    "Intake",
    "Rating",
    "Recognition",
    "RecognitionUse",
    "YearFigures",
]
