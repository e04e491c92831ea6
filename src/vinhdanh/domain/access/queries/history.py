"""What the acts on accounts, posts, roles and delegations are called."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import models
from django.db.models import Q

from vinhdanh.domain.access.models import Appointment, Delegation, User
from vinhdanh.domain.access.queries.roles import labels
from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.audit.sentences import Changes, Sentence, tell


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else "không kỳ hạn"


def _factor(after: Changes) -> str:
    kinds = {"totp": "mã sáu số từ ứng dụng", "webauthn": "khóa bảo mật", "recovery_codes": "mã dự phòng"}
    name = f" “{after['name']}”" if after.get("name") else ""
    return kinds.get(after.get("kind", ""), "lớp bảo vệ thứ hai") + name


def _role_change(before: Changes, after: Changes) -> str:
    had, has = set(before.get("permissions", [])), set(after.get("permissions", []))
    parts = [f"thêm quyền {', '.join(labels(has - had))}"] if has - had else []
    parts += [f"bớt quyền {', '.join(labels(had - has))}"] if had - has else []
    if before.get("name") != after.get("name"):
        parts.append(f"đổi tên thành “{after.get('name')}”")
    return "; ".join(parts) or "lưu lại vai trò"


_STEPS = {
    "password": "mật khẩu",
    "totp": "mã sáu số",
    "webauthn": "khóa bảo mật",
    "recovery_codes": "mã dự phòng",
    "socialaccount": "tài khoản định danh",
    "demo": "thẻ của bản thử",
}


def _came_in(_: Changes, after: Changes) -> str:
    steps = " và ".join(_STEPS[step] for step in after.get("by", "").split("+") if step in _STEPS)
    return " ".join(filter(None, (f"đăng nhập bằng {steps}" if steps else "đăng nhập", _where(after))))


def _where(facts: Changes) -> str:
    """ "(Chrome trên Windows, mạng 203.0.113.x)", as far as it was noted."""
    place = ", ".join(filter(None, (facts.get("device"), facts.get("network"))))
    return f"({place})" if place else ""


def _at(words: str) -> Callable[[Changes, Changes], str]:
    return lambda _, after: f"{words} {_where(after)}".strip()


def _factors(before: Changes, _: Changes) -> str:
    return f"gỡ {len(before.get('kinds', []))} lớp bảo vệ thứ hai"


def _signed_out(words: str) -> Callable[[Changes, Changes], str]:
    def told(_: Changes, after: Changes) -> str:
        ended = after.get("sessions_ended", 0)
        return f"{words}, đăng xuất {ended} nơi" if ended else words

    return told


def _passed_item(before: Changes, after: Changes) -> str:
    what = f"chuyển việc “{before.get('title', '')[:60]}”"
    return f"{what} cho người nhận bàn giao" if after.get("holder_user") else f"{what} về đơn vị"


_SIGNING: dict[str, Sentence] = {
    "sign_in": _came_in,
    "sign_out": "đăng xuất",
    "sign_in_failed": _at("có người gõ sai tên hoặc mật khẩu"),
    "sign_in_locked": _at("tạm khóa vì gõ sai nhiều lần"),
    "second_factor_failed": _at("gõ đúng mật khẩu, sai lớp bảo vệ thứ hai"),
    "lift_lock": "mở khóa đăng nhập",
    "lift_address_lock": lambda _, after: f"mở khóa địa chỉ mạng {after.get('address', '')}".strip(),
    "change_password": _signed_out("đổi mật khẩu"),
    "ask_for_password_letter": "có người xin thư đặt lại mật khẩu",
    "make_password_link": "cấp liên kết đặt mật khẩu",
    "set_password_by_link": _signed_out("đặt mật khẩu bằng liên kết"),
    "reset_second_factors": _factors,
    "add_second_factor": lambda _, after: f"đặt {_factor(after)}",
    "remove_second_factor": lambda _, after: f"gỡ {_factor(after)}",
    "renew_recovery_codes": "cấp lại mã dự phòng",
    "end_session": lambda before, _: f"kết thúc một phiên đăng nhập {_where(before)}".strip(),
    "end_other_sessions": lambda before, _: f"kết thúc {before.get('sessions', 0)} phiên đăng nhập khác",
}
_SENTENCES: dict[str, Sentence] = {
    **_SIGNING,
    "create_account": "lập tài khoản",
    "deactivate_account": "khóa tài khoản",
    "reactivate_account": "mở lại tài khoản",
    "import_accounts": lambda _, after: f"lập {after.get('accounts', 0)} tài khoản từ một danh sách",
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
    "name_answerer": lambda _, after: f"cử {after.get('by', '')} trả lời thay {after.get('body', '')}",
    "end_answering": lambda _, after: f"thôi trả lời thay, ngày cuối {_day(after.get('ends_on'))}",
    "pass_item": _passed_item,
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
        "import_accounts": "lập tài khoản từ danh sách",
        "name_answerer": "cử người trả lời thay",
        "end_answering": "thôi trả lời thay",
        "pass_item": "chuyển việc sang người khác",
        "sign_in": "đăng nhập",
        "sign_in_failed": "đăng nhập không thành",
        "sign_in_locked": "tạm khóa vì gõ sai nhiều lần",
        "second_factor_failed": "sai lớp bảo vệ thứ hai",
        "lift_address_lock": "mở khóa địa chỉ mạng",
        "change_password": "đổi mật khẩu",
        "set_password_by_link": "đặt mật khẩu bằng liên kết",
        "reset_second_factors": "gỡ lớp bảo vệ thứ hai của người khác",
        "add_second_factor": "đặt lớp bảo vệ thứ hai",
        "remove_second_factor": "gỡ lớp bảo vệ thứ hai",
        "end_session": "kết thúc một phiên đăng nhập",
        "end_other_sessions": "kết thúc các phiên đăng nhập khác",
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
        "access.handover": "lượt bàn giao",
        "access.typedname": "tên đã gõ khi đăng nhập",
        "workflow.workitem": "việc đang chờ",
    },
)


def account_subjects(user: User, posts: Sequence[Appointment]) -> Sequence[models.Model]:
    """An account, its posts (all of them), the delegations to it and out of it: what its history is of.
    One query."""
    return [user, *posts, *Delegation.objects.filter(Q(user=user) | Q(post__in=posts))]
