"""What the actions of this room share: refusing, finding, periods in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn, TypeAlias
from uuid import UUID

from django.db import connection, models

from vinhdanh.domain.organisations.models import Body, BodyName
from vinhdanh.domain.organisations.naming.places import place_of_name
from vinhdanh.domain.organisations.states import BodyKind, NameKind
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.sorting import sort_key
from vinhdanh.foundation.kernel.text import fold, squash

Actor: TypeAlias = models.Model | None
# Any number: it only has to be the same wherever the tree is changed.
_TREE = 7_204_615_930_119
_SORT_LENGTH = 600
_NAME_LENGTH = 255
_PLACED = frozenset({BodyKind.PEOPLE_COMMITTEE, BodyKind.PEOPLE_COUNCIL})


def refuse(code: str, reason: str, *, field: str = "", hint: str = "") -> NoReturn:
    """Stop the action with one sentence for the person."""
    raise RefusedError(Refusal(code, reason, field=field, hint=hint))


def locked(body_id: UUID) -> Body:
    """The body, locked until the action ends."""
    return all_locked([body_id])[body_id]


def tree_locked() -> None:
    """One change of the tree at a time, to the end of the transaction: paths of whole subtrees move."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TREE])


def all_locked(ids: Iterable[UUID]) -> dict[UUID, Body]:
    """Several bodies, locked in one order so that two actions never wait for each other."""
    wanted = set(ids)
    found = {body.pk: body for body in Body.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    if len(found) < len(wanted):
        refuse(
            "body_missing",
            "Không tìm thấy đơn vị trong danh bạ; có thể vừa bị người khác sửa. Tải lại trang.",
        )
    return found


def checked_name(text: str) -> str:
    """A name fit to keep."""
    name = squash(text)
    if not name:
        refuse("name_missing", "Ghi tên đơn vị hoặc nhóm.", field="name")
    if len(name) > _NAME_LENGTH:
        refuse("name_too_long", f"Tên dài quá {_NAME_LENGTH} ký tự; hãy ghi gọn lại.", field="name")
    return name


def checked_period(first: date | None, end: date | None) -> None:
    """An end must come after its beginning."""
    if first and end and end <= first:
        text = f"Ngày hết hiệu lực ({end:%d/%m/%Y}) phải sau ngày bắt đầu ({first:%d/%m/%Y})."
        refuse("period_reversed", text, field="valid_to")


def set_name(body: Body, name: str) -> None:
    """The latest name and all that is worked out of it."""
    body.name = name
    body.folded = fold(name)
    body.sort_key = sort_key(name)[:_SORT_LENGTH]
    body.place_unit = place_of_name(name).unit if body.kind in _PLACED else ""


def name_row(
    body: Body, text: str, kind: str, *, valid_from: date | None = None, valid_to: date | None = None
) -> BodyName:
    """An unsaved name."""
    name = checked_name(text)
    return BodyName(
        body=body, kind=kind, text=name, folded=fold(name), valid_from=valid_from, valid_to=valid_to
    )


def official_row(body: Body) -> BodyName:
    """The unsaved official name of a new body."""
    return name_row(body, body.name, NameKind.OFFICIAL, valid_from=body.valid_from, valid_to=body.valid_to)


def iso(day: date | None) -> str | None:
    """A day as the audit log keeps it."""
    return day.isoformat() if day else None


def facts(**values: Any) -> dict[str, Any]:
    """Values for the audit log: ids and days as text."""
    return {
        key: iso(value) if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
        for key, value in values.items()
    }
