"""What the acts on how notices come are called."""

from vinhdanh.domain.notices.states import Channel, NoticeKind
from vinhdanh.foundation.audit.sentences import Changes, tell


def _preferred(before: Changes, after: Changes) -> str:
    """The kinds that come another way now."""
    parts = [
        f"“{kind.label}”: {Channel(after[kind]).label.lower()}"
        for kind in NoticeKind
        if after.get(kind) in Channel and after[kind] != before.get(kind)
    ]
    return "đổi cách nhận thông báo" + (f" ({'; '.join(parts)})" if parts else "")


tell({"save_preferences": _preferred}, titles={"save_preferences": "đổi cách nhận thông báo"})
