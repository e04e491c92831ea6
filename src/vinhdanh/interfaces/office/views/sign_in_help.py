"""For administrators: who is locked out, accounts and whole addresses."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.actions.rescue import lift_address_lock
from vinhdanh.domain.access.queries.signing import locked_accounts
from vinhdanh.interfaces.office.helpers import page, refused, scope_of, settle, user_of
from vinhdanh.interfaces.office.people import people_tabs
from vinhdanh.interfaces.office.signing.locks import locked_addresses, locked_names


def locked(request: HttpRequest) -> HttpResponse:
    """Accounts that are locked, each leading to its page, and locked addresses."""
    return _locked(request, {})


def _locked(request: HttpRequest, fault: Mapping[str, Any]) -> HttpResponse:
    minutes = {row.what.lower(): row.minutes for row in locked_names()}
    context = {
        "rows": [(row, minutes[row.username.lower()]) for row in locked_accounts(scope_of(request), minutes)],
        "addresses": locked_addresses(),
        "people_tabs": people_tabs("sign_in_help"),
        **fault,
    }
    return page(request, "office/security/locked.html", context, status=422 if fault else 200)


def address_lift(request: HttpRequest) -> HttpResponse:
    """Let a whole network address try again."""
    asked = request.POST.get("address", "")
    address = asked if asked in {row.what for row in locked_addresses()} else ""
    refusal = settle(
        request,
        lambda: lift_address_lock(
            actor=user_of(request),
            scope=scope_of(request),
            address=address,
            reason=request.POST.get("reason", ""),
        ),
        done="Đã mở khóa cho địa chỉ ấy.",
    )
    if refusal is not None:
        return _locked(request, refused(refusal, asked, request.POST))
    return redirect("sign_in_help")
