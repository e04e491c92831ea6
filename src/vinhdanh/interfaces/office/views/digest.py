"""The Monday digest: what would go out to whom, in whose name, and whether it goes at all."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.access.queries.acting import chasers_of
from vinhdanh.domain.obligations.actions import hold_digest, release_digest, save_digest_setting
from vinhdanh.domain.obligations.models import DigestSetting
from vinhdanh.domain.obligations.queries.digest import (
    DigestLetter,
    in_charge,
    issue_of,
    letters_for,
    next_digest,
    readers_of,
    setting_of,
)
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.chasing import served_post, served_posts, tabs
from vinhdanh.interfaces.office.helpers import (
    attempt,
    choices,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
    whole_number,
)

_PEOPLE = 20
_OWN_LINK = "(liên kết riêng của từng người)"


def digest(request: HttpRequest) -> HttpResponse:
    return _page(request, {})


def _page(request: HttpRequest, fault: dict[str, Any]) -> HttpResponse:
    post, scope = served_post(request), scope_of(request)
    setting = setting_of(post.scope_id)
    officers = chasers_of([post.scope_id], scope.on).get(post.scope_id, ())
    chosen = setting.officer_id if setting else user_of(request).pk
    context = {
        "post": post,
        "posts": served_posts(request),
        "setting": setting,
        "officers": choices([(each.user_id, each.name) for each in officers], chosen),
        "chase_tabs": tabs("digest"),
        **(_preview(request, setting) if setting else {}),
        **fault,
    }
    return page(request, "office/chasing/digest.html", context, status=422 if fault else 200)


def _preview(request: HttpRequest, setting: DigestSetting) -> dict[str, Any]:
    """One page of people with their letters as they would go now."""
    on = scope_of(request).on
    monday, at = next_digest(setting, now())
    number = max(whole_number(request.GET.get("page")) or 1, 1)
    readers = readers_of(setting, on)
    start = (number - 1) * _PEOPLE
    letters: list[DigestLetter] = list(
        letters_for(setting, readers[start : start + _PEOPLE], on, address=_OWN_LINK)
    )
    return {
        "monday": monday,
        "goes_at": at,
        "issue": issue_of(setting, monday),
        "in_charge": in_charge(setting, on),
        "people": len(readers),
        "letters": letters,
        "page": number,
        "more": len(readers) > start + _PEOPLE,
    }


def save(request: HttpRequest) -> HttpResponse:
    refusal = settle(request, lambda: _save(request), done="Đã lưu thư điểm việc đầu tuần.")
    if refusal is not None:
        return _page(request, refused(refusal, "diem-viec", request.POST))
    return _back(request)


def _save(request: HttpRequest) -> None:
    post = request.POST
    officer = uuid_or_none(post.get("officer"))
    if officer is None:
        raise RefusedError(Refusal("officer_missing", "Chọn người phụ trách đứng tên thư.", field="officer"))
    save_digest_setting(
        actor=user_of(request),
        scope=scope_of(request),
        body_id=served_post(request).scope_id,
        officer_id=officer,
        phone=post.get("phone", ""),
        at=_hour(post.get("at", "")),
        enabled=post.get("enabled") == "1",
    )


def _hour(raw: str) -> time:
    for shape in ("%H:%M", "%Hh%M", "%Hg%M", "%H:%M:%S"):
        try:
            return datetime.strptime(raw.strip(), shape).time()  # noqa: DTZ007 -- an hour of the day alone
        except ValueError:
            continue
    raise RefusedError(Refusal("hour_unreadable", "Ghi giờ gửi theo dạng giờ:phút, ví dụ 07:30.", field="at"))


def hold(request: HttpRequest) -> HttpResponse:
    """Keep the next digest back, or let it go again."""
    body, raw = served_post(request).scope_id, request.POST.get("monday", "")
    holding = request.POST.get("hold") == "1"
    act = hold_digest if holding else release_digest
    try:
        monday = date.fromisoformat(raw)
    except ValueError:
        return _back(request)
    if setting_of(body) is not None:
        attempt(
            request,
            lambda: act(actor=user_of(request), scope=scope_of(request), body_id=body, monday=monday),
            done="Đã giữ lại thư tuần này." if holding else "Thư sẽ gửi theo giờ đã đặt.",
        )
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('digest')}?noi={served_post(request).scope_id}")
