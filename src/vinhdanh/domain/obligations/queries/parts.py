"""Who owes one thing, and how far each has come."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.queries.conditions import condition
from vinhdanh.domain.obligations.states import ObligationState


@dataclass(frozen=True, slots=True)
class Part:
    """What one body owes of a thing. ``status`` is done, waived, or how near the due date is."""

    id: UUID
    party_id: UUID
    name: str
    state: str
    status: str
    days: int
    fulfilled_on: date | None
    paper: str
    reason: str

    @property
    def is_open(self) -> bool:
        return self.state == ObligationState.OPEN


@dataclass(frozen=True, slots=True)
class Parts:
    """All who owe it: those still at work first, each half in Vietnamese order."""

    rows: Sequence[Part] = ()

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> int:
        return sum(1 for row in self.rows if row.state == ObligationState.FULFILLED)

    @property
    def closed(self) -> Sequence[Part]:
        return [row for row in self.rows if not row.is_open]

    @property
    def left(self) -> Sequence[Part]:
        return [row for row in self.rows if row.is_open]


def parts_of(source_kind: str, source_id: UUID, on: date) -> Parts:
    """Every obligation out of one source; one query."""
    rows = Obligation.objects.filter(source_kind=source_kind, source_id=source_id).select_related("party")
    made = [_part(row, on) for row in rows.order_by("party__sort_key", "id")]
    return Parts(sorted(made, key=lambda part: not part.is_open))


def _part(row: Obligation, on: date) -> Part:
    status, days = (row.state, 0) if row.state != ObligationState.OPEN else condition(row.due_on, on)
    return Part(
        id=row.pk,
        party_id=row.party_id,
        name=row.party.name,
        state=row.state,
        status=status,
        days=days,
        fulfilled_on=row.fulfilled_on,
        paper=row.paper_name,
        reason=row.reason,
    )


def states_of(source_kind: str, ids: Iterable[UUID]) -> dict[UUID, dict[UUID, str]]:
    """For each source the state of what each body owes; one query."""
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    rows = Obligation.objects.filter(source_kind=source_kind, source_id__in=list(ids))
    for source, party, state in rows.values_list("source_id", "party_id", "state"):
        found[source][party] = state
    return found


def sources_of(source_kind: str, parties: Iterable[UUID]) -> QuerySet[Obligation, UUID]:
    """For ``pk__in``: the sources of which ``parties`` still owe something."""
    rows = Obligation.objects.filter(
        source_kind=source_kind, party__in=list(parties), state=ObligationState.OPEN
    )
    return rows.values_list("source_id", flat=True)


def reported_parties(source_kind: str, source_id: UUID, paper_kind: str) -> set[UUID]:
    """The bodies whose obligation was fulfilled by a paper of a kind; one query."""
    rows = Obligation.objects.filter(source_kind=source_kind, source_id=source_id, paper_kind=paper_kind)
    return set(rows.values_list("party_id", flat=True))


def locked_part(source_kind: str, source_id: UUID, party_id: UUID) -> Obligation | None:
    """The row of one body, locked until the transaction ends; None when it owes nothing here."""
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("party")
    return rows.filter(source_kind=source_kind, source_id=source_id, party_id=party_id).first()
