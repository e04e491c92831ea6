"""What was said in the work one looks after: to whom, read or not, and what became of the letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.notices.access import sent_notices
from vinhdanh.domain.notices.models import Notice
from vinhdanh.domain.notices.states import NoticeKind
from vinhdanh.foundation.mail.models import LetterState

PAGE = 50
LAST_PAGE = 100


@dataclass(frozen=True, slots=True)
class SentRow:
    """One notice as those who chase see it: no address, and of the letter only how it fared."""

    id: UUID
    kind_label: str
    title: str
    to: str
    body: str
    sender: str
    at: datetime
    read_at: datetime | None
    letter: str
    letter_label: str


@dataclass(frozen=True, slots=True)
class SentPage:
    rows: Sequence[SentRow]
    page: int
    has_next: bool


def sent_page(scope: Scope, *, kind: str = "", opened: str = "", page: int = 1) -> SentPage:
    """A page of what was said, newest first; two queries. ``opened`` is "yes", "no" or empty."""
    page = min(max(page, 1), LAST_PAGE)
    rows = sent_notices(scope)
    if kind in NoticeKind.values:
        rows = rows.filter(kind=kind)
    if opened in {"yes", "no"}:
        rows = rows.filter(read_at__isnull=opened == "no")
    start = (page - 1) * PAGE
    ids = list(rows.order_by("-id").values_list("pk", flat=True)[start : start + PAGE + 1])
    return SentPage(
        rows=_rows(Notice.objects.filter(pk__in=ids[:PAGE]), 0, PAGE),
        page=page,
        has_next=len(ids) > PAGE and page < LAST_PAGE,
    )


def sent_about(subject_kind: str, subject_id: UUID, *, page: int = 1) -> SentPage:
    """A page of what was said about a row, newest first; one query. Who may ask is the caller's to see to."""
    page = min(max(page, 1), LAST_PAGE)
    start = (page - 1) * PAGE
    rows = Notice.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    found = _rows(rows, start, start + PAGE + 1)
    return SentPage(rows=found[:PAGE], page=page, has_next=len(found) > PAGE)


def _rows(rows: QuerySet[Notice], start: int, end: int) -> list[SentRow]:
    found = rows.select_related("user", "body", "sender", "letter").order_by("-id")[start:end]
    return [_row(each) for each in found]


def _row(notice: Notice) -> SentRow:
    letter = notice.letter
    return SentRow(
        id=notice.pk,
        kind_label=notice.get_kind_display(),
        title=notice.title,
        to=str(notice.user),
        body=notice.body.name if notice.body else "",
        sender=str(notice.sender) if notice.sender else "",
        at=notice.created_at,
        read_at=notice.read_at,
        letter=letter.state if letter else "",
        letter_label=LetterState(letter.state).label if letter else "Chỉ trong hệ thống",
    )
