"""Appointments: made and ended, never deleted."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.access import may_give
from vinhdanh.domain.access.actions.common import Actor, KeepAnAdministrator, by_program, locked_user, refuse
from vinhdanh.domain.access.models import Appointment, RoleBundle, User
from vinhdanh.domain.access.queries.scopes import posts_on
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Capacity
from vinhdanh.domain.organisations.queries.labels import body_path
from vinhdanh.domain.organisations.queries.living import all_live
from vinhdanh.engines.workflow.items import pass_items
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import squash

_NEXT = date.resolution


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    user: User,
    role: str,
    body_id: UUID,
    starts_on: date,
    scope_id: UUID | None = None,
    ends_on: date | None = None,
    title: str = "",
    capacity: str = Capacity.FULL,
    scope: Scope | None = None,
) -> Appointment:
    """Give ``user`` a role (its code) in a body from a day on; ``scope_id`` widens it to a body served.

    Raises RefusedError for a role that does not exist, an ended body, days in the wrong order, a role
    already held then, or rights that are not the actor's to give.
    """
    bundle = known_role(role)
    _check_days(starts_on, ends_on)
    if capacity not in Capacity.values:
        refuse("capacity_unknown", "Chọn cách giữ vai trò trong danh sách.", field="capacity")
    locked_user(user.pk)
    reach = scope_id or body_id
    if not by_program(actor, scope) and scope is not None:
        require(may_give(scope, bundle.permissions, _path(reach)))
        require(all_live([body_id, reach], max(starts_on, today()), field="body"))
    _check_once(user, bundle, body_id, starts_on=starts_on, ends_on=ends_on)
    row = Appointment.objects.create(
        user=user,
        role=bundle,
        body_id=body_id,
        scope_id=reach,
        starts_on=starts_on,
        ends_on=ends_on,
        title=squash(title),
        capacity=capacity,
    )
    after = {
        "user": user.username,
        "role": bundle.code,
        "post": str(row),
        "starts_on": starts_on.isoformat(),
    }
    if ends_on:
        after["ends_on"] = ends_on.isoformat()
    record(actor=actor, action="appoint", subject=row, body=body_id, after=after)
    return row


def known_role(code: str) -> RoleBundle:
    """The role of that code; raises RefusedError."""
    bundle = RoleBundle.objects.filter(code=code).first()
    if bundle is None:
        refuse("role_unknown", "Chọn một vai trò trong danh sách.", field="role")
    return bundle


def _path(body_id: UUID) -> str:
    return body_path(body_id) or ""


def _check_days(starts_on: date, ends_on: date | None) -> None:
    if ends_on and ends_on < starts_on:
        text = f"Ngày thôi giữ vai trò phải từ ngày bắt đầu ({starts_on:%d/%m/%Y}) trở đi."
        refuse("ends_before_start", text, field="ends_on")


def _check_once(
    user: User, role: RoleBundle, body_id: UUID, *, starts_on: date, ends_on: date | None
) -> None:
    held = Appointment.objects.filter(user=user, role=role, body_id=body_id).exclude(ends_on__lt=starts_on)
    if ends_on:
        held = held.filter(starts_on__lte=ends_on)
    row = held.first()
    if row:
        text = (
            f"{user.name} đã giữ vai trò “{role.name}” ở đơn vị này từ {row.starts_on:%d/%m/%Y}; "
            "kết thúc vai trò cũ trước, hoặc chọn ngày khác."
        )
        refuse("post_held", text, field="role")


@transaction.atomic
def end_appointment(
    *, actor: Actor, appointment_id: UUID, ends_on: date, reason: str, scope: Scope | None = None
) -> Appointment:
    """End an appointment on a day, the last on which it holds; the audit row keeps the end it had before.

    What was held by the person alone for that body goes back to the body when the end has come.
    """
    row = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("user", "role", "scope", "body")
        .get(pk=appointment_id)
    )
    if not by_program(actor, scope) and scope is not None:
        require(may_give(scope, row.role.permissions, row.scope.path))
    with KeepAnAdministrator(today(), max(ends_on + _NEXT, today())):
        close_post(actor=actor, row=row, ends_on=ends_on, reason=reason)
    if ends_on < today():
        release_items(actor=actor, user_id=row.user_id, on=today())
    return row


def close_post(*, actor: Actor, row: Appointment, ends_on: date, reason: str) -> None:
    """The ending itself, for acts that have asked already; ``row`` is locked and has its body and role."""
    _check_days(row.starts_on, ends_on)
    before = {"ends_on": row.ends_on.isoformat() if row.ends_on else None}
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    record(
        actor=actor,
        action="end_appointment",
        subject=row,
        body=row.body_id,
        before=before,
        after={"ends_on": ends_on.isoformat(), "post": str(row)},
        reason=squash(reason),
    )


def release_items(*, actor: Actor, user_id: UUID, on: date) -> int:
    """Give back to its body what waits for a person who no longer has a post there; returns how many."""
    kept: set[UUID] = set()
    for body, reach in posts_on(on).filter(user_id=user_id).values_list("body_id", "scope_id"):
        kept |= {body, reach}
    return pass_items(actor=actor, from_user=user_id, to_user=None, except_bodies=kept)
