"""The link with which a person sets their own password."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.access import visible_accounts
from vinhdanh.domain.access.actions.passwords import LINK_SPENT, link_user, new_password_link, set_password
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.helpers import attempt, fetch, page, refused, scope_of, user_of
from vinhdanh.interfaces.office.people import KEY
from vinhdanh.interfaces.office.views.people.accounts import keep_link


def link_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new link, shown once on the account's page; the old password stops working."""
    user = fetch(visible_accounts(scope_of(request)), pk)
    token = attempt(
        request,
        lambda: new_password_link(actor=user_of(request), scope=scope_of(request), user_id=user.pk),
        done="Đã cấp liên kết đặt mật khẩu; mật khẩu và liên kết cũ không còn dùng được.",
    )
    if token:
        keep_link(request, user, token)
    return redirect("account", pk)


def password_set(request: HttpRequest, pk: UUID, token: str) -> HttpResponse:
    """The page behind the link. A spent link says so and asks for nothing."""
    user = link_user(pk, token)
    if user is None:
        return page(request, "office/people/password_set.html", {"spent": LINK_SPENT}, status=410)
    if request.method != "POST":
        return page(request, "office/people/password_set.html", {"account": user})
    try:
        set_password(
            user_id=pk,
            token=token,
            password=request.POST.get("password", ""),
            again=request.POST.get("again", ""),
        )
    except RefusedError as stopped:
        context = {"account": user, **refused(stopped.refusal, KEY, {})}
        return page(request, "office/people/password_set.html", context, status=422)
    messages.success(request, "Đã đặt mật khẩu. Đăng nhập bằng mật khẩu vừa đặt.")
    return redirect("sign_in")
