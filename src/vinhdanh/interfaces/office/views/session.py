"""Coming in and going out: the demo's four cards, sign-in, sign-out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from vinhdanh.domain.access.queries.accounts import demo_account
from vinhdanh.interfaces.office.demo_cards import CARDS
from vinhdanh.interfaces.office.templatetags.ui import THEME_COOKIE, THEMES

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def welcome(request: HttpRequest) -> HttpResponse:
    """The front door: the chooser in the demo, else straight to work or to sign-in."""
    changing = settings.DEMO and "doi-vai" in request.GET
    if request.user.is_authenticated and not changing:
        return redirect("home")
    if not settings.DEMO:
        return redirect("sign_in")
    return render(request, "office/welcome.html", {"cards": CARDS})


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
    login(request, user, backend=_BACKEND)
    return redirect(chosen.url_name)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; a wrong pair gets one sentence that does not say which was wrong."""
    target = _safe_target(request)
    if request.method == "GET":
        return render(request, "office/sign_in.html", {"next": target})
    username = request.POST.get("username", "").strip()
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    if user is None:
        context = {"next": target, "username": username, "failed": True}
        return render(request, "office/sign_in.html", context, status=422)
    login(request, user, backend=_BACKEND)
    return redirect(target or "home")


def _safe_target(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else ""


def sign_out(request: HttpRequest) -> HttpResponse:
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
