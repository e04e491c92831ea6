"""The part of a hand-over that this room owns: posts, delegations, answering, and the row about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.access import may_manage_account
from vinhdanh.domain.access.actions.answering import close_answering
from vinhdanh.domain.access.actions.appointments import appoint, close_post
from vinhdanh.domain.access.actions.common import Actor, KeepAnAdministrator, by_program, locked_user, refuse
from vinhdanh.domain.access.actions.delegations import close_delegation
from vinhdanh.domain.access.models import Appointment, Delegation, HandOver, Representation, User
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import squash

_DAY = date.resolution


@dataclass(frozen=True, slots=True)
class Passing:
    """Who hands what over to whom, from ``on`` (the successor's first day)."""

    leaver: User
    successor: User
    on: date
    why: str


@transaction.atomic
def begin_hand_over(
    *, actor: Actor, scope: Scope | None, leaver_id: UUID, successor_id: UUID, on: date, reason: str
) -> HandOver:
    """End the leaver's posts on the eve of ``on`` and give each to the successor from that day.

    Raises RefusedError when the two are one, the successor's account is locked, a hand-over is pending,
    the day has passed, or either account is above the actor.
    """
    leaver, successor = locked_user(leaver_id), locked_user(successor_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_manage_account(scope, leaver))
    _check(leaver, successor, on)
    passing = Passing(leaver, successor, on, squash(reason) or f"Bàn giao cho {successor.name}")
    with KeepAnAdministrator(today(), max(on, today())):
        for post in _open_from(leaver, on):
            _pass_post(actor, scope, post, passing=passing)
    _end_borrowed(actor, passing)
    _pass_answering(actor, passing)
    row = HandOver.objects.create(
        leaver=leaver,
        successor=successor,
        on=on,
        reason=passing.why,
        created_by_id=actor.pk if actor else None,
    )
    after = {"leaver": leaver.name, "successor": successor.name, "on": on.isoformat()}
    record(actor=actor, action="hand_over", subject=leaver, after=after, reason=passing.why)
    return row


def _check(leaver: User, successor: User, on: date) -> None:
    if leaver.pk == successor.pk:
        refuse("same_person", "Người nhận bàn giao phải là người khác.", field="successor")
    if not successor.is_active:
        refuse(
            "closed",
            f"Tài khoản của {successor.name} đang khóa; mở lại trước khi bàn giao.",
            field="successor",
        )
    if on < today():
        refuse("day_past", "Ngày bàn giao phải từ hôm nay trở đi.", field="on")
    if HandOver.objects.filter(leaver=leaver, completed_at__isnull=True).exists():
        refuse("pending", f"{leaver.name} đang có một lần bàn giao chờ đến ngày.")


def _open_from(user: User, on: date) -> Sequence[Appointment]:
    """The posts that a person would still hold on ``on`` or later, locked; one query."""
    rows = Appointment.objects.select_for_update(of=("self",)).filter(user=user).exclude(ends_on__lt=on)
    return list(rows.select_related("role", "body", "scope", "user").order_by("starts_on", "id"))


def _held_already(successor: User, post: Appointment, on: date) -> bool:
    """Does the successor hold the same role in the same body then?"""
    rows = Appointment.objects.filter(user=successor, role=post.role, body=post.body)
    return rows.exclude(ends_on__lt=max(on, post.starts_on)).exists()


def _pass_post(actor: Actor, scope: Scope | None, post: Appointment, *, passing: Passing) -> None:
    if not _held_already(passing.successor, post, passing.on):
        appoint(
            actor=actor,
            scope=scope,
            user=passing.successor,
            role=post.role_id,
            body_id=post.body_id,
            scope_id=post.scope_id,
            starts_on=max(passing.on, post.starts_on),
            ends_on=post.ends_on,
            title=post.title,
            capacity=post.capacity,
        )
    if post.starts_on >= passing.on:
        _void(actor, post, passing)
    else:
        close_post(actor=actor, row=post, ends_on=passing.on - _DAY, reason=passing.why)


def _void(actor: Actor, post: Appointment, passing: Passing) -> None:
    """A post that was to begin only later never does: its day is put before today."""
    before = {"starts_on": post.starts_on.isoformat()}
    post.starts_on = post.ends_on = min(post.starts_on, today()) - _DAY
    post.save(update_fields=["starts_on", "ends_on"])
    after = {"ends_on": post.ends_on.isoformat(), "void": True}
    record(
        actor=actor,
        action="void_appointment",
        subject=post,
        body=post.body_id,
        before=before,
        after=after,
        reason=passing.why,
    )


def _end_borrowed(actor: Actor, passing: Passing) -> None:
    """What others lent the leaver was lent to that person: it ends, and does not pass on."""
    rows = Delegation.objects.select_for_update(of=("self",)).filter(
        user=passing.leaver, ends_on__gte=passing.on
    )
    for row in rows.select_related("post"):
        close_delegation(actor=actor, row=row, ends_on=passing.on - _DAY, reason=passing.why)


def _pass_answering(actor: Actor, passing: Passing) -> None:
    rows = Representation.objects.select_for_update(of=("self",)).filter(by_user=passing.leaver)
    for row in rows.exclude(ends_on__lt=passing.on).select_related("body"):
        made = Representation.objects.create(
            body=row.body,
            by_user=passing.successor,
            starts_on=max(passing.on, row.starts_on),
            ends_on=row.ends_on,
            reason=row.reason,
        )
        close_answering(actor=actor, row=row, ends_on=passing.on - _DAY, reason=passing.why)
        after = {"body": row.body.name, "by": passing.successor.name}
        record(
            actor=actor,
            action="name_answerer",
            subject=made,
            body=row.body_id,
            after=after,
            reason=passing.why,
        )


def due_hand_overs(on: date) -> list[UUID]:
    """Hand-overs whose day has come and whose work has not passed yet."""
    rows = HandOver.objects.filter(completed_at__isnull=True, on__lte=on).order_by("on", "id")
    return list(rows.values_list("pk", flat=True))


def locked_hand_over(pk: UUID) -> HandOver | None:
    """One that waits, locked; None when somebody else has it or it is done."""
    rows = HandOver.objects.select_for_update(of=("self",), skip_locked=True)
    return rows.filter(pk=pk, completed_at__isnull=True).select_related("leaver", "successor").first()


@transaction.atomic
def close_hand_over(*, actor: Actor, row: HandOver, items: int, drafts: int) -> None:
    """The work has passed: mark it, with how much it was."""
    row.completed_at = now()
    row.save(update_fields=["completed_at"])
    after = {"successor": row.successor.name, "items": items, "drafts": drafts}
    record(actor=actor, action="complete_hand_over", subject=row.leaver, after=after, reason=row.reason)
