"""The one-time link by e-mail."""

from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.actions.rescue import one_time_link
from vinhdanh.domain.access.models import User
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.mail.delivery import send_at_once

LETTER_JOB = "access.password_letter"
UID, TOKEN = "UID", "TOKEN"
_SUBJECT = "Đặt lại mật khẩu Vinh Danh"
_BODY = """Có người, có thể là anh/chị, xin đặt lại mật khẩu Vinh Danh.

Mở địa chỉ dưới đây trong vòng 24 giờ và chọn mật khẩu mới; địa chỉ chỉ dùng được một lần:

{link}

Nếu không phải anh/chị, cứ bỏ qua thư này: mật khẩu cũ vẫn dùng được.
"""


@transaction.atomic
def ask_for_password_letter(*, actor: None = None, username: str, address: str) -> None:
    """Queue the letter when there is such an account with an e-mail address; otherwise nothing.

    ``address`` is the page with ``UID`` and ``TOKEN`` in the places of the two parts: the link itself is
    made only when it is sent, so that it lies in no queue and no outbox.
    """
    user = User.objects.filter(username=username.strip(), is_active=True).exclude(email="").first()
    if user is None or not user.has_usable_password():
        return
    record(actor=actor, action="ask_for_password_letter", subject=user)
    enqueue(LETTER_JOB, lock=str(user.pk), user_id=str(user.pk), address=address)


def send_password_letter(*, actor: None = None, user_id: UUID, address: str) -> None:
    """Make the link and send it; an account that has been closed meanwhile gets none."""
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None:
        return
    link = one_time_link(user)
    text = _BODY.format(link=address.replace(UID, link.uid).replace(TOKEN, link.token))
    send_at_once(subject=_SUBJECT, text=text, to=user.email)
