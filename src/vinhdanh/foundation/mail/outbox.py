"""Write letters, look at them, try again or let them be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.foundation.mail.masking import masked
from vinhdanh.foundation.mail.models import Letter, LetterState

DELIVER_JOB = "mail_deliver"
PAGE = 50
LAST_PAGE = 100


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to write. After ``expires_at`` it is dropped rather than sent late."""

    key: str
    kind: str
    to_address: str
    subject: str
    text: str
    expires_at: datetime
    to_name: str = ""
    from_name: str = ""
    reply_to: str = ""
    recipient_id: UUID | None = None
    about: tuple[UUID, ...] = ()


def post(letters: Iterable[NewLetter]) -> dict[str, UUID]:
    """Put letters into the outbox inside the current transaction: if it rolls back, nobody gets any.

    A key that is already there is left as it is. Returns the letters of these keys; three queries
    whatever the number.
    """
    rows = [_letter(each) for each in letters]
    if not rows:
        return {}
    Letter.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    enqueue(DELIVER_JOB, lock=DELIVER_JOB)
    keys = [row.key for row in rows]
    return dict(Letter.objects.filter(key__in=keys).values_list("key", "id"))


def _letter(new: NewLetter) -> Letter:
    return Letter(
        key=new.key,
        kind=new.kind,
        recipient_id=new.recipient_id,
        to_name=squash(new.to_name)[:120],
        to_address=new.to_address,
        from_name=squash(new.from_name)[:120],
        reply_to=new.reply_to,
        # One line: a header that held a line break would be refused.
        subject=squash(new.subject)[:200],
        text=new.text,
        about=list(new.about),
        expires_at=new.expires_at,
    )


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as the operator sees it: whom it is for in part only, its text not at all."""

    id: UUID
    to: str
    subject: str
    state: str
    state_label: str
    attempts: int
    next_try_at: datetime
    created_at: datetime
    sent_at: datetime | None
    last_error: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """One page of letters, newest first, and how many there are in each state.

    ``troubles`` are the most frequent reasons why letters wait or failed; ``on``: a server is set.
    """

    rows: Sequence[LetterRow]
    page: int
    has_next: bool
    counts: dict[str, int]
    troubles: Sequence[tuple[str, int]]
    oldest_waiting: datetime | None
    on: bool


def outbox(state: str = "", page: int = 1) -> Outbox:
    """Letters of one state or of all; four queries."""
    page = min(max(page, 1), LAST_PAGE)
    rows = Letter.objects.filter(state=state) if state in LetterState.values else Letter.objects.all()
    start = (page - 1) * PAGE
    found = list(rows.order_by("-id").defer("text")[start : start + PAGE + 1])
    counts = dict(Letter.objects.values_list("state").annotate(number=Count("id")).order_by("state"))
    waiting = Letter.objects.filter(state=LetterState.WAITING).order_by("id").values_list("created_at")
    oldest = waiting.first()
    return Outbox(
        rows=[_row(each) for each in found[:PAGE]],
        page=page,
        has_next=len(found) > PAGE and page < LAST_PAGE,
        counts=counts,
        troubles=_troubles(),
        oldest_waiting=oldest[0] if oldest else None,
        on=settings.MAIL_SERVER is not None,
    )


def _troubles() -> list[tuple[str, int]]:
    rows = Letter.objects.filter(state__in=[LetterState.WAITING, LetterState.FAILED]).exclude(last_error="")
    grouped = rows.values_list("last_error").annotate(number=Count("id")).order_by("-number", "last_error")
    return list(grouped[:5])


def _row(letter: Letter) -> LetterRow:
    return LetterRow(
        id=letter.pk,
        to=masked(letter.to_address),
        subject=letter.subject,
        state=letter.state,
        state_label=letter.get_state_display(),
        attempts=letter.attempts,
        next_try_at=letter.next_try_at,
        created_at=letter.created_at,
        sent_at=letter.sent_at,
        last_error=letter.last_error,
    )


@transaction.atomic
def try_again(*, actor: Actor, letter_id: UUID) -> None:
    """Send a waiting or failed letter at the next chance; raises RefusedError for one that is settled."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter_id)
    if letter.state not in {LetterState.WAITING, LetterState.FAILED} or letter.expires_at <= now():
        label = letter.get_state_display()
        reason = f"Thư này đang ở trạng thái “{label}” hoặc đã quá hạn gửi, không gửi lại được."
        raise RefusedError(Refusal("letter_settled", reason))
    before = {"state": letter.state, "attempts": letter.attempts}
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.WAITING, attempts=0, next_try_at=now())
    record(actor=actor, action="retry_letter", subject=letter, before=before)
    enqueue(DELIVER_JOB, lock=DELIVER_JOB)
