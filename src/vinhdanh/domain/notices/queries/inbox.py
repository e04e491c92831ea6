"""What was said to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.notices.access import own_notices
from vinhdanh.domain.notices.models import Notice
from vinhdanh.domain.notices.states import Channel, NoticeKind
from vinhdanh.foundation.worded import Worded

PAGE = 30
LAST_PAGE = 100
COUNTED = 99


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as its reader sees it."""

    id: UUID
    kind: str
    kind_label: str
    title: str
    text: str
    sender: str
    at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page, newest first. ``unread`` counts all pages and stops at 100."""

    rows: Sequence[NoticeRow]
    page: int
    has_next: bool
    unread: int


def unread_count(scope: Scope) -> int:
    """How many notices wait; 100 stands for more than 99. One query."""
    return len(_UNREAD.rows(scope.user_id)) if scope.user_id else 0


def _unread(user_id: UUID) -> QuerySet[Notice, tuple[UUID]]:
    rows = own_notices(Scope(user_id=user_id, on=date.min)).filter(read_at__isnull=True)
    return rows.order_by().values_list("pk")[: COUNTED + 1]


_UNREAD = Worded(_unread, UUID(int=7))
"""Every page counts them."""


def inbox(scope: Scope, page: int = 1, *, unread_only: bool = False) -> Inbox:
    """A page of the person's notices; two queries."""
    page = min(max(page, 1), LAST_PAGE)
    rows = own_notices(scope)
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    start = (page - 1) * PAGE
    found = list(rows.select_related("sender").order_by("-id")[start : start + PAGE + 1])
    return Inbox(
        rows=[_row(each) for each in found[:PAGE]],
        page=page,
        has_next=len(found) > PAGE and page < LAST_PAGE,
        unread=unread_count(scope),
    )


def _row(notice: Notice) -> NoticeRow:
    return NoticeRow(
        id=notice.pk,
        kind=notice.kind,
        kind_label=notice.get_kind_display(),
        title=notice.title,
        text=notice.text,
        sender=str(notice.sender) if notice.sender else "",
        at=notice.created_at,
        read=notice.read_at is not None,
    )


def notice_of(scope: Scope, notice_id: UUID) -> Notice | None:
    """One of the person's own notices."""
    return own_notices(scope).filter(pk=notice_id).first()


def kept_for_digest(
    user_ids: Sequence[UUID], channels: Mapping[UUID, Mapping[str, str]], *, since: datetime
) -> dict[UUID, list[str]]:
    """Titles of unread nudges that these people asked to get with the digest, by person; one query.

    What is due and what is late stands in the digest anyway.
    """
    rows = Notice.objects.filter(
        user_id__in=user_ids, kind=NoticeKind.NUDGE, read_at__isnull=True, created_at__gte=since
    )
    found: dict[UUID, list[str]] = {}
    for user, title in rows.order_by("id").values_list("user_id", "title"):
        if channels[user][NoticeKind.NUDGE] == Channel.DIGEST:
            found.setdefault(user, []).append(title)
    return found


def carried_by(letter_id: UUID) -> dict[UUID, UUID]:
    """The notices that a letter carries, by what they are about; one query."""
    return dict(Notice.objects.filter(letter_id=letter_id).values_list("subject_id", "id"))
