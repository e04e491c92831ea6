"""When people are reminded: one rule for each kind of obligation, dated."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.obligations.actions import set_rule
from vinhdanh.domain.obligations.queries.rules import rules_of
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.chasing import served_post, served_posts, tabs
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import page, refused, scope_of, settle, user_of


def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules of a body served; POST sets one kind anew from a day on."""
    if request.method == "GET":
        return _page(request, {})
    kind = request.POST.get("kind", "")
    refusal = settle(request, lambda: _save(request, kind), done="Đã lưu ngày nhắc.")
    if refusal is not None:
        key = f"loai-{kind}" if kind in ObligationKind.values else "cai-dat"
        return _page(request, refused(refusal, key, request.POST))
    return redirect(f"{reverse('chase_rules')}?noi={served_post(request).scope_id}")


def _page(request: HttpRequest, fault: dict[str, Any]) -> HttpResponse:
    post, scope = served_post(request), scope_of(request)
    context = {
        "post": post,
        "posts": served_posts(request),
        "rules": rules_of(post.scope_id, post.scope_path, scope.on),
        "today": scope.on,
        "chase_tabs": tabs("chase_rules"),
        **fault,
    }
    return page(request, "office/chasing/rules.html", context, status=422 if fault else 200)


def _save(request: HttpRequest, kind: str) -> None:
    post = request.POST
    set_rule(
        actor=user_of(request),
        scope=scope_of(request),
        body_id=served_post(request).scope_id,
        kind=kind,
        before=_days(post.get("before", ""), "before"),
        after=_days(post.get("after", ""), "after"),
        quiet=post.get("quiet") == "1",
        from_on=read_date(post, "from_on") or scope_of(request).on,
    )


def _days(raw: str, field: str) -> list[int]:
    """ "14, 3" as numbers; raises RefusedError on anything else."""
    words = raw.replace(",", " ").replace(";", " ").split()
    if any(not word.isdecimal() or len(word) > 3 for word in words):
        text = f"“{raw[:40]}” không đọc được. Ghi các số ngày cách nhau bằng dấu phẩy, ví dụ 14, 3."
        raise RefusedError(Refusal("days_unreadable", text, field=field))
    return [int(word) for word in words]
