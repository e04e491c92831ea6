"""Where a thing that a notice or a short link names is to be seen."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.access import visible_obligations
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.queries.dues import OBLIGATION

# The pages of rows that have one of their own, by kind.
_PAGES = {
    "planning.task": "task",
    "planning.plan": "plan",
    "planning.plandraft": "draft",
    "obligations.nudge": "nudge",
}
# What is owed is done on these pages; for other sources the obligation has a page itself.
_WORKED_ON = frozenset({"planning.task"})


def address_of(scope: Scope, kind: str, pk: UUID) -> str:
    """The page of a row; home for a row without one, nothing for an obligation that is gone or hidden.

    Whether the person may see the row is for its page to say.
    """
    if kind == OBLIGATION:
        return addresses_of_obligations(scope, [pk]).get(pk, "")
    name = _PAGES.get(kind)
    return reverse(name, args=[pk]) if name else reverse("home")


def addresses_of_obligations(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The pages of those obligations that the person sees; one query."""
    return {row.pk: work_address(row) for row in visible_obligations(scope).filter(pk__in=list(ids))}


def work_address(row: Obligation) -> str:
    """Where the work is done that an obligation asks for."""
    if row.source_kind in _WORKED_ON:
        return reverse(_PAGES[row.source_kind], args=[row.source_id])
    return reverse("chase_item", args=[row.pk])


def source_address(row: Obligation) -> str:
    """The page of the row that an obligation comes from; empty where it has none."""
    name = _PAGES.get(row.source_kind)
    return reverse(name, args=[row.source_id]) if name else ""
