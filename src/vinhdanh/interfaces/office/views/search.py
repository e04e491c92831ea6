"""One search over plans, tasks and bodies; no diacritics needed."""

from django.http import HttpRequest, HttpResponse

from vinhdanh.domain.organisations.queries.pages import body_page
from vinhdanh.domain.planning.queries.filters import TaskFilter
from vinhdanh.domain.planning.queries.lists import task_page
from vinhdanh.domain.planning.queries.plans import plan_page
from vinhdanh.interfaces.office.helpers import page, scope_of

SHOWN = 8


def search(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    text = request.GET.get("q", "").strip()[:200]
    context: dict[str, object] = {"q": text}
    if text:
        tasks = task_page(scope, TaskFilter(text=text))
        plans, _ = plan_page(scope, year=None, text=text, page=1)
        context |= {
            "tasks": tasks,
            "task_rows": tasks.rows[:SHOWN],
            "plans": plans[:SHOWN],
            "bodies": body_page(text=text, kind="", on=scope.on, page=1).rows[:SHOWN],
        }
    return page(request, "office/search.html", context, part="office/_search.html")
