"""Who sees which obligation, and who may chase it."""

from django.db.models import Q, QuerySet

from vinhdanh.domain.access.scope import Scope, visible_rows
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.notices.access import chased_paths
from vinhdanh.domain.obligations.models import Nudge, Obligation
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict


def visible_obligations(scope: Scope) -> QuerySet[Obligation]:
    """What is owed inside the trees the person reads whole, by their bodies, to them or through them."""
    return Obligation.objects.filter(visible_rows(scope))


def chaseable_obligations(scope: Scope) -> QuerySet[Obligation]:
    """What is still owed inside the trees in which the person may chase."""
    rows = Obligation.objects.filter(state=ObligationState.OPEN)
    return rows.filter(_within(chased_paths(scope)))


def visible_nudges(scope: Scope) -> QuerySet[Nudge]:
    """Nudges made in the trees where the person may chase, and those their bodies received."""
    received = Q(pk__in=Nudge.objects.filter(bodies__party__in=scope.body_ids).values("pk"))
    return Nudge.objects.filter(_within(chased_paths(scope)) | received)


def may_chase(scope: Scope, path: str) -> Verdict:
    """May the person nudge those who owe something to the body at ``path``, or set how they are reminded?"""
    if scope.may_over(Permission.CHASE, path):
        return ALLOWED
    return Refusal("not_yours_to_chase", "Việc này không thuộc phạm vi anh/chị được giao nhắc.")


def _within(paths: tuple[str, ...]) -> Q:
    wanted = Q(pk__in=())
    for top in paths:
        wanted |= Q(path=top) | Q(path__startswith=top + ".")
    return wanted
