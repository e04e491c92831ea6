"""Accounts: the list, one account, a new one, locked and opened."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vinhdanh.domain.access.access import may_manage_account, may_view_as, still_open, visible_accounts
from vinhdanh.domain.access.actions import appoint, create_account, deactivate_account, reactivate_account
from vinhdanh.domain.access.actions.rescue import PasswordLink, make_password_link
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries.hand_overs import pending_hand_over
from vinhdanh.domain.access.queries.history import account_subjects
from vinhdanh.domain.access.queries.people import STATES, account_detail, account_page, people_named, posts_of
from vinhdanh.domain.access.queries.roles import role_choices
from vinhdanh.domain.access.queries.signing import factors_of
from vinhdanh.domain.access.states import Capacity, Permission
from vinhdanh.foundation.kernel.results import Refusal
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import choices, fetch, page, scope_of, user_of, whole_number
from vinhdanh.interfaces.office.history import history_panel
from vinhdanh.interfaces.office.people import form_page, needed_date, people_tabs, read_body
from vinhdanh.interfaces.office.signing.letters import link_for
from vinhdanh.interfaces.office.signing.locks import locked_minutes

LINKS = "password_links"


def account_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    wanted = {name: asked.get(name, "") for name in ("q", "state", "role")}
    found = account_page(
        scope_of(request),
        text=wanted["q"],
        state=wanted["state"],
        role=wanted["role"],
        page=whole_number(asked.get("page")) or 1,
    )
    context = {
        "found": found,
        "wanted": wanted,
        "people_tabs": people_tabs("accounts"),
        "states": choices(STATES, wanted["state"]),
        "roles": choices([("", "Mọi vai trò"), *role_choices()], wanted["role"]),
    }
    return page(request, "office/people/accounts.html", context, part="office/people/_accounts.html")


def people_suggestions(request: HttpRequest) -> HttpResponse:
    """Options of a field that asks for a person, for what has been typed so far (a fragment)."""
    text = next((str(v) for k, v in request.GET.items() if k in {"person", "q"}), "")
    return page(request, "office/people/_suggestions.html", {"found": people_named(scope_of(request), text)})


def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    return account_answer(request, fetch(visible_accounts(scope_of(request)), pk))


def account_answer(
    request: HttpRequest, user: User, *, fault: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The account's page, after a refusal with the form that was turned away."""
    scope = scope_of(request)
    held = posts_of(user)
    posts = still_open(held, scope)
    managed = may_manage_account(scope, user, posts)
    viewable = may_view_as(scope, user, posts) if scope.may(Permission.VIEW_AS) else None
    context = {
        "account": user,
        "detail": account_detail(user, scope.on, held),
        **history_panel(request, *account_subjects(user, held)),
        "pending": pending_hand_over(user.pk),
        "managed": bool(managed),
        "why_not": managed.reason if isinstance(managed, Refusal) else "",
        "may_view_as": bool(viewable),
        "own": user.pk == scope.user_id,
        "factors": len(factors_of(user.pk)),
        "locked": locked_minutes(user.username),
        "link": _shown_once(request, user),
        **(fault or {}),
    }
    return page(request, "office/people/account.html", context, status=422 if fault else 200)


def keep_link(request: HttpRequest, user: User, link: PasswordLink) -> None:
    """Keep a new link for the next page only."""
    request.session[LINKS] = {str(user.pk): link_for(request, link.uid, link.token)}


def _shown_once(request: HttpRequest, user: User) -> str:
    links: dict[str, str] = request.session.get(LINKS, {})
    link = links.pop(str(user.pk), "")
    if link:
        request.session[LINKS] = links
    return link


def account_add(request: HttpRequest) -> HttpResponse:
    """A new account with its first post; its owner sets the password through a link."""
    made: dict[str, Any] = {}
    refusal_context = {"roles": role_choices(), "capacities": Capacity.choices}
    answer = form_page(
        request,
        "office/people/account_add.html",
        refusal_context,
        act=lambda: made.update(user=_add(request)),
        done="Đã lập tài khoản. Gửi liên kết đặt mật khẩu cho người dùng.",
        target=("accounts",),
    )
    if "user" in made:
        answer["Location"] = reverse("account", args=[made["user"].pk])
    return answer


@transaction.atomic
def _add(request: HttpRequest) -> User:
    post, scope, actor = request.POST, scope_of(request), user_of(request)
    body_id = read_body(post, "body_find")
    reach = read_body(post, "scope_find") if post.get("scope_find", "").strip() else None
    user = create_account(
        actor=actor,
        scope=scope,
        username=post.get("username", ""),
        name=post.get("name", ""),
        password=None,
        email=post.get("email", "").strip()[:254],
    )
    appoint(
        actor=actor,
        scope=scope,
        user=user,
        role=post.get("role", ""),
        body_id=body_id,
        scope_id=reach,
        starts_on=needed_date(post, "starts_on", "ngày bắt đầu"),
        ends_on=read_date(post, "ends_on"),
        title=post.get("title", "")[:120],
        capacity=post.get("capacity", ""),
    )
    link = make_password_link(actor=actor, scope=scope, user_id=user.pk, reason="Tài khoản mới")
    keep_link(request, user, link)
    return user


def account_switch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lock an open account, open a locked one; both ask why."""
    scope = scope_of(request)
    user = fetch(visible_accounts(scope), pk)
    act = deactivate_account if user.is_active else reactivate_account
    return form_page(
        request,
        "office/people/account_switch.html",
        {"account": user},
        act=lambda: act(
            actor=user_of(request), scope=scope, user_id=pk, reason=request.POST.get("reason", "")
        ),
        done="Đã khóa tài khoản." if user.is_active else "Đã mở lại tài khoản.",
        target=("account", pk),
    )
