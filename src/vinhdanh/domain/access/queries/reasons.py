"""Why a door is closed, in one sentence: the one place that words it."""

from datetime import date
from uuid import UUID

from vinhdanh.domain.access.models import Appointment
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.living import ended_words
from vinhdanh.foundation.kernel.results import Refusal

_ASK = "Nếu công việc cần, hãy nhờ người quản trị bổ nhiệm."
_NONE = "Tài khoản của anh/chị hiện không có vai trò nào còn hiệu lực."


def why_closed(scope: Scope, permission: str | None = None) -> Refusal:
    """Why an account without the post (or the right) that an address asks for is not let in.

    Names the post that ended since, or the body that ended and who carries on. Four queries at most,
    spent only on a refusal.
    """
    ended = _latest(scope.user_id, permission, scope.on) if scope.user_id else None
    story = _story(ended, scope.on) if ended else ""
    if not scope.posts:
        return Refusal("no_post", " ".join(filter(None, (_NONE, story or _ASK))))
    label = Permission(permission).label if permission else ""
    base = f"Tài khoản của anh/chị chưa có quyền {label}."
    return Refusal("no_permission", " ".join(filter(None, (base, story or _ASK))))


def _latest(user_id: UUID | None, permission: str | None, on: date) -> Appointment | None:
    """The post that would have opened the door and no longer (or not yet) does."""
    rows = Appointment.objects.filter(user=user_id).select_related("body", "role")
    if permission:
        rows = rows.filter(role__permissions__contains=[permission])
    posts = [row for row in rows.order_by("-starts_on", "-id")[:20] if not _holds(row, on)]
    return max(posts, key=lambda row: row.ends_on or row.body.valid_to or date.max, default=None)


def _holds(row: Appointment, on: date) -> bool:
    in_time = row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)
    return in_time and row.body.is_valid_on(on)


def _story(row: Appointment, on: date) -> str:
    words = f"Vai trò “{row.called}, {row.body.name}”"
    if row.ends_on and row.ends_on < on:
        return f"{words} đã hết hiệu lực sau ngày {row.ends_on:%d/%m/%Y}. {_ASK}"
    if row.starts_on > on:
        return f"{words} bắt đầu từ ngày {row.starts_on:%d/%m/%Y}."
    return f"{ended_words(row.body_id, on)} Hãy nhờ người quản trị của đơn vị tiếp nhận bổ nhiệm anh/chị."
