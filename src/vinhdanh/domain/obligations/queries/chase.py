"""What there is to chase, the proof of a nudge before it goes, and what was said before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Max, QuerySet

from vinhdanh.domain.access.queries.acting import Person, people_of
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.notices.access import chased_paths
from vinhdanh.domain.obligations.access import chaseable_obligations, visible_nudges
from vinhdanh.domain.obligations.models import Nudge, NudgedBody, NudgedObligation, Obligation
from vinhdanh.domain.obligations.queries.dues import calendar_around, due_of, dues, with_names
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.domain.obligations.words import Due
from vinhdanh.engines.search.counts import LIMIT, capped_counts

PAGE = 50
LAST_PAGE = 100
MOST = 2_000
"""The most obligations in one nudge."""
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class ChaseFilter:
    """``when``: "late", "soon" (late or due within a week) or "all"; the others narrow it to one kind, what
    one row asks for, one period of it, what one body owes."""

    when: str = "late"
    kind: str = ""
    source: UUID | None = None
    period: str = ""
    party: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChaseRow:
    """One obligation to chase, and when its body was last nudged about it."""

    due: Due
    kind_label: str
    party_id: UUID
    nudged_on: date | None


@dataclass(frozen=True, slots=True)
class ChasePage:
    """``count`` is exact up to 1,000; 1,001 stands for more."""

    rows: Sequence[ChaseRow]
    page: int
    has_next: bool
    count: int


def chase_ids(scope: Scope, wanted: ChaseFilter) -> QuerySet[Obligation]:
    """The obligations a filter means, among those the person may chase."""
    rows = chaseable_obligations(scope)
    if wanted.kind in ObligationKind.values:
        rows = rows.filter(kind=wanted.kind)
    exact = {"source_id": wanted.source, "period": wanted.period, "party_id": wanted.party}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    # A due day that is off counts on the next working day: what was due on it is not late yet.
    calendar = calendar_around(scope.on)
    if wanted.when == "late":
        return rows.filter(due_on__lte=calendar.add_working_days(scope.on, -1))
    if wanted.when == "soon":
        return rows.filter(due_on__lte=scope.on + timedelta(days=SOON_DAYS))
    return rows


def chaseable_among(scope: Scope, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these obligations the person may chase; one query at most."""
    if not chased_paths(scope):
        return frozenset()
    return frozenset(chaseable_obligations(scope).filter(pk__in=list(ids)).values_list("pk", flat=True))


def chaseable_sources(scope: Scope, source_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these rows ask for what is still owed and the person may chase; one query at most."""
    if not chased_paths(scope):
        return frozenset()
    rows = chaseable_obligations(scope).filter(source_id__in=list(source_ids)).order_by()
    return frozenset(rows.values_list("source_id", flat=True).distinct())


def chase_page(scope: Scope, wanted: ChaseFilter, page: int = 1) -> ChasePage:
    """A page of what may be chased, the earliest due first."""
    page = min(max(page, 1), LAST_PAGE)
    rows = chase_ids(scope, wanted)
    start = (page - 1) * PAGE
    order = (F("due_on").asc(nulls_last=True), "id")
    ids = list(rows.order_by(*order).values_list("pk", flat=True)[start : start + PAGE + 1])
    return ChasePage(
        rows=_rows(ids[:PAGE], scope.on),
        page=page,
        has_next=len(ids) > PAGE and page < LAST_PAGE,
        count=min(capped_counts({"all": rows})["all"], LIMIT + 1),
    )


def _rows(ids: Sequence[UUID], on: date) -> Sequence[ChaseRow]:
    last = dict(
        NudgedObligation.objects.filter(obligation_id__in=ids)
        .values_list("obligation_id")
        .annotate(last=Max("nudge__on"))
    )
    calendar = calendar_around(on)
    found = {row.pk: row for row in with_names(Obligation.objects.filter(pk__in=ids))}
    return [
        ChaseRow(
            due_of(found[pk], on, calendar), found[pk].get_kind_display(), found[pk].party_id, last.get(pk)
        )
        for pk in ids
        if pk in found
    ]


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One body on the proof sheet: what it is nudged about, who is told, and whether today already."""

    party_id: UUID
    party: str
    dues: Sequence[Due]
    people: Sequence[Person]
    today: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """Who would get what. ``gone`` were chosen and are closed by now, or not the person's to chase."""

    rows: Sequence[ProofRow]
    gone: int

    @property
    def ids(self) -> list[UUID]:
        return [due.id for row in self.rows for due in row.dues]

    @property
    def people(self) -> int:
        return len({person.user_id for row in self.rows for person in row.people})

    @property
    def letters(self) -> int:
        return len({person.user_id for row in self.rows for person in row.people if person.email})

    @property
    def nobody(self) -> Sequence[ProofRow]:
        return [row for row in self.rows if not row.people]

    @property
    def today(self) -> Sequence[ProofRow]:
        return [row for row in self.rows if row.today]


def proof_of(scope: Scope, ids: Sequence[UUID]) -> Proof:
    """The proof sheet of a nudge; five queries whatever the number."""
    wanted = set(ids)
    rows = chaseable_obligations(scope).filter(pk__in=wanted)
    calendar = calendar_around(scope.on)
    found: dict[UUID, list[Due]] = {}
    for row in with_names(rows).order_by(
        "party__sort_key", "party_id", F("due_on").asc(nulls_last=True), "id"
    ):
        found.setdefault(row.party_id, []).append(due_of(row, scope.on, calendar))
    people, today = people_of(found, scope.on), nudged_on(found, scope.on)
    proofs = [
        ProofRow(party, some[0].party, some, people.get(party, ()), party in today)
        for party, some in found.items()
    ]
    return Proof(rows=proofs, gone=len(wanted) - sum(len(row.dues) for row in proofs))


def nudged_on(party_ids: Mapping[UUID, object], on: date) -> set[UUID]:
    """Which of these bodies were nudged on a day, by whomever; one query."""
    rows = NudgedBody.objects.filter(party_id__in=list(party_ids), on=on)
    return set(rows.values_list("party_id", flat=True))


@dataclass(frozen=True, slots=True)
class NudgeRow:
    """One nudge in the history of an obligation."""

    id: UUID
    on: date
    sender: str
    words: str
    again_reason: str


def nudges_about(obligation_id: UUID) -> Sequence[NudgeRow]:
    """Every nudge about an obligation, newest first; one query."""
    rows = Nudge.objects.filter(obligations__obligation_id=obligation_id).select_related("sender")
    return [
        NudgeRow(row.pk, row.on, str(row.sender), row.words, row.again_reason)
        for row in rows.order_by("-id")[:100]
    ]


@dataclass(frozen=True, slots=True)
class NudgeSummary:
    """One nudge in the list of nudges."""

    id: UUID
    on: date
    sender: str
    words: str
    bodies: int
    people: int


def nudge_list(scope: Scope, page: int = 1) -> tuple[Sequence[NudgeSummary], bool]:
    """A page of nudges newest first, and whether there are more; three queries."""
    start = (min(max(page, 1), LAST_PAGE) - 1) * PAGE
    ids = list(visible_nudges(scope).order_by("-id").values_list("pk", flat=True)[start : start + PAGE + 1])
    told: dict[UUID, list[int]] = {}
    for nudge, people in NudgedBody.objects.filter(nudge_id__in=ids[:PAGE]).values_list("nudge_id", "people"):
        told.setdefault(nudge, []).append(people)
    rows = Nudge.objects.filter(pk__in=ids[:PAGE]).select_related("sender").order_by("-id")
    found = [
        NudgeSummary(
            row.pk, row.on, str(row.sender), row.words, len(told.get(row.pk, ())), sum(told.get(row.pk, ()))
        )
        for row in rows
    ]
    return found, len(ids) > PAGE


def nudged_dues(
    nudge: Nudge, rows: QuerySet[Obligation], on: date, *, page: int = 1
) -> tuple[Sequence[Due], bool]:
    """A page of what a nudge was about, of the ``rows`` that the reader sees, and whether there is more."""
    start = (min(max(page, 1), LAST_PAGE) - 1) * PAGE
    about = rows.filter(nudges__nudge=nudge).order_by(F("due_on").asc(nulls_last=True), "id")
    ids = list(about.values_list("pk", flat=True)[start : start + PAGE + 1])
    return dues(Obligation.objects.filter(pk__in=ids[:PAGE]), on), len(ids) > PAGE


def bodies_without_people(nudge: Nudge) -> Sequence[str]:
    """Bodies of a nudge in which nobody could be told."""
    rows = NudgedBody.objects.filter(nudge=nudge, people=0).order_by("party__sort_key")
    return list(rows.values_list("party__name", flat=True))
