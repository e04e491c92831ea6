"""Begin and end looking through another person's eyes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.access import visible_accounts
from vinhdanh.domain.access.actions import end_viewing, start_viewing
from vinhdanh.interfaces.office.helpers import fetch, scope_of, user_of
from vinhdanh.interfaces.office.people import form_page
from vinhdanh.interfaces.office.viewing import SESSION_KEY


def viewing_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = fetch(visible_accounts(scope_of(request)), pk)
    return form_page(
        request,
        "office/people/view_as.html",
        {"account": user},
        act=lambda: _start(request, pk),
        done=f"Đang xem thay {user.name}; chỉ xem, trong 30 phút.",
        target=("home",),
    )


def _start(request: HttpRequest, pk: UUID) -> None:
    row = start_viewing(
        actor=user_of(request),
        scope=scope_of(request),
        target_id=pk,
        reason=request.POST.get("reason", ""),
    )
    request.session[SESSION_KEY] = str(row.pk)


def viewing_end(request: HttpRequest) -> HttpResponse:
    """End it and go back to the account that was looked at."""
    viewing = request.viewing  # type: ignore[attr-defined]
    if viewing is None:
        return redirect("home")
    end_viewing(actor=user_of(request), viewing_id=viewing.pk)
    del request.session[SESSION_KEY]
    messages.success(request, f"Đã thôi xem thay {viewing.target.name}.")
    return redirect("account", viewing.target_id)
