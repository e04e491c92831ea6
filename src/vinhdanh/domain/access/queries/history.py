"""What happened to an account or a role, in sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from vinhdanh.domain.access.models import Appointment, Delegation, RoleBundle, User
from vinhdanh.domain.access.queries.roles import labels
from vinhdanh.foundation.audit.models import AuditRow

Changes = Mapping[str, Any]
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Event:
    """One line: when, who (empty: the program), what, and the reason given."""

    at: datetime
    who: str
    what: str
    reason: str


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else "không kỳ hạn"


def _role_change(before: Changes, after: Changes) -> str:
    had, has = set(before.get("permissions", [])), set(after.get("permissions", []))
    parts = [f"thêm quyền {', '.join(labels(has - had))}"] if has - had else []
    parts += [f"bớt quyền {', '.join(labels(had - has))}"] if had - has else []
    if before.get("name") != after.get("name"):
        parts.append(f"đổi tên thành “{after.get('name')}”")
    return "; ".join(parts) or "lưu lại vai trò"


_SENTENCES: Mapping[str, str | Callable[[Changes, Changes], str]] = {
    "create_account": "lập tài khoản",
    "deactivate_account": "khóa tài khoản",
    "reactivate_account": "mở lại tài khoản",
    "new_password_link": "cấp liên kết đặt mật khẩu",
    "set_password": "đặt mật khẩu",
    "appoint": lambda _, after: f"bổ nhiệm {after.get('post', '')} từ {_day(after.get('starts_on'))}",
    "end_appointment": lambda _, after: (
        f"kết thúc vai trò {after.get('post', '')}, ngày cuối {_day(after.get('ends_on'))}"
    ),
    "void_appointment": "bỏ vai trò chưa đến ngày",
    "delegate": lambda _, after: (
        f"ghi ủy quyền của {after.get('from')} cho {after.get('to')} đến {_day(after.get('ends_on'))}"
    ),
    "end_delegation": lambda _, after: f"kết thúc ủy quyền, ngày cuối {_day(after.get('ends_on'))}",
    "hand_over": lambda _, after: f"bàn giao cho {after.get('successor')} từ {_day(after.get('on'))}",
    "complete_hand_over": lambda _, after: (
        f"chuyển {after.get('items', 0)} việc, {after.get('drafts', 0)} bản đọc cho {after.get('successor')}"
    ),
    "start_viewing": lambda _, after: f"bắt đầu xem thay {after.get('target')}",
    "end_viewing": "kết thúc xem thay",
    "add_role": "lập vai trò",
    "change_role": _role_change,
}


def account_history(user: User) -> Sequence[Event]:
    """The newest acts on an account, its posts and delegations; two queries.

    The ids first: with subqueries the database reads the whole log.
    """
    posts = Appointment.objects.filter(user=user).order_by().values_list("pk", flat=True)
    lent = Delegation.objects.filter(Q(user=user) | Q(post__user=user)).values_list("pk", flat=True)
    kinds = [model._meta.label_lower for model in (User, Appointment, Delegation)]
    return _events(Q(subject_kind__in=kinds, subject_id__in=[user.pk, *posts.union(lent)]))


def role_history(role: RoleBundle) -> Sequence[Event]:
    """The newest acts on a role; one query."""
    return _events(Q(subject_kind=RoleBundle._meta.label_lower, subject_id=role.pk))


def _events(wanted: Q) -> Sequence[Event]:
    rows = AuditRow.objects.filter(wanted).select_related("actor").order_by("-id")[:SHOWN]
    return [_event(row) for row in rows]


def _event(row: AuditRow) -> Event:
    sentence = _SENTENCES.get(row.action, row.action)
    what = sentence if isinstance(sentence, str) else sentence(row.before, row.after)
    return Event(row.at, str(row.actor) if row.actor else "", what, row.reason)
