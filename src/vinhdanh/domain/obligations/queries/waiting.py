"""What waits for a person and what a person waits for: the home page, and the two full lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.lookups import In

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.obligations.queries.conditions import condition, days_of, extended_to
from vinhdanh.domain.organisations.queries.directory import served_by
from vinhdanh.domain.organisations.queries.labels import short_labels
from vinhdanh.engines.search.counts import LIMIT, capped_counts
from vinhdanh.engines.workflow.items import awaited_by, held_by
from vinhdanh.engines.workflow.lists import Line, Lines, awaited_lines, first_ids, held_lines
from vinhdanh.engines.workflow.models import FIRST_WORD, WorkItem

PAGE = 50
LAST_PAGE = 100


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line. ``who`` are the bodies that hold it, or on one's own list the body that waits;
    ``status`` and ``days`` as in :func:`condition`; ``until`` is the day a limit on a day off moves to.

    ``subjects``, ``titles`` and ``who`` run side by side on a line of several items.
    """

    kind: str
    subject_kind: str
    subjects: Sequence[UUID]
    titles: Sequence[str]
    note: str
    who: Sequence[str]
    due_on: date | None
    until: date | None
    status: str
    days: int
    count: int = 1

    @property
    def title(self) -> str:
        return self.titles[0]

    @property
    def subject_id(self) -> UUID:
        return self.subjects[0]


@dataclass(frozen=True, slots=True)
class WorkList:
    """The first lines, whether there are more, and how many items in all, late and near.

    Counts are exact up to :data:`vinhdanh.engines.workflow.lists.WINDOW`.
    """

    rows: Sequence[WorkRow] = ()
    more: bool = False
    count: int = 0
    late: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    mine: WorkList = WorkList()
    others: WorkList = WorkList()


def bodies_of(scope: Scope) -> list[UUID]:
    """For whom the person acts: their bodies, the body that their standing office serves, and the
    councils of which it is the standing office. One query."""
    served = {post.scope_id for post in scope.posts} | served_by(scope.body_ids, scope.on)
    return sorted({*scope.keys, *served})


def waits_for_others(scope: Scope) -> bool:
    """Whoever reports for a body also waits in its name."""
    return scope.may(Permission.REPORT_TASKS)


def work_for(scope: Scope, kinds: Sequence[str], *, mine: int, others: int) -> Work:
    """The first ``mine`` and ``others`` lines of the two lists; four queries.

    ``kinds`` are the first words of the kinds that the person can do something about.
    """
    if not scope.posts:
        return Work()
    bodies, days = bodies_of(scope), days_of(scope.on)
    held = held_lines(bodies, scope.user_id, kinds=kinds, days=days, most=mine) if kinds else Lines()
    awaited = awaited_lines(bodies, days=days, most=others) if waits_for_others(scope) else Lines()
    # Who waits is said unless it is oneself.
    creditors = {pk for line in held.lines if (pk := line.awaited_by) is not None} - set(bodies)
    names = short_labels(creditors | {pk for line in awaited.lines for pk in line.holders})
    return Work(
        _work_list(held, [_own(line, names, scope.on) for line in held.lines]),
        _work_list(
            awaited, [_row(line, [names[pk] for pk in line.holders], scope.on) for line in awaited.lines]
        ),
    )


def _work_list(found: Lines, rows: Sequence[WorkRow]) -> WorkList:
    return WorkList(rows, found.more, found.count, found.late, found.soon)


def _own(line: Line, names: dict[UUID, str], on: date) -> WorkRow:
    """A line of one's own: named is who waits for it, as far as there is somebody to name."""
    waiting = names.get(line.awaited_by) if line.awaited_by else None
    return _row(line, [waiting] if waiting else [], on)


def _row(line: Line, who: Sequence[str], on: date) -> WorkRow:
    status, days = condition(line.due_on, on)
    return WorkRow(
        kind=line.kind.partition(" ")[0],
        subject_kind=line.subject_kind,
        subjects=line.subjects,
        titles=line.titles,
        note=line.note,
        who=who,
        due_on=line.due_on,
        until=extended_to(line.due_on),
        status=status,
        days=days,
        count=line.count,
    )


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """``kind`` is the first word of a kind; ``body`` is who holds it (or on one's own list who waits)."""

    kind: str = ""
    body: UUID | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One page, the earliest due first. ``count`` is exact up to 1,000."""

    rows: Sequence[WorkRow]
    page: int
    count: int
    more_than_counted: bool
    has_next: bool


def held_page(scope: Scope, wanted: WorkFilter, page: int = 1, *, kinds: Sequence[str]) -> WorkPage:
    """Fifty items of ``kinds`` that wait for the person; five queries."""
    bodies = bodies_of(scope)
    asked = [wanted.kind] if wanted.kind in kinds else kinds
    rows = _filtered(held_by(bodies, scope.user_id), wanted, scope.on)
    rows = rows.filter(_of_kinds(asked))
    if wanted.body:
        rows = rows.filter(awaited_by=wanted.body)
    pieces = [rows.filter(holder=pk, holder_user__isnull=True) for pk in bodies]
    return _page(rows, [*pieces, rows.filter(holder_user=scope.user_id)], page, on=scope.on, own=True)


def awaited_page(scope: Scope, wanted: WorkFilter, page: int = 1) -> WorkPage:
    """Fifty items that the person's bodies wait for; five queries."""
    bodies = bodies_of(scope) if waits_for_others(scope) else []
    rows = _filtered(awaited_by(bodies), wanted, scope.on)
    if wanted.kind:
        rows = rows.filter(_of_kinds([wanted.kind]))
    if wanted.body:
        rows = rows.filter(holder=wanted.body)
    return _page(rows, [rows.filter(awaited_by=pk) for pk in bodies], page, on=scope.on, own=False)


def _filtered(rows: QuerySet[WorkItem], wanted: WorkFilter, on: date) -> QuerySet[WorkItem]:
    return rows.filter(Q(due_on__lt=days_of(on).late_before)) if wanted.late else rows


def _of_kinds(words: Sequence[str]) -> In:
    """Items whose kind begins with one of ``words``."""
    return In(FIRST_WORD, list(words))


def _page(
    rows: QuerySet[WorkItem], pieces: Sequence[QuerySet[WorkItem]], page: int, *, on: date, own: bool
) -> WorkPage:
    page = min(max(page, 1), LAST_PAGE)
    start = (page - 1) * PAGE
    ids = first_ids(pieces, start, start + PAGE + 1)
    count = capped_counts({"all": rows})["all"]
    found = WorkItem.objects.in_bulk(ids[:PAGE])
    items = [found[pk] for pk in ids[:PAGE] if pk in found]
    named = {item.pk: item.awaited_by if own else item.holder for item in items}
    names = short_labels({pk for pk in named.values() if pk is not None})
    return WorkPage(
        rows=[_item(item, names.get(named[item.pk] or item.pk, ""), on) for item in items],
        page=page,
        count=min(count, LIMIT),
        more_than_counted=count > LIMIT,
        has_next=len(ids) > PAGE and page < LAST_PAGE,
    )


def _item(item: WorkItem, who: str, on: date) -> WorkRow:
    status, days = condition(item.due_on, on)
    return WorkRow(
        kind=item.kind.partition(" ")[0],
        subject_kind=item.subject_kind,
        subjects=[item.subject_id],
        titles=[item.title],
        note=item.note,
        who=[who] if who else [],
        due_on=item.due_on,
        until=extended_to(item.due_on),
        status=status,
        days=days,
    )
