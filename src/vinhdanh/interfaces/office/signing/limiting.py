"""A lid on how often one address may send a form. For sign-in and for every form that needs no account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from vinhdanh.foundation.limits.counting import Limit, seconds_to_wait
from vinhdanh.interfaces.office.signing.visits import client_address

View = Callable[..., HttpResponseBase]

SIGN_IN = Limit("sign-in", most=30, seconds=60)
DEMO = Limit("demo", most=120, seconds=60)
LINK = Limit("password-link", most=20, seconds=600)


def limited(limit: Limit) -> Callable[[View], View]:
    """Let a view take ``limit`` posts from one address; those beyond get one sentence and status 429.

    What was typed stays in the browser: going back one page shows it again.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                wait = seconds_to_wait(limit, client_address(request) or "")
                if wait:
                    return _too_often(request, wait)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    words = f"{wait} giây" if wait < 90 else f"{-(-wait // 60)} phút"
    reason = (
        f"Có quá nhiều lần gửi từ mạng này. Chờ {words} rồi bấm nút Quay lại của trình duyệt và gửi lần nữa."
    )
    response = render(request, "office/refused.html", {"reason": reason}, status=429)
    response["Retry-After"] = str(wait)
    return response
