"""Who answers for a body that has no account."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.access import may_name
from vinhdanh.domain.access.actions.common import Actor, by_program, needed, refuse
from vinhdanh.domain.access.models import Representation, User
from vinhdanh.domain.access.queries.scopes import on_day, posts_on
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.organisations.queries.living import all_live
from vinhdanh.domain.organisations.queries.rows import BodyRow, row_of
from vinhdanh.engines.workflow.items import awaiting
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import squash


@transaction.atomic
def name_answerer(
    *,
    actor: Actor,
    scope: Scope | None,
    body_id: UUID,
    starts_on: date,
    by_body_id: UUID | None = None,
    by_user: User | None = None,
    ends_on: date | None = None,
    reason: str = "",
) -> Representation:
    """From a day on ``by_body_id`` or ``by_user`` answers for a body: its tasks and papers reach them.

    Raises RefusedError when the body has accounts of its own, when either body has ended, when nobody of
    the answering side could act, or when it is not the actor's to say.
    """
    body = row_of(locked(body_id))
    if not by_program(actor, scope) and scope is not None:
        require(may_name(scope, body, awaiting(body_id)))
    if (by_body_id is None) == (by_user is None):
        refuse("answerer_missing", "Chọn một đơn vị hoặc một người trả lời thay.", field="by")
    require(all_live([body_id, *_some(by_body_id)], max(starts_on, today()), field="by"))
    _check(body, starts_on, ends_on)
    _check_answerer(body, by_body_id, by_user)
    row = Representation.objects.create(
        body_id=body_id,
        by_body_id=by_body_id,
        by_user=by_user,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=squash(reason),
    )
    after = {"body": body.name, "by": str(row.by_user or row.by_body), "starts_on": starts_on.isoformat()}
    record(actor=actor, action="name_answerer", subject=row, body=body_id, after=after, reason=row.reason)
    return row


def _some(body_id: UUID | None) -> Iterable[UUID]:
    return [body_id] if body_id else []


def _check(body: BodyRow, starts_on: date, ends_on: date | None) -> None:
    if ends_on and ends_on < starts_on:
        refuse("ends_before_start", "Ngày thôi trả lời thay phải từ ngày bắt đầu trở đi.", field="ends_on")
    if posts_on(today()).filter(body=body.id).exists():
        refuse("has_accounts", f"“{body.name}” đã có tài khoản của mình nên không cần ai trả lời thay.")
    if Representation.objects.filter(on_day(starts_on), body=body.id).exists():
        refuse(
            "answered", f"Đã có người trả lời thay cho “{body.name}” vào ngày này; kết thúc trước rồi đổi."
        )


def _check_answerer(body: BodyRow, by_body_id: UUID | None, by_user: User | None) -> None:
    if by_body_id == body.id:
        refuse("same_body", "Đơn vị trả lời thay phải là đơn vị khác.", field="by")
    held = posts_on(today())
    held = held.filter(user=by_user) if by_user else held.filter(body=by_body_id)
    if not held.exists():
        who = by_user.name if by_user else "Đơn vị này"
        refuse(
            "no_post", f"{who} chưa có ai giữ vai trò còn hiệu lực nên không trả lời thay được.", field="by"
        )


@transaction.atomic
def end_answering(
    *, actor: Actor, scope: Scope | None, representation_id: UUID, reason: str, ends_on: date | None = None
) -> Representation:
    """End it: yesterday was the last day, unless ``ends_on`` names another."""
    row = (
        Representation.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=representation_id)
    )
    if not by_program(actor, scope) and scope is not None:
        require(may_name(scope, row_of(row.body), awaiting(row.body_id)))
    words = needed(reason, "reason", "Ghi lý do thôi trả lời thay.")
    return close_answering(actor=actor, row=row, ends_on=ends_on or today() - date.resolution, reason=words)


def close_answering(*, actor: Actor, row: Representation, ends_on: date, reason: str) -> Representation:
    """The ending itself, for acts that have asked already; ``row`` is locked and has its body."""
    before = {"ends_on": row.ends_on.isoformat() if row.ends_on else None, "body": row.body.name}
    row.ends_on = ends_on
    row.starts_on = min(row.starts_on, ends_on)
    row.save(update_fields=["starts_on", "ends_on"])
    after = {"ends_on": ends_on.isoformat()}
    record(
        actor=actor,
        action="end_answering",
        subject=row,
        body=row.body_id,
        before=before,
        after=after,
        reason=reason,
    )
    return row
