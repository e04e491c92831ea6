"""What waits for a person and what a person waits for: the home page, and the two full lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    """One line. ``kind`` is the first word of the kind, ``period`` the rest of it; ``about`` is the row or
    the bundle that all its items are about. ``who`` are the bodies that hold it, or on one's own list the
    body that waits; ``status`` and ``days`` as in :func:`condition`; ``until`` is the day a limit on a day
    off moves to. ``stands_in_for`` names the bodies for which the person answers and which hold it.

    ``subjects``, ``titles``, ``holders`` and ``parties`` (their names) run side by side, item by item.
    """

    kind: str
    period: str
    about: UUID
    subject_kind: str
    subjects: Sequence[UUID]
    titles: Sequence[str]
    holders: Sequence[UUID]
    parties: Sequence[str]
    note: str
    who: Sequence[str]
    due_on: date | None
    until: date | None
    status: str
    days: int
    count: int = 1
    stands_in_for: Sequence[str] = ()

    @property
    def title(self) -> str:
        return self.titles[0]

    @property
    def is_about_one(self) -> bool:
        """Do all items of the line come from one row?"""
        return len(set(self.subjects)) == 1


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
    names = short_labels(creditors | {pk for line in (*held.lines, *awaited.lines) for pk in line.holders})
    return Work(
        _work_list(held, [_own(line, names, scope) for line in held.lines]),
        _work_list(awaited, [_row(line, names, scope.on) for line in awaited.lines]),
    )


def _work_list(found: Lines, rows: Sequence[WorkRow]) -> WorkList:
    return WorkList(rows, found.more, found.count, found.late, found.soon)


def _own(line: Line, names: Mapping[UUID, str], scope: Scope) -> WorkRow:
    """A line of one's own: named is who waits for it, as far as there is somebody to name."""
    waiting = names.get(line.awaited_by) if line.awaited_by else None
    row = _row(line, names, scope.on)
    return replace(row, who=[waiting] if waiting else [], stands_in_for=_lent(scope, line.holders, names))


def _lent(scope: Scope, holders: Sequence[UUID], names: Mapping[UUID, str]) -> list[str]:
    """Those of the holders for which the person answers without belonging to them."""
    answered = {one.body_id for one in scope.answers_for}
    return [names[pk] for pk in dict.fromkeys(holders) if pk in answered and pk in names]


def _row(line: Line, names: Mapping[UUID, str], on: date) -> WorkRow:
    status, days = condition(line.due_on, on)
    kind, _, period = line.kind.partition(" ")
    parties = [names.get(pk, "") for pk in line.holders]
    return WorkRow(
        kind=kind,
        period=period,
        about=line.about,
        subject_kind=line.subject_kind,
        subjects=line.subjects,
        titles=line.titles,
        holders=line.holders,
        parties=parties,
        note=line.note,
        who=parties,
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
    return _page(rows, [*pieces, rows.filter(holder_user=scope.user_id)], page, scope=scope, own=True)


def awaited_page(scope: Scope, wanted: WorkFilter, page: int = 1) -> WorkPage:
    """Fifty items that the person's bodies wait for; five queries."""
    bodies = bodies_of(scope) if waits_for_others(scope) else []
    rows = _filtered(awaited_by(bodies), wanted, scope.on)
    if wanted.kind:
        rows = rows.filter(_of_kinds([wanted.kind]))
    if wanted.body:
        rows = rows.filter(holder=wanted.body)
    return _page(rows, [rows.filter(awaited_by=pk) for pk in bodies], page, scope=scope, own=False)


def _filtered(rows: QuerySet[WorkItem], wanted: WorkFilter, on: date) -> QuerySet[WorkItem]:
    return rows.filter(Q(due_on__lt=days_of(on).late_before)) if wanted.late else rows


def _of_kinds(words: Sequence[str]) -> In:
    """Items whose kind begins with one of ``words``."""
    return In(FIRST_WORD, list(words))


def _page(
    rows: QuerySet[WorkItem], pieces: Sequence[QuerySet[WorkItem]], page: int, *, scope: Scope, own: bool
) -> WorkPage:
    page = min(max(page, 1), LAST_PAGE)
    start = (page - 1) * PAGE
    ids = first_ids(pieces, start, start + PAGE + 1)
    count = capped_counts({"all": rows})["all"]
    found = WorkItem.objects.in_bulk(ids[:PAGE])
    items = [found[pk] for pk in ids[:PAGE] if pk in found]
    bodies = {item.awaited_by for item in items if item.awaited_by} | {item.holder for item in items}
    names = short_labels(bodies)
    return WorkPage(
        rows=[_item(item, names, scope, own=own) for item in items],
        page=page,
        count=min(count, LIMIT),
        more_than_counted=count > LIMIT,
        has_next=len(ids) > PAGE and page < LAST_PAGE,
    )


def _item(item: WorkItem, names: Mapping[UUID, str], scope: Scope, *, own: bool) -> WorkRow:
    line = Line(
        kind=item.kind,
        about=item.subject_id,
        subject_kind=item.subject_kind,
        due_on=item.due_on,
        count=1,
        subjects=[item.subject_id],
        titles=[item.title],
        holders=[item.holder],
        awaited_by=item.awaited_by,
        note=item.note,
    )
    return _own(line, names, scope) if own else _row(line, names, scope.on)
