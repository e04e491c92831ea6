"""Build the demo through the actions that users call, on the days on which they would have called them."""

from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from vinhdanh.domain.access.actions import appoint, create_account
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.people.actions import find_twins
from vinhdanh.domain.planning.actions.acceptance import accept_draft
from vinhdanh.domain.planning.actions.editing import set_public
from vinhdanh.domain.planning.actions.mending import mend_head
from vinhdanh.domain.planning.actions.parts import report_part
from vinhdanh.domain.planning.actions.products import show_product
from vinhdanh.domain.planning.actions.progress import Attachment, add_note, change_state
from vinhdanh.domain.planning.actions.reading import read_draft
from vinhdanh.domain.planning.actions.uploads import upload_plan
from vinhdanh.domain.planning.models import Plan
from vinhdanh.domain.planning.queries.tasks import task_detail
from vinhdanh.foundation.kernel.clock import frozen, today
from vinhdanh.interfaces.cli.demo import papers
from vinhdanh.interfaces.cli.demo.answering import build_answering
from vinhdanh.interfaces.cli.demo.bodies import (
    COUNCIL,
    PROVINCE,
    REFORM,
    Directory,
    build_directory,
    commune_body,
)
from vinhdanh.interfaces.cli.demo.cascade import build_cascade, build_reports
from vinhdanh.interfaces.cli.demo.chasing import build_chasing
from vinhdanh.interfaces.cli.demo.local_law import build_local_law, build_screening
from vinhdanh.interfaces.cli.demo.official_papers import build_papers
from vinhdanh.interfaces.cli.demo.paper import PlanPaper, as_docx, as_pdf
from vinhdanh.interfaces.cli.demo.people import MAIL_PLACE, PASSWORD, PEOPLE
from vinhdanh.interfaces.cli.demo.registry import build_registry
from vinhdanh.interfaces.cli.demo.sessions import build_sessions

_DOING = (3, 6, 10, 31, 32, 33)


def build_demo() -> None:
    """Fill an empty database: bodies, accounts, plans of 2025 and 2026, progress.

    All or nothing is the caller's: it opens the transaction.
    """
    with frozen(REFORM):
        directory = build_directory()
        users = _people(directory)
    officer = users["hanh.snv"]
    old = _plan(officer, papers.province(2025), directory[PROVINCE], on="2025-07-22")
    _finish_all(officer, old)
    plan = _plan(officer, papers.province(2026), directory[PROVINCE], on="2026-01-12")
    _progress(officer, plan)
    build_sessions(officer, plan, directory[COUNCIL])
    build_answering(users["quantri"], directory)
    _units(users, directory)
    _parts(users, plan)
    build_cascade(users, directory, plan)
    build_papers(officer, plan, tuple(commune_body(name) for name in ("Bản Nậm", "Vân Sơn")))
    build_reports(users, directory, old, plan=plan)
    build_local_law(officer, directory)
    _samples()
    build_chasing(officer, directory[PROVINCE])
    build_registry(users, directory)
    find_twins()
    build_screening(officer, directory)
    for each, on in ((old, "2025-07-23"), (plan, "2026-01-13")):
        with frozen(on):
            set_public(actor=officer, scope=_scope(officer), plan_id=each.pk, public=True)


def _samples() -> None:
    """A plan of a commune to try the reader on, as Word and as PDF."""
    folder = Path(settings.SAMPLES)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ke-hoach-mau.docx").write_bytes(as_docx(papers.sample()))
    (folder / "ke-hoach-mau.pdf").write_bytes(as_pdf(papers.sample()))


def _people(directory: Directory) -> dict[str, User]:
    users = {}
    for person in PEOPLE:
        user = create_account(
            actor=None,
            username=person.username,
            name=person.name,
            password=PASSWORD,
            email=f"{person.username}@{MAIL_PLACE}",
        )
        appoint(
            actor=None,
            user=user,
            role=Role(person.role),
            body_id=directory[person.body],
            scope_id=directory[person.scope] if person.scope else None,
            starts_on=REFORM,
            title=person.title,
        )
        users[person.username] = user
    return users


def _scope(user: User) -> Scope:
    return scope_for(user.pk, today())


def _plan(user: User, paper: PlanPaper, issuer_id: UUID, *, on: str) -> Plan:
    """Read a paper in as its officer would: upload, read, mend the head, accept."""
    with frozen(on):
        scope = _scope(user)
        name = f"Kế hoạch {paper.number.replace('/', '-')}.docx"
        draft = upload_plan(actor=user, scope=scope, data=as_docx(paper), name=name).draft
        read_draft(draft.pk)
        draft.refresh_from_db()
        mend_head(
            actor=user, scope=scope, draft_id=draft.pk, values={}, year=draft.year or today().year,
            issuer_id=issuer_id,
        )  # fmt: skip
        return accept_draft(actor=user, scope=scope, draft_id=draft.pk, allow_doubtful=True)


def _step(
    user: User, plan: Plan, position: int, *, name: str, on: str, reason: str = "", proof: str = ""
) -> None:
    """One person moves one task on one day."""
    with frozen(on):
        task = plan.tasks.get(position=position)
        files = [Attachment(f"{proof}.txt", f"{proof}\n".encode())] if proof else []
        change_state(actor=user, scope=_scope(user), task=task, name=name, reason=reason, attachments=files)


def _bring(user: User, plan: Plan, position: int, *, paper: str, on: str) -> None:
    """The products of a task are there, each shown by the same paper."""
    with frozen(on):
        for product in plan.tasks.get(position=position).product_rows.all():
            show_product(
                actor=user,
                scope=_scope(user),
                task_id=product.task_id,
                product_id=product.pk,
                paper=paper,
            )


def _finish_all(officer: User, plan: Plan) -> None:
    for task in plan.tasks.order_by("position"):
        day = task.due_on or date(2025, 12, 20)
        _step(officer, plan, task.position, name="complete_task", on=day.isoformat(), reason="Đã hoàn thành.")


_DONE = (
    (1, "2026-01-14", "Chỉ thị số 01/CT-UBND ngày 14/01/2026.", "Chi-thi-01-CT-UBND"),
    (2, "2026-01-30", "Đã tổ chức ngày 29/01/2026, 212 đại biểu.", ""),
    (4, "2026-01-22", "Hướng dẫn số 64/HD-SNV ngày 22/01/2026.", ""),
    (12, "2026-02-20", "Chuyên mục phát tối thứ Năm hằng tuần.", ""),
)


def _progress(officer: User, plan: Plan) -> None:
    for position, day, result, proof in _DONE:
        _bring(officer, plan, position, paper=result, on=day)
        _step(officer, plan, position, name="complete_task", on=day, reason=result, proof=proof)
    for position in _DOING:
        _step(officer, plan, position, name="start_task", on="2026-02-10")
    with frozen("2026-03-12"):
        task = plan.tasks.get(position=3)
        text = "Đã nhận chỉ tiêu của 11 sở và 17 xã, phường; còn 3 xã chưa gửi."
        add_note(actor=officer, scope=_scope(officer), task=task, text=text)


def _parts(users: dict[str, User], plan: Plan) -> None:
    """Of the communes that lead one task together twelve have done their part; one has an account and
    says so itself, for the others the officer writes down what came by post."""
    officer, clerk = users["hanh.snv"], users["mai.bannam"]
    with frozen("2026-02-27"):
        task = plan.tasks.get(position=11)
        owing = task_detail(_scope(officer), task).owed.left
        own = [part for part in owing if part.party_id in _scope(clerk).keys]
        waiting = _scope(users["lanh.vanson"]).keys
        others = [part for part in owing if part not in own and part.party_id not in waiting][:11]
        for user, part in [*((clerk, one) for one in own), *((officer, one) for one in others)]:
            report_part(
                actor=user, scope=_scope(user), task_id=task.pk, party_id=part.party_id,
                text=f"{part.name} đã kiện toàn Hội đồng Sáng kiến.",
            )  # fmt: skip


def _units(users: dict[str, User], directory: Directory) -> None:
    """Some units have filed their plan, most have not yet."""
    officer = users["hanh.snv"]
    filed = [
        (users["lanh.vanson"], papers.commune("Vân Sơn", "18/KH-UBND"), commune_body("Vân Sơn")),
        (officer, papers.commune("Hạ Vân", "22/KH-UBND"), commune_body("Hạ Vân")),
        (officer, papers.commune("Bến Đò", "09/KH-UBND", "phường"), commune_body("Bến Đò")),
        (users["tuan.syt"], papers.department("Sở Y tế", "SYT", 31), "Sở Y tế tỉnh Sông Mây"),
        (
            users["huong.gddt"],
            papers.department("Sở Giáo dục và Đào tạo", "SGDĐT", 47),
            "Sở Giáo dục và Đào tạo tỉnh Sông Mây",
        ),
    ]
    for user, paper, body in filed:
        plan = _plan(user, paper, directory[body], on="2026-02-09")
        for position in (2,) if body == commune_body("Vân Sơn") else (1, 2):
            _step(
                user, plan, position, name="complete_task", on="2026-02-26", reason="Đã hoàn thành đúng hạn."
            )
