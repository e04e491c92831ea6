"""Names for lists, selects and name fields, many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from vinhdanh.domain.organisations.models import Body, BodyGroup, BodyName
from vinhdanh.domain.organisations.queries.directory import search_bodies
from vinhdanh.domain.organisations.states import BodyKind, NameKind
from vinhdanh.foundation.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Named:
    """A body or a group under the address that links use: ``body:ID`` or ``group:ID``."""

    target: str
    name: str
    note: str = ""


def short_name_of(body: str) -> Subquery:
    """The short name in use now of the body that the column ``body`` points to, for ``annotate``."""
    rows = BodyName.objects.filter(body=OuterRef(body), kind=NameKind.SHORT, valid_to__isnull=True)
    return Subquery(rows.order_by("id").values("text")[:1])


def labels_of(targets: Iterable[str]) -> dict[str, str]:
    """The names behind ``body:ID`` and ``group:ID``; unknown ones are missing. Two queries."""
    ids: dict[str, list[str]] = {"body": [], "group": []}
    for target in targets:
        kind, _, key = target.partition(":")
        ids.get(kind, []).append(key)
    bodies = Body.objects.filter(pk__in=ids["body"]).values_list("pk", "name")
    groups = BodyGroup.objects.filter(pk__in=ids["group"]).values_list("pk", "name")
    return {f"body:{pk}": name for pk, name in bodies} | {f"group:{pk}": name for pk, name in groups}


def body_label(body_id: UUID) -> str:
    """The name of a body, empty when there is none. One query."""
    return Body.objects.filter(pk=body_id).values_list("name", flat=True).first() or ""


def find_by_name(text: str) -> Named | None:
    """The body or group whose name is ``text`` without regard to marks and case; None when none or several.

    At most two queries.
    """
    plain = fold(text)
    ids = list(BodyName.objects.filter(folded=plain).values_list("body_id", flat=True).distinct()[:2])
    if len(ids) == 1:
        return Named(f"body:{ids[0]}", body_label(ids[0]))
    groups = list(BodyGroup.objects.filter(folded=plain)[:2]) if not ids else []
    return Named(f"group:{groups[0].pk}", groups[0].name) if len(groups) == 1 else None


def suggestions(text: str, on: date, *, limit: int = 12) -> Sequence[Named]:
    """Bodies and groups for what has been typed so far, in list order. Two queries."""
    plain = fold(text)
    if not plain:
        return []
    bodies = search_bodies(text, on=on, limit=limit)
    groups = BodyGroup.objects.filter(folded__contains=plain)[: limit // 2]
    found = [Named(f"body:{row.id}", row.name, str(BodyKind(row.kind).label)) for row in bodies]
    return [*found, *(Named(f"group:{group.pk}", group.name, "Nhóm đơn vị") for group in groups)]
