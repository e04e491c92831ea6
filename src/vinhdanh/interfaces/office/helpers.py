"""What every view needs: the scope, one row or 404, refusals as messages, fragments for htmx."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

Row = TypeVar("Row", bound=Model)
Result = TypeVar("Result")


def scope_of(request: HttpRequest) -> Scope:
    return cast("Scope", request.scope)  # type: ignore[attr-defined]


def bodies_where(scope: Scope, permission: str) -> dict[UUID, str]:
    """Names of the bodies that posts with ``permission`` serve and reach, by key: for a select."""
    found: dict[UUID, str] = {}
    for post in scope.posts:
        if permission in post.permissions:
            found |= {post.scope_id: post.scope_name, post.body_id: post.body_name}
    return found


def chosen_body(request: HttpRequest, bodies: Mapping[UUID, str], sentence: str) -> UUID:
    """The posted ``body``, the first one where the form asks for none; RefusedError for any other."""
    raw = request.POST.get("body", "")
    body = uuid_or_none(raw) if raw else next(iter(bodies), None)
    if body is None or body not in bodies:
        raise RefusedError(Refusal("body_missing", sentence, field="body"))
    return body


def user_of(request: HttpRequest) -> User:
    """The signed-in account; only for routes that ask for one."""
    return cast("User", request.user)


def sees_as_another(request: HttpRequest) -> bool:
    """Whether the pages are those of a person who is only viewed: then nothing counts as opened or read."""
    return getattr(request, "viewing", None) is not None


def fetch(visible: QuerySet[Row], pk: UUID) -> Row:
    """One row that the person may see; otherwise 404, so that nothing is learnt of what exists."""
    row = visible.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Render the page, or only its ``part`` template when htmx asks for a fragment."""
    is_part = bool(part) and bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, part if is_part else template, dict(context), status=status)


def attempt(request: HttpRequest, act: Callable[[], Result], *, done: str = "") -> Result | None:
    """Run an action; its refusal becomes a message and ``None``, its success the sentence ``done``."""
    try:
        result = act()
    except RefusedError as refused:
        messages.error(request, refused.refusal.reason)
        return None
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    if done:
        messages.success(request, done)
    return result


def refused(refusal: Refusal, key: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What a page needs to show the form ``key`` again as it was typed, with the refusal in it."""
    return {
        "fault": refusal.reason,
        "fault_key": key,
        "fault_field": refusal.field,
        "fault_code": refusal.code,
        "typed": typed,
    }


def settle(request: HttpRequest, act: Callable[[], object], *, done: str = "") -> Refusal | None:
    """Run an action whose form can be shown again: its refusal is returned, its success said."""
    try:
        act()
    except RefusedError as stopped:
        return stopped.refusal
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    if done:
        messages.success(request, done)
    return None


# What a form carries beside what people type: keys and marks of a choice.
_NO_WORDS = re.compile(r"(?:[a-z_]+:)?[0-9a-fA-F-]{36}|[a-z_]+:[\w-]*|[01]?|on")
_NEVER_SHOWN = frozenset({"csrfmiddlewaretoken", "keep", "next", "password", "again", "revision", "code"})


def typed_words(request: HttpRequest) -> list[str]:
    """What a person typed into a form that was turned away, so that the page can give it back."""
    if request.method != "POST":
        return []
    return [
        value.strip()
        for name, values in request.POST.lists()
        if name not in _NEVER_SHOWN and "password" not in name
        for value in map(str, values)
        if not _NO_WORDS.fullmatch(value.strip())
    ]


SAVED_COOKIE = "vd_saved"
_KEPT = re.compile(r"[a-z0-9_-]{1,80}")


def let_go(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell the browser that the form it kept a copy of has been saved (``static/vd/js/keep.js``)."""
    key = request.POST.get("keep", "")
    if _KEPT.fullmatch(key):
        # Read by our own script, so not HttpOnly; it names a form, not a person.
        response.set_cookie(SAVED_COOKIE, key, max_age=300, samesite="Lax")
    return response


def is_dropped(mark: str) -> bool:
    """The mark of a row in an address: left out (``bo``), or taken back (``giu``); 404 for any other."""
    if mark not in {"bo", "giu"}:
        raise Http404
    return mark == "bo"


def whole_number(raw: str | None) -> int | None:
    """A whole number out of a query string, or nothing."""
    return int(raw) if raw and raw.isdecimal() and len(raw) < 10 else None


def uuid_or_none(raw: str | None) -> UUID | None:
    try:
        return UUID(raw) if raw else None
    except ValueError:
        return None


def choices(pairs: Iterable[tuple[Any, Any]], chosen: Any) -> list[dict[str, Any]]:
    """Options of a select, the chosen one marked."""
    return [{"value": v, "label": label, "selected": str(v) == str(chosen)} for v, label in pairs]
