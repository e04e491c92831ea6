"""Holds are closed and discipline ends: a day is written where none stood."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.registry.actions.common import Actor, kept_reason, refuse, standing_of
from vinhdanh.domain.registry.models import Discipline, Hold
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today


@transaction.atomic
def close_hold(*, actor: Actor, scope: Scope | None, hold_id: UUID, on: date, reason: str) -> Hold:
    """Consideration goes on from ``on``; ``reason`` says how the matter ended."""
    subject = standing_of(actor, scope, Hold.objects.get(pk=hold_id).subject_id)
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold_id)
    if hold.closed_on is not None or not hold.counts:
        refuse("closed", "Việc tạm hoãn này đã kết thúc; người khác có thể vừa ghi. Tải lại trang.")
    if not kept_reason(reason):
        refuse("reason_missing", "Ghi kết quả hoặc lý do thôi tạm hoãn.", field="reason")
    _day(on, hold.opened_on, what="Ngày thôi hoãn", than="ngày hoãn")
    hold.closed_on = on
    hold.save(update_fields=["closed_on"])
    record(
        actor=actor,
        action="close_hold",
        subject=hold,
        body=subject.body_id,
        before={"closed_on": None},
        after={"name": subject.name, "closed_on": on.isoformat()},
        reason=kept_reason(reason),
    )
    return hold


@transaction.atomic
def end_discipline(*, actor: Actor, scope: Scope | None, discipline_id: UUID, on: date) -> Discipline:
    """The disciplinary decision no longer holds from ``on``: years count again."""
    subject = standing_of(actor, scope, Discipline.objects.get(pk=discipline_id).subject_id)
    row = Discipline.objects.select_for_update(of=("self",)).get(pk=discipline_id)
    if row.ended_on is not None or not row.counts:
        refuse("ended", "Quyết định kỷ luật này đã ghi hết hiệu lực. Tải lại trang.")
    _day(on, row.decided_on, what="Ngày hết hiệu lực", than="ngày quyết định")
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    record(
        actor=actor,
        action="end_discipline",
        subject=row,
        body=subject.body_id,
        before={"ended_on": None},
        after={"name": subject.name, "ended_on": on.isoformat()},
    )
    return row


def _day(on: date, begun: date, *, what: str, than: str) -> None:
    if on < begun:
        refuse("end_before_start", f"{what} đứng trước {than} {begun:%d/%m/%Y}.", field="on")
    if on > today():
        refuse("day_in_future", f"{what} {on:%d/%m/%Y} chưa tới.", field="on")
