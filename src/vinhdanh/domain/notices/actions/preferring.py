"""A person chooses how notices come."""

from collections.abc import Mapping

from django.db import transaction

from vinhdanh.domain.notices.models import Preference
from vinhdanh.domain.notices.queries.preferences import channels_of
from vinhdanh.domain.notices.states import CHOICES, Channel, NoticeKind
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.results import Refusal, RefusedError


@transaction.atomic
def save_preferences(*, actor: Actor, channels: Mapping[str, str]) -> None:
    """Keep the choice for each kind.

    Raises RefusedError for a choice that a kind does not offer, and where what is late would reach the
    person by no letter at all.
    """
    for kind, offered in CHOICES.items():
        if channels.get(kind) not in offered:
            label = NoticeKind(kind).label
            reason = f"Chọn một trong các cách nhận có sẵn cho “{label}”."
            raise RefusedError(Refusal("channel_unknown", reason, field=kind))
    _require_loud(channels)
    before = channels_of([actor.pk])[actor.pk]
    for kind in CHOICES:
        Preference.objects.update_or_create(user_id=actor.pk, kind=kind, defaults={"channel": channels[kind]})
    after = {kind: channels[kind] for kind in CHOICES}
    record(actor=actor, action="save_preferences", subject=actor, before=before, after=after)


def _require_loud(channels: Mapping[str, str]) -> None:
    if channels[NoticeKind.DIGEST] != Channel.OFF:
        return
    for kind in (NoticeKind.OVERDUE, NoticeKind.NUDGE, NoticeKind.REMINDER):
        if channels[kind] == Channel.DIGEST:
            reason = (
                f"“{kind.label}” đang gộp vào thư điểm việc đầu tuần, mà thư ấy lại tắt. "
                "Hãy bật thư điểm việc, hoặc chọn gửi thư ngay."
            )
            raise RefusedError(Refusal("nothing_left", reason, field=NoticeKind.DIGEST))
