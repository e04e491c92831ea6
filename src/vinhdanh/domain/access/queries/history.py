"""What the acts on accounts, posts, roles and delegations are called."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q

from vinhdanh.domain.access.models import Appointment, Delegation, User
from vinhdanh.domain.access.queries.roles import labels
from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.audit.sentences import Changes, Sentence, tell


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else "không kỳ hạn"


def _role_change(before: Changes, after: Changes) -> str:
    had, has = set(before.get("permissions", [])), set(after.get("permissions", []))
    parts = [f"thêm quyền {', '.join(labels(has - had))}"] if has - had else []
    parts += [f"bớt quyền {', '.join(labels(had - has))}"] if had - has else []
    if before.get("name") != after.get("name"):
        parts.append(f"đổi tên thành “{after.get('name')}”")
    return "; ".join(parts) or "lưu lại vai trò"


_SENTENCES: dict[str, Sentence] = {
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
tell(
    _SENTENCES,
    titles={
        "appoint": "bổ nhiệm",
        "end_appointment": "kết thúc vai trò",
        "delegate": "ghi ủy quyền",
        "end_delegation": "kết thúc ủy quyền",
        "hand_over": "hẹn bàn giao",
        "complete_hand_over": "bàn giao",
        "start_viewing": "bắt đầu xem thay",
        "change_role": "sửa vai trò",
    },
    fields={"username": "Tên đăng nhập", "role": "Vai trò", "starts_on": "Từ ngày", "ends_on": "Đến ngày"},
    words={"role": {str(value): label for value, label in Role.choices}},
    kinds={
        "access.user": "tài khoản",
        "access.appointment": "vai trò được giao",
        "access.delegation": "ủy quyền",
        "access.rolebundle": "vai trò",
        "access.representation": "người trả lời thay",
        "access.viewing": "lượt xem thay",
    },
)


def account_subjects(user: User, posts: Iterable[UUID]) -> Sequence[models.Model]:
    """An account, its ``posts``, the delegations to it and out of it: what its history is of. One query."""
    rows = [Appointment(pk=post, user=user) for post in posts]
    return [user, *rows, *Delegation.objects.filter(Q(user=user) | Q(post__in=rows))]
