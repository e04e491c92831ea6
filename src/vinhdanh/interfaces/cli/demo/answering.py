"""Who answers in the demo for bodies without an account, through the action that administrators call."""

from datetime import date
from typing import Final

from vinhdanh.domain.access.actions import name_answerer
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.foundation.kernel.clock import frozen, today
from vinhdanh.interfaces.cli.demo.bodies import OFFICE, Directory

_SINCE: Final = date(2026, 1, 13)
_ANSWERED: Final = (
    (
        "Báo và Phát thanh, Truyền hình Sông Mây",
        OFFICE,
        "Báo chưa có tài khoản; Sở Nội vụ nhận và theo dõi chuyên mục thi đua.",
    ),
    (
        "Công an tỉnh Sông Mây",
        OFFICE,
        "Công an tỉnh dùng mạng riêng, gửi kết quả bằng văn bản.",
    ),
    (
        "Bệnh viện Đa khoa tỉnh",
        "Sở Y tế tỉnh Sông Mây",
        "Bệnh viện gửi qua Sở Y tế.",
    ),
)


def build_answering(administrator: User, directory: Directory) -> None:
    """The press and the police are answered for by the standing office, a hospital by its department."""
    with frozen(_SINCE.isoformat()):
        for body, by, reason in _ANSWERED:
            name_answerer(
                actor=administrator,
                scope=scope_for(administrator.pk, today()),
                body_id=directory[body],
                by_body_id=directory[by],
                starts_on=_SINCE,
                reason=reason,
            )
