"""Subjects as actions of other rooms need them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.people.models import Subject


@dataclass(frozen=True, slots=True)
class Standing:
    """Who a key means now: the subject itself, or the one into which it was merged."""

    id: UUID
    kind: str
    name: str
    body_id: UUID
    path: str


def lock_subjects(ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """The subjects behind these keys, locked against merging until the transaction ends, in one order.

    Unknown keys are missing. Two queries, and one more for each generation of merged records.
    """
    wanted = set(ids)
    into: dict[UUID, UUID] = {}
    found: dict[UUID, Standing] = {}
    ask = wanted
    while ask:
        fields = ("id", "kind", "name", "body_id", "path", "merged_into_id")
        rows = Subject.objects.filter(pk__in=ask).order_by("pk").select_for_update(of=("self",), no_key=True)
        ask = set()
        for *standing, merged in rows.values_list(*fields):
            if merged is None:
                found[standing[0]] = Standing(*standing)
            else:
                into[standing[0]] = merged
                ask.add(merged)
        ask -= found.keys()
    return {key: found[last] for key in wanted if (last := _last(key, into)) in found}


def _last(key: UUID, into: dict[UUID, UUID]) -> UUID:
    while key in into:
        key = into[key]
    return key
