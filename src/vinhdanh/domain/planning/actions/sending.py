"""A body's plan goes up, comes back once with remarks, or is taken back before anybody looked at it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, Q

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.obligations.actions import Source, reopen, set_obligations
from vinhdanh.domain.obligations.queries.sources import open_of
from vinhdanh.domain.planning.access import may_receive_plan, may_write_for
from vinhdanh.domain.planning.actions.filed import sent
from vinhdanh.domain.planning.actions.filing import locked_filing, period_code
from vinhdanh.domain.planning.actions.owed import keep_owed
from vinhdanh.domain.planning.checks import check_head
from vinhdanh.domain.planning.keys import rekey
from vinhdanh.domain.planning.models import Filing, FilingRow, Plan, PlanDraft, ReportingDuty, Task, TaskParty
from vinhdanh.domain.planning.periods import placing
from vinhdanh.domain.planning.states import DutyKind, FilingState, PartyRole, PlanKind, TaskState
from vinhdanh.domain.planning.workflow import FILING
from vinhdanh.engines.search.words import index_words
from vinhdanh.engines.workflow.items import set_waits_of
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError, Verdict
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.foundation.kernel.typed import TypedDateError, typed_date

_TASK, _PLAN = "planning.task", "planning.plan"
_WANTED = (
    ("number", "Ghi số, ký hiệu của kế hoạch."),
    ("issued_on", "Ghi ngày ban hành."),
    ("title", "Ghi trích yếu của kế hoạch."),
    ("signer", "Ghi họ tên người ký."),
)


def _refuse(code: str, reason: str, field: str = "") -> NoReturn:
    raise RefusedError(Refusal(code, reason, field=field))


def check_filing(filing: Filing, rows: Sequence[FilingRow]) -> list[Refusal]:
    """Everything that still keeps the plan from being sent, in the order of the page."""
    found = [Refusal("head_missing", words, field=name) for name, words in _WANTED if not _head(filing, name)]
    try:
        _day(_head(filing, "issued_on"), "issued_on")
        check_head({name: _head(filing, name) for name in filing.head}, filing.year)
    except RefusedError as stopped:
        found.append(stopped.refusal)
    if not rows:
        found.append(Refusal("no_rows", "Kế hoạch chưa có việc nào; chọn việc của cấp trên hoặc thêm việc."))
    for number, row in enumerate(rows, 1):
        found += _row_faults(row, number, filing.year)
    return found


def _head(filing: Filing, name: str) -> str:
    return squash(str(filing.head.get(name) or ""))


def _day(words: str, field: str) -> date | None:
    try:
        return typed_date(words)
    except TypedDateError as error:
        _refuse("date_unreadable", str(error), field)


def _row_faults(row: FilingRow, number: int, year: int) -> list[Refusal]:
    if not squash(row.text):
        return [Refusal("text_missing", f"Việc {number} chưa ghi nội dung.", field=f"text-{row.pk}")]
    try:
        _placed(row, year)
    except RefusedError as stopped:
        return [
            Refusal("time_wrong", f"Việc {number}: {stopped.refusal.reason}", field=stopped.refusal.field)
        ]
    return []


def _placed(row: FilingRow, year: int) -> dict[str, Any]:
    """The time of a row as columns of a task; raises RefusedError."""
    deadline = _day(row.deadline, f"deadline-{row.pk}")
    kind, _, value = row.period.partition(":")
    try:
        place = placing(kind=kind, value=value, deadline=deadline, plan_year=year)
    except ValueError:
        _refuse(
            "period_unreadable", "Thời gian không đọc được; chọn lại trong danh sách.", f"period-{row.pk}"
        )
    return {
        "period_kind": kind,
        "period_value": value,
        "deadline": deadline,
        "year": place.year,
        "lane": place.lane,
        "due_on": place.due_on,
    }


def is_later(row: FilingRow, year: int) -> bool:
    """Does the row end after the superior's task that it carries out?"""
    if row.source is None or row.source.due_on is None:
        return False
    try:
        due: date | None = _placed(row, year)["due_on"]
    except RefusedError:
        return False
    return due is not None and due > row.source.due_on


@transaction.atomic
def send_filing(*, actor: Actor, scope: Scope, filing_id: UUID) -> Plan:
    """Send it: a plan with its tasks, linked to the superior's; what was owed closes by itself.

    Sent again after a return, the same plan is mended in place, so that work done on it stays.
    Raises RefusedError with the first thing that is wanting.
    """
    filing = locked_filing(scope, filing_id)
    rows = list(filing.rows.select_related("lead", "source", "task"))
    faults = check_filing(filing, rows)
    if faults:
        raise RefusedError(faults[0])
    plan = _plan(actor, filing)
    _write_tasks(plan, filing, rows)
    keep_owed(actor=actor, tasks=list(plan.tasks.select_related("plan")))
    owed = open_of(filing.body_id, DutyKind.UNIT_PLAN).filter(
        source_kind=_PLAN, source_id=filing.parent_id, period=str(filing.year)
    )
    sent(actor=actor, filing=filing, plan=plan, through=owed.values_list("through_id", flat=True).first())
    rekey(plan)
    record(actor=actor, action="make_plan", subject=plan, body=plan.issuer_id, after={"tasks": len(rows)})
    return plan


def _plan(actor: Actor, filing: Filing) -> Plan:
    """The plan it becomes, or the one it became before, with the head as typed."""
    plan = filing.plan or Plan(
        issuer_id=filing.body_id,
        kind=PlanKind.ANNUAL,
        first_year=filing.year,
        last_year=filing.year,
        path=filing.path,
        parent_id=filing.parent_id,
        created_by_id=actor.pk,
    )
    plan.number, plan.title = _head(filing, "number"), _head(filing, "title")
    plan.issued_on = _day(_head(filing, "issued_on"), "issued_on")
    plan.signer, plan.signer_title = _head(filing, "signer"), _head(filing, "signer_title")
    plan.bases = plan.bases or [_basis(filing.parent)]
    plan.words = index_words(plan.number, plan.title, plan.issuer.name)
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        text = (
            f"{plan.issuer.name} đã có kế hoạch số {plan.number} cùng ngày ban hành. Kiểm tra lại số và ngày."
        )
        _refuse("plan_number_taken", text, "number")
    plan.governing.get_or_create(
        held=filing.parent,
        defaults={
            "position": 1,
            "text": _basis(filing.parent),
            "number": filing.parent.number,
            "issued_on": filing.parent.issued_on,
            "issuer": filing.parent.issuer.name[:200],
        },
    )
    return plan


def _basis(parent: Plan) -> str:
    dated = f" ngày {parent.issued_on:%d/%m/%Y}" if parent.issued_on else ""
    number = f" số {parent.number}" if parent.number else f" “{parent.title}”"
    return f"Căn cứ Kế hoạch{number}{dated} của {parent.issuer.name};"


def _write_tasks(plan: Plan, filing: Filing, rows: Sequence[FilingRow]) -> None:
    """Each row its task, in the row's order; tasks that no row carries go when nobody has touched them."""
    kept = {row.task_id for row in rows if row.task_id}
    _delete_tasks([task for task in plan.tasks.exclude(pk__in=kept) if not is_touched(task)])
    last = plan.tasks.exclude(pk__in=kept).aggregate(last=Max("position"))["last"] or 0
    for place, row in enumerate(rows, last + 1):
        task = row.task or Task(plan=plan, path=plan.path)
        placed = _placed(row, filing.year)
        for name, value in placed.items():
            setattr(task, name, value)
        task.first_due_on = task.first_due_on if row.task else task.due_on
        task.parent_id, task.position, task.ordinal = row.source_id, place, str(place)
        task.text, task.has_lead = squash(row.text), True
        lead = row.lead or filing.body
        task.party_keys, task.words = [lead.pk], index_words(task.text, task.ordinal, lead.name)
        task.save()
        task.parties.all().delete()
        TaskParty.objects.create(task=task, role=PartyRole.LEAD, position=0, text=lead.name, body=lead)
        FilingRow.objects.filter(pk=row.pk).update(task=task)


def is_touched(task: Task) -> bool:
    """Has anybody worked on the task?"""
    return task.state != TaskState.PLANNED or task.notes.exists()


def _delete_tasks(tasks: Sequence[Task]) -> None:
    ids = [task.pk for task in tasks]
    set_obligations(actor=None, source_kind=_TASK, owed={pk: [] for pk in ids}, kinds=("task",))
    set_waits_of(subject_kind=_TASK, waits={pk: [] for pk in ids})
    Task.objects.filter(pk__in=ids).delete()


@transaction.atomic
def return_filing(*, actor: Actor, scope: Scope, filing_id: UUID, reason: str) -> Filing:
    """Send it back once, with remarks; it is owed again and the words stand ready to be mended."""
    filing = Filing.objects.select_related("parent").get(pk=filing_id)

    def check(row: Filing) -> Verdict:
        verdict = may_receive_plan(scope, row)
        if verdict and row.returned:
            text = "Kế hoạch này đã trả lại một lần; lần sau góp ý thẳng với đơn vị để không trả đi trả lại."
            return Refusal("returned_before", text, field="reason")
        return verdict

    row = perform(
        subject=filing,
        transition=FILING["return_filing"],
        actor=actor,
        check=check,
        body=filing.body_id,
        reason=squash(reason),
        changes={"remarks": squash(reason), "returned": filing.returned + 1},
    )
    if row.plan is not None and not row.rows.exists():
        _rows_of(row, row.plan)
    _owe_again(actor, row, said=f"Bị trả lại: {row.remarks}")
    return row


def _rows_of(filing: Filing, plan: Plan) -> None:
    """A plan that came as a file is mended on the same page: its tasks become rows."""
    filing.head = {
        "number": plan.number,
        "issued_on": f"{plan.issued_on:%d/%m/%Y}" if plan.issued_on else "",
        "title": plan.title,
        "signer": plan.signer,
        "signer_title": plan.signer_title,
    }
    filing.save(update_fields=["head"])
    FilingRow.objects.bulk_create(
        FilingRow(
            filing=filing,
            position=place,
            source=task.parent,
            task=task,
            text=task.text,
            period=period_code(task),
            deadline=f"{task.deadline:%d/%m/%Y}" if task.deadline else "",
            lead=_lead(task),
        )
        for place, task in enumerate(plan.tasks.select_related("parent").order_by("position"), 1)
    )


def _lead(task: Task) -> Any:
    party = task.parties.filter(role=PartyRole.LEAD, body__isnull=False).select_related("body").first()
    return party.body if party else None


def _owe_again(actor: Actor, filing: Filing, *, said: str = "") -> None:
    reopen(
        actor=actor,
        source=Source(_PLAN, filing.parent_id),
        party_id=filing.body_id,
        period=str(filing.year),
        said=said,
    )


@transaction.atomic
def withdraw_filing(*, actor: Actor, scope: Scope, filing_id: UUID) -> Filing:
    """Take it back while the superior has not opened it and nobody has worked on it."""
    filing = Filing.objects.select_related("parent", "plan").get(pk=filing_id)
    plan = filing.plan
    row = perform(
        subject=filing,
        transition=FILING["withdraw_filing"],
        actor=actor,
        check=lambda row: may_withdraw(scope, row),
        body=filing.body_id,
        changes={"plan": None, "sent_on": None},
    )
    if plan is not None:
        _owe_again(actor, row)
        _delete_tasks(list(plan.tasks.all()))
        plan.delete()
    return row


def may_withdraw(scope: Scope, filing: Filing) -> Verdict:
    """Allowed while it lies unread and untouched; the refusal says which of the two it no longer is."""
    verdict = may_write_for(scope, filing.path)
    if not verdict:
        return verdict
    if filing.opened_at is not None:
        text = "Nơi nhận đã mở kế hoạch nên không rút lại được; hãy đề nghị trả lại để sửa."
        return Refusal("opened", text)
    if filing.plan_id is None or filing.returned:
        text = "Kế hoạch này đã qua một lần trả lại nên không rút lại được."
        return Refusal("returned", text)
    ties = _ties(filing.plan_id)
    if ties["from_file"]:
        text = "Kế hoạch này được nhận từ tệp nên không rút tự động được; hãy đề nghị nơi nhận trả lại."
        return Refusal("from_file", text)
    if ties["worked_on"]:
        text = "Đã có người làm việc trên kế hoạch này nên không rút lại được; hãy đề nghị nơi nhận trả lại."
        return Refusal("worked_on", text)
    if ties["followed"]:
        return Refusal("followed", "Đơn vị cấp dưới đã theo kế hoạch này nên không rút lại được.")
    return ALLOWED


def _ties(plan_id: UUID) -> dict[str, bool]:
    """What holds a plan in place; one query."""
    here = OuterRef("pk")
    touched = Task.objects.filter(plan=here).filter(~Q(state=TaskState.PLANNED) | Q(notes__isnull=False))
    below = Plan.objects.filter(Q(parent=here) | Q(governing__held=here))
    row = Plan.objects.filter(pk=plan_id).values(
        from_file=Exists(PlanDraft.objects.filter(plan=here)),
        worked_on=Exists(touched),
        followed=Exists(below) | Exists(Filing.objects.filter(parent=here)),
        asks=Exists(ReportingDuty.objects.filter(plan=here)),
    )
    found = row.get()
    return {
        "from_file": bool(found["from_file"]),
        "worked_on": bool(found["worked_on"]),
        "followed": bool(found["followed"] or found["asks"]),
    }


@transaction.atomic
def note_opened(*, actor: Actor, scope: Scope, plan: Plan) -> bool:
    """The superior, or the body in between, looks at it: from now on it cannot be taken back.

    True when this was the first look.
    """
    noted = False
    waiting = Filing.objects.filter(plan=plan, state=FilingState.SENT, opened_at__isnull=True)
    for filing in waiting.select_related("parent"):
        own = filing.body_id in scope.body_ids
        over = scope.may_over(Permission.READ_SUBTREE, filing.parent.path)
        if own or not (over or {filing.parent.issuer_id, filing.through_id} & scope.body_ids):
            continue
        waiting.filter(pk=filing.pk).update(opened_at=now())
        record(actor=actor, action="open_filing", subject=filing, body=filing.body_id)
        noted = True
    return noted
