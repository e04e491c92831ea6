"""Last year's plan as a draft of the next: it goes through the same review, so nothing counts by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.lineage import heirs_of
from vinhdanh.domain.planning.access import may_add
from vinhdanh.domain.planning.actions.products import expected_rows
from vinhdanh.domain.planning.models import (
    DraftDuty,
    DraftTask,
    Plan,
    PlanDraft,
    ReportingDuty,
    Task,
    TaskParty,
)
from vinhdanh.domain.planning.parties import party_target
from vinhdanh.domain.planning.periods import period_words
from vinhdanh.domain.planning.queries.copies import next_plan, open_copy
from vinhdanh.domain.planning.states import OPEN_STATES, DraftState, PartyRole, PlanKind, TaskState
from vinhdanh.domain.planning.yearly import moved_day, moved_value, moved_words
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.calendars.days import calendar_for
from vinhdanh.foundation.files.store import put
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.workdays import WorkCalendar

Heirs = Mapping[UUID, list[tuple[UUID, str]]]


@dataclass(frozen=True, slots=True)
class Copied:
    """``known`` says that a copy was under review already and ``draft`` is that one."""

    draft: PlanDraft
    known: bool


@dataclass(frozen=True, slots=True)
class _Year:
    """What every row of a copy needs to know."""

    year: int
    calendar: WorkCalendar
    heirs: Heirs


@dataclass(slots=True)
class _Remarks:
    """What the officer is told about one row: sure changes, and doubts by field."""

    notes: list[str] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)

    def doubt(self, name: str, *sentences: str) -> None:
        said = " ".join(filter(None, [self.doubts.get(name, ""), *sentences]))
        if said:
            self.doubts[name] = said


@transaction.atomic
def copy_plan(*, actor: Actor, scope: Scope, plan_id: UUID) -> Copied:
    """Make a draft of next year's plan out of this one.

    Raises RefusedError for a plan of several years, one that was replaced, or when the issuer already has
    a plan of that year; asked twice, it gives the draft that is under review.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=plan_id)
    require(may_add(scope, plan))
    _require_copyable(plan)
    earlier = open_copy(plan)
    if earlier is not None:
        return Copied(earlier, known=True)
    draft = _draft(actor, plan)
    record(
        actor=actor,
        action="copy_plan",
        subject=draft,
        body=plan.issuer_id,
        after={"plan": plan.name, "year": draft.year},
    )
    return Copied(draft, known=False)


def _require_copyable(plan: Plan) -> None:
    if plan.kind == PlanKind.MULTI_YEAR or plan.first_year != plan.last_year:
        text = "Kế hoạch nhiều năm không chép sang năm sau; hãy đọc kế hoạch của năm sau từ văn bản."
        raise RefusedError(Refusal("several_years", text))
    if plan.superseded_by_id is not None:
        text = "Kế hoạch này đã được thay bằng kế hoạch khác; hãy chép từ kế hoạch thay thế."
        raise RefusedError(Refusal("superseded", text))
    taken = next_plan(plan)
    if taken is not None:
        year = plan.first_year + 1
        text = f"{plan.issuer.name} đã có {taken.name} cho năm {year}; mở kế hoạch đó để sửa hoặc thêm việc."
        raise RefusedError(Refusal("next_exists", text))


def _draft(actor: Actor, plan: Plan) -> PlanDraft:
    tasks = list(plan.tasks.order_by("position").prefetch_related("parties__body", "parties__group"))
    next_year = plan.first_year + 1
    calendar = calendar_for([next_year, next_year + 1])
    bodies = {party.body_id for task in tasks for party in task.parties.all() if party.body_id}
    about = _Year(plan.first_year, calendar, heirs_of(bodies, date(next_year, 1, 1)))
    document, spans = _document(plan, tasks)
    draft = PlanDraft.objects.create(
        file=_source(actor, plan, document),
        body=plan.issuer,
        path=plan.path,
        state=DraftState.READY,
        progress=100,
        document=document,
        head=_head(plan),
        warnings=_warnings(tasks, plan.first_year),
        issuer=plan.issuer,
        year=next_year,
        copied_from=plan,
        created_by_id=actor.pk,
        changed_at=now(),
    )
    DraftTask.objects.bulk_create(_row(draft, task, spans=spans[task.pk], about=about) for task in tasks)
    duties = plan.duties.order_by("position")
    DraftDuty.objects.bulk_create(_duty(draft, duty, about) for duty in duties)
    return draft


def _warnings(tasks: Sequence[Task], year: int) -> list[str]:
    unfinished = sum(1 for task in tasks if _left_undone(task, year))
    said = [
        f"Bản này chép từ kế hoạch năm {year}: thời gian, hạn và năm trong lời văn đã dời một năm.",
        "Thay đổi chắc chắn ghi dưới mỗi dòng; điều cần người quyết định thì dòng ấy màu vàng.",
        "Số, ngày ban hành và người ký để trống; kiểm tra lại các căn cứ pháp lý.",
    ]
    if unfinished:
        said.append(f"{unfinished} việc của năm {year} chưa xong; dòng ấy có ghi.")
    return said


def _head(plan: Plan) -> dict[str, Any]:
    title = moved_words(plan.title, plan.first_year)
    values = {
        "number": "",
        "issued_on": None,
        "place": plan.place,
        "issuer": plan.issuer.name,
        "signer": "",
        "signer_title": "",
        "title": title.text,
        "years": [plan.first_year + 1],
        "legal_bases": plan.bases,
        "recipients": plan.recipients,
    }
    doubts = {"title": " ".join(title.doubts), "legal_bases": "Kiểm tra căn cứ còn hiệu lực không."}
    return {
        name: {"value": value, "spans": [], "confidence": 1.0, "doubt": doubts.get(name, "")}
        for name, value in values.items()
    }


def _document(plan: Plan, tasks: Sequence[Task]) -> tuple[dict[str, Any], dict[UUID, dict[str, Any]]]:
    """Last year's plan as the paper of the review, and where each field of a task stands in it."""
    blocks: list[dict[str, Any]] = [{"text": f"{plan.name}: {plan.title}", "bold": True}]
    spans: dict[UUID, dict[str, Any]] = {}
    for task in tasks:
        text, places = _line(task, plan.first_year)
        spans[task.pk] = {
            name: [{"block": len(blocks), "row": None, "cell": None, "start": start, "end": end}]
            for name, (start, end) in places.items()
        }
        blocks.append({"text": text})
    return {"kind": "txt", "blocks": blocks}, spans


def _line(task: Task, year: int) -> tuple[str, dict[str, tuple[int, int]]]:
    period = period_words(task.period_kind, task.period_value, month=task.month, deadline=task.deadline)
    pieces = (
        ("", f"{task.ordinal}. " if task.ordinal else ""),
        ("text", task.text),
        ("", ". Chủ trì: "),
        ("lead", _names(task, PartyRole.LEAD)),
        ("", "; phối hợp: "),
        ("coordinators", _names(task, PartyRole.COORDINATOR)),
        ("", "; thời gian: "),
        ("period", period or "không ghi"),
        ("", f". Năm {year}: {task.get_state_display().lower()}."),
    )
    text, places = "", {}
    for name, words in pieces:
        if name:
            places[name] = (len(text), len(text) + len(words))
        text += words
    return text, places


def _names(task: Task, role: str) -> str:
    return ", ".join(party.text for party in task.parties.all() if party.role == role) or "không ghi"


def _source(actor: Actor, plan: Plan, document: Mapping[str, Any]) -> Any:
    """The same as a file, since a draft always has the paper that it was made from."""
    text = "\n".join(block["text"] for block in document["blocks"])
    name = f"Chép từ {plan.name.replace('/', '-')[:80]}.txt"
    return put(text.encode(), name=name, media_type="text/plain", by=actor)


def _row(draft: PlanDraft, task: Task, *, spans: dict[str, Any], about: _Year) -> DraftTask:
    remarks = _Remarks()
    words = moved_words(task.text, about.year)
    remarks.notes += words.notes
    remarks.doubt("text", *words.doubts)
    _state(task, about, remarks)
    value, proposal = moved_value(task.period_value, about.calendar)
    month, _ = moved_value(task.month, about.calendar)
    remarks.doubt("period", proposal)
    deadline = _deadline(task, about, remarks)
    parties = {role: _parties(task, role, about=about, remarks=remarks) for role in PartyRole.values}
    return DraftTask(
        draft=draft,
        position=task.position,
        ordinal=task.ordinal,
        text=words.text,
        period_kind=task.period_kind,
        period_value=value,
        month=month,
        deadline=deadline,
        conditional=task.conditional,
        products=[row.kind for row in expected_rows(task)],
        any_product=task.any_product,
        leads=parties[PartyRole.LEAD],
        coordinators=parties[PartyRole.COORDINATOR],
        spans=spans,
        doubts=remarks.doubts,
        notes=remarks.notes,
    )


def _state(task: Task, about: _Year, remarks: _Remarks) -> None:
    """How the task ended last year is the first thing to know about it."""
    if _left_undone(task, about.year):
        remarks.doubt("task", f"Năm {about.year} việc này chưa xong; xem làm tiếp, gộp hay bỏ.")
    elif task.state == TaskState.NOT_NEEDED:
        remarks.doubt("task", f"Năm {about.year} việc này không phát sinh; xem năm sau còn cần ghi không.")
    elif task.conditional:
        remarks.notes.append("việc “nếu có”, năm trước có làm")
    if task.first_due_on is not None and task.first_due_on != task.due_on:
        words = f"Năm {about.year} việc này đã dời, hạn đầu là {task.first_due_on:%d/%m/%Y}; xem lấy hạn nào."
        remarks.doubt("period", words)


def _left_undone(task: Task, year: int) -> bool:
    """Late, or still open when its year is over; work whose time has not come yet is no remark."""
    late = task.due_on is not None and task.due_on < today()
    return task.state in OPEN_STATES and (late or today().year > year)


def _deadline(task: Task, about: _Year, remarks: _Remarks) -> date | None:
    if task.deadline is None:
        return None
    moved = moved_day(task.deadline, about.calendar)
    remarks.doubt("deadline", moved.proposal)
    if not moved.proposal:
        remarks.notes.append(f"hạn {task.deadline:%d/%m/%Y} → {moved.day:%d/%m/%Y}")
    return moved.day


def _parties(task: Task, role: str, *, about: _Year, remarks: _Remarks) -> list[dict[str, Any]]:
    listed = [party for party in task.parties.all() if party.role == role]
    name = "lead" if role == PartyRole.LEAD else "coordinators"
    return [_party(party, name, about=about, remarks=remarks) for party in listed]


def _party(party: TaskParty, name: str, *, about: _Year, remarks: _Remarks) -> dict[str, Any]:
    """The name as written; a body that has ended gives way to the one that carries it on."""
    written = {"text": party.text, "target": party_target(party), "reason": "", "options": []}
    heirs = about.heirs.get(party.body_id) if party.body_id else None
    if heirs is None:
        return {**written, "sure": bool(written["target"])}
    options = [{"target": f"body:{pk}", "label": label, "reason": "kế thừa"} for pk, label in heirs]
    if len(heirs) == 1:
        pk, label = heirs[0]
        remarks.doubt(name, f"“{party.text}” đã kết thúc hoạt động; đề xuất đơn vị kế thừa: {label}.")
        return {**written, "text": label, "target": f"body:{pk}", "sure": False, "options": options}
    which = "chọn một trong các đơn vị kế thừa" if heirs else "không có đơn vị kế thừa, hãy chọn đơn vị khác"
    remarks.doubt(name, f"“{party.text}” đã kết thúc hoạt động; {which}.")
    return {**written, "target": "", "sure": False, "options": options}


def _duty(draft: PlanDraft, duty: ReportingDuty, about: _Year) -> DraftDuty:
    what, due = moved_words(duty.what, about.year), moved_words(duty.due_text, about.year)
    moved = moved_day(duty.due_on, about.calendar) if duty.due_on else None
    said = {"what": " ".join(what.doubts), "due": " ".join([*due.doubts, moved.proposal if moved else ""])}
    return DraftDuty(
        draft=draft,
        position=duty.position,
        who=duty.who,
        what=what.text,
        to=duty.to,
        through=duty.through,
        due_text=due.text[:120],
        due_on=moved.day if moved else None,
        doubts={name: text.strip() for name, text in said.items() if text.strip()},
    )
