"""Delegations: part of a post lent for a time (ủy quyền)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.access import may_give
from vinhdanh.domain.access.actions.common import Actor, by_program, refuse
from vinhdanh.domain.access.models import Appointment, Delegation, User
from vinhdanh.domain.access.queries.scopes import posts_on
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import squash


@transaction.atomic
def delegate(
    *,
    actor: Actor,
    scope: Scope | None,
    post_id: UUID,
    to: User,
    permissions: Iterable[str],
    starts_on: date,
    ends_on: date,
    paper: str = "",
) -> Delegation:
    """Lend some permissions of a post until a day; raises RefusedError when the post does not give them,
    when ``to`` has no post of their own, or when the days do not fit the post."""
    post = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("role", "scope", "user", "body")
        .get(pk=post_id)
    )
    wanted = sorted(set(permissions) & set(post.role.permissions))
    if not by_program(actor, scope) and scope is not None:
        require(may_give(scope, wanted, post.scope.path))
    _check(post, to, wanted)
    _check_days(post, starts_on, ends_on)
    row = Delegation.objects.create(
        post=post, user=to, permissions=wanted, starts_on=starts_on, ends_on=ends_on, paper=squash(paper)
    )
    after = {
        "from": post.user.name,
        "to": to.name,
        "permissions": wanted,
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
    }
    record(actor=actor, action="delegate", subject=row, body=post.body_id, after=after)
    return row


def _check(post: Appointment, to: User, wanted: list[str]) -> None:
    if not wanted:
        refuse("permissions_missing", "Chọn ít nhất một quyền để ủy quyền.", field="permissions")
    if to.pk == post.user_id:
        refuse("same_person", "Người nhận ủy quyền phải là người khác.", field="to")
    if not posts_on(today()).filter(user=to).exists():
        refuse(
            "no_post",
            f"{to.name} chưa có vai trò nào còn hiệu lực; bổ nhiệm trước rồi mới ủy quyền được.",
            field="to",
        )


def _check_days(post: Appointment, starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        refuse("ends_before_start", "Ngày hết ủy quyền phải từ ngày bắt đầu trở đi.", field="ends_on")
    if starts_on < post.starts_on or (post.ends_on and ends_on > post.ends_on):
        until = f" đến {post.ends_on:%d/%m/%Y}" if post.ends_on else ""
        held = f"{post.user.name} giữ vai trò này từ {post.starts_on:%d/%m/%Y}{until}"
        text = f"{held}; chọn ngày trong thời gian đó."
        refuse("outside_post", text, field="ends_on")


@transaction.atomic
def end_delegation(
    *, actor: Actor, scope: Scope | None, delegation_id: UUID, reason: str, ends_on: date | None = None
) -> Delegation:
    """Take a delegation back from today on, or after ``ends_on``; one that has not begun is void."""
    row = (
        Delegation.objects.select_for_update(of=("self",)).select_related("post__scope").get(pk=delegation_id)
    )
    if not by_program(actor, scope) and scope is not None:
        require(may_give(scope, (), row.post.scope.path))
    return close_delegation(actor=actor, row=row, ends_on=ends_on or today() - date.resolution, reason=reason)


def close_delegation(*, actor: Actor, row: Delegation, ends_on: date, reason: str) -> Delegation:
    """The ending itself, for acts that have asked already; ``row`` is locked."""
    before = {"starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on.isoformat()}
    row.ends_on = min(row.ends_on, ends_on)
    # One that never held keeps a whole period, on a day that has passed.
    row.starts_on = min(row.starts_on, row.ends_on)
    row.save(update_fields=["starts_on", "ends_on"])
    record(
        actor=actor,
        action="end_delegation",
        subject=row,
        body=row.post.body_id,
        before=before,
        after={"ends_on": row.ends_on.isoformat()},
        reason=squash(reason),
    )
    return row
