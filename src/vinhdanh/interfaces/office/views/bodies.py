"""The directory of bodies, and the suggestions that name fields ask for."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.labels import suggestions
from vinhdanh.domain.organisations.queries.pages import body_detail, body_page
from vinhdanh.domain.planning.queries.filters import TaskFilter
from vinhdanh.domain.planning.queries.lists import task_page
from vinhdanh.interfaces.office.helpers import page, scope_of, whole_number


def body_list(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    text = request.GET.get("q", "")
    number = whole_number(request.GET.get("page")) or 1
    found = body_page(text=text, kind=request.GET.get("kind", ""), on=scope.on, page=number)
    context = {"found": found, "q": text, "kind": request.GET.get("kind", "")}
    return page(request, "office/bodies/list.html", context, part="office/bodies/_list.html")


def body(request: HttpRequest, pk: UUID) -> HttpResponse:
    scope = scope_of(request)
    found = body_detail(pk, scope.on)
    if found is None:
        raise Http404
    tasks = task_page(scope, TaskFilter(keys=(pk, *found.groups), status="open"))
    context = {"found": found, "tasks": tasks, "pk": pk, "may_manage": scope.may(Permission.MANAGE_BODIES)}
    return page(request, "office/bodies/body.html", context)


def body_suggestions(request: HttpRequest) -> HttpResponse:
    """Options of a name field for what has been typed so far (a fragment)."""
    typed = (str(v) for k, v in request.GET.items() if k.endswith("_find") or k in {"q", "body_name"})
    text = next(typed, "")
    found = suggestions(text, scope_of(request).on, limit=12)
    return page(request, "office/bodies/_suggestions.html", {"found": found})
