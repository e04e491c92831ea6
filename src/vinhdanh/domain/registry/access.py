"""Who may declare, verify, and see which rows of the book."""

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.people.access import (
    conduct_subjects,
    kept_subjects,
    may_keep,
    may_see_conduct,
    visible_subjects,
)
from vinhdanh.domain.registry.models import Award, Claim, Discipline, Hold, Rating, Recognition
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict

__all__ = [
    "may_declare", "may_keep", "may_see_conduct", "visible_awards", "visible_claims", "visible_discipline",
    "visible_holds", "visible_ratings", "visible_recognitions", "waiting_claims",
]  # fmt: skip


def visible_awards(scope: Scope) -> QuerySet[Award]:
    """Awards of the subjects whom the person sees, whoever gave them."""
    return Award.objects.filter(subject__in=visible_subjects(scope))


def visible_ratings(scope: Scope) -> QuerySet[Rating]:
    return Rating.objects.filter(subject__in=visible_subjects(scope))


def visible_recognitions(scope: Scope) -> QuerySet[Recognition]:
    return Recognition.objects.filter(subject__in=visible_subjects(scope))


def visible_discipline(scope: Scope) -> QuerySet[Discipline]:
    """Discipline of the subjects of the trees where the person may see conduct."""
    return Discipline.objects.filter(subject__in=conduct_subjects(scope))


def visible_holds(scope: Scope) -> QuerySet[Hold]:
    return Hold.objects.filter(subject__in=conduct_subjects(scope))


def visible_claims(scope: Scope) -> QuerySet[Claim]:
    """Claims about the subjects whom the person sees."""
    return Claim.objects.filter(subject__in=visible_subjects(scope))


def waiting_claims(scope: Scope) -> QuerySet[Claim]:
    """Claims that wait for the person's answer."""
    return Claim.objects.filter(subject__in=kept_subjects(scope), state="declared")


def may_declare(scope: Scope, path: str) -> Verdict:
    """May the person declare awards of a subject who belongs at ``path``?"""
    if scope.reaches(Permission.DECLARE_AWARDS, path):
        return ALLOWED
    return Refusal("not_own_unit", "Anh/chị chỉ khai khen thưởng của người và tập thể thuộc đơn vị mình.")
