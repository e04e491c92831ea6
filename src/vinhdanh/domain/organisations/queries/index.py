"""The whole directory in memory for one call of matching: names as look-up keys, places, groups.

Eight queries, however many names are then matched.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from vinhdanh.domain.organisations.models import (
    Body,
    BodyGroup,
    BodyName,
    BodyRelation,
    GroupMember,
    GroupName,
    NameChoice,
)
from vinhdanh.domain.organisations.models.periods import is_valid, valid_on
from vinhdanh.domain.organisations.naming.collective import Collective, collective_of
from vinhdanh.domain.organisations.naming.places import (
    PlaceRef,
    place_of_name,
    place_words,
    plain,
    split_place,
    without_country,
)
from vinhdanh.domain.organisations.naming.reading import read
from vinhdanh.domain.organisations.naming.tokens import Phrase
from vinhdanh.domain.organisations.paths import ancestors
from vinhdanh.domain.organisations.queries.groups import rule_takes
from vinhdanh.domain.organisations.queries.lineage import Step, all_steps, edges_of, living_successors
from vinhdanh.domain.organisations.queries.tree import Standing
from vinhdanh.domain.organisations.states import BodyKind, NameKind, RelationKind


@dataclass(slots=True)
class Entry:
    """One body; ``place`` is the people's committee in whose place it sits."""

    id: UUID
    name: str
    kind: str
    level: str
    place_unit: str
    path: str
    valid_from: date | None
    valid_to: date | None
    place: UUID | None = None

    def lives(self, on: date) -> bool:
        return is_valid(self.valid_from, self.valid_to, on)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write the name of a body, as words, whole and without its place."""

    entry: Entry
    text: str
    kind: str
    words: Phrase
    core: Phrase
    ref: PlaceRef
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class GroupForm:
    """One way to write the name of a group; ``listed`` where it spells out a list."""

    group: BodyGroup
    text: str
    key: str
    listed: Collective | None


@dataclass(slots=True)
class DirectoryIndex:
    """What matching looks things up in; built for one scope and one day."""

    on: date
    entries: dict[UUID, Entry]
    forms: list[Form] = field(default_factory=list)
    whole: Mapping[str, list[Form]] = field(default_factory=dict)
    core: Mapping[str, list[Form]] = field(default_factory=dict)
    places: Mapping[PlaceRef, set[UUID]] = field(default_factory=dict)
    place_words: Mapping[UUID, list[Phrase]] = field(default_factory=dict)
    groups: list[GroupForm] = field(default_factory=list)
    choices: Mapping[str, NameChoice] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    parents: Mapping[UUID, UUID] = field(default_factory=dict)
    standing: Mapping[UUID, list[UUID]] = field(default_factory=dict)
    members: Mapping[UUID, Mapping[UUID, bool]] = field(default_factory=dict)

    def knows(self, ref: PlaceRef) -> bool:
        """Is there a place of this unit and name?"""
        return ref in self.places

    def successors(self, body: UUID) -> list[Entry]:
        """The living bodies that carry a body on."""
        edges = edges_of(self.steps)
        return [self.entries[key] for key in living_successors(body, edges, self._lives)]

    def steps_from(self, body: UUID) -> list[Step]:
        """How a body ended."""
        return [step for step in self.steps if step.predecessor_id == body]

    def _lives(self, body: UUID) -> bool:
        return self.entries[body].lives(self.on)

    def has_members(self, group: BodyGroup) -> bool:
        """Does the group take in anybody on the day?"""
        choices = self.members.get(group.pk, {})
        return any(
            choices.get(entry.id, rule_takes(group, self._as_it_stood(entry)))
            for entry in self.entries.values()
            if entry.lives(self.on)
        )

    def _as_it_stood(self, entry: Entry) -> Standing:
        above, here = {entry.id}, entry.id
        while (here := self.parents.get(here, here)) not in above:
            above.add(here)
        return Standing(entry.kind, entry.level, entry.place_unit, frozenset(above))


def load_index(*, scope: UUID | None, on: date) -> DirectoryIndex:
    """Read the directory; ``scope`` is the body whose confirmed choices count."""
    index = DirectoryIndex(on=on, entries=_entries(), steps=all_steps())
    rows = BodyName.objects.order_by("id").values_list("body", "text", "kind", "valid_from", "valid_to")
    names = list(rows)
    _set_known_places(index, ((body, text) for body, text, *_ in names))
    for body, text, kind, first, end in names:
        index.forms.extend(_forms(index, index.entries[body], (text, kind, first, end)))
    _set_places(index)
    index.whole = _by(index.forms, part="words")
    index.core = _by(index.forms, part="core")
    index.groups = list(_group_forms())
    index.choices = {row.written: row for row in NameChoice.objects.filter(scope=scope)}
    index.parents, index.standing = _relations(on)
    index.members = _members(on)
    return index


def _entries() -> dict[UUID, Entry]:
    rows = Body.objects.order_by().values_list(
        "id", "name", "kind", "level", "place_unit", "path", "valid_from", "valid_to"
    )
    return {row[0]: Entry(*row) for row in rows}


def _set_known_places(index: DirectoryIndex, names: Iterable[tuple[UUID, str]]) -> None:
    """Places by unit and name, by name alone, and the words in which they are named."""
    places: dict[PlaceRef, set[UUID]] = defaultdict(set)
    words: dict[UUID, list[Phrase]] = defaultdict(list)
    for body, text in names:
        if index.entries[body].kind == BodyKind.PEOPLE_COMMITTEE:
            ref = place_of_name(text)
            if ref.name:
                places[ref].add(body)
                places[PlaceRef(name=ref.name)].add(body)
                words[body].append(place_words(text))
    index.places, index.place_words = dict(places), dict(words)


def key_of(words: Phrase) -> str:
    """The look-up key of some words."""
    return plain(without_country(words))


_Name = tuple[str, str, date | None, date | None]


def _forms(index: DirectoryIndex, entry: Entry, name: _Name) -> Iterable[Form]:
    text, kind, first, end = name
    for reading in read(text):
        split = split_place(reading.whole, index.knows)
        core, ref = (split.core, split.ref) if split else (reading.whole, PlaceRef())
        yield Form(entry, text, kind, reading.whole, core, ref, first, end)


def _by(forms: Iterable[Form], part: str) -> dict[str, list[Form]]:
    table: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        table[key_of(getattr(form, part))].append(form)
    return dict(table)


def _set_places(index: DirectoryIndex) -> None:
    """Where each body sits: itself, the place its name says in full, the committee above it,
    the place its name hints at, or the only one of its level."""
    committees = {
        entry.path: entry.id for entry in index.entries.values() if entry.kind == BodyKind.PEOPLE_COMMITTEE
    }
    by_level = defaultdict(list)
    for key in committees.values():
        if index.entries[key].lives(index.on):
            by_level[index.entries[key].level].append(key)
    refs = {form.entry.id: form.ref for form in index.forms if form.kind == NameKind.OFFICIAL}
    for entry in index.entries.values():
        entry.place = _place_of(index, entry, committees=committees, ref=refs.get(entry.id, PlaceRef()))
        if entry.place is None and len(by_level[entry.level]) == 1:
            entry.place = by_level[entry.level][0]


def _place_of(
    index: DirectoryIndex, entry: Entry, *, committees: Mapping[str, UUID], ref: PlaceRef
) -> UUID | None:
    if entry.path in committees:
        return entry.id
    named = index.places.get(ref, set()) if ref.name else set()
    above = [committees[path] for path in reversed(ancestors(entry.path)) if path in committees]
    if ref.unit and len(named) == 1:
        return next(iter(named))
    if above:
        return above[0]
    return next(iter(named)) if len(named) == 1 else None


@lru_cache(maxsize=4096)
def _listed(text: str) -> Collective | None:
    readings = read(text)
    return collective_of(readings[0]) if readings else None


def _group_forms() -> Iterable[GroupForm]:
    groups = {group.pk: group for group in BodyGroup.objects.select_related("owner", "under")}
    texts = [(key, group.name) for key, group in groups.items()]
    texts += GroupName.objects.order_by("id").values_list("group_id", "text")
    for key, text in texts:
        readings = read(text)
        if readings:
            yield GroupForm(groups[key], text, key_of(readings[0].words), _listed(text))


def _relations(on: date) -> tuple[dict[UUID, UUID], dict[UUID, list[UUID]]]:
    """Administrative parents on the day, and the standing offices by the body they serve."""
    kinds = (RelationKind.ADMINISTRATIVE, RelationKind.STANDING_OFFICE_OF)
    parents: dict[UUID, UUID] = {}
    standing: dict[UUID, list[UUID]] = defaultdict(list)
    rows = BodyRelation.objects.filter(valid_on(on), kind__in=kinds).values_list("kind", "source", "target")
    for kind, source, target in rows:
        if kind == RelationKind.ADMINISTRATIVE:
            parents[source] = target
        else:
            standing[target].append(source)
    return parents, dict(standing)


def _members(on: date) -> dict[UUID, dict[UUID, bool]]:
    found: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    for group, body, included in GroupMember.objects.filter(valid_on(on)).values_list(
        "group_id", "body_id", "included"
    ):
        found[group][body] = included
    return dict(found)


__all__ = ["DirectoryIndex", "Entry", "Form", "GroupForm", "key_of", "load_index"]
