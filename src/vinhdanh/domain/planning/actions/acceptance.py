"""A mended draft becomes a plan with its tasks, once and whole."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions import confirm_name
from vinhdanh.domain.planning.access import may_issue, may_review, visible_drafts
from vinhdanh.domain.planning.actions.bases import read_bases
from vinhdanh.domain.planning.actions.duties import settle_read_duties
from vinhdanh.domain.planning.actions.filed import note_filed
from vinhdanh.domain.planning.actions.owed import draft_waits, keep_owed
from vinhdanh.domain.planning.actions.products import expected_rows
from vinhdanh.domain.planning.checks import HEAD_LENGTHS, check_head, check_parties
from vinhdanh.domain.planning.kinds import plan_kind
from vinhdanh.domain.planning.models import (
    DraftTask,
    Plan,
    PlanDraft,
    ReportingDuty,
    Task,
    TaskParty,
    TaskProduct,
)
from vinhdanh.domain.planning.parties import keys_of, parse_target
from vinhdanh.domain.planning.periods import placing
from vinhdanh.domain.planning.states import PartyRole
from vinhdanh.domain.planning.workflow import DRAFT
from vinhdanh.engines.search.words import index_words
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError, Verdict, require

_NUMBER = re.compile(r"\d+/KH-[\w-]+")


@transaction.atomic
def accept_draft(*, actor: Actor, scope: Scope, draft_id: UUID, allow_doubtful: bool = False) -> Plan:
    """Make the plan; of two officers who accept at once one gets it and the other is told.

    Raises RefusedError while the issuer or the year is unknown, while no row is left,
    while doubtful rows are unchecked (unless ``allow_doubtful``), or when the issuer
    already has a plan of this number and date.
    """
    draft = PlanDraft.objects.select_for_update(of=("self",)).get(pk=draft_id)
    verdict = may_review(scope, draft)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    rows = list(draft.rows.filter(dropped=False))
    _require_complete(draft, rows, allow_doubtful)
    _require_right(scope, draft, rows)
    plan = _make_plan(actor, draft, rows)
    _make_tasks(actor, plan, rows)
    _make_duties(plan, draft)
    _remember_names(actor, draft, rows)
    perform(
        subject=draft,
        transition=DRAFT["accept_draft"],
        actor=actor,
        check=lambda row: may_review(scope, row),
        body=draft.body_id,
        changes={"plan": plan},
        waits=draft_waits,
    )
    record(actor=actor, action="make_plan", subject=plan, body=plan.issuer_id, after={"tasks": len(rows)})
    read_bases(plan)
    note_filed(actor=actor, plan=plan)
    settle_read_duties(actor=actor, plan=plan)
    return plan


def _require_complete(draft: PlanDraft, rows: list[DraftTask], allow_doubtful: bool) -> None:
    if draft.issuer_id is None:
        raise RefusedError(
            Refusal("issuer_missing", "Chọn cơ quan ban hành ở phần đầu văn bản.", field="issuer")
        )
    if draft.year is None:
        raise RefusedError(Refusal("year_missing", "Ghi năm của kế hoạch ở phần đầu văn bản.", field="year"))
    if not rows:
        raise RefusedError(Refusal("no_rows", "Kế hoạch chưa có nhiệm vụ nào. Thêm ít nhất một dòng."))
    doubtful = sum(1 for row in rows if row.doubts and not row.checked)
    if doubtful and not allow_doubtful:
        text = f"Còn {doubtful} dòng ngờ. Soát từng dòng, hoặc chọn nhận cả dòng còn ngờ."
        raise RefusedError(Refusal("doubtful_rows", text))


def _require_right(scope: Scope, draft: PlanDraft, rows: list[DraftTask]) -> None:
    """In the issuer's name only by its own people; nothing that the plan could not hold."""
    if draft.issuer is not None:
        require(may_issue(scope, draft.issuer.path))
    head = {name: str(draft.head.get(name, {}).get("value") or "") for name in HEAD_LENGTHS}
    check_head(head, draft.year)
    check_parties([party for row in rows for party in [*row.leads, *row.coordinators]])


def _make_plan(actor: Actor, draft: PlanDraft, rows: list[DraftTask]) -> Plan:
    head = {name: entry.get("value") for name, entry in draft.head.items()}
    issuer, year = draft.issuer, draft.year
    if issuer is None or year is None:
        raise ValueError("a draft without issuer or year was let through")
    # What the officer confirmed goes before what was read.
    read = sorted(head.get("years") or [])
    years: list[int] = read if draft.year in read else [year]
    keys = keys_of([party for row in rows for party in [*row.leads, *row.coordinators]])
    try:
        with transaction.atomic():
            return Plan.objects.create(
                issuer=issuer,
                kind=plan_kind(draft, years),
                number=head.get("number") or "",
                issued_on=date.fromisoformat(head["issued_on"]) if head.get("issued_on") else None,
                place=head.get("place") or "",
                title=head.get("title") or "",
                first_year=years[0],
                last_year=years[-1],
                signer=head.get("signer") or "",
                signer_title=head.get("signer_title") or "",
                parent=_governing(issuer.path, head.get("legal_bases") or [], years[-1]),
                bases=head.get("legal_bases") or [],
                recipients=head.get("recipients") or [],
                file=draft.file,
                path=issuer.path,
                party_keys=list(dict.fromkeys([issuer.pk, *keys])),
                words=index_words(head.get("number") or "", head.get("title") or "", issuer.name),
                created_by_id=actor.pk,
            )
    except IntegrityError as error:
        text = (
            f"{issuer.name} đã có kế hoạch số {head.get('number')} cùng ngày ban hành. "
            "Kiểm tra lại số và ngày, hoặc mở kế hoạch đó."
        )
        raise RefusedError(Refusal("plan_number_taken", text, field="number")) from error


def _governing(path: str, bases: list[str], year: int) -> Plan | None:
    """The plan of a superior body cited as a basis, when we hold it: of this year or before."""
    numbers = [found.group(0) for basis in bases for found in _NUMBER.finditer(basis)]
    above = [path[:cut] for cut in range(len(path)) if path[cut : cut + 1] == "."]
    held = Plan.objects.filter(number__in=numbers, path__in=above, first_year__lte=year)
    return held.order_by("-first_year", "-id").first()


def _task(plan: Plan, row: DraftTask, position: int) -> Task:
    place = placing(
        kind=row.period_kind,
        value=row.period_value,
        month=row.month,
        deadline=row.deadline,
        plan_year=plan.first_year,
    )
    names = [party["text"] for party in [*row.leads, *row.coordinators]]
    return Task(
        plan=plan,
        position=position,
        ordinal=row.ordinal,
        text=row.text,
        year=place.year,
        lane=place.lane,
        period_kind=row.period_kind,
        period_value=row.period_value,
        month=row.month,
        deadline=row.deadline,
        due_on=place.due_on,
        first_due_on=place.due_on,
        conditional=row.conditional,
        products=row.products,
        any_product=row.any_product,
        has_lead=bool(keys_of(row.leads)),
        path=plan.path,
        party_keys=keys_of([*row.leads, *row.coordinators]),
        words=index_words(row.text, row.ordinal, *names),
    )


def _make_tasks(actor: Actor, plan: Plan, rows: list[DraftTask]) -> None:
    tasks = Task.objects.bulk_create([_task(plan, row, place) for place, row in enumerate(rows, 1)])
    parties: list[TaskParty] = []
    for task, row in zip(tasks, rows, strict=True):
        parties += _parties(task, PartyRole.LEAD, row.leads)
        parties += _parties(task, PartyRole.COORDINATOR, row.coordinators)
    TaskParty.objects.bulk_create(parties)
    TaskProduct.objects.bulk_create(row for task in tasks for row in expected_rows(task))
    keep_owed(actor=actor, tasks=tasks)


def _parties(task: Task, role: PartyRole, written: list[dict[str, Any]]) -> list[TaskParty]:
    return [
        TaskParty(
            task=task,
            role=role,
            position=place,
            text=party["text"],
            body_id=parse_target(party.get("target", "")).body_id,
            group_id=parse_target(party.get("target", "")).group_id,
        )
        for place, party in enumerate(written)
    ]


def _make_duties(plan: Plan, draft: PlanDraft) -> None:
    ReportingDuty.objects.bulk_create(
        ReportingDuty(
            plan=plan,
            position=place,
            who=duty.who,
            what=duty.what,
            to=duty.to,
            through=duty.through,
            due_text=duty.due_text,
            due_on=duty.due_on,
        )
        for place, duty in enumerate(draft.duties.filter(dropped=False), 1)
    )


def _remember_names(actor: Actor, draft: PlanDraft, rows: list[DraftTask]) -> None:
    """What a person linked is a confirmed choice for the next paper of this issuer."""
    chosen = {
        party["text"]: party["target"]
        for row in rows
        for party in [*row.leads, *row.coordinators]
        if party.get("confirmed") and any(letter.isalnum() for letter in party["text"])
    }
    for text, raw in chosen.items():
        target = parse_target(raw)
        if target.key:
            confirm_name(
                actor=actor,
                text=text,
                scope_id=draft.issuer_id,
                body_id=target.body_id,
                group_id=target.group_id,
            )


@transaction.atomic
def discard_draft(*, actor: Actor, scope: Scope, draft_id: UUID, reason: str = "") -> PlanDraft:
    """Put a draft away; the file stays for whoever asks what was uploaded."""
    draft = PlanDraft.objects.get(pk=draft_id)
    return perform(
        subject=draft,
        transition=DRAFT["discard_draft"],
        actor=actor,
        check=lambda row: _may_discard(scope, row),
        body=draft.body_id,
        reason=reason,
        waits=draft_waits,
    )


def _may_discard(scope: Scope, draft: PlanDraft) -> Verdict:
    """Whoever may review it may put it away, also while it is being read and after it failed."""
    if visible_drafts(scope).filter(pk=draft.pk).exists():
        return ALLOWED
    return Refusal("not_yours", "Bản đọc này của đơn vị khác; anh/chị chỉ bỏ bản của đơn vị mình.")
