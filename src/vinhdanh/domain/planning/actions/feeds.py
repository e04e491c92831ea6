"""Calendar feeds: opened with a secret address, renewed, taken back."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.models import CalendarFeed
from vinhdanh.domain.planning.queries.feeds import hash_of
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

TOKEN_BYTES = 32
FETCH_NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Opened:
    """A new feed and its token, which is told this once and never again."""

    feed: CalendarFeed
    token: str


@transaction.atomic
def open_feed(*, actor: Actor, scope: Scope, body_id: UUID | None = None) -> Opened:
    """A new secret address for the person's calendar, or for one of their bodies; an older one ends."""
    if scope.user_id is None or not scope.posts:
        raise RefusedError(Refusal("no_post", "Tài khoản chưa có vai trò còn hiệu lực nên chưa có lịch."))
    if body_id is not None and body_id not in scope.body_ids:
        raise RefusedError(Refusal("not_your_body", "Chỉ mở được lịch của đơn vị mình đang giữ vai trò."))
    _revoke(actor, CalendarFeed.objects.filter(user=scope.user_id, body=body_id))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(user_id=scope.user_id, body_id=body_id, token_hash=hash_of(token))
    record(actor=actor, action="open_feed", subject=feed, body=body_id)
    return Opened(feed, token)


@transaction.atomic
def revoke_feed(*, actor: Actor, scope: Scope, feed_id: UUID) -> None:
    """Take an address back; whoever still asks for it is told so."""
    if not _revoke(actor, CalendarFeed.objects.filter(pk=feed_id, user=scope.user_id)):
        raise RefusedError(Refusal("feed_gone", "Địa chỉ lịch này đã được thu hồi trước đó."))


def _revoke(actor: Actor, rows: QuerySet[CalendarFeed]) -> int:
    found = list(rows.select_for_update().filter(revoked_at__isnull=True))
    for feed in found:
        feed.revoked_at = now()
        feed.save(update_fields=["revoked_at"])
        record(actor=actor, action="revoke_feed", subject=feed, body=feed.body_id)
    return len(found)


def note_fetch(feed: CalendarFeed) -> None:
    """Remember that a calendar asked, at most every five minutes: its owner sees whether it is alive."""
    old = now() - FETCH_NOTED_EVERY
    rows = CalendarFeed.objects.filter(Q(fetched_at__isnull=True) | Q(fetched_at__lt=old), pk=feed.pk)
    rows.update(fetched_at=now())
