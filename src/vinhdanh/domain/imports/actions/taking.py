"""Good rows become rows of the book, or are tried as if they did: both by the same code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.actions.common import Actor
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.imports.states import ListKind, RowState
from vinhdanh.domain.organisations.queries.places import places_on
from vinhdanh.domain.people.access import may_keep
from vinhdanh.domain.people.actions import NewSubject, add_subjects
from vinhdanh.domain.registry.actions import AwardRow, RatingRow, RecognitionRow, Row, record_rows
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.name_doctor import matching_key
from vinhdanh.foundation.kernel.results import Refusal

_BOOK: Final = {ListKind.AWARDS: "award", ListKind.RATINGS: "rating", ListKind.RECOGNITIONS: "recognition"}
_COLUMN: Final = {
    "code": "award", "issuer_level": "level", "level": "rating", "recognised_on": "decided_on",
    "kind": "work", "subject": "name", "year_from": "year",
}  # fmt: skip
_COLUMNS: Final = frozenset(
    {"award", "year", "number", "decided_on", "issuer", "level", "manner", "rating", "title", "scope",
     "share", "work", "name", "employer"}
)  # fmt: skip
Told = Callable[[int], None]


@dataclass(slots=True)
class Outcome:
    """What became of each row, by its key: the row of the book, whether it was there, or what is wrong."""

    entries: dict[UUID, UUID | None] = field(default_factory=dict)
    known: set[UUID] = field(default_factory=set)
    faults: dict[UUID, tuple[str, str]] = field(default_factory=dict)


def rehearse(listing: ListImport, rows: Sequence[ImportRow], *, actor: Actor, scope: Scope) -> Outcome:
    """What taking these rows would bring; nothing of it stays."""
    with transaction.atomic():
        outcome = take(listing, rows, actor=actor, scope=scope)
        transaction.set_rollback(True)
    return outcome


def take(listing: ListImport, rows: Sequence[ImportRow], *, actor: Actor, scope: Scope) -> Outcome:
    """Write the rows into the book, new subjects first; the faulty ones are named and left out.

    A row that the book has adds nothing. Call it inside a transaction.
    """
    outcome = Outcome()
    writable = _writable(rows, scope, outcome)
    subjects = _subjects(listing, writable, actor=actor, scope=scope)
    if listing.kind == ListKind.PEOPLE:
        for row in writable:
            outcome.entries[row.pk] = subjects[row.pk]
            if row.who.get("subject"):
                outcome.known.add(row.pk)
        return outcome
    _record(listing, writable, subjects, outcome=outcome, actor=actor, scope=scope)
    return outcome


def _record(
    listing: ListImport,
    rows: Sequence[ImportRow],
    subjects: Mapping[UUID, UUID],
    *,
    outcome: Outcome,
    actor: Actor,
    scope: Scope,
) -> None:
    kind = ListKind(listing.kind)
    made = [_MAKERS[kind](subjects[row.pk], row) for row in rows]
    report = record_rows(actor=actor, scope=scope, kind=_BOOK[kind], rows=made, key=f"import:{listing.pk}")
    for row, entry in zip(rows, report.ids, strict=True):
        outcome.entries[row.pk] = entry
        if entry and entry not in report.fresh:
            outcome.known.add(row.pk)
    for fault in report.faults:
        column = _COLUMN.get(fault.field, fault.field)
        outcome.faults[rows[fault.index].pk] = (column if column in _COLUMNS else "name", fault.reason)


def _writable(rows: Sequence[ImportRow], scope: Scope, outcome: Outcome) -> list[ImportRow]:
    """Rows whose new record the person may open; the others are told so."""
    places = places_on({UUID(row.who["body"]) for row in rows if row.who.get("fresh")}, today())
    verdicts = {pk: may_keep(scope, place.path) for pk, place in places.items()}
    kept = []
    for row in rows:
        verdict = verdicts.get(UUID(row.who["body"])) if row.who.get("fresh") else None
        if isinstance(verdict, Refusal):
            outcome.faults[row.pk] = ("employer", verdict.reason)
        else:
            kept.append(row)
    return kept


def _subjects(
    listing: ListImport, rows: Sequence[ImportRow], *, actor: Actor, scope: Scope
) -> dict[UUID, UUID]:
    """The subject of each row; rows about one new person open one record."""
    found = {row.pk: UUID(row.who["subject"]) for row in rows if not row.who.get("fresh")}
    groups = _groups([row for row in rows if row.who.get("fresh")])
    if groups:
        new = [_new_subject(group) for group in groups]
        made = add_subjects(actor=actor, scope=scope, rows=new, key=f"import:{listing.pk}")
        for pk, group in zip(made, groups, strict=True):
            found |= {row.pk: pk for row in group}
    return found


def _groups(rows: Sequence[ImportRow]) -> list[list[ImportRow]]:
    """Rows about one new subject together: a birth written short belongs to the one that it fits."""
    alike: dict[tuple[Any, ...], dict[str, list[ImportRow]]] = {}
    for row in rows:
        births = alike.setdefault(_same(row), {})
        births.setdefault(str(row.values.get("birth", "")), []).append(row)
    groups: list[list[ImportRow]] = []
    for births in alike.values():
        for born in sorted(births, key=len):
            longer = [other for other in births if other != born and other.startswith(born)]
            if len(longer) == 1:
                births[longer[0]] += births.pop(born)
        groups += births.values()
    return groups


def _same(row: ImportRow) -> tuple[Any, ...]:
    """Rows of one list that differ in this are not about one new subject."""
    who, values = row.who, row.values
    if who.get("own_body"):
        return ("body", who["own_body"])
    return (values.get("subject"), matching_key(values["name"]), who["body"])


def _new_subject(rows: Sequence[ImportRow]) -> NewSubject:
    """The record that the rows of one new subject open; facts come from whichever row states them."""
    said: dict[str, Any] = {}
    for row in rows:
        for key, value in row.values.items():
            said.setdefault(key, value)
    who = rows[0].who
    birth = str(said.get("birth", ""))
    return NewSubject(
        kind=str(said.get("subject", "individual")),
        name=str(said["name"]),
        body_id=UUID(who["body"]),
        own_body_id=UUID(who["own_body"]) if who.get("own_body") else None,
        sex=str(said.get("sex", "")),
        birth_year=int(birth[:4]) if birth else None,
        born_on=_day(birth),
        ethnicity=str(said.get("ethnicity", "")),
        leader=said.get("leader"),
        direct_worker=said.get("direct"),
        served_since=_day(said.get("since")),
        title=str(said.get("post", "")),
    )


def _day(iso: Any) -> date | None:
    return date.fromisoformat(iso) if isinstance(iso, str) and len(iso) == 10 else None


def _award(subject: UUID, row: ImportRow) -> Row:
    values = row.values
    return AwardRow(
        subject_id=subject,
        code=values["award"],
        year=values["year"],
        year_from=values.get("year_from"),
        decided_on=_day(values.get("decided_on")),
        number=values.get("number", ""),
        name=row.typed.get("award", "")[:255],
        issuer=values.get("issuer", ""),
        issuer_level=values.get("level", ""),
        manner=values.get("manner", "merit"),
    )


def _rating(subject: UUID, row: ImportRow) -> Row:
    values = row.values
    return RatingRow(
        subject_id=subject,
        year=values["year"],
        level=values["rating"],
        number=values.get("number", ""),
        decided_on=_day(values.get("decided_on")),
        issuer=values.get("issuer", ""),
    )


def _recognition(subject: UUID, row: ImportRow) -> Row:
    values = row.values
    return RecognitionRow(
        subject_id=subject,
        kind=values.get("work", "initiative"),
        title=values["title"],
        scope=values["scope"],
        year=values["year"],
        recognised_on=_day(values.get("decided_on")),
        number=values.get("number", ""),
        issuer=values.get("issuer", ""),
        share=values.get("share"),
    )


_MAKERS: Final[Mapping[ListKind, Callable[[UUID, ImportRow], Row]]] = {
    ListKind.AWARDS: _award,
    ListKind.RATINGS: _rating,
    ListKind.RECOGNITIONS: _recognition,
}


def settle_row(row: ImportRow, outcome: Outcome) -> None:
    """Write into a row (unsaved) what taking it brought."""
    if fault := outcome.faults.get(row.pk):
        add_verdict(row, *fault)
        row.standing = RowState.WRONG
        return
    row.entry = outcome.entries.get(row.pk)
    row.standing = RowState.KNOWN if row.pk in outcome.known else RowState.TAKEN


def add_verdict(row: ImportRow, column: str, said: str) -> None:
    """One more thing that is wrong with a cell."""
    row.verdicts = [*row.verdicts, [column, "wrong", said]]
