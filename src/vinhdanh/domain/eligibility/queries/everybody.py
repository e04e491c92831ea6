"""The whole book against the law: who meets every condition that a machine can check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vinhdanh.domain.catalogue.queries.layers import deeper_issuers, layer_for, top_issuers
from vinhdanh.domain.eligibility.queries.machine import (
    Screened,
    checkable_awards,
    law_columns,
    screen_book,
)
from vinhdanh.domain.eligibility.states import Outcome
from vinhdanh.domain.people.queries.populations import population
from vinhdanh.domain.registry.queries.columns import columns_of


@dataclass(frozen=True, slots=True)
class Eligible:
    """``verdict`` is ``met`` or, where only what people judge is left, ``unknown``."""

    subject: UUID
    award: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Part:
    """Subjects at or below the bodies at ``trees`` (None: all) less those below ``without``, who fall
    under the same local rules: those of the body at ``path``."""

    path: str
    trees: tuple[str, ...] | None
    without: tuple[str, ...]


def parts_of(top: str, on: date) -> list[Part]:
    """One part for a tree, and one for each body below that lays down rules of its own. One query."""
    return _parts((top, *deeper_issuers(top, on)))


def parts_of_everybody(on: date) -> list[Part]:
    """The same for all trees, and one part for those under no local rule."""
    issuers = tuple(top_issuers(on))
    return [Part("", None, issuers), *_parts(issuers)]


def _parts(issuers: Sequence[str]) -> list[Part]:
    return [
        Part(path, (path,), tuple(each for each in issuers if each.startswith(f"{path}.")))
        for path in issuers
    ]


@dataclass(frozen=True, slots=True)
class Look:
    """How many subjects were looked at, and who qualifies."""

    evaluated: int
    eligible: Sequence[Eligible]


def screen_everybody(*, on: date, year: int, codes: Sequence[str] = ()) -> Look:
    """Everybody in the book, for files received on a day for a year; for commands, nobody's sight is asked.

    Fourteen queries for each body that lays down rules of its own, and no object but for who qualifies.
    """
    rules, evaluated = checkable_awards(on, codes), 0
    found: list[Eligible] = []
    for part in parts_of_everybody(on):
        book = columns_of(population(part.trees, part.without), year=year, received_on=on)
        evaluated += book.size
        columns = law_columns(book, year=year, received_on=on)
        for each in screen_book(book, rules, layer_for(part.path, on), columns=columns):
            found += [
                Eligible(book.id_at(place), each.rule.code, verdict) for place, verdict in _places(each)
            ]
    return Look(evaluated, found)


def _places(each: Screened) -> Iterator[tuple[int, str]]:
    import numpy as np

    standing = each.standing
    for place in np.flatnonzero(standing).tolist():
        yield place, Outcome(int(standing[place])).name.lower()
