"""Calendar feeds: the page that opens and revokes them, and the feed."""

from hashlib import sha256
from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response

from vinhdanh.domain.planning.actions.feeds import Opened, note_fetch, open_feed, revoke_feed
from vinhdanh.domain.planning.queries.feeds import FeedEntry, feed_by_token, feed_content, feed_rows
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal
from vinhdanh.interfaces.office.addresses import page_of
from vinhdanh.interfaces.office.helpers import attempt, page, scope_of, user_of, uuid_or_none
from vinhdanh.interfaces.office.ical import calendar_bytes

_KEPT_SECONDS = 900


def feed_list(request: HttpRequest) -> HttpResponse:
    """The feeds of this person; POST opens or renews one and shows its address this once."""
    opened = None
    if request.method == "POST":
        opened = attempt(request, lambda: _open(request), done="Đã mở địa chỉ lịch mới.")
    context = {
        "rows": feed_rows(scope_of(request)),
        "opened": opened.feed.pk if opened else None,
        "address": _address(request, opened.token) if opened else "",
    }
    return page(request, "office/feeds.html", context)


def _open(request: HttpRequest) -> Opened:
    body_id = uuid_or_none(request.POST.get("body"))
    return open_feed(actor=user_of(request), scope=scope_of(request), body_id=body_id)


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("feed", args=[token]))


def feed_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt(
        request,
        lambda: revoke_feed(actor=user_of(request), scope=scope_of(request), feed_id=pk),
        done="Đã thu hồi; ứng dụng lịch dùng địa chỉ ấy sẽ không nhận việc nữa.",
    )
    return redirect("feeds")


def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar of a secret address: 404 where there never was one, 410 and the reason where it ended."""
    row = feed_by_token(token)
    if row is None:
        raise Http404
    content = feed_content(row, today())
    if isinstance(content, Refusal):
        return HttpResponse(content.reason, status=410, content_type="text/plain; charset=utf-8")
    note_fetch(row)
    data = calendar_bytes(content, lambda entry: request.build_absolute_uri(_page_of(entry)))
    etag = f'"{sha256(data).hexdigest()[:32]}"'
    answer = HttpResponse(
        data,
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": etag,
            "Cache-Control": f"private, max-age={_KEPT_SECONDS}",
            "X-Robots-Tag": "noindex",
            "Content-Disposition": 'inline; filename="viec-tdkt.ics"',
        },
    )
    return cast("HttpResponseBase", get_conditional_response(request, etag=etag, response=answer))


def _page_of(entry: FeedEntry) -> str:
    """Where one reads more, after signing in."""
    found = page_of(entry.source_kind, entry.source_id) if entry.source_id else ""
    return found or reverse("home")
