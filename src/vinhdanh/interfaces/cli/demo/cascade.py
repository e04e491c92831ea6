"""The demo's plans on their way up and its reports, through the actions that users call."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.labels import called
from vinhdanh.domain.planning.actions.duties import Settling, settle_duty
from vinhdanh.domain.planning.actions.filing import TypedRow, save_filing, start_filing, tasks_naming
from vinhdanh.domain.planning.actions.progress import Attachment
from vinhdanh.domain.planning.actions.reports import return_report, send_report
from vinhdanh.domain.planning.actions.sending import return_filing, send_filing
from vinhdanh.domain.planning.models import Filing, Plan, Report, ReportingDuty
from vinhdanh.foundation.kernel.clock import frozen, today
from vinhdanh.interfaces.cli.demo.bodies import COMMUNES, OFFICE, WARDS, Directory, commune_body

_EDUCATION = "Sở Giáo dục và Đào tạo tỉnh Sông Mây"
_SCHOOL_PLANS = (
    ("Trường Trung học phổ thông Vân Sơn", "07/KH-THPTVS", "2026-02-24"),
    ("Trường Trung học phổ thông Chuyên Sông Mây", "11/KH-CSM", "2026-02-26"),
    ("Trường Tiểu học Vân Sơn", "05/KH-THVS", "2026-03-05"),
)
_YEAR_2025 = "2025-11-15"
_LATE_2025 = ("Khe Ngang", "Cẩm Thạch", "Nà Lạnh")
_MISSING_2025 = ("Long Đỉnh", "Yên Lãng")


def _scope(user: User) -> Scope:
    return scope_for(user.pk, today())


def build_cascade(users: dict[str, User], directory: Directory, plan: Plan) -> None:
    """Schools file through the education office by 28/02; some on time, one late, most not; a commune is
    still writing, a ward's plan came back."""
    officer = users["hanh.snv"]
    with frozen("2026-01-13"):
        _ask_schools(officer, directory, plan)
    for name, number, day in _SCHOOL_PLANS:
        with frozen(day):
            _send_plan(officer, plan, directory[name], number=number)
    with frozen("2026-03-11"):
        clerk, body = users["mai.bannam"], directory[commune_body("Bản Nậm")]
        tasks = [task.pk for task in tasks_naming(plan, body)[:4]]
        start_filing(
            actor=clerk, scope=_scope(clerk), parent_id=plan.pk, body_id=body, year=2026, task_ids=tasks
        )
    with frozen("2026-03-12"):
        filing = Filing.objects.get(parent=plan, body=directory[commune_body("Bến Đò")])
        remarks = "Việc 3 chưa ghi hạn; bổ sung đơn vị theo dõi và gửi lại trước ngày 25/3."
        return_filing(actor=officer, scope=_scope(officer), filing_id=filing.pk, reason=remarks)


def _ask_schools(officer: User, directory: Directory, plan: Plan) -> None:
    schools = called("Các trường học", today())[0]
    settle_duty(
        actor=officer,
        scope=_scope(officer),
        plan_id=plan.pk,
        duty_id=None,
        wanted=Settling(
            kind="unit_plan",
            what="kế hoạch năm 2026 của các trường học",
            parties=[{"text": schools.name, "target": schools.target}],
            to_id=directory[OFFICE],
            through_id=directory[_EDUCATION],
            due="28/2",
            first_year=2026,
            last_year=2026,
        ),
    )


def _send_plan(user: User, plan: Plan, body: UUID, *, number: str) -> None:
    scope = _scope(user)
    tasks = [task.pk for task in tasks_naming(plan, body)]
    filing = start_filing(actor=user, scope=scope, parent_id=plan.pk, body_id=body, year=2026, task_ids=tasks)
    head = {"number": number, "issued_on": f"{today():%d/%m/%Y}", "signer_title": "HIỆU TRƯỞNG"}
    rows = {row.pk: TypedRow(row.text, row.period, row.deadline, row.lead_id) for row in filing.rows.all()}
    save_filing(
        actor=user,
        scope=scope,
        filing_id=filing.pk,
        revision=filing.revision,
        head={**head, "signer": "Lường Thị Ban"},
        rows=rows,
    )
    send_filing(actor=user, scope=scope, filing_id=filing.pk)


def build_reports(users: dict[str, User], directory: Directory, old: Plan, *, plan: Plan) -> None:
    """The yearly report of 2025: most on time, three late, two still wanting, one sent back; for the
    six months of 2026 two are early."""
    officer = users["hanh.snv"]
    year = old.duties.get(days=["11-15"])
    places = [place for place in (*COMMUNES, *WARDS) if place not in {*_LATE_2025, *_MISSING_2025}]
    _send_all(officer, year, [directory[commune_body(place)] for place in places], on="2025-11-12")
    _send_all(officer, year, [directory[commune_body(place)] for place in _LATE_2025], on="2025-11-20")
    with frozen("2025-11-21"):
        sent = Report.objects.get(duty=year, body=directory[commune_body("Nà Lạnh")])
        reason = "Biểu số liệu chưa có chữ ký; bổ sung rồi gửi lại."
        return_report(actor=officer, scope=_scope(officer), report_id=sent.pk, reason=reason)
    half = plan.duties.get(days=["05-15"], through_body=directory[OFFICE])
    early = [directory[commune_body("Vân Sơn")], directory["Sở Y tế tỉnh Sông Mây"]]
    _send_all(officer, half, early, on="2026-03-13", period="2026-05-15")


def _send_all(
    user: User, duty: ReportingDuty, bodies: Sequence[UUID], *, on: str, period: str = _YEAR_2025
) -> None:
    with frozen(on):
        scope = _scope(user)
        day = date.fromisoformat(period)
        for place, body in enumerate(bodies, 20):
            text = f"Kết quả thực hiện nhiệm vụ thi đua, khen thưởng đến kỳ {day:%d/%m/%Y}: đạt kế hoạch.\n"
            send_report(
                actor=user,
                scope=scope,
                duty_id=duty.pk,
                period=period,
                body_id=body,
                number=f"{place}/BC-{day.year}",
                text=text,
                attachments=[Attachment("bao-cao.txt", text.encode())],
            )
