"""A plan that was accepted by mistake goes back to its review; one with reports gives way to another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.actions import Source, set_obligations, waive
from vinhdanh.domain.obligations.queries.sources import any_closed
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.domain.planning.access import may_add
from vinhdanh.domain.planning.actions.ending import end_task
from vinhdanh.domain.planning.actions.filed import note_filed, take_out_of_force
from vinhdanh.domain.planning.actions.owing import DUTY, PLAN, SETTLE
from vinhdanh.domain.planning.models import (
    DraftTask,
    FilingRow,
    Plan,
    PlanDraft,
    ProgressNote,
    Report,
    Task,
    TaskProduct,
)
from vinhdanh.domain.planning.parties import party_target
from vinhdanh.domain.planning.states import OPEN_STATES, OWED_BY, PartyRole, TaskState
from vinhdanh.domain.planning.workflow import DRAFT
from vinhdanh.engines.workflow.items import set_waits_of
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError, Verdict, require
from vinhdanh.foundation.kernel.text import squash


def _refuse(code: str, reason: str, field: str = "") -> RefusedError:
    return RefusedError(Refusal(code, reason, field=field))


def may_withdraw(plan: Plan) -> Verdict:
    """Did nobody build on this plan yet? A handful of queries."""
    tasks = list(plan.tasks.values_list("pk", "state"))
    ids = [pk for pk, _ in tasks]
    begun = any(state != TaskState.PLANNED for _, state in tasks)
    told = ProgressNote.objects.filter(task__in=ids).exists()
    shown = TaskProduct.objects.filter(task__in=ids, met_on__isnull=False).exists()
    if begun or told or shown or _closed(plan, ids):
        text = "Đã có đơn vị báo kết quả theo kế hoạch này nên không bỏ được; hãy thay bằng kế hoạch khác."
        return Refusal("reported", text)
    return _nothing_hangs_on(plan)


def _closed(plan: Plan, tasks: Sequence[UUID]) -> bool:
    return any(any_closed(kind, ids) for kind, ids in _sources(plan, tasks).items())


def _sources(plan: Plan, tasks: Sequence[UUID]) -> dict[str, list[UUID]]:
    """The rows of a plan from which obligations come, by kind."""
    duties = list(plan.duties.values_list("pk", flat=True))
    return {OWED_BY: list(tasks), DUTY: duties, PLAN: [plan.pk]}


def _nothing_hangs_on(plan: Plan) -> Verdict:
    child = plan.children.select_related("issuer").first()
    if child is not None:
        text = f"{child.issuer.name} đã lập {child.name} theo kế hoạch này; hãy thay bằng kế hoạch khác."
        return Refusal("followed", text)
    filing = plan.filings.select_related("body").first()
    if filing is not None:
        text = f"{filing.body.name} đang soạn kế hoạch theo kế hoạch này; hãy thay bằng kế hoạch khác."
        return Refusal("followed", text)
    if Report.objects.filter(duty__plan=plan).exists():
        text = "Đã có báo cáo gửi theo kế hoạch này nên không bỏ được; hãy thay bằng kế hoạch khác."
        return Refusal("reported", text)
    if plan.replaces.exists():
        return Refusal("replaces", "Kế hoạch này đang thay cho một kế hoạch khác nên không bỏ được.")
    if plan.sessions.filter(cancelled_at__isnull=True).exists():
        return Refusal("has_sessions", "Đã có phiên họp xếp theo kế hoạch này; hủy phiên họp trước.")
    return ALLOWED


@transaction.atomic
def withdraw_plan(*, actor: Actor, scope: Scope, plan_id: UUID, reason: str) -> PlanDraft | None:
    """Take back a plan that was accepted by mistake: it is gone, and its paper waits for review again with
    all that was changed since. Returns that draft (None for a plan that came from no paper).

    Raises RefusedError without a reason, or when somebody has already built on the plan.
    """
    plan = _locked(scope, plan_id)
    _require_reason(reason)
    require(may_withdraw(plan))
    draft = PlanDraft.objects.filter(plan=plan).order_by("-id").first()
    tasks = list(plan.tasks.order_by("position").prefetch_related("parties", "product_rows"))
    record(
        actor=actor,
        action="withdraw_plan",
        subject=plan,
        body=plan.issuer_id,
        before={"plan": plan.name, "tasks": len(tasks)},
        reason=squash(reason),
    )
    take_out_of_force(actor=actor, plan=plan)
    if draft is not None:
        _bring_back(actor, draft, tasks, reason=reason)
    _owe_nothing(actor, plan, tasks)
    plan.sessions.update(plan=None)
    plan.tasks.all().delete()
    plan.delete()
    return draft


def _locked(scope: Scope, plan_id: UUID) -> Plan:
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    require(may_add(scope, plan))
    return plan


def _require_reason(reason: str) -> None:
    if not squash(reason):
        raise _refuse("reason_missing", "Ghi lý do.", "reason")


def _bring_back(actor: Actor, draft: PlanDraft, tasks: Sequence[Task], *, reason: str) -> None:
    perform(
        subject=draft,
        transition=DRAFT["reopen_draft"],
        actor=actor,
        check=lambda _: ALLOWED,
        body=draft.body_id,
        reason=squash(reason),
        changes={"plan": None},
    )
    rows = list(draft.rows.filter(dropped=False))
    added = [DraftTask(draft=draft, checked=True) for _ in tasks[len(rows) :]]
    last = draft.rows.count()
    for place, row in enumerate(added, 1):
        row.position = last + place
    for row, task in zip([*rows, *added], tasks, strict=True):
        _fill(row, task)
        row.save()


def _fill(row: DraftTask, task: Task) -> None:
    """What was mended, moved or assigned since acceptance comes back with the row."""
    for name in ("ordinal", "text", "period_kind", "period_value", "month", "deadline", "conditional"):
        setattr(row, name, getattr(task, name))
    row.products, row.any_product = [one.kind for one in task.product_rows.all()], task.any_product
    row.leads = _parties(task, PartyRole.LEAD)
    row.coordinators = _parties(task, PartyRole.COORDINATOR)
    row.revision += 1


def _parties(task: Task, role: str) -> list[dict[str, Any]]:
    return [
        {"text": one.text, "target": party_target(one), "sure": True, "reason": "", "options": []}
        for one in task.parties.all()
        if one.role == role
    ]


def _owe_nothing(actor: Actor, plan: Plan, tasks: Sequence[Task]) -> None:
    """Nobody owes or holds anything of a plan that is gone."""
    for kind, ids in _sources(plan, [task.pk for task in tasks]).items():
        set_obligations(
            actor=actor, source_kind=kind, owed={pk: [] for pk in ids}, kinds=ObligationKind.values
        )
        set_waits_of(subject_kind=kind, waits={pk: [] for pk in ids})


@transaction.atomic
def supersede_plan(*, actor: Actor, scope: Scope, plan_id: UUID, by_id: UUID, reason: str) -> Plan:
    """Another plan of the same issuer takes this one's place: what is open here is closed with the reason,
    what was done stays; the plan goes off the public pages. What it answered to a superior the other one
    answers from now on, or it is owed again.

    Raises RefusedError without a reason, for another issuer's plan, or when this one was replaced already.
    """
    plan = _locked(scope, plan_id)
    _require_reason(reason)
    other = Plan.objects.filter(pk=by_id, issuer=plan.issuer_id, superseded_by__isnull=True).first()
    if other is None or other.pk == plan.pk:
        raise _refuse("other_missing", "Chọn kế hoạch thay thế của cùng cơ quan.", "by")
    if plan.superseded_by_id is not None:
        raise _refuse("superseded", "Kế hoạch này đã được thay bằng kế hoạch khác trước đó.")
    why = f"Thay bằng {other.name}: {squash(reason)}"
    for task in plan.tasks.filter(state__in=OPEN_STATES).order_by("position"):
        end_task(
            actor=actor,
            task=task,
            name="waive_task",
            check=lambda _: ALLOWED,
            body=plan.issuer_id,
            reason=why,
        )
    duties = list(plan.duties.all())
    for duty in duties:
        waive(actor=actor, source=Source.of(duty), reason=why)
    set_waits_of(subject_kind=DUTY, waits={duty.pk: [] for duty in duties}, kinds=(SETTLE,))
    waive(actor=actor, source=Source.of(plan), reason=why)
    plan.superseded_by, plan.published_at = other, None
    plan.save(update_fields=["superseded_by", "published_at"])
    _hand_on(actor, plan, other)
    record(
        actor=actor,
        action="supersede_plan",
        subject=plan,
        body=plan.issuer_id,
        after={"by": other.name},
        reason=squash(reason),
    )
    return plan


def _hand_on(actor: Actor, plan: Plan, other: Plan) -> None:
    """What ``plan`` was sent as, ``other`` is; its words take the place of what was typed for the first."""
    filings = take_out_of_force(actor=actor, plan=plan)
    note_filed(actor=actor, plan=other)
    FilingRow.objects.filter(filing__in=filings, filing__plan=other).delete()
