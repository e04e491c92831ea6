"""Once a request: its own word, could a form of ours have sent it, who is asking, and what may they see."""

from collections.abc import Callable, Iterator
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.files.intake import FULL
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.tracing import traced


class BodyLimitMiddleware:
    """Turns away what no form of ours could send: a body beyond the limit before a byte of it is kept,
    and the character NUL, which people cannot type and the database cannot hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.BODY_LIMIT_BYTES:
            text = "Gửi lên quá nhiều một lúc nên không nhận. Chia thành tệp nhỏ, mỗi tệp tối đa 20 MB."
            return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")
        try:
            broken = any("\0" in value for value in _values(request))
        except OSError as error:
            return _no_room(error)
        if broken:
            text = "Nội dung gửi lên có ký tự không đọc được. Gõ lại rồi gửi lần nữa."
            return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def _no_room(error: OSError) -> HttpResponse:
    """The disk was full while the form was still coming in; any other trouble goes on its way."""
    if error.errno not in FULL:
        raise error
    text = (
        "Máy chủ đã hết chỗ nên chưa nhận được tệp. "
        "Quay lại trang trước (phần chữ đã gõ vẫn còn), báo người quản trị rồi gửi lại."
    )
    return HttpResponse(text, status=507, content_type="text/plain; charset=utf-8")


def _values(request: HttpRequest) -> Iterator[str]:
    """Names and values of all that came with the address, in cookies and in the form."""
    yield request.path
    yield from request.COOKIES.values()
    for posted in (request.GET, request.POST):
        for name, values in posted.lists():
            yield name
            yield from (str(value) for value in values)


class TraceMiddleware:
    """Gives each request a word of its own, for audit rows and log lines; the answer carries it too.

    A word that came with the request is not taken over: whoever sends it could tie it to others' acts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with traced() as word:
            response = self.get_response(request)
        response["X-Request-ID"] = word
        return response


class ScopeMiddleware:
    """Sets ``request.scope``, worked out on first use; pages of a signed-in person are not kept by caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = cast("Scope", SimpleLazyObject(lambda: _scope(request)))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            # Offices share computers: the back button shows nothing after signing out.
            response["Cache-Control"] = "private, no-store"
        return response


def _scope(request: HttpRequest) -> Scope:
    if not request.user.is_authenticated:
        return Scope(user_id=None, on=today())
    return scope_for(request.user.pk, today())
