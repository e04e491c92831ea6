"""On which papers a plan rests, and its history."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.planning.access import may_add, visible_plans
from vinhdanh.domain.planning.actions.bases import add_basis, drop_basis
from vinhdanh.domain.planning.queries.bases import bases_of
from vinhdanh.domain.planning.queries.plans import plan_choices
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import (
    attempt,
    choices,
    fetch,
    let_go,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
)
from vinhdanh.interfaces.office.history import history_panel
from vinhdanh.interfaces.office.navigation import plan_chain
from vinhdanh.interfaces.office.plan_tabs import plan_tabs


def plan_bases(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, pk)


def _page(request: HttpRequest, pk: UUID, *, fault: Mapping[str, Any] | None = None) -> HttpResponse:
    scope = scope_of(request)
    plan = fetch(visible_plans(scope).select_related("issuer", "parent"), pk)
    mine = bool(may_add(scope, plan))
    offered = plan_choices(scope, None).plans if mine else []
    chosen = request.POST.get("held", "") if fault else ""
    context = {
        "plan": plan,
        "plan_tabs": plan_tabs(plan, "plan_bases"),
        "chain": plan_chain(plan),
        "bases": bases_of(scope, plan),
        "may_add": mine,
        "held": choices((("", "Văn bản khác, ghi bên dưới"), *offered), chosen),
        **(fault or {}),
    }
    return page(request, "office/cascade/bases.html", context, status=422 if fault else 200)


def basis_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = fetch(visible_plans(scope_of(request)), pk)
    post = request.POST
    refusal = settle(
        request,
        lambda: add_basis(
            actor=user_of(request),
            scope=scope_of(request),
            plan_id=plan.pk,
            text=post.get("text", ""),
            number=post.get("number", ""),
            issued_on=read_date(post, "issued_on"),
            issuer=post.get("issuer", ""),
            held_id=uuid_or_none(post.get("held")),
        ),
        done="Đã thêm căn cứ.",
    )
    if refusal is not None:
        return _page(request, pk, fault=refused(refusal, "cc", post))
    return let_go(request, redirect("plan_bases", pk))


def basis_drop(request: HttpRequest, pk: UUID, basis_id: UUID) -> HttpResponse:
    plan = fetch(visible_plans(scope_of(request)), pk)
    attempt(
        request,
        lambda: drop_basis(
            actor=user_of(request), scope=scope_of(request), plan_id=plan.pk, basis_id=basis_id
        ),
        done="Đã bỏ khỏi danh sách căn cứ.",
    )
    return redirect("plan_bases", pk)


def plan_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = fetch(visible_plans(scope_of(request)).select_related("issuer", "parent"), pk)
    context = {
        "plan": plan,
        "plan_tabs": plan_tabs(plan, "plan_history"),
        "chain": plan_chain(plan),
        **history_panel(request, plan),
    }
    return page(request, "office/cascade/history.html", context)
