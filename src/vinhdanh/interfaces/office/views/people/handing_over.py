"""Hand-over in one step: the sheet to read first, then the act."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.access import may_manage_account, visible_accounts
from vinhdanh.domain.access.models import User
from vinhdanh.domain.flows import handing_over as flow
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.helpers import fetch, let_go, page, refused, scope_of, settle, user_of
from vinhdanh.interfaces.office.people import KEY, needed_date, read_person

_TEMPLATE = "office/people/hand_over.html"


def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form; sent once it shows the sheet, sent with ``confirm`` it is done."""
    user = fetch(visible_accounts(scope_of(request)), pk)
    verdict = may_manage_account(scope_of(request), user)
    context = {"account": user, "why_not": verdict.reason if isinstance(verdict, Refusal) else ""}
    if request.method != "POST":
        return page(request, _TEMPLATE, context)
    try:
        successor = read_person(scope_of(request), request.POST, "person")
        on = needed_date(request.POST, "on", "ngày bàn giao")
    except RefusedError as stopped:
        fault = refused(stopped.refusal, KEY, request.POST)
        return page(request, _TEMPLATE, {**context, **fault}, status=422)
    if request.POST.get("confirm") == "1" and request.POST.get("seen") == f"{successor.pk} {on}":
        return _hand_over(request, user, successor, on)
    return page(request, _TEMPLATE, {**context, **_sheet(user, successor, on), **_typed(request)})


def _sheet(user: User, successor: User, on: date) -> dict[str, object]:
    sheet = flow.hand_over_sheet(leaver_id=user.pk, successor_id=successor.pk, on=on)
    return {"sheet": sheet, "successor": successor, "on": on, "seen": f"{successor.pk} {on}"}


def _typed(request: HttpRequest) -> dict[str, object]:
    return {"fault_key": KEY, "typed": request.POST}


def _hand_over(request: HttpRequest, user: User, successor: User, on: date) -> HttpResponse:
    refusal = settle(
        request,
        lambda: flow.hand_over(
            actor=user_of(request),
            scope=scope_of(request),
            leaver_id=user.pk,
            successor_id=successor.pk,
            on=on,
            reason=request.POST.get("reason", "")[:300],
        ),
        done=f"Đã bàn giao việc của {user.name} cho {successor.name} từ {on:%d/%m/%Y}.",
    )
    if refusal is None:
        return let_go(request, redirect("account", user.pk))
    context = {"account": user, **_sheet(user, successor, on), **refused(refusal, KEY, request.POST)}
    return page(request, _TEMPLATE, context, status=422)
