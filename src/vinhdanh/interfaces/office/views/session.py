"""Coming in and going out: the demo's four cards, sign-in, sign-out, passwords forgotten."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from vinhdanh.domain.access.actions.signing import note_sign_out
from vinhdanh.domain.access.queries.accounts import demo_account
from vinhdanh.interfaces.office.demo_cards import CARDS
from vinhdanh.interfaces.office.helpers import user_of
from vinhdanh.interfaces.office.signing import oidc
from vinhdanh.interfaces.office.signing.adapters import come_in
from vinhdanh.interfaces.office.signing.limiting import DEMO, SIGN_IN, limited
from vinhdanh.interfaces.office.templatetags.ui import THEME_COOKIE, THEMES

_NAME_LENGTH = 150


def welcome(request: HttpRequest) -> HttpResponse:
    """The front door: the chooser in the demo, else straight to work or to sign-in."""
    changing = settings.DEMO and "doi-vai" in request.GET
    if request.user.is_authenticated and not changing:
        return redirect("home")
    if not settings.DEMO:
        return redirect("sign_in")
    return render(request, "office/welcome.html", {"cards": CARDS})


@limited(DEMO)
def demo_sign_in(request: HttpRequest, card: str) -> HttpResponse:
    """Enter as one of the demo's people; there is no such door outside the demo."""
    chosen = next((c for c in CARDS if c.key == card), None)
    if not settings.DEMO or chosen is None:
        raise Http404
    if not chosen.username:
        return redirect(chosen.url_name)
    user = demo_account(chosen.username)
    if user is None:
        raise Http404
    come_in(request, user, by="demo")
    return redirect(chosen.url_name)


@limited(SIGN_IN)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; a wrong pair gets one sentence that does not say which was wrong."""
    target = _safe_target(request)
    if request.method == "GET":
        return render(request, "office/sign_in.html", {"next": target})
    # No account has a longer name, and the count of failures holds no longer one.
    username = request.POST.get("username", "").strip()[:_NAME_LENGTH]
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    if user is None:
        context = {"next": target, "username": username, "failed": True}
        return render(request, "office/sign_in.html", context, status=422)
    clear_login(request)
    # Who has just typed the password is not asked for it again to set up a second factor.
    record_authentication(request, user, method="password", reauthenticated=True)
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=target or None))
    return response


def identity_start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the identity provider."""
    return oidc.leave(request, provider_id, _safe_target(request))


def identity_return(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the identity provider."""
    return oidc.come_back(request, provider_id)


def _safe_target(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else ""


def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        note_sign_out(actor=user_of(request), session_key=request.session.session_key or "")
    logout(request)
    messages.success(request, "Đã đăng xuất.")
    return redirect("welcome")


def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in a cookie and go back to the page it was chosen on."""
    response = redirect(_safe_target(request) or "welcome")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        # Read by our own script too, so not HttpOnly; it says nothing about the person.
        response.set_cookie(THEME_COOKIE, chosen, max_age=31_536_000, samesite="Lax")
    return response
