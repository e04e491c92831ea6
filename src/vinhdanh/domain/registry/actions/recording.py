"""The door through which rows come into the book: one typed on a page, or thousands out of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.people.access import may_keep
from vinhdanh.domain.people.queries.standing import Standing, lock_subjects
from vinhdanh.domain.registry.actions.checks import fault_of
from vinhdanh.domain.registry.actions.common import Actor, by_program, keep_paper, refuse, standing_of
from vinhdanh.domain.registry.actions.kinds import KINDS, Key, Kind, OnRecord
from vinhdanh.domain.registry.actions.rows import Fault, Report, Row
from vinhdanh.domain.registry.models import Entry, Intake
from vinhdanh.domain.registry.states import Source
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.bulk import copy_in
from vinhdanh.foundation.files.intake import Incoming
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import Refusal

CHUNK: Final = 5_000
"""Rows looked at together: what is on record of their subjects is fetched in one query."""


@transaction.atomic
def record_rows(
    *,
    actor: Actor,
    kind: str,
    rows: Sequence[Row],
    key: str,
    scope: Scope | None = None,
    source: str = Source.IMPORT,
) -> Report:
    """Write the good rows of a list; the faulty ones are named and left out.

    ``kind`` is one of ``award, rating, recognition, figures, discipline, hold``; ``key`` names the list for
    good (a file's digest). A row that is on record, also one that was corrected or revoked since, adds
    nothing, so the same list twice is the same as once. Somebody who acts brings their ``scope``: rows of
    subjects they may not write about are faults. Some ten thousand rows a second; one audit row a list.
    """
    program = by_program(actor, scope)
    intake, _ = Intake.objects.get_or_create(
        kind=kind, key=key[:120], defaults={"created_by_id": actor.pk if actor else None}
    )
    book = _Book(KINDS[kind], intake, source=source, actor=actor, scope=None if program else scope)
    for start in range(0, len(rows), CHUNK):
        book.take(rows[start : start + CHUNK], start)
    _close(intake, book, actor)
    return Report(book.added, book.known, book.faults, book.ids, book.fresh)


@transaction.atomic
def record_entry(
    *, actor: Actor, scope: Scope | None, kind: str, row: Row, paper: Incoming | None = None
) -> Entry:
    """Write one row with the paper that shows it; raises RefusedError when it is impossible or known."""
    subject = standing_of(actor, scope, row.subject_id)
    book = _Book(KINDS[kind], None, source=Source.DECISION, actor=actor, scope=None)
    book.take([row], 0)
    if book.faults:
        fault = book.faults[0]
        refuse(fault.code, fault.reason, field=fault.field)
    if not book.added:
        refuse("known", "Dòng này đã có trong sổ, không ghi thêm.")
    entry = book.kind.model._default_manager.get(pk=str(book.ids[0]))
    keep_paper(entry, paper, actor=actor, body=subject.body_id)
    record(
        actor=actor,
        action=f"record_{kind}",
        subject=entry,
        body=subject.body_id,
        after={"name": subject.name, "entry": str(entry)},
    )
    return entry


def _close(intake: Intake, book: "_Book", actor: Actor) -> None:
    intake.added, intake.known, intake.faults = intake.added + book.added, book.known, len(book.faults)
    intake.save(update_fields=["added", "known", "faults"])
    after = {"kind": intake.kind, "added": book.added, "known": book.known, "faults": len(book.faults)}
    record(actor=actor, action="take_in_rows", subject=intake, after={"list": intake.key, **after})


@dataclass
class _Book:
    """The state of one list on its way in."""

    kind: Kind[Any]
    intake: Intake | None
    source: str
    actor: Actor
    scope: Scope | None
    added: int = 0
    known: int = 0
    faults: list[Fault] = field(default_factory=list)
    ids: list[UUID | None] = field(default_factory=list)
    fresh: set[UUID] = field(default_factory=set)

    def take(self, rows: Sequence[Row], start: int) -> None:
        """Check and write one chunk whose first row has the index ``start``."""
        subjects = lock_subjects(row.subject_id for row in rows)
        there = _Shelf(self.kind, [one.id for one in subjects.values()])
        made: list[tuple[Row, Entry]] = []
        for index, row in enumerate(rows, start):
            found = self._judge(row, subjects, there)
            if isinstance(found, Refusal):
                self.faults.append(Fault(index, found.code, found.reason, found.field))
                self.ids.append(None)
            elif isinstance(found, Entry):
                made.append((row, found))
                self.ids.append(found.pk)
            else:
                self.known += 1
                self.ids.append(found)
        copy_in([entry for _, entry in made])
        self.kind.after(made)
        self.added += len(made)
        self.fresh |= {entry.pk for _, entry in made}

    def _judge(self, row: Row, subjects: Mapping[UUID, Standing], there: "_Shelf") -> Refusal | Entry | UUID:
        """What is wrong with the row, or the new entry, or the id of the one on record."""
        subject = subjects.get(row.subject_id)
        if subject is None:
            return Refusal("subject_missing", "Không tìm thấy hồ sơ trong sổ; có thể vừa được nhập làm một.")
        if not isinstance(row, self.kind.row):
            raise TypeError(f"{type(row).__name__} is no row of this kind")
        fault = self._fault(row, subject)
        if fault is not None:
            return fault
        values = self.kind.values(row)
        key = self.kind.key(values)
        known = there.find(subject.id, key)
        if known is not None:
            differs = self.kind.differs(values, known) if known.counts else None
            return known.id if differs is None else differs
        other = there.at(subject.id, key)
        if other is not None:
            return self.kind.clash(row, other)
        entry = self._new(values, subject)
        there.add(subject.id, _on_record(self.kind, key, entry))
        return entry

    def _fault(self, row: Row, subject: Standing) -> Refusal | None:
        if self.scope is not None:
            allowed = may_keep(self.scope, subject.path)
            if isinstance(allowed, Refusal):
                return allowed
        return fault_of(row, subject_kind=subject.kind, on=today())

    def _new(self, values: Mapping[str, Any], subject: Standing) -> Entry:
        return self.kind.model(
            subject_id=subject.id,
            source=self.source,
            intake=self.intake,
            recorded_at=now(),
            recorded_by_id=self.actor.pk if self.actor else None,
            **values,
        )


def _on_record(kind: Kind[Any], key: Key, entry: Entry) -> OnRecord:
    says = {name: getattr(entry, name) for name in kind.told}
    return OnRecord(entry.pk, key, entry.turn, counts=True, says=says)


class _Shelf:
    """What the book already says of some subjects, by natural key and by place."""

    def __init__(self, kind: Kind[Any], subjects: Sequence[UUID]) -> None:
        self.kind = kind
        self.keys: dict[tuple[UUID, Key], OnRecord] = {}
        self.places: dict[tuple[UUID, Key], OnRecord] = {}
        for subject, rows in kind.on_record(subjects).items():
            for row in rows:
                self.add(subject, row)

    def add(self, subject: UUID, row: OnRecord) -> None:
        if row.counts or (subject, row.key) not in self.keys:
            self.keys[subject, row.key] = row
        if row.counts:
            self.places[subject, self.kind.place(row.key)] = row

    def find(self, subject: UUID, key: Key) -> OnRecord | None:
        return self.keys.get((subject, key))

    def at(self, subject: UUID, key: Key) -> OnRecord | None:
        """The row that counts at the place of ``key``."""
        return self.places.get((subject, self.kind.place(key)))
