"""Who sees which person, collective or household, and who may write about them.

Rights over the book go down the tree of the body served (:meth:`Scope.reach`); a post held elsewhere, or a
body that came down to one's own, lets somebody see the subject as well (``keys``).
"""

from django.db.models import Q, QuerySet

from vinhdanh.domain.access.scope import Scope, in_trees
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.people.models import Subject
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict


def visible_subjects(scope: Scope) -> QuerySet[Subject]:
    """Subjects that belong to, or hold a post in, the trees over which the person reads the book."""
    trees = scope.reach(Permission.READ_REGISTRY)
    if not trees:
        return Subject.objects.none()
    wanted = in_trees(trees, "path")
    if scope.keys:
        wanted |= Q(keys__overlap=list(scope.keys))
    return Subject.objects.filter(wanted, merged_into__isnull=True)


def kept_subjects(scope: Scope) -> QuerySet[Subject]:
    """Subjects about whom the person may write in the book."""
    trees = scope.reach(Permission.KEEP_REGISTRY)
    return Subject.objects.filter(in_trees(trees, "path"), merged_into__isnull=True)


def conduct_subjects(scope: Scope) -> QuerySet[Subject]:
    """Subjects whose discipline and holds the person may see."""
    trees = scope.reach(Permission.SEE_CONDUCT)
    return Subject.objects.filter(in_trees(trees, "path"), merged_into__isnull=True)


def may_keep(scope: Scope, path: str) -> Verdict:
    """May the person write in the book about a subject who belongs at ``path``?"""
    if scope.reaches(Permission.KEEP_REGISTRY, path):
        return ALLOWED
    return Refusal(
        "not_keeper",
        "Sổ khen thưởng của đối tượng này do cơ quan khác ghi; anh/chị có thể khai để cơ quan ấy xác minh.",
    )


def may_see_conduct(scope: Scope, path: str) -> bool:
    """May the person see discipline and holds of a subject who belongs at ``path``?"""
    return scope.reaches(Permission.SEE_CONDUCT, path)
