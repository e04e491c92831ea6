"""Plans as lists and as one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.access import visible_plans, visible_tasks
from vinhdanh.domain.planning.models import Plan, Task
from vinhdanh.domain.planning.queries.files import FileRow, file_row
from vinhdanh.domain.planning.states import OPEN_STATES, PlanKind, TaskState
from vinhdanh.engines.search.words import query_for, vector_of
from vinhdanh.foundation.calendars.days import late_before
from vinhdanh.foundation.files.store import renditions_of

PAGE = 30


@dataclass(frozen=True, slots=True)
class PlanRow:
    id: UUID
    name: str
    title: str
    issuer: str
    issued_on: date | None
    first_year: int
    last_year: int
    kind: str
    tasks: int
    done: int
    late: int


def plan_page(
    scope: Scope, *, year: int | None, text: str, page: int, kind: str = ""
) -> tuple[list[PlanRow], bool]:
    """Thirty plans, newest year first, with counts of the tasks that the person sees; two queries."""
    rows = visible_plans(scope)
    if year:
        rows = rows.filter(first_year__lte=year, last_year__gte=year)
    if kind in PlanKind.values:
        rows = rows.filter(kind=kind)
    if query := query_for(text):
        rows = rows.alias(found=vector_of("words")).filter(found=query)
    start = (max(page, 1) - 1) * PAGE
    plans = list(rows.select_related("issuer").order_by("-first_year", "-id")[start : start + PAGE + 1])
    return plan_rows(scope, plans[:PAGE]), len(plans) > PAGE


def plan_rows(scope: Scope, plans: Sequence[Plan]) -> list[PlanRow]:
    """These plans with their counts; one query."""
    counts = _counts(scope, [plan.pk for plan in plans])
    return [_row(plan, counts.get(plan.pk, {})) for plan in plans]


def _counts(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    late = Q(state__in=OPEN_STATES, due_on__lt=late_before(scope.on))
    rows = visible_tasks(scope).filter(plan_id__in=ids).order_by().values("plan_id")
    counted = rows.annotate(
        tasks=Count("id"), done=Count("id", filter=Q(state=TaskState.DONE)), late=Count("id", filter=late)
    )
    return {
        row["plan_id"]: {"tasks": row["tasks"], "done": row["done"], "late": row["late"]} for row in counted
    }


def _row(plan: Plan, counts: dict[str, int]) -> PlanRow:
    return PlanRow(
        id=plan.pk,
        name=plan.name,
        title=plan.title,
        issuer=plan.issuer.name,
        issued_on=plan.issued_on,
        first_year=plan.first_year,
        last_year=plan.last_year,
        kind=plan.get_kind_display(),
        tasks=counts.get("tasks", 0),
        done=counts.get("done", 0),
        late=counts.get("late", 0),
    )


def plan_years(scope: Scope) -> list[int]:
    """The years that the person's plans cover, newest first; one query."""
    spans = visible_plans(scope).order_by().values_list("first_year", "last_year").distinct()
    return sorted({year for first, last in spans for year in range(first, last + 1)}, reverse=True)


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """The head of a plan as its page shows it; ``row`` without its counts, which the board has."""

    row: PlanRow
    place: str
    signer: str
    signer_title: str
    bases: Sequence[str]
    recipients: Sequence[str]
    parent_id: UUID | None
    parent_name: str
    superseded_id: UUID | None
    superseded_name: str
    file: FileRow | None
    published_at: datetime | None


def plan_detail(plan: Plan) -> PlanDetail:
    """One plan; no query when ``issuer``, ``parent`` and ``file`` were fetched with it."""
    return PlanDetail(
        row=_row(plan, {}),
        place=plan.place,
        signer=plan.signer,
        signer_title=plan.signer_title,
        bases=plan.bases,
        recipients=plan.recipients,
        parent_id=plan.parent_id,
        parent_name=plan.parent.name if plan.parent else "",
        superseded_id=plan.superseded_by_id,
        superseded_name=plan.superseded_by.name if plan.superseded_by else "",
        file=file_row(plan.pk, plan.file, renditions_of([plan.file.sha256])) if plan.file else None,
        published_at=plan.published_at,
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """Plans and their issuers for selects: ``(id, words)`` each, higher bodies first."""

    plans: Sequence[tuple[UUID, str]]
    issuers: Sequence[tuple[UUID, str]]


def plan_choices(scope: Scope, year: int | None, limit: int = 500) -> Choices:
    """The visible plans of a year, at most ``limit``, and the bodies that issued them; one query."""
    rows = visible_plans(scope)
    if year:
        rows = rows.filter(first_year__lte=year, last_year__gte=year)
    columns = rows.values_list("pk", "number", "title", "issuer_id", "issuer__name")
    found = list(columns.order_by("path", "-first_year", "id")[:limit])
    plans = [(pk, f"{name}: {number or title[:60]}") for pk, number, title, _, name in found]
    return Choices(plans, list({issuer: name for *_, issuer, name in found}.items()))


def with_last_work(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The same plans with ``last_work``, the last year that a task of theirs is in."""
    latest = Task.objects.filter(plan=OuterRef("pk"), year__isnull=False).order_by("-year").values("year")
    return plans.annotate(last_work=Subquery(latest[:1]))


def last_year(plan: Plan) -> int:
    """The last year in which a plan of :func:`with_last_work` has work: a school year runs past the year in
    its title."""
    return max(plan.last_year, getattr(plan, "last_work", None) or plan.last_year)
