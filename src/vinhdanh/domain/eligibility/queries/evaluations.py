"""Answers as they were given."""

from collections.abc import Sequence
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.eligibility.access import visible_evaluations
from vinhdanh.domain.eligibility.models import Evaluation

LIMIT = 20


def evaluations_of(scope: Scope, subject_id: UUID) -> Sequence[Evaluation]:
    """The last answers about a subject, newest first; one query."""
    rows = visible_evaluations(scope).filter(subject_id=subject_id).select_related("made_by")
    return list(rows.order_by("-id")[:LIMIT])
