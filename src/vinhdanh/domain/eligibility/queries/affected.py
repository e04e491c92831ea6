"""Who is hit: whose verdict a draft would change, and why.

Today the verdicts compared are those on everybody in the book, for the files that would come in on the
draft's first day. A later room that has files under way (registrations, dossiers) declares them with
:func:`candidates`, and they are compared as well.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from vinhdanh.domain.catalogue.queries.layers import Layer, layer_for
from vinhdanh.domain.catalogue.states import What
from vinhdanh.domain.eligibility.queries.everybody import Part, parts_of
from vinhdanh.domain.eligibility.queries.judging import Judged, judged, subject_file
from vinhdanh.domain.eligibility.queries.machine import checkable_awards, law_columns, screen_book
from vinhdanh.domain.eligibility.states import Outcome
from vinhdanh.domain.people.queries.populations import Member, members, population
from vinhdanh.domain.registry.queries.columns import columns_of

if TYPE_CHECKING:
    from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
    from vinhdanh.engines.law.model import AwardRule

SHOWN = 50
"""How many are named with their reason; the others are counted."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file under way, for the preview. ``what`` says which ("đăng ký số 12")."""

    subject_id: UUID
    path: str
    award: str
    year: int
    received_on: date
    what: str


Candidates: TypeAlias = Callable[[str, Sequence[str], date], Iterable[Candidate]]
"""Files under way of a tree (path) for some awards, received from a day on."""
_SOURCES: list[Candidates] = []


def candidates(source: Candidates) -> Candidates:
    """Declare a source of files under way."""
    _SOURCES.append(source)
    return source


@dataclass(frozen=True, slots=True)
class Hit:
    """One verdict that would change; ``reason`` is the sentence of the new one."""

    subject: Member
    award: str
    before: Outcome
    after: Outcome
    reason: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """``gained`` and ``lost`` count verdicts that get better or worse; ``hits`` names the first of them.

    ``figures`` are changed rules that bear on no single verdict: quotas, deadlines, votes.
    """

    on: date
    year: int
    looked_at: int
    gained: int
    lost: int
    hits: Sequence[Hit]
    figures: "Sequence[LocalRule]"


@dataclass(frozen=True, slots=True)
class _Change:
    subject_id: UUID
    path: str
    award: str
    before: int
    after: int


def effect_of(draft: "LocalInstrument", *, on: date) -> Effect:
    """What a draft would change for files received on a day, for the year before; the page has checked
    that the person may write it. Thirteen queries for each body with rules of its own, and 11 for each
    subject that is named."""
    year = on.year - 1
    rules = list(draft.rules.order_by("position"))
    codes = sorted({rule.award for rule in rules if rule.what == What.STANDARD})
    if any(rule.what == What.READING for rule in rules):
        codes = []
    looked, changes = 0, list[_Change]()
    if codes or any(rule.what == What.READING for rule in rules):
        awards = checkable_awards(on, codes)
        for part in parts_of(draft.path, on):
            size, found = _compared(draft, part, awards, on=on, year=year)
            looked, changes = looked + size, changes + found
    under_way = _under_way(draft, codes, on)
    turns = [(each.before, each.after) for each in changes]
    turns += [(int(each.before), int(each.after)) for each in under_way]
    hits = [*under_way, *_named(draft, changes, on=on, year=year)]
    return Effect(
        on=on,
        year=year,
        looked_at=looked + len(under_way),
        gained=sum(after > before for before, after in turns),
        lost=sum(after < before for before, after in turns),
        hits=hits,
        figures=[rule for rule in rules if rule.what not in {What.STANDARD, What.READING}],
    )


def _layers(draft: "LocalInstrument", path: str, on: date) -> tuple[Layer, Layer]:
    return layer_for(path, on), layer_for(path, on, draft=draft)


def _compared(
    draft: "LocalInstrument", part: Part, awards: "Sequence[AwardRule]", *, on: date, year: int
) -> tuple[int, list[_Change]]:
    """The subjects of one part by the rules in force and by the draft."""
    import numpy as np

    book = columns_of(population(part.trees, part.without), year=year, received_on=on)
    columns = law_columns(book, year=year, received_on=on)
    old, new = (screen_book(book, awards, layer, columns=columns) for layer in _layers(draft, part.path, on))
    changes = [
        _Change(book.id_at(place), part.path, before.rule.code, int(was[place]), int(now[place]))
        for before, after in zip(old, new, strict=True)
        for was, now in [(before.standing, after.standing)]
        for place in np.flatnonzero(was != now).tolist()
    ]
    return book.size, changes


def _named(draft: "LocalInstrument", changes: Sequence[_Change], *, on: date, year: int) -> list[Hit]:
    """The first changes with names and the reason of the new verdict; those who lose go first."""
    chosen = sorted(changes, key=lambda each: each.after - each.before)[:SHOWN]
    people = members(each.subject_id for each in chosen)
    layers: dict[str, Layer] = {}
    found = []
    for each in chosen:
        layer = layers.setdefault(each.path, layer_for(each.path, on, draft=draft))
        answer = judged(subject_file(each.subject_id, year, on), each.award, layer).answer
        hit = Hit(
            people[each.subject_id], each.award, Outcome(each.before), Outcome(each.after), answer["summary"]
        )
        found.append(hit)
    return found


def _under_way(draft: "LocalInstrument", codes: Sequence[str], on: date) -> list[Hit]:
    """Files under way whose verdict the draft would change."""
    every = [each for source in _SOURCES for each in source(draft.path, codes, on)]
    people = members(each.subject_id for each in every)
    found = []
    for each in every:
        facts = subject_file(each.subject_id, each.year, each.received_on)
        before, after = _both(draft, each, facts)
        if before.outcome != after.outcome:
            words = after.answer["summary"]
            who = people[each.subject_id]
            found.append(Hit(who, each.award, before.outcome, after.outcome, words, each.what))
    return found


def _both(draft: "LocalInstrument", each: Candidate, facts: Mapping[str, object]) -> tuple[Judged, Judged]:
    old, new = _layers(draft, each.path, each.received_on)
    return judged(facts, each.award, old), judged(facts, each.award, new)
