"""The directory taken over from a list, any number of times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.organisations.actions.common import (
    Actor,
    checked_name,
    checked_period,
    facts,
    name_row,
    official_row,
    refuse,
    set_name,
)
from vinhdanh.domain.organisations.models import Body, BodyName, BodyRelation
from vinhdanh.domain.organisations.paths import path_below
from vinhdanh.domain.organisations.states import BodyKind, Level, NameKind, RelationKind
from vinhdanh.foundation.audit.log import record


@dataclass(frozen=True, slots=True)
class BodyImport:
    """One line of the list. ``code`` identifies the body for good; ``parent_code`` is a line of the
    list or a body on record."""

    code: str
    name: str
    kind: str
    level: str
    parent_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    short_name: str = ""
    abbreviations: Sequence[str] = ()
    aliases: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Codes of the lines made, mended and left as they were, and the bodies by code."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)


@transaction.atomic
def import_bodies(*, actor: Actor, rows: Sequence[BodyImport]) -> ImportReport:
    """Make the bodies of a list and add their names.

    A body on record has its spelling, kind and level mended. Its parent and period stay:
    those change by ``move_body``, ``merge_bodies`` and their like, which keep history.
    All or nothing; raises RefusedError with the line that is wrong.
    """
    _check(rows)
    codes = {row.code for row in rows} | {row.parent_code for row in rows if row.parent_code}
    known = {
        body.code: body for body in Body.objects.select_for_update().filter(code__in=codes).order_by("pk")
    }
    report = ImportReport(bodies=known)
    fresh = [_new_body(row, known) for row in _parents_first(rows, known)]
    Body.objects.bulk_create(fresh)
    _link(fresh)
    before = {row.code: _mend(known[row.code], row) for row in rows}
    names = _add_names(rows, known, fresh)
    made = {body.code for body in fresh}
    for row in rows:
        touched = bool(before[row.code]) or row.code in names
        kept = report.created if row.code in made else report.changed if touched else report.unchanged
        kept.append(row.code)
    _record(actor, report, before)
    return report


def _check(rows: Sequence[BodyImport]) -> None:
    seen: set[str] = set()
    for line, row in enumerate(rows, 1):
        if not row.code or row.code in seen:
            refuse("code_wrong", f"Dòng {line}: mã “{row.code}” để trống hoặc bị trùng.", field="code")
        if row.kind not in BodyKind.values or row.level not in Level.values:
            refuse(
                "kind_wrong",
                f"Dòng {line}: loại “{row.kind}” hoặc cấp “{row.level}” không có trong danh mục.",
            )
        checked_name(row.name)
        checked_period(row.valid_from, row.valid_to)
        seen.add(row.code)


def _parents_first(rows: Sequence[BodyImport], known: Mapping[str, Body]) -> Iterable[BodyImport]:
    """New lines so ordered that a parent comes before its children."""
    waiting = [row for row in rows if row.code not in known]
    done = set(known)
    while waiting:
        ready = [row for row in waiting if not row.parent_code or row.parent_code in done]
        if not ready:
            row = waiting[0]
            text = (
                f"Dòng “{row.name}”: không tìm thấy cấp trên mã “{row.parent_code}”, hoặc cấp trên lặp vòng."
            )
            refuse("parent_missing", text, field="parent_code")
        yield from ready
        done |= {row.code for row in ready}
        waiting = [row for row in waiting if row.code not in done]


def _new_body(row: BodyImport, known: dict[str, Body]) -> Body:
    parent = known[row.parent_code] if row.parent_code else None
    body = Body(
        code=row.code,
        kind=row.kind,
        level=row.level,
        parent=parent,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
    set_name(body, checked_name(row.name))
    body.path = path_below(parent.path if parent else "", body.pk)
    known[row.code] = body
    return body


def _link(fresh: Sequence[Body]) -> None:
    BodyName.objects.bulk_create([official_row(body) for body in fresh])
    BodyRelation.objects.bulk_create(
        BodyRelation(
            kind=RelationKind.ADMINISTRATIVE,
            source=body,
            target=body.parent,
            valid_from=body.valid_from,
            valid_to=body.valid_to,
        )
        for body in fresh
        if body.parent
    )


def _mend(body: Body, row: BodyImport) -> dict[str, object]:
    """Correct a body on record; returns what it said before, empty when nothing differs."""
    old = facts(name=body.name, kind=body.kind, level=body.level)
    name = checked_name(row.name)
    if old == facts(name=name, kind=row.kind, level=row.level):
        return {}
    body.kind, body.level = row.kind, row.level
    set_name(body, name)
    body.save(update_fields=["name", "folded", "sort_key", "place_unit", "kind", "level"])
    latest = BodyName.objects.filter(body=body, kind=NameKind.OFFICIAL, valid_to=body.valid_to)
    latest.update(text=body.name, folded=body.folded)
    return old


def _wanted(row: BodyImport) -> Iterable[tuple[str, str]]:
    if row.short_name:
        yield row.short_name, NameKind.SHORT
    for text in row.abbreviations:
        yield text, NameKind.ABBREVIATION
    for text in row.aliases:
        yield text, NameKind.ALIAS


def _add_names(rows: Sequence[BodyImport], known: Mapping[str, Body], fresh: Sequence[Body]) -> set[str]:
    """Add the further names that are not on record; returns the codes of bodies that got one."""
    ids: set[UUID] = {known[row.code].pk for row in rows} - {body.pk for body in fresh}
    there = set(BodyName.objects.filter(body__in=ids).values_list("body", "kind", "text"))
    new: list[BodyName] = []
    codes: set[str] = set()
    for row in rows:
        for text, kind in _wanted(row):
            name = name_row(known[row.code], text, kind)
            if (name.body_id, str(kind), name.text) not in there:
                there.add((name.body_id, str(kind), name.text))
                new.append(name)
                codes.add(row.code)
    BodyName.objects.bulk_create(new)
    return codes


def _record(actor: Actor, report: ImportReport, before: Mapping[str, dict[str, object]]) -> None:
    for code in [*report.created, *report.changed]:
        body = report.bodies[code]
        after = facts(code=code, name=body.name, kind=body.kind, level=body.level)
        record(
            actor=actor, action="import_body", subject=body, body=body.pk, before=before[code], after=after
        )
