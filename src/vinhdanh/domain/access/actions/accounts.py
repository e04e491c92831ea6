"""Accounts and appointments: made, ended, never deleted."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from vinhdanh.domain.access.models import Appointment, User
from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.results import Refusal, RefusedError


@transaction.atomic
def create_account(
    *, actor: User | None, username: str, name: str, password: str | None, email: str = ""
) -> User:
    """Make an account; raises RefusedError when the user name is taken."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password, name=name, email=email)
    except IntegrityError as error:
        reason = f"Tên đăng nhập “{username}” đã có người dùng. Chọn tên khác."
        raise RefusedError(Refusal("username_taken", reason, field="username")) from error
    record(actor=actor, action="create_account", subject=user, after={"username": username, "name": name})
    return user


@transaction.atomic
def appoint(
    *,
    actor: User | None,
    user: User,
    role: Role,
    body_id: UUID,
    starts_on: date,
    scope_id: UUID | None = None,
    ends_on: date | None = None,
    title: str = "",
    acting: bool = False,
) -> Appointment:
    """Give ``user`` a role in a body from a day on; ``scope_id`` widens it to a body served."""
    row = Appointment.objects.create(
        user=user,
        role=role,
        body_id=body_id,
        scope_id=scope_id or body_id,
        starts_on=starts_on,
        ends_on=ends_on,
        title=title,
        acting=acting,
    )
    after = {"user": user.username, "role": str(role), "starts_on": starts_on.isoformat()}
    record(actor=actor, action="appoint", subject=row, body=body_id, after=after)
    return row


@transaction.atomic
def end_appointment(*, actor: User | None, appointment_id: UUID, ends_on: date, reason: str) -> Appointment:
    """End an appointment on a day, the last on which it holds; the audit row keeps the end it had before."""
    row = Appointment.objects.select_for_update().get(pk=appointment_id)
    if ends_on < row.starts_on:
        text = f"Ngày thôi giữ vai trò phải từ ngày bắt đầu ({row.starts_on:%d/%m/%Y}) trở đi."
        raise RefusedError(Refusal("ends_before_start", text, field="ends_on"))
    before = {"ends_on": row.ends_on.isoformat() if row.ends_on else None}
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    after = {"ends_on": ends_on.isoformat()}
    record(
        actor=actor,
        action="end_appointment",
        subject=row,
        body=row.body_id,
        before=before,
        after=after,
        reason=reason,
    )
    return row
