"""Who sees which evaluation and which screening."""

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope, in_trees
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.eligibility.models import Evaluation, Screening
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict


def visible_evaluations(scope: Scope) -> QuerySet[Evaluation]:
    """Answers about subjects of the trees over which the person reads the book of record."""
    return Evaluation.objects.filter(in_trees(scope.reach(Permission.READ_REGISTRY), "path"))


def visible_screenings(scope: Scope) -> QuerySet[Screening]:
    """Screenings of the trees over which the person reads the book of record."""
    return Screening.objects.filter(in_trees(scope.reach(Permission.READ_REGISTRY), "path"))


def may_screen(scope: Scope, path: str) -> Verdict:
    """May the person have everybody at or below ``path`` looked through?"""
    if path and scope.reaches(Permission.READ_REGISTRY, path):
        return ALLOWED
    text = "Anh/chị chỉ rà soát được người và tập thể thuộc phạm vi mình xem sổ khen thưởng."
    return Refusal("not_yours_to_screen", text, field="body")
