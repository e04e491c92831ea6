"""The papers on which a plan rests: read from its bases, linked to plans we hold, added and taken off."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.access import may_add, visible_plans
from vinhdanh.domain.planning.citations import Citation, read_citation
from vinhdanh.domain.planning.models import GoverningPaper, Plan
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import fold, squash


def read_bases(plan: Plan) -> None:
    """Make the rows out of the bases that the paper cites; two queries."""
    cited = [read_citation(line) for line in plan.bases]
    held = _held(plan, cited)
    GoverningPaper.objects.bulk_create(
        GoverningPaper(
            plan=plan,
            position=place,
            text=each.text,
            number=each.number,
            issued_on=each.issued_on,
            issuer=each.issuer,
            held_id=held.get(each),
        )
        for place, each in enumerate(cited, 1)
    )


def _held(plan: Plan, cited: Sequence[Citation]) -> dict[Citation, UUID]:
    """Plans we hold under a cited number, when date or issuer agree with what the line says."""
    numbers = [each.number for each in cited if each.number]
    rows = list(Plan.objects.filter(number__in=numbers).exclude(pk=plan.pk).select_related("issuer"))
    return {
        each: row.pk for each in cited for row in rows if row.number == each.number and _agrees(each, row)
    }


def _agrees(cited: Citation, row: Plan) -> bool:
    if cited.issued_on is not None and row.issued_on is not None:
        return cited.issued_on == row.issued_on
    # "16/KH-UBND" exists in every commune: without a date the issuer's name decides.
    return bool(cited.issuer) and fold(row.issuer.name).startswith(_written_out(cited.issuer))


def _written_out(name: str) -> str:
    return fold(name).replace("ubnd", "uy ban nhan dan")


@transaction.atomic
def add_basis(
    *,
    actor: Actor,
    scope: Scope,
    plan_id: UUID,
    text: str,
    number: str,
    issued_on: date | None,
    issuer: str,
    held_id: UUID | None,
) -> GoverningPaper:
    """Name a paper on which the plan rests: one of our plans, or one by name, number, date and issuer."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    require(may_add(scope, plan))
    held = visible_plans(scope).filter(pk=held_id).select_related("issuer").first() if held_id else None
    _check(plan, text, number, held=held, asked=held_id is not None)
    row = GoverningPaper.objects.create(
        plan=plan,
        position=(plan.governing.aggregate(last=Max("position"))["last"] or 0) + 1,
        text=squash(text) or (f"{held.name}: {held.title}" if held else ""),
        number=squash(number) or (held.number if held else ""),
        issued_on=issued_on or (held.issued_on if held else None),
        issuer=squash(issuer)[:200] or (held.issuer.name[:200] if held else ""),
        held=held,
    )
    record(actor=actor, action="add_basis", subject=plan, body=plan.issuer_id, after={"text": row.text[:200]})
    return row


def _check(plan: Plan, text: str, number: str, *, held: Plan | None, asked: bool) -> None:
    if asked and held is None:
        raise RefusedError(Refusal("plan_gone", "Không tìm thấy kế hoạch vừa chọn; chọn lại.", field="held"))
    if held is not None and held.pk == plan.pk:
        raise RefusedError(Refusal("itself", "Kế hoạch không thể căn cứ chính nó.", field="held"))
    if not squash(text) and held is None:
        words = "Ghi tên văn bản, hoặc chọn một kế hoạch có trong hệ thống."
        raise RefusedError(Refusal("text_missing", words, field="text"))
    if len(squash(number)) > 60:
        raise RefusedError(Refusal("too_long", "Số, ký hiệu dài quá 60 chữ.", field="number"))


@transaction.atomic
def drop_basis(*, actor: Actor, scope: Scope, plan_id: UUID, basis_id: UUID) -> None:
    """Take a paper off the list; the paper's own words stay in the head of the plan."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    require(may_add(scope, plan))
    row = plan.governing.filter(pk=basis_id).first()
    if row is None:
        raise RefusedError(Refusal("basis_gone", "Văn bản này đã được bỏ khỏi danh sách."))
    record(
        actor=actor, action="drop_basis", subject=plan, body=plan.issuer_id, before={"text": row.text[:200]}
    )
    row.delete()
