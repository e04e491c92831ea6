"""Two council sessions of the demo: one on its way, one across the National Day."""

from datetime import date
from uuid import UUID

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.planning.actions.sessions import plan_session, reach_milestone
from vinhdanh.domain.planning.models import Plan
from vinhdanh.foundation.kernel.clock import frozen, today

_SESSIONS = (
    ("Xét khen thưởng dịp 30/4 và 1/5", date(2026, 4, 10)),
    ("Xét khen thưởng dịp Quốc khánh 2/9", date(2026, 9, 12)),
)
_DONE = (
    ("cut_off", "2026-02-09", "Danh sách 46 hồ sơ, chốt ngày 09/02/2026."),
    ("appraised", "2026-03-12", "Báo cáo thẩm định số 87/BC-SNV ngày 12/03/2026."),
    ("opened", "2026-03-13", "Thông báo số 102/TB-SNV ngày 13/03/2026."),
)


def build_sessions(officer: User, plan: Plan, council_id: UUID) -> None:
    """Fix both sessions early in the year, and go the first steps of the first one."""
    with frozen("2026-01-15"):
        made = [
            plan_session(
                actor=officer,
                scope=scope_for(officer.pk, today()),
                council_id=council_id,
                name=name,
                held_on=day,
                plan_id=plan.pk,
            )
            for name, day in _SESSIONS
        ]
    for code, on, paper in _DONE:
        with frozen(on):
            step = made[0].milestones.get(code=code)
            reach_milestone(
                actor=officer, scope=scope_for(officer.pk, today()), milestone_id=step.pk, paper=paper
            )
