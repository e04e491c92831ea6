"""Seeing as another person: their scope, one's own account, and nothing written."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from vinhdanh.domain.access.access import may_view_as
from vinhdanh.domain.access.actions import end_viewing
from vinhdanh.domain.access.models import Viewing
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.queries.viewings import viewing_of
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.interfaces.office.helpers import typed_words, user_of, uuid_or_none

SESSION_KEY = "viewing"
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_MAY_POST = frozenset({"viewing_end", "sign_out"})


class ViewAsMiddleware:
    """While a session is viewing, ``request.scope`` is the other person's and every form is refused;
    ``request.own_scope`` is always that of the account itself.

    ``request.user`` stays who they are: pages about the account (password, second factor, sessions) never
    show another's, and whatever is recorded names the one who did it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewing = None  # type: ignore[attr-defined]
        request.own_scope = request.scope  # type: ignore[attr-defined]
        request.viewing_over = ""  # type: ignore[attr-defined]
        key = uuid_or_none(request.session.get(SESSION_KEY))
        if key is not None and request.user.is_authenticated:
            _look(request, viewing_of(request.user.pk, key))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse what would write; signing out ends the viewing first."""
        if request.method in _READS:
            return None
        match = request.resolver_match
        viewing = cast("Viewing | None", request.viewing)  # type: ignore[attr-defined]
        if match and match.url_name in _MAY_POST:
            if viewing and match.url_name == "sign_out":
                end_viewing(actor=user_of(request), viewing_id=viewing.pk, why="đăng xuất")
            return None
        reason = _why_refused(request, viewing)
        return _refused(request, reason) if reason else None


def _look(request: HttpRequest, viewing: Viewing | None) -> None:
    """Go on looking, or end it and say why."""
    why = _why_over(request, viewing)
    if viewing is not None and not why:
        target = viewing.target_id
        request.viewing = viewing  # type: ignore[attr-defined]
        request.scope = cast("Scope", SimpleLazyObject(lambda: scope_for(target, today())))  # type: ignore[attr-defined]
        return
    del request.session[SESSION_KEY]
    if viewing is not None:
        end_viewing(actor=user_of(request), viewing_id=viewing.pk, why=why)
        words = f"Đã thôi xem thay {viewing.target.name}: {why}."
        request.viewing_over = words  # type: ignore[attr-defined]
        messages.warning(request, words)


def _why_over(request: HttpRequest, viewing: Viewing | None) -> str:
    if viewing is None:
        return "lượt xem đã kết thúc"
    if now() >= viewing.until:
        return "hết 30 phút"
    verdict: Any = may_view_as(request.scope, viewing.target)  # type: ignore[attr-defined]
    return "" if verdict else "quyền xem thay không còn"


def _why_refused(request: HttpRequest, viewing: Viewing | None) -> str:
    if viewing is not None:
        return (
            f"Anh/chị đang xem thay {viewing.target.name} nên chỉ xem được, không ghi được. "
            "Bấm “Thôi xem thay” ở đầu trang rồi làm bằng tài khoản của mình."
        )
    over: str = request.viewing_over  # type: ignore[attr-defined]
    return f"{over} Trang vừa gửi thuộc lượt xem đó nên chưa có gì được ghi." if over else ""


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    return render(
        request, "office/refused.html", {"reason": reason, "kept": typed_words(request)}, status=403
    )
