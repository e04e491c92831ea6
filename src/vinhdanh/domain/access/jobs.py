"""What comes by itself in this room, and what it sends."""

from datetime import time, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.utils import timezone

from vinhdanh.domain.access.actions.letters import LETTER_JOB, send_password_letter
from vinhdanh.domain.access.actions.viewing import end_viewing
from vinhdanh.domain.access.models import BrowserSession
from vinhdanh.domain.access.queries.viewings import expired_viewings
from vinhdanh.foundation.jobs.queue import job
from vinhdanh.foundation.jobs.schedule import Schedule, periodic


@periodic("access.end_viewings", Schedule(every=timedelta(minutes=15)), title="Kết thúc lượt xem thay")
def end_viewings() -> None:
    """Close the viewings whose browser went away, so that each has its second audit row."""
    for row in expired_viewings():
        end_viewing(actor=row.viewer, viewing_id=row.pk, why="hết 30 phút")


@job(LETTER_JOB, title="Gửi thư đặt lại mật khẩu")
def password_letter(user_id: str, address: str) -> None:
    """Send the one-time link; sent twice, both work until one is used."""
    send_password_letter(user_id=UUID(user_id), address=address)


@periodic("access.sweep_sessions", Schedule(at=time(2, 20)), title="Dọn phiên đăng nhập đã hết hạn")
def sweep_sessions() -> None:
    """Delete sessions that ran out and the rows that told of them.

    The machine's time, since it is what Django gave the sessions their end by.
    """
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    BrowserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
