"""What the invented province lays down: a regulation, the guidance of the year, and the next version in draft."""

from collections.abc import Sequence
from datetime import date

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.catalogue.actions.editing import (
    Head,
    RuleChange,
    add_rule,
    draft_instrument,
    mend_instrument,
)
from vinhdanh.domain.catalogue.actions.publishing import new_version, publish_instrument
from vinhdanh.domain.catalogue.models import LocalInstrument
from vinhdanh.domain.eligibility.actions.screening import start_screening
from vinhdanh.foundation.kernel.clock import frozen, today
from vinhdanh.interfaces.cli.demo.bodies import PROVINCE, Directory

_REGULATION = Head(
    title="Quy định về công tác thi đua, khen thưởng trên địa bàn tỉnh Sông Mây",
    kind="regulation",
    number="58/2025/QĐ-UBND",
    issued_on=date(2025, 12, 22),
    since=date(2026, 1, 1),
)
_RULES = (
    RuleChange(
        "ratio", "cstd_co_so", number=15, article="khoản 2 Điều 9",
        text="Tỷ lệ Chiến sĩ thi đua cơ sở không quá 15 % tổng số người đạt danh hiệu Lao động tiên tiến của đơn vị.",
    ),
    RuleChange(
        "publicity", "cstd_cap_tinh", number=7, article="khoản 1 Điều 14",
        text="Danh sách đề nghị được công khai trên cổng thông tin của tỉnh ít nhất 07 ngày làm việc.",
    ),
    RuleChange("council", number=15, article="Điều 20", text="Hội đồng tỉnh có 15 thành viên."),
    RuleChange(
        "standard", "giay_khen_xa_ca_nhan", "task_completion_at_least", "good", 1, article="điểm a khoản 1 Điều 12",
        text="Hoàn thành tốt nhiệm vụ trở lên trong năm đề nghị.",
    ),
    RuleChange("reading", key="73.1.b", choice="literal", article="khoản 4 Điều 11"),
)  # fmt: skip
_GUIDANCE = Head(
    title="Hướng dẫn công tác khen thưởng năm 2026",
    kind="guidance",
    number="64/HD-SNV",
    issued_on=date(2026, 1, 22),
    since=date(2026, 1, 22),
    until=date(2026, 12, 31),
)
_DATES = (
    RuleChange(
        "deadline", day=date(2026, 12, 10), article="mục II.1",
        text="Hồ sơ khen thưởng tổng kết năm gửi Sở Nội vụ trước ngày 10/12/2026.",
    ),
    RuleChange("deadline", "co_thi_dua_cap_tinh", day=date(2026, 11, 30), article="mục II.2"),
    RuleChange(
        "ratio", "cstd_co_so", number=14, article="mục III.1",
        text="Năm 2026, đơn vị ưu tiên người trực tiếp lao động; tỷ lệ Chiến sĩ thi đua cơ sở không quá 14 %.",
    ),
)  # fmt: skip
_STRICTER = RuleChange(
    "standard", "cstd_cap_tinh", "initiative_recognised", "tinh", 2, article="khoản 3 Điều 10",
    text="Có 02 sáng kiến có phạm vi ảnh hưởng cấp tỉnh được công nhận.",
)  # fmt: skip


def build_local_law(officer: User, directory: Directory) -> None:
    """A regulation in force, the guidance of 2026, and a stricter version that waits as a draft."""
    regulation = _published(officer, directory, _REGULATION, rules=_RULES, on="2025-12-23")
    _published(officer, directory, _GUIDANCE, rules=_DATES, on="2026-01-22")
    with frozen("2026-03-12"):
        scope = scope_for(officer.pk, today())
        draft = new_version(actor=officer, scope=scope, instrument_id=regulation.pk)
        head = Head(_REGULATION.title, _REGULATION.kind, since=date(2026, 7, 1))
        mend_instrument(actor=officer, scope=scope, instrument_id=draft.pk, revision=1, head=head)
        add_rule(actor=officer, scope=scope, instrument_id=draft.pk, change=_STRICTER)


def build_screening(officer: User, directory: Directory) -> None:
    """The officer asked who was forgotten for 2025; the worker answers when the program starts."""
    with frozen("2026-03-13"):
        scope, on = scope_for(officer.pk, today()), date(2026, 3, 13)
        start_screening(actor=officer, scope=scope, body_id=directory[PROVINCE], year=2025, received_on=on)


def _published(
    officer: User, directory: Directory, head: Head, *, rules: Sequence[RuleChange], on: str
) -> LocalInstrument:
    with frozen(on):
        scope = scope_for(officer.pk, today())
        made = draft_instrument(actor=officer, scope=scope, body_id=directory[PROVINCE], head=head)
        for rule in rules:
            add_rule(actor=officer, scope=scope, instrument_id=made.pk, change=rule)
        return publish_instrument(actor=officer, scope=scope, instrument_id=made.pk)
