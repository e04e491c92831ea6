"""Open tasks that nobody leads yet: they wait on whoever may assign them."""

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.access import editable_tasks
from vinhdanh.domain.planning.queries.lists import LAST_PAGE, PAGE, TaskPage
from vinhdanh.domain.planning.queries.rows import task_rows
from vinhdanh.domain.planning.states import OPEN_STATES
from vinhdanh.engines.search.counts import LIMIT, capped_counts


def unled_page(scope: Scope, page: int = 1, *, own: bool = True) -> TaskPage:
    """The ``page``-th fifty open tasks without a lead that the person may assign, earliest due first; with
    ``own`` those of their own issuer only. Four queries."""
    page = min(max(page, 1), LAST_PAGE)
    rows = editable_tasks(scope, own=own).filter(has_lead=False, state__in=OPEN_STATES)
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
