"""Roles: what each one gives, changed with a look at who is touched."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from uuid import UUID

from django.db import IntegrityError, transaction

from vinhdanh.domain.access.access import may_bundle, may_change_role
from vinhdanh.domain.access.actions.common import Actor, KeepAnAdministrator, by_program, needed, refuse
from vinhdanh.domain.access.models import RoleBundle
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import BUNDLES, Permission, Role
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import fold

_CODE_LENGTH = 20


def ensure_shipped_roles() -> int:
    """Make the shipped roles that are missing; those on record stay as the office has them. One query
    when none is; returns how many were made."""
    known = set(RoleBundle.objects.filter(shipped=True).values_list("code", flat=True))
    missing = [
        RoleBundle(
            code=role.value, name=str(role.label), permissions=sorted(map(str, BUNDLES[role])), shipped=True
        )
        for role in Role
        if role.value not in known
    ]
    RoleBundle.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


@transaction.atomic
def add_role(*, actor: Actor, scope: Scope | None, name: str, permissions: Iterable[str]) -> RoleBundle:
    """Make a role of the office's own; raises RefusedError when the name is taken."""
    wanted = _known(permissions)
    if not by_program(actor, scope) and scope is not None:
        require(may_bundle(scope, wanted))
    name = needed(name, "name", "Ghi tên vai trò.", most=120)
    try:
        with transaction.atomic():
            row = RoleBundle.objects.create(code=_free_code(name), name=name, permissions=wanted)
    except IntegrityError as error:
        text = f"Đã có vai trò tên “{name}”; chọn tên khác hoặc sửa vai trò ấy."
        raise RefusedError(Refusal("name_taken", text, field="name")) from error
    record(actor=actor, action="add_role", subject=row, after={"name": name, "permissions": wanted})
    return row


def _free_code(name: str) -> str:
    """A word for commands out of the name: "Tổ trưởng" gives ``to-truong``, then ``to-truong-2``."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    lengths = accumulate(len(word) + 1 for word in words)
    short = [word for word, length in zip(words, lengths, strict=True) if length <= _CODE_LENGTH - 4]
    stem = "-".join(short) or "vai-tro"
    taken = set(RoleBundle.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbered if code not in taken)


@transaction.atomic
def change_role(
    *,
    actor: Actor,
    scope: Scope | None,
    role_id: UUID,
    name: str,
    permissions: Iterable[str],
    revision: int,
    reason: str,
) -> RoleBundle:
    """Give a role another name or other permissions; it counts for every holder from their next click.

    ``revision`` is the one whose preview was seen: RefusedError when somebody changed the role since, when
    it reaches outside the person's trees, or when nobody would be left to manage accounts.
    """
    row = RoleBundle.objects.select_for_update().get(pk=role_id)
    wanted = _known(permissions)
    if not by_program(actor, scope) and scope is not None:
        require(may_change_role(scope, row, wanted))
    if row.revision != revision:
        refuse(
            "changed_meanwhile", "Người khác vừa sửa vai trò này. Xem lại thay đổi bên dưới rồi lưu lần nữa."
        )
    words = needed(reason, "reason", "Ghi lý do sửa vai trò.")
    before = {"name": row.name, "permissions": sorted(row.permissions)}
    row.name = needed(name, "name", "Ghi tên vai trò.", most=120)
    row.permissions, row.revision = wanted, row.revision + 1
    with KeepAnAdministrator(today()):
        _save(row)
    after = {"name": row.name, "permissions": wanted}
    record(actor=actor, action="change_role", subject=row, before=before, after=after, reason=words)
    return row


def _save(row: RoleBundle) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=["name", "permissions", "revision"])
    except IntegrityError as error:
        text = f"Đã có vai trò tên “{row.name}”; chọn tên khác."
        raise RefusedError(Refusal("name_taken", text, field="name")) from error


def _known(permissions: Iterable[str]) -> Sequence[str]:
    return sorted(set(permissions) & set(Permission.values))
