"""Claims that wait for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.people.queries.lists import ListedSubject, listed_subjects
from vinhdanh.domain.registry.access import waiting_claims
from vinhdanh.domain.registry.catalogue import name_of
from vinhdanh.domain.registry.queries.timeline import paper_words
from vinhdanh.engines.search.counts import LIMIT, capped_counts

PAGE = 50


@dataclass(frozen=True, slots=True)
class ClaimRow:
    id: UUID
    subject: ListedSubject
    title: str
    year: int
    paper: str
    file: str
    declared_at: datetime
    declared_by: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    rows: Sequence[ClaimRow]
    page: int
    count: int
    more_than_counted: bool
    has_next: bool


def claim_page(scope: Scope, page: int = 1) -> ClaimPage:
    """The ``page``-th fifty claims for the person's answer, the oldest first; six queries."""
    page = min(max(page, 1), 100)
    rows = waiting_claims(scope)
    start = (page - 1) * PAGE
    found = list(
        rows.select_related("evidence", "declared_by").order_by("declared_at", "id")[start : start + PAGE + 1]
    )
    count = capped_counts({"all": rows})["all"]
    subjects = listed_subjects([row.subject_id for row in found])
    return ClaimPage(
        rows=[
            ClaimRow(
                id=row.pk,
                subject=subjects[row.subject_id],
                title=name_of(row.code, row.name),
                year=row.year,
                paper=paper_words(row.number, row.decided_on, row.issuer),
                file=row.evidence.name if row.evidence else "",
                declared_at=row.declared_at,
                declared_by=str(row.declared_by) if row.declared_by else "",
            )
            for row in found[:PAGE]
        ],
        page=page,
        count=min(count, LIMIT),
        more_than_counted=count > LIMIT,
        has_next=len(found) > PAGE,
    )


def waiting_count(scope: Scope) -> int:
    """How many claims wait for the person, up to 1,001; one query."""
    return capped_counts({"all": waiting_claims(scope)})["all"]
