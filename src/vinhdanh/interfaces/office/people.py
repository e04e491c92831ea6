"""What the pages about people share: typed bodies, people and days, and one way to act and say so."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries.people import people_named
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.labels import called
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import fold, squash
from vinhdanh.interfaces.office.forms import not_one, read_date
from vinhdanh.interfaces.office.helpers import let_go, page, refused, settle

_USERNAME = re.compile(r"\(([a-z0-9._-]+)\)\s*$")
KEY = "phieu"


def people_tabs(current: str) -> list[dict[str, Any]]:
    """Accounts, roles and who is locked out, side by side."""
    rows = (
        ("accounts", "Tài khoản"),
        ("roles", "Vai trò"),
        ("sign_in_help", "Đang bị khóa"),
    )
    return [
        {"label": label, "url": reverse(name), "current": name == current, "count": None}
        for name, label in rows
    ]


def read_body(post: QueryDict, name: str, *, missing: str = "Ghi tên đơn vị.") -> UUID:
    """The one body that the field names; raises RefusedError with what to do."""
    typed = squash(post.get(name, ""))
    if not typed:
        raise RefusedError(Refusal("body_missing", missing, field=name))
    found = called(typed, today())
    kind, _, key = found[0].target.partition(":") if len(found) == 1 else ("", "", "")
    if kind != "body":
        raise RefusedError(Refusal("body_unknown", not_one(typed, found), field=name))
    return UUID(key)


def read_person(scope: Scope, post: QueryDict, name: str) -> User:
    """The one account that the field names, by "Name (user name)", user name or name; raises RefusedError."""
    typed = squash(post.get(name, ""))
    if not typed:
        raise RefusedError(Refusal("person_missing", "Ghi tên hoặc tên đăng nhập.", field=name))
    chosen = _USERNAME.search(typed)
    found = people_named(scope, chosen.group(1) if chosen else typed, limit=50)
    wanted = chosen.group(1) if chosen else typed.lower()
    exact = [user for user in found if user.username == wanted] or [
        user for user in found if fold(user.name) == fold(typed)
    ]
    if len(exact) != 1:
        raise RefusedError(Refusal("person_unknown", _not_one(typed, len(exact)), field=name))
    return exact[0]


def _not_one(typed: str, number: int) -> str:
    if number:
        return (
            f"Có {number} người tên “{typed}”: chọn một người trong gợi ý, có ghi tên đăng nhập trong ngoặc."
        )
    return f"Trong phạm vi của anh/chị không có ai tên “{typed}”. Gõ vài chữ rồi chọn trong gợi ý."


def needed_date(post: QueryDict, name: str, words: str) -> date:
    """A day that has to be there."""
    day = read_date(post, name)
    if day is None:
        raise RefusedError(Refusal("date_missing", f"Ghi {words} theo dạng ngày/tháng/năm.", field=name))
    return day


def form_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    act: Callable[[], object],
    done: str,
    target: tuple[Any, ...],
) -> HttpResponse:
    """A page that is one form: shown, shown again as typed after a refusal, or done and on to ``target``."""
    if request.method != "POST":
        return page(request, template, context)
    refusal = settle(request, act, done=done)
    if refusal is None:
        return let_go(request, redirect(*target))
    return page(request, template, {**context, **refused(refusal, KEY, request.POST)}, status=422)
