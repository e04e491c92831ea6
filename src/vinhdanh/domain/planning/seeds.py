"""The steps of a council session that every office starts from; its own rows go before them.

Nothing here is a rule of law by itself: a number stands with its source, and what nobody has read in a
text in force is not marked as verified.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from vinhdanh.domain.planning.backplan import Rule
from vinhdanh.domain.planning.states import StepHolder


@dataclass(frozen=True, slots=True)
class StepSeed:
    """A rule and who answers for it; ``body_id`` only where an office chose a body of its own."""

    rule: Rule
    holder: str = StepHolder.OFFICE
    body_id: UUID | None = None


_PUBLIC: Final = (
    "Nghị định 98/2023/NĐ-CP, Điều 46 khoản 2: công khai ít nhất 10 ngày làm việc trước khi Hội đồng xét; "
    "Nghị định 152/2025/NĐ-CP, Điều 44 giữ việc công khai"
)
_HABIT: Final = "Thông lệ của nhiều địa phương; nhập quy chế của Hội đồng"
_APPRAISAL: Final = "Thời hạn thẩm định theo thủ tục hành chính cấp xã: 20 ngày làm việc"

COUNCIL_STEPS: Final = (
    StepSeed(
        Rule(
            "cut_off",
            "Chốt nhận hồ sơ",
            anchor="appraised",
            days=-20,
            minimum=20,
            until="appraised",
            source=_APPRAISAL,
        )
    ),
    StepSeed(Rule("appraised", "Thẩm định xong, chốt danh sách lấy ý kiến", anchor="opened", days=-1)),
    StepSeed(
        Rule(
            "opened",
            "Công khai danh sách, lấy ý kiến",
            days=-19,
            minimum=10,
            until="closed",
            source=_PUBLIC,
            verified=True,
            hard=True,
        )
    ),
    StepSeed(
        Rule(
            "party_asked",
            "Gửi văn bản xin ý kiến cấp ủy quản lý cán bộ",
            days=-18,
            minimum=10,
            until="party_replied",
            source=_HABIT,
        )
    ),
    StepSeed(Rule("closed", "Hết hạn lấy ý kiến, tổng hợp ý kiến", days=-8, hard=True)),
    StepSeed(Rule("party_replied", "Nhận ý kiến của cấp ủy", days=-7)),
    StepSeed(Rule("papers", "Gửi tài liệu cho thành viên Hội đồng", days=-6, minimum=5, source=_HABIT)),
    StepSeed(Rule("invited", "Gửi giấy mời họp", days=-6, minimum=3, source=_HABIT)),
    StepSeed(Rule("rehearsed", "Chạy thử phiên họp, kiểm phiếu bầu và phòng họp", days=-1)),
    StepSeed(Rule("minutes", "Ký biên bản, thông báo kết luận", days=3), StepHolder.COUNCIL),
    StepSeed(Rule("submitted", "Trình ký quyết định hoặc tờ trình cấp trên", days=5)),
)
