from vinhdanh.domain.eligibility.models.evaluation import Evaluation
from vinhdanh.domain.eligibility.models.screening import ScreenedSubject, ScreenedUnit, Screening

__all__ = ["Evaluation", "ScreenedSubject", "ScreenedUnit", "Screening"]
