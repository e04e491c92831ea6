"""A password forgotten: a one-time link, handed over by an administrator or sent by e-mail."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from vinhdanh.domain.access.actions.rescue import link_owner
from vinhdanh.domain.access.actions.signing import set_password_by_link
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.helpers import page, refused
from vinhdanh.interfaces.office.signing import letters
from vinhdanh.interfaces.office.signing.limiting import LINK, limited
from vinhdanh.interfaces.office.views.security import chosen_password

_LINK = "vd_password_link"


def set_password(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Open a one-time link. It moves into the session at once, so that the form's address, which logs and
    histories keep, holds no secret; a used or old link gets a sentence and status 410."""
    if link_owner(uid, token) is None:
        return _over(request)
    request.session[_LINK] = [uid, token]
    return _unshared(redirect("choose_password"))


@limited(LINK)
def choose_password(request: HttpRequest) -> HttpResponse:
    """Choose a password with the link that was opened in this browser."""
    uid, token = request.session.get(_LINK, ["", ""])
    user = link_owner(uid, token)
    if user is None:
        return _over(request)
    if request.method == "GET":
        return _unshared(page(request, "office/security/set_password.html", {"owner": user}))
    try:
        new = chosen_password(user, request.POST)
        set_password_by_link(actor=user, token=token, password=new)
    except RefusedError as stopped:
        context = {"owner": user, **refused(stopped.refusal, "mat-khau", {})}
        return _unshared(page(request, "office/security/set_password.html", context, status=422))
    # Whoever was signed in here is so no more: all sessions of the account have ended.
    logout(request)
    messages.success(request, "Đã đặt mật khẩu mới. Đăng nhập bằng mật khẩu vừa đặt.")
    return redirect("sign_in")


def _over(request: HttpRequest) -> HttpResponse:
    return page(request, "office/security/link_over.html", {}, status=410)


def _unshared(response: HttpResponse) -> HttpResponse:
    """Kept in no cache; the address goes, as on every page, to no other site."""
    response["Cache-Control"] = "private, no-store"
    return response


@limited(LINK)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for the link by e-mail; there is no such page where no mail server is set up."""
    if not letters.may_send():
        raise Http404
    if request.method == "GET":
        return render(request, "office/security/forgotten.html", {})
    letters.send_link(request, request.POST.get("username", ""))
    # The same words whether or not there is such an account.
    return render(request, "office/security/forgotten.html", {"sent": True})
