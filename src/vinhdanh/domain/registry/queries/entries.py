"""Single rows of the book and the papers kept with them."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.registry.access import (
    visible_awards,
    visible_claims,
    visible_discipline,
    visible_holds,
    visible_ratings,
    visible_recognitions,
)
from vinhdanh.foundation.files.store import OwnedFile, owned

_VISIBLE: Mapping[str, Callable[[Scope], QuerySet[Any]]] = {
    "award": visible_awards,
    "rating": visible_ratings,
    "recognition": visible_recognitions,
    "claim": visible_claims,
    "discipline": visible_discipline,
    "hold": visible_holds,
}


def entry_of(scope: Scope, kind: str, *, subject: UUID, entry: UUID) -> Any:
    """One row of ``subject`` with its paper, as the person may see it; None where there is none."""
    visible = _VISIBLE.get(kind)
    if visible is None:
        return None
    return visible(scope).filter(subject=subject, pk=entry).select_related("evidence", "subject").first()


def entry_paper(scope: Scope, kind: str, *, subject: UUID, entry: UUID) -> OwnedFile | None:
    """The paper of such a row."""
    row = entry_of(scope, kind, subject=subject, entry=entry)
    return owned(row.evidence) if row and row.evidence else None
