"""Who sees which obligation."""

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope, visible_rows
from vinhdanh.domain.obligations.models import Obligation


def visible_obligations(scope: Scope) -> QuerySet[Obligation]:
    """What is owed inside the trees the person reads whole, by their bodies, to them or through them."""
    return Obligation.objects.filter(visible_rows(scope))
