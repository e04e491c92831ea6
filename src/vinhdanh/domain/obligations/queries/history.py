"""What the acts on obligations are called."""

from collections.abc import Callable
from datetime import date

from vinhdanh.domain.obligations.states import ObligationKind, ObligationState
from vinhdanh.foundation.audit.sentences import Changes, tell


def _nudged(_: Changes, after: Changes) -> str:
    return f"nhắc {after.get('count', 0)} đơn vị"


def _digest(_: Changes, after: Changes) -> str:
    if not after.get("enabled"):
        return "tắt thư điểm việc đầu tuần"
    return f"đặt thư điểm việc đầu tuần gửi lúc {after.get('at', '')}, đầu mối {after.get('officer', '')}"


def _week(words: str) -> Callable[[Changes, Changes], str]:
    return lambda _, after: f"{words} tuần từ {_day(after.get('monday'))}"


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def _reminders(_: Changes, after: Changes) -> str:
    kind = ObligationKind(after["kind"]).label if after.get("kind") in ObligationKind else "mọi loại việc"
    since = _day(after.get("from_on"))
    if after.get("quiet"):
        return f"thôi tự nhắc “{kind}” từ {since}"
    before, late = (", ".join(map(str, after.get(side, []))) or "không" for side in ("before", "after"))
    return f"đặt lịch tự nhắc “{kind}” từ {since}: trước hạn {before} ngày; quá hạn {late} ngày"


tell(
    {
        "nudge": _nudged,
        "save_digest": _digest,
        "hold_digest": _week("giữ lại thư điểm việc"),
        "release_digest": _week("cho gửi thư điểm việc"),
        "send_digest": lambda _, after: (
            f"gửi thư điểm việc tuần từ {_day(after.get('monday'))} cho {after.get('people', 0)} người"
        ),
        "set_reminders": _reminders,
        "fulfil_obligation": lambda _, after: (
            f"hoàn thành bằng {after['paper']}" if after.get("paper") else "hoàn thành"
        ),
        "waive_obligation": "cho không phải làm",
        "reopen_obligation": "mở lại",
        "drop_obligation": lambda before, _: f"bỏ việc phải làm “{before.get('title', '')[:60]}”",
    },
    titles={
        "nudge": "nhắc việc",
        "save_digest": "đặt thư điểm việc đầu tuần",
        "hold_digest": "giữ lại thư điểm việc",
        "release_digest": "cho gửi thư điểm việc",
        "send_digest": "gửi thư điểm việc đầu tuần",
        "set_reminders": "đặt lịch tự nhắc",
        "fulfil_obligation": "hoàn thành việc phải làm",
        "drop_obligation": "bỏ việc phải làm",
    },
    fields={"paper": "Văn bản", "party": "Bên phải làm"},
    words={"state": {str(value): label for value, label in ObligationState.choices}},
    kinds={
        "obligations.obligation": "việc phải làm",
        "obligations.nudge": "lần nhắc việc",
        "obligations.digestsetting": "thư điểm việc đầu tuần",
        "obligations.digestissue": "kỳ thư điểm việc",
        "obligations.reminderrule": "lịch tự nhắc",
    },
)
