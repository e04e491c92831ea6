"""Posts of an account: given, ended, lent."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.access import visible_accounts, visible_delegations, visible_posts
from vinhdanh.domain.access.actions import appoint, delegate, end_appointment, end_delegation
from vinhdanh.domain.access.models import Appointment, User
from vinhdanh.domain.access.queries.roles import permission_choices, role_choices
from vinhdanh.domain.access.states import Capacity
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import attempt, fetch, scope_of, user_of
from vinhdanh.interfaces.office.people import form_page, needed_date, read_body, read_person


def _account(request: HttpRequest, pk: UUID) -> User:
    return fetch(visible_accounts(scope_of(request)), pk)


def _held(request: HttpRequest, pk: UUID, post_id: UUID) -> Appointment:
    rows = visible_posts(scope_of(request)).filter(user=pk).select_related("user", "role", "body", "scope")
    return fetch(rows, post_id)


def post_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = _account(request, pk)
    return form_page(
        request,
        "office/people/post_add.html",
        {"account": user, "roles": role_choices(), "capacities": Capacity.choices},
        act=lambda: _appoint(request, user),
        done="Đã bổ nhiệm.",
        target=("account", pk),
    )


def _appoint(request: HttpRequest, user: User) -> None:
    post = request.POST
    appoint(
        actor=user_of(request),
        scope=scope_of(request),
        user=user,
        role=post.get("role", ""),
        body_id=read_body(post, "body_find"),
        scope_id=read_body(post, "scope_find") if post.get("scope_find", "").strip() else None,
        starts_on=needed_date(post, "starts_on", "ngày bắt đầu"),
        ends_on=read_date(post, "ends_on"),
        title=post.get("title", "")[:120],
        capacity=post.get("capacity", ""),
    )


def post_end(request: HttpRequest, pk: UUID, post_id: UUID) -> HttpResponse:
    row = _held(request, pk, post_id)
    return form_page(
        request,
        "office/people/post_end.html",
        {"account": row.user, "post": row},
        act=lambda: _end(request, row),
        done="Đã ghi ngày thôi giữ vai trò.",
        target=("account", pk),
    )


def _end(request: HttpRequest, row: Appointment) -> None:
    reason = squash(request.POST.get("reason", ""))
    day = needed_date(request.POST, "ends_on", "ngày cuối giữ vai trò")
    if not reason:
        raise RefusedError(Refusal("reason_missing", "Ghi lý do, ví dụ số quyết định.", field="reason"))
    end_appointment(
        actor=user_of(request),
        scope=scope_of(request),
        appointment_id=row.pk,
        ends_on=day,
        reason=reason,
    )


def post_lend(request: HttpRequest, pk: UUID, post_id: UUID) -> HttpResponse:
    """Lend some of what a post gives to somebody else until a day."""
    row = _held(request, pk, post_id)
    given = [(code, words) for code, words, _ in permission_choices() if code in row.role.permissions]
    chosen = request.POST.getlist("permissions")
    return form_page(
        request,
        "office/people/post_lend.html",
        {"account": row.user, "post": row, "given": given, "chosen": chosen},
        act=lambda: delegate(
            actor=user_of(request),
            scope=scope_of(request),
            post_id=row.pk,
            to=read_person(scope_of(request), request.POST, "person"),
            permissions=chosen,
            starts_on=needed_date(request.POST, "starts_on", "ngày bắt đầu"),
            ends_on=needed_date(request.POST, "ends_on", "ngày hết ủy quyền"),
            paper=request.POST.get("paper", "")[:200],
        ),
        done="Đã ghi ủy quyền.",
        target=("account", pk),
    )


def lending_end(request: HttpRequest, pk: UUID, delegation_id: UUID) -> HttpResponse:
    row = fetch(visible_delegations(scope_of(request)), delegation_id)
    attempt(
        request,
        lambda: end_delegation(
            actor=user_of(request), scope=scope_of(request), delegation_id=row.pk, reason="Thu hồi ủy quyền"
        ),
        done="Đã thu hồi ủy quyền.",
    )
    return redirect("account", pk)
