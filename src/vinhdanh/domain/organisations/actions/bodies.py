"""Bodies made, renamed, moved; their further names."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.organisations.actions.common import (
    Actor,
    all_locked,
    checked_name,
    checked_period,
    facts,
    locked,
    name_row,
    official_row,
    refuse,
    set_name,
    tree_locked,
)
from vinhdanh.domain.organisations.models import Body, BodyName, BodyRelation
from vinhdanh.domain.organisations.models.periods import overlapping
from vinhdanh.domain.organisations.paths import is_below, moved, path_below
from vinhdanh.domain.organisations.states import NameKind, RelationKind
from vinhdanh.foundation.audit.log import record


@transaction.atomic
def create_body(
    *,
    actor: Actor,
    name: str,
    kind: str,
    level: str,
    parent_id: UUID | None = None,
    code: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    short_name: str = "",
    aliases: Sequence[str] = (),
) -> Body:
    """Add a body under a parent, with its official name and others.

    Raises RefusedError for an empty name, a reversed period, a code in use, a parent that
    did not exist then, or a body of the same name beside it at the same time.
    """
    checked_period(valid_from, valid_to)
    tree_locked()
    parent = locked(parent_id) if parent_id else None
    body = Body(
        code=code.strip(), kind=kind, level=level, parent=parent, valid_from=valid_from, valid_to=valid_to
    )
    set_name(body, checked_name(name))
    body.path = path_below(parent.path if parent else "", body.pk)
    _check_parent(body, parent)
    _check_twin(body)
    body.save(force_insert=True)
    others = [(short_name, NameKind.SHORT)] if short_name else []
    others += [(alias, NameKind.ALIAS) for alias in aliases]
    BodyName.objects.bulk_create([official_row(body), *(name_row(body, text, kind) for text, kind in others)])
    if parent:
        _link_parent(body, parent, valid_from)
    after = facts(name=body.name, kind=kind, level=level, parent=parent_id, valid_from=valid_from)
    record(actor=actor, action="create_body", subject=body, body=body.pk, after=after)
    return body


def _check_parent(body: Body, parent: Body | None) -> None:
    """The parent must be there when the body begins; a body without a known beginning asks nothing."""
    if parent is None or body.valid_from is None:
        return
    if not parent.is_valid_on(body.valid_from):
        text = (
            f"“{parent.name}” không hoạt động vào ngày {body.valid_from:%d/%m/%Y}; chọn đơn vị cấp trên khác."
        )
        refuse("parent_not_there", text, field="parent")


def _check_twin(body: Body) -> None:
    if body.code and Body.objects.filter(code=body.code).exists():
        refuse("code_taken", f"Mã định danh “{body.code}” đã thuộc đơn vị khác.", field="code")
    beside = Body.objects.filter(parent=body.parent, folded=body.folded).exclude(pk=body.pk)
    if beside.filter(overlapping(body.valid_from, body.valid_to), name__iexact=body.name).exists():
        text = (
            f"Đã có “{body.name}” cùng cấp trên trong thời gian này; dùng đơn vị đó hoặc ghi tên phân biệt."
        )
        refuse("body_exists", text, field="name")


def _link_parent(body: Body, parent: Body, first: date | None) -> None:
    BodyRelation.objects.create(
        kind=RelationKind.ADMINISTRATIVE, source=body, target=parent, valid_from=first, valid_to=body.valid_to
    )


@transaction.atomic
def rename_body(*, actor: Actor, body_id: UUID, name: str, effective_on: date, decision: str = "") -> Body:
    """Give a body a new official name from a day on; papers of earlier days keep the old one."""
    body = locked(body_id)
    name = checked_name(name)
    if not body.is_valid_on(effective_on):
        refuse("body_not_there", f"“{body.name}” không hoạt động vào ngày {effective_on:%d/%m/%Y}.")
    current = BodyName.objects.select_for_update().get(
        body=body, kind=NameKind.OFFICIAL, valid_to=body.valid_to
    )
    if current.text == name:
        refuse("same_name", "Tên mới trùng tên đang dùng.", field="name")
    if current.valid_from and effective_on <= current.valid_from:
        text = f"Tên đang dùng có từ {current.valid_from:%d/%m/%Y}; ngày đổi tên phải sau ngày đó."
        refuse("rename_too_early", text, field="effective_on")
    before, current.valid_to = facts(name=current.text), effective_on
    current.save(update_fields=["valid_to"])
    row = name_row(body, name, NameKind.OFFICIAL, valid_from=effective_on, valid_to=body.valid_to)
    row.save(force_insert=True)
    set_name(body, name)
    body.save(update_fields=["name", "folded", "sort_key", "place_unit"])
    after = facts(name=name, effective_on=effective_on)
    record(
        actor=actor,
        action="rename_body",
        subject=body,
        body=body.pk,
        before=before,
        after=after,
        reason=decision,
    )
    return body


@transaction.atomic
def add_body_name(
    *,
    actor: Actor,
    body_id: UUID,
    text: str,
    kind: str = NameKind.ALIAS,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> BodyName:
    """Add a short name, an abbreviation, an alias, or an official name of the past.

    A past official name must lie before all others; adding a name that is there returns it.
    """
    checked_period(valid_from, valid_to)
    body = locked(body_id)
    row = name_row(body, text, kind, valid_from=valid_from, valid_to=valid_to)
    if kind == NameKind.OFFICIAL:
        _check_official(body, row)
    there = BodyName.objects.filter(body=body, kind=kind, text=row.text, valid_from=valid_from).first()
    if there:
        return there
    row.save(force_insert=True)
    after = facts(name=row.text, kind=kind, valid_from=valid_from, valid_to=valid_to)
    record(actor=actor, action="add_body_name", subject=body, body=body.pk, after=after)
    return row


def _check_official(body: Body, row: BodyName) -> None:
    others = BodyName.objects.filter(body=body, kind=NameKind.OFFICIAL)
    clash = others.filter(overlapping(row.valid_from, row.valid_to)).exclude(
        text=row.text, valid_from=row.valid_from
    )
    if clash.exists():
        refuse(
            "official_name_overlaps",
            "Trong thời gian này đơn vị đã có tên chính thức khác; hãy dùng chức năng đổi tên.",
            field="valid_from",
        )


@transaction.atomic
def move_body(
    *, actor: Actor, body_id: UUID, parent_id: UUID | None, effective_on: date, reason: str = ""
) -> Body:
    """Put a body, with all below it, under another parent from a day on; the old parent stays on record.

    Paths of the whole subtree change, so whoever keeps copies of paths must rewrite them
    in the same transaction. Raises RefusedError for a ring or a parent that is not there.
    """
    tree_locked()
    bodies = all_locked({body_id, *([parent_id] if parent_id else [])})
    body, parent = bodies[body_id], bodies[parent_id] if parent_id else None
    if not body.is_valid_on(effective_on):
        refuse("body_not_there", f"“{body.name}” không hoạt động vào ngày {effective_on:%d/%m/%Y}.")
    if parent and is_below(parent.path, body.path):
        refuse("parent_below", f"“{parent.name}” đang trực thuộc “{body.name}” nên không thể làm cấp trên.")
    if parent and not parent.is_valid_on(effective_on):
        refuse("parent_not_there", f"“{parent.name}” không hoạt động vào ngày {effective_on:%d/%m/%Y}.")
    before = facts(parent=body.parent_id)
    _end_parent(body, effective_on)
    if parent:
        _link_parent(body, parent, effective_on)
    body.parent = parent
    body.save(update_fields=["parent"])
    _rewrite_paths(body, path_below(parent.path if parent else "", body.pk))
    after = facts(parent=parent_id, effective_on=effective_on)
    record(
        actor=actor, action="move_body", subject=body, body=body.pk, before=before, after=after, reason=reason
    )
    return body


def _end_parent(body: Body, on: date) -> None:
    link = BodyRelation.objects.filter(
        kind=RelationKind.ADMINISTRATIVE, source=body, valid_to=body.valid_to
    ).first()
    if link is None:
        return
    if link.valid_from and on <= link.valid_from:
        refuse(
            "move_too_early", f"Cấp trên hiện nay có từ {link.valid_from:%d/%m/%Y}; ngày chuyển phải sau đó."
        )
    link.valid_to = on
    link.save(update_fields=["valid_to"])


def _rewrite_paths(body: Body, path: str) -> None:
    old_top = body.path
    below = list(Body.objects.select_for_update().filter(path__startswith=old_top + "."))
    for one in [body, *below]:
        one.path = moved(one.path, old_top=old_top, new_top=path)
    Body.objects.bulk_update([body, *below], ["path"], batch_size=500)
