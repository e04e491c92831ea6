"""What a calendar feed holds: open tasks, milestones, reports and sessions of a person or a body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries.sources import owed_between
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.domain.organisations.queries.groups import groups_containing
from vinhdanh.domain.planning.access import visible_sessions, visible_tasks
from vinhdanh.domain.planning.models import CalendarFeed
from vinhdanh.domain.planning.states import OPEN_STATES
from vinhdanh.foundation.kernel.results import Refusal

PAST_DAYS, AHEAD_DAYS = 60, 400
MOST = 1_000
_OWED = (ObligationKind.REPORT, ObligationKind.UNIT_PLAN, ObligationKind.MILESTONE)


def hash_of(token: str) -> str:
    """What is kept of a token: it has 256 random bits, so a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One whole day in a calendar. ``kind`` is task, obligation or session; with ``id`` it never changes."""

    kind: str
    id: UUID
    on: date
    title: str
    source_kind: str = ""
    source_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FeedContent:
    name: str
    entries: Sequence[FeedEntry]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed that a person has or could have; ``id`` is None where none is open."""

    id: UUID | None
    body_id: UUID | None
    name: str
    feed: CalendarFeed | None


def feed_rows(scope: Scope) -> list[FeedRow]:
    """The person's own feed and one for each of their bodies; one query."""
    held = {feed.body_id: feed for feed in CalendarFeed.objects.filter(user=scope.user_id, revoked_at=None)}
    bodies = {post.body_id: post.body_name for post in scope.posts}
    named: list[tuple[UUID | None, str]] = [(None, "Lịch của tôi"), *bodies.items()]
    return [FeedRow(held[pk].pk if pk in held else None, pk, name, held.get(pk)) for pk, name in named]


def feed_by_token(token: str) -> CalendarFeed | None:
    """The feed of a secret address, also one that was taken back; one query."""
    return CalendarFeed.objects.select_related("body").filter(token_hash=hash_of(token)).first()


def feed_content(feed: CalendarFeed, on: date) -> FeedContent | Refusal:
    """The entries for the day asked, at most a thousand, or why there are none any more.

    What the person may see is worked out anew each time: an ended post ends its calendar.
    """
    if feed.revoked_at is not None:
        return Refusal(
            "revoked", "Địa chỉ lịch này đã được thu hồi. Mở trang Lịch của tôi để lấy địa chỉ mới."
        )
    scope = scope_for(feed.user_id, on)
    if not scope.posts:
        return Refusal("no_post", "Tài khoản của lịch này không còn vai trò nào còn hiệu lực.")
    if feed.body_id is not None and feed.body_id not in scope.body_ids:
        return Refusal("post_ended", "Người mở lịch này không còn giữ vai trò ở đơn vị đó.")
    bodies = scope.body_ids if feed.body_id is None else frozenset({feed.body_id})
    name = f"{feed.body.name}: việc TĐKT" if feed.body else "Việc TĐKT của tôi"
    entries = [*_tasks(scope, bodies), *_owed(bodies, on), *_sessions(scope, bodies)]
    return FeedContent(name, sorted(entries, key=lambda one: (one.on, str(one.id)))[:MOST])


def _window(on: date) -> tuple[date, date]:
    return on - timedelta(days=PAST_DAYS), on + timedelta(days=AHEAD_DAYS)


def _tasks(scope: Scope, bodies: frozenset[UUID]) -> list[FeedEntry]:
    keys = [*bodies, *groups_containing(bodies, scope.on)]
    rows = visible_tasks(scope).filter(
        party_keys__overlap=keys, state__in=OPEN_STATES, due_on__range=_window(scope.on)
    )
    columns = rows.order_by("due_on", "id").values_list("pk", "due_on", "text")[:MOST]
    return [FeedEntry("task", pk, due, text, "planning.task", pk) for pk, due, text in columns if due]


def _owed(bodies: frozenset[UUID], on: date) -> list[FeedEntry]:
    """Reports, unit plans and milestones; tasks come from their own table with more to say."""
    first, last = _window(on)
    rows = owed_between(bodies, first, last, kinds=_OWED, limit=MOST)
    return [
        FeedEntry("obligation", row.id, row.due_on, row.title, row.source_kind, row.source_id) for row in rows
    ]


def _sessions(scope: Scope, bodies: frozenset[UUID]) -> list[FeedEntry]:
    rows = visible_sessions(scope).filter(
        party_keys__overlap=list(bodies), cancelled_at__isnull=True, held_on__range=_window(scope.on)
    )
    columns = rows.order_by("held_on", "id").values_list("pk", "held_on", "name")[:MOST]
    return [
        FeedEntry("session", pk, on, f"Họp: {name}", "planning.councilsession", pk)
        for pk, on, name in columns
    ]
