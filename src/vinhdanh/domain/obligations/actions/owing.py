"""Say what is owed; the table and the work items follow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models, transaction

from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.organisations.models import Body
from vinhdanh.engines.workflow.items import Wait, set_waits_of
from vinhdanh.foundation.audit.log import Actor, record

_MUTABLE = ("creditor_id", "through_id", "title", "due_on", "path", "party_keys")


@dataclass(frozen=True, slots=True)
class Owed:
    """One body owes one thing for one period. ``keys`` are further bodies that may see it."""

    kind: str
    party_id: UUID
    creditor_id: UUID
    title: str
    period: str = ""
    due_on: date | None = None
    through_id: UUID | None = None
    keys: tuple[UUID, ...] = ()


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
    paths = _paths({one.creditor_id for one in wanted.values()})
    made = {
        key: _filled(Obligation(source_kind=source_kind, source_id=key[0]), one, paths)
        for key, one in wanted.items()
    }
    Obligation.objects.bulk_create([row for key, row in made.items() if key not in held], batch_size=1000)
    _follow([(held[key], row) for key, row in made.items() if key in held])
    _drop(actor, [row for key, row in held.items() if key not in made and row.state == ObligationState.OPEN])
    refresh_items(source_kind, list(owed))


def _paths(bodies: set[UUID]) -> dict[UUID, str]:
    return dict(Body.objects.filter(pk__in=bodies).values_list("pk", "path"))


def _filled(row: Obligation, one: Owed, paths: Mapping[UUID, str]) -> Obligation:
    row.kind, row.party_id, row.period = one.kind, one.party_id, one.period
    row.creditor_id, row.through_id = one.creditor_id, one.through_id
    row.title, row.due_on, row.path = one.title, one.due_on, paths[one.creditor_id]
    keys = [one.party_id, one.creditor_id, one.through_id, *one.keys]
    row.party_keys = list(dict.fromkeys(key for key in keys if key is not None))
    return row


def _follow(pairs: Iterable[tuple[Obligation, Obligation]]) -> None:
    changed = []
    for row, wanted in pairs:
        if row.state != ObligationState.OPEN:
            continue
        if any(getattr(row, name) != getattr(wanted, name) for name in _MUTABLE):
            for name in _MUTABLE:
                setattr(row, name, getattr(wanted, name))
            changed.append(row)
    Obligation.objects.bulk_update(changed, [name.removesuffix("_id") for name in _MUTABLE], batch_size=500)


def _drop(actor: Actor | None, rows: Sequence[Obligation]) -> None:
    for row in rows:
        after = {"title": row.title, "period": row.period, "party": str(row.party_id)}
        record(actor=actor, action="drop_obligation", subject=row, body=row.creditor_id, before=after)
    Obligation.objects.filter(pk__in=[row.pk for row in rows]).delete()


def refresh_items(
    source_kind: str, source_ids: Sequence[UUID], *, parties: Iterable[UUID] | None = None
) -> None:
    """The open obligations of these sources as work items: the party holds, the next in line waits.

    ``parties`` narrows it to what these bodies owe: one of thousands who sends touches its own items only.
    """
    waits: dict[UUID, list[Wait]] = {pk: [] for pk in source_ids}
    kinds: set[str] = set()
    rows = Obligation.objects.filter(source_kind=source_kind, source_id__in=list(source_ids))
    holders = None if parties is None else list(parties)
    if holders is not None:
        rows = rows.filter(party_id__in=holders)
    for row in rows.order_by("due_on", "period", "id"):
        kinds.add(item_kind(row))
        if row.state == ObligationState.OPEN:
            waits[row.source_id].append(_wait(row))
    if kinds:
        set_waits_of(subject_kind=source_kind, waits=_once(waits), kinds=sorted(kinds), holders=holders)


def item_kind(row: Obligation) -> str:
    """The kind of the work item: a period of its own keeps two reports of one duty apart."""
    return f"{row.kind} {row.period}".strip()


def _wait(row: Obligation) -> Wait:
    return Wait(item_kind(row), row.party_id, row.title, row.through_id or row.creditor_id, row.due_on)


def _once(waits: Mapping[UUID, list[Wait]]) -> dict[UUID, list[Wait]]:
    """One item for each holder and kind."""
    return {
        pk: list({(wait.kind, wait.holder): wait for wait in some}.values()) for pk, some in waits.items()
    }
