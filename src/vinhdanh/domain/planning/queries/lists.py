"""The task list: ids first, then the rows of one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.queries.filters import TaskFilter, filtered
from vinhdanh.domain.planning.queries.rows import TaskRow, task_rows
from vinhdanh.engines.search.counts import LIMIT, capped_counts

PAGE = 50
LAST_PAGE = 100
EXPORT_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of the list. ``count`` is exact up to 1,000; ``more_than_counted``: there are more."""

    rows: Sequence[TaskRow]
    page: int
    count: int
    more_than_counted: bool
    has_next: bool


def task_page(scope: Scope, wanted: TaskFilter, page: int = 1) -> TaskPage:
    """The ``page``-th fifty tasks, the earliest due first and the undated last; four queries."""
    page = min(max(page, 1), LAST_PAGE)
    rows = filtered(scope, wanted)
    start = (page - 1) * PAGE
    ids = list(rows.order_by("due_on", "id").values_list("pk", flat=True)[start : start + PAGE + 1])
    count = capped_counts({"all": rows})["all"]
    return TaskPage(
        rows=task_rows(ids[:PAGE], scope.on),
        page=page,
        count=min(count, LIMIT),
        more_than_counted=count > LIMIT,
        has_next=len(ids) > PAGE and page < LAST_PAGE,
    )


def export_rows(scope: Scope, wanted: TaskFilter) -> Iterator[TaskRow]:
    """Every row of the filter up to 20,000, in the list's order, fetched by the thousand."""
    ids = list(filtered(scope, wanted).order_by("due_on", "id").values_list("pk", flat=True)[:EXPORT_LIMIT])
    for start in range(0, len(ids), 1_000):
        yield from task_rows(ids[start : start + 1_000], scope.on)


def rows_of_plan(scope: Scope, plan_id: UUID) -> list[TaskRow]:
    """The tasks of one plan that the person sees, in the order of the paper; three queries."""
    wanted = filtered(scope, TaskFilter(plan=plan_id))
    ids = list(wanted.order_by("position").values_list("pk", flat=True)[:EXPORT_LIMIT])
    return task_rows(ids, scope.on)
