"""Say what is owed; the table and the work items follow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.organisations.queries.places import paths_of
from vinhdanh.engines.workflow.items import Wait, set_waits_of
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import as_vietnamese

_FOLLOWING = ("creditor_id", "through_id", "title", "note", "origin", "due_on", "path", "party_keys")
_ENDING = ("state", "closed_at", "reason", "fulfilled_on")


@dataclass(frozen=True, slots=True)
class Closed:
    """How something owed in the past ended, for rows written after the event."""

    state: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """One body owes one thing for one period. ``keys`` are further bodies that may see it.

    ``note`` says where it is asked, in 300 characters at most, and ``origin_id`` is that plan. With
    ``closed`` it is no longer owed: a row that is missing or still open is written as ended.
    """

    kind: str
    party_id: UUID
    creditor_id: UUID
    title: str
    period: str = ""
    due_on: date | None = None
    through_id: UUID | None = None
    keys: tuple[UUID, ...] = ()
    note: str = ""
    origin_id: UUID | None = None
    closed: Closed | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The row that an obligation comes from."""

    kind: str
    id: UUID

    @classmethod
    def of(cls, row: models.Model) -> "Source":
        return cls(row._meta.label_lower, row.pk)


@transaction.atomic
def set_obligations(
    *, actor: Actor | None, source_kind: str, owed: Mapping[UUID, Iterable[Owed]], kinds: Sequence[str]
) -> None:
    """Make the open obligations of these sources (of ``kinds``) exactly those given, source by source.

    New ones are opened, changed ones follow, open ones no longer named are removed with an audit
    row each; closed ones stay as they are. A constant number of queries but for changed rows.
    """
    rows = Obligation.objects.select_for_update(of=("self",)).filter(
        source_kind=source_kind, source_id__in=list(owed), kind__in=kinds
    )
    held = {(row.source_id, row.kind, row.party_id, row.period): row for row in rows}
    wanted = {(pk, one.kind, one.party_id, one.period): one for pk, some in owed.items() for one in some}
    paths = paths_of({one.creditor_id for one in wanted.values()})
    made = [
        _filled(Obligation(source_kind=source_kind, source_id=key[0]), one, paths)
        for key, one in wanted.items()
        if key not in held
    ]
    _insert(made)
    _follow([(held[key], one) for key, one in wanted.items() if key in held], paths)
    gone = [row for key, row in held.items() if key not in wanted and row.state == ObligationState.OPEN]
    _drop(actor, gone)
    left = [row for key, row in held.items() if key in wanted or row.state != ObligationState.OPEN]
    kinds_shown = {item_kind(row) for row in [*held.values(), *made]}
    _show(source_kind, list(owed), rows=[*left, *made], kinds=kinds_shown)


def _insert(rows: Sequence[Obligation]) -> None:
    """Write new rows by COPY: a plan led by groups owes thousands at once, and inserts of a table with
    an array take several times as long."""
    if not rows:
        return
    fields = Obligation._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    into = f'COPY "{Obligation._meta.db_table}" ({columns}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row([_plain(getattr(row, field.attname)) for field in fields])


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _values(one: Owed, paths: Mapping[UUID, str]) -> dict[str, Any]:
    """What may change while the obligation stays the same one."""
    keys = [one.party_id, one.creditor_id, one.through_id, *one.keys]
    return {
        "creditor_id": one.creditor_id,
        "through_id": one.through_id,
        "title": one.title,
        "note": one.note[:300],
        "origin": one.origin_id,
        "due_on": one.due_on,
        "path": paths[one.creditor_id],
        "party_keys": list(dict.fromkeys(key for key in keys if key is not None)),
    }


def _filled(row: Obligation, one: Owed, paths: Mapping[UUID, str]) -> Obligation:
    ending = _ending(one.closed) if one.closed else {}
    for name, value in {**_values(one, paths), **ending}.items():
        setattr(row, name, value)
    row.kind, row.party_id, row.period = one.kind, one.party_id, one.period
    return row


def _ending(closed: Closed) -> dict[str, Any]:
    done = closed.state == ObligationState.FULFILLED
    return {
        "state": closed.state,
        "closed_at": closed.at,
        "reason": closed.reason,
        "fulfilled_on": as_vietnamese(closed.at).date() if done else None,
    }


def _follow(pairs: Iterable[tuple[Obligation, Owed]], paths: Mapping[UUID, str]) -> None:
    changed = []
    for row, one in pairs:
        if row.state != ObligationState.OPEN:
            continue
        values = _values(one, paths) | (_ending(one.closed) if one.closed else {})
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    fields = [name.removesuffix("_id") for name in (*_FOLLOWING, *_ENDING)]
    Obligation.objects.bulk_update(changed, fields, batch_size=500)


def _drop(actor: Actor | None, rows: Sequence[Obligation]) -> None:
    for row in rows:
        before = {"title": row.title, "period": row.period, "party": str(row.party_id)}
        record(actor=actor, action="drop_obligation", subject=row, body=row.creditor_id, before=before)
    Obligation.objects.filter(pk__in=[row.pk for row in rows]).delete()


def refresh_items(
    source_kind: str, source_ids: Sequence[UUID], *, parties: Iterable[UUID] | None = None
) -> None:
    """The open obligations of these sources as work items: the party holds, the next in line waits.

    ``parties`` narrows it to what these bodies owe: one of thousands who sends touches its own items only.
    """
    rows = Obligation.objects.filter(source_kind=source_kind, source_id__in=list(source_ids))
    holders = None if parties is None else list(parties)
    if holders is not None:
        rows = rows.filter(party_id__in=holders)
    found = list(rows)
    _show(source_kind, source_ids, rows=found, kinds={item_kind(row) for row in found}, holders=holders)


def _show(
    source_kind: str,
    source_ids: Sequence[UUID],
    *,
    rows: Iterable[Obligation],
    kinds: set[str],
    holders: Sequence[UUID] | None = None,
) -> None:
    waits: dict[UUID, list[Wait]] = {pk: [] for pk in source_ids}
    for row in rows:
        if row.state == ObligationState.OPEN:
            waits[row.source_id].append(_wait(row))
    if kinds:
        set_waits_of(subject_kind=source_kind, waits=waits, kinds=sorted(kinds), holders=holders)


def item_kind(row: Obligation) -> str:
    """The kind of the work item: a period of its own keeps two reports of one duty apart."""
    return f"{row.kind} {row.period}".strip()


def _wait(row: Obligation) -> Wait:
    return Wait(
        item_kind(row),
        row.party_id,
        row.title,
        awaited_by=row.through_id or row.creditor_id,
        due_on=row.due_on,
        note=" · ".join(part for part in (row.reason, row.note) if part),
    )
