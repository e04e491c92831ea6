"""Who answers for bodies without an account."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.access import visible_representations
from vinhdanh.domain.access.actions import end_answering, name_answerer
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries.answering import answer_lines, unanswered
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.labels import body_label
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import attempt, fetch, page, scope_of, user_of
from vinhdanh.interfaces.office.people import form_page, needed_date, read_body, read_person


def answering(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    context = {"waiting": unanswered(scope), "found": answer_lines(scope)}
    return page(request, "office/people/answering.html", context)


def answerer_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name a body, or a person, who answers for the body ``pk``."""
    name = body_label(pk)
    if not name:
        raise Http404
    return form_page(
        request,
        "office/people/answerer_add.html",
        {"body_id": pk, "body": name, "may_name_people": _may_name_people(request)},
        act=lambda: _name(request, pk),
        done="Đã ghi người trả lời thay; việc của đơn vị này đã đến tay họ.",
        target=("answering",),
    )


def _may_name_people(request: HttpRequest) -> bool:
    """Whoever sees no accounts names bodies only."""
    return scope_of(request).may(Permission.MANAGE_ACCOUNTS)


def _name(request: HttpRequest, pk: UUID) -> None:
    post = request.POST
    person: User | None = None
    if post.get("person", "").strip():
        person = read_person(scope_of(request), post, "person")
    missing = "Ghi đơn vị hoặc người trả lời thay."
    name_answerer(
        actor=user_of(request),
        scope=scope_of(request),
        body_id=pk,
        by_body_id=None if person else read_body(post, "body_find", missing=missing),
        by_user=person,
        starts_on=needed_date(post, "starts_on", "ngày bắt đầu"),
        ends_on=read_date(post, "ends_on"),
        reason=post.get("reason", "")[:200],
    )


def answerer_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = fetch(visible_representations(scope_of(request)), pk)
    attempt(
        request,
        lambda: end_answering(
            actor=user_of(request),
            scope=scope_of(request),
            representation_id=row.pk,
            reason=request.POST.get("reason", "") or "Thôi trả lời thay",
        ),
        done="Đã thôi trả lời thay.",
    )
    return redirect("answering")
