"""Hand letters to the mail server, and bear with it when it is away.

A server that does not answer costs no letter an attempt: all that are due are put off together.
A letter that the server refuses for good fails at once; one it cannot take just now waits longer
each time. Each letter is claimed before it is sent, so two workers never send the same one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import F

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.mail.masking import mask_all
from vinhdanh.foundation.mail.models import Letter, LetterState
from vinhdanh.foundation.mail.rechecks import text_now
from vinhdanh.foundation.mail.server import MailServer

LEASE: Final = timedelta(minutes=10)
AWAY: Final = timedelta(minutes=5)
BACK_OFF: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240, 480))
MOST_ATTEMPTS: Final = len(BACK_OFF) + 1
BATCH: Final = 50


@dataclass(slots=True)
class Tally:
    """What one round did."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0
    dropped: int = 0


def deliver() -> Tally:
    """Send every letter that is due; returns what became of them. Without a server letters wait."""
    tally = Tally(dropped=_drop_expired())
    server: MailServer | None = settings.MAIL_SERVER
    if server is None:
        return tally
    while ids := _due_ids():
        if not _round(server, ids, tally):
            break
    return tally


def _due_ids() -> list[UUID]:
    due = Letter.objects.filter(state=LetterState.WAITING, next_try_at__lte=now())
    return list(due.order_by("next_try_at", "id").values_list("pk", flat=True)[:BATCH])


def _drop_expired() -> int:
    late = Letter.objects.filter(state=LetterState.WAITING, expires_at__lte=now(), next_try_at__lte=now())
    words = "Quá ngày thư còn đúng nên không gửi nữa; tin trong hệ thống vẫn còn."
    return late.update(state=LetterState.DROPPED, last_error=words)


def _round(server: MailServer, ids: list[UUID], tally: Tally) -> bool:
    """Send these over one connection; False when the server has gone."""
    line = _line(server)
    try:
        line.open()
    except (OSError, SMTPException) as error:
        tally.put_off += _put_off_all(f"Máy chủ thư không trả lời: {_said(error)}")
        return False
    try:
        return all(_send(line, server, pk, tally=tally) for pk in ids)
    finally:
        line.close()


def _line(server: MailServer) -> EmailBackend:
    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.tls == "starttls",
        use_ssl=server.tls == "tls",
        timeout=int(server.timeout),
    )


def send_at_once(*, subject: str, text: str, to: str) -> bool:
    """One letter past the outbox, for words that must be written down nowhere; False without a server.

    Raises OSError or SMTPException when the server is away or refuses: whoever calls tries again.
    """
    server: MailServer | None = settings.MAIL_SERVER
    if server is None:
        return False
    headers = {"Auto-Submitted": "auto-generated"}
    letter = EmailMessage(subject=subject, body=text, from_email=server.sender, to=[to], headers=headers)
    _line(server).send_messages([letter])
    return True


def _put_off_all(words: str) -> int:
    due = Letter.objects.filter(state=LetterState.WAITING, next_try_at__lte=now())
    return due.update(next_try_at=now() + AWAY, last_error=words[:300])


def _send(line: EmailBackend, server: MailServer, pk: UUID, *, tally: Tally) -> bool:
    """One letter; False when the connection broke and the rest has to wait."""
    letter = _claimed(pk)
    if letter is None:
        return True
    text = text_now(letter)
    if text is None:
        _settle(letter, LetterState.DROPPED, error="Việc đã xong trước khi thư đi nên không gửi nữa.")
        tally.dropped += 1
        return True
    try:
        line.send_messages([message_of(letter, text, server)])
    except SMTPServerDisconnected as error:
        _later(letter, _said(error), tally)
        return False
    except (SMTPException, OSError, ValueError) as error:
        _answered(letter, error, tally)
        return not isinstance(error, OSError) or isinstance(error, SMTPException)
    _settle(letter, LetterState.SENT, sent_at=now())
    tally.sent += 1
    return True


def _claimed(pk: UUID) -> Letter | None:
    """The letter, ours for the length of a lease; None when somebody else was first."""
    waiting = Letter.objects.filter(pk=pk, state=LetterState.WAITING, next_try_at__lte=now())
    if not waiting.update(next_try_at=now() + LEASE, attempts=F("attempts") + 1):
        return None
    return Letter.objects.get(pk=pk)


def message_of(letter: Letter, text: str, server: MailServer) -> EmailMessage:
    """The letter as it goes over the wire; the same letter always has the same Message-ID."""
    place = server.sender.partition("@")[2] or "localhost"
    sender = f'"{_quoted(letter.from_name)}" <{server.sender}>' if letter.from_name else server.sender
    to = f'"{_quoted(letter.to_name)}" <{letter.to_address}>' if letter.to_name else letter.to_address
    return EmailMessage(
        subject=letter.subject,
        body=text,
        from_email=sender,
        to=[to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": f"<{letter.pk}@{place}>", "Auto-Submitted": "auto-generated"},
    )


def _quoted(name: str) -> str:
    return name.replace("\\", "").replace('"', "")


def _answered(letter: Letter, error: Exception, tally: Tally) -> None:
    """The server said no: for good, or not now."""
    if _for_good(error) or letter.attempts >= MOST_ATTEMPTS:
        _settle(letter, LetterState.FAILED, error=_said(error))
        tally.failed += 1
    else:
        _later(letter, _said(error), tally)


def _for_good(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _later(letter: Letter, words: str, tally: Tally) -> None:
    wait = BACK_OFF[min(letter.attempts, len(BACK_OFF)) - 1]
    Letter.objects.filter(pk=letter.pk).update(next_try_at=now() + wait, last_error=words[:300])
    tally.put_off += 1


def _settle(letter: Letter, state: LetterState, *, error: str = "", sent_at: datetime | None = None) -> None:
    Letter.objects.filter(pk=letter.pk).update(state=state, last_error=error[:300], sent_at=sent_at)


def _said(error: Exception) -> str:
    """What the server answered, in one line and without a whole address."""
    if isinstance(error, SMTPRecipientsRefused):
        answers = [f"{code} {words.decode(errors='replace')}" for code, words in error.recipients.values()]
        return mask_all("; ".join(answers))
    if isinstance(error, SMTPResponseException):
        words = error.smtp_error
        text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
        return mask_all(f"{error.smtp_code} {text}")
    return mask_all(f"{type(error).__name__}: {error}")
