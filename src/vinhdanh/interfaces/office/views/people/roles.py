"""Roles: what each gives, a new one, and a change with a look at who is touched."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.access import may_change_role
from vinhdanh.domain.access.actions import add_role, change_role
from vinhdanh.domain.access.models import RoleBundle
from vinhdanh.domain.access.queries.roles import find_role, permission_choices, preview_role, role_lines
from vinhdanh.foundation.kernel.results import Refusal
from vinhdanh.interfaces.office.helpers import let_go, page, refused, scope_of, settle, user_of, whole_number
from vinhdanh.interfaces.office.history import history_panel
from vinhdanh.interfaces.office.people import KEY, form_page, people_tabs


def role_list(request: HttpRequest) -> HttpResponse:
    context = {"found": role_lines(scope_of(request).on), "people_tabs": people_tabs("roles")}
    return page(request, "office/people/roles.html", context)


def role_add(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.getlist("permissions")
    return form_page(
        request,
        "office/people/role_add.html",
        {"permissions": _ticks(chosen)},
        act=lambda: add_role(
            actor=user_of(request),
            scope=scope_of(request),
            name=request.POST.get("name", ""),
            permissions=chosen,
        ),
        done="Đã lập vai trò.",
        target=("roles",),
    )


def _ticks(chosen: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"code": code, "label": words, "ladder": ladder, "on": code in chosen}
        for code, words, ladder in permission_choices()
    ]


def role(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One role. Sent without ``confirm`` it shows who gains and loses what; with it, it is saved."""
    found = find_role(pk)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _role_page(request, found, {})
    if request.POST.get("confirm") != "1" or _other_words(request):
        return _role_page(request, found, {"preview": _preview(request, found)})
    refusal = settle(request, lambda: _change(request, found), done="Đã lưu vai trò.")
    if refusal is None:
        return let_go(request, redirect("role", pk))
    again = find_role(pk) or found
    extra = {"preview": _preview(request, again), **refused(refusal, KEY, request.POST)}
    return _role_page(request, again, extra, status=422)


def _other_words(request: HttpRequest) -> bool:
    """The ticks were changed after the preview: what is saved has to be what was seen."""
    return request.POST.get("seen", "") != ",".join(sorted(request.POST.getlist("permissions")))


def _preview(request: HttpRequest, found: RoleBundle) -> Any:
    return preview_role(found, request.POST.getlist("permissions"), scope_of(request).on)


def _change(request: HttpRequest, found: RoleBundle) -> None:
    change_role(
        actor=user_of(request),
        scope=scope_of(request),
        role_id=found.pk,
        name=request.POST.get("name", ""),
        permissions=request.POST.getlist("permissions"),
        revision=whole_number(request.POST.get("revision")) or 0,
        reason=request.POST.get("reason", ""),
    )


def _role_page(
    request: HttpRequest, found: RoleBundle, extra: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    sent = request.method == "POST"
    chosen = request.POST.getlist("permissions") if sent else found.permissions
    verdict = may_change_role(scope_of(request), found, chosen)
    context = {
        "role": found,
        "name": request.POST.get("name", found.name),
        "reason": request.POST.get("reason", ""),
        "permissions": _ticks(chosen),
        "seen": ",".join(sorted(chosen)),
        **history_panel(request, found),
        "why_not": verdict.reason if isinstance(verdict, Refusal) else "",
        **extra,
    }
    return page(request, "office/people/role.html", context, status=status)
