"""How near a body stands to the one whose paper is read."""

from dataclasses import dataclass, field
from enum import IntEnum
from uuid import UUID

from vinhdanh.domain.organisations.naming.places import PlaceRef
from vinhdanh.domain.organisations.paths import is_below
from vinhdanh.domain.organisations.queries.index import DirectoryIndex, Entry
from vinhdanh.domain.organisations.states import Level


class Nearness(IntEnum):
    """Nearest first."""

    OWN = 0
    SAME_PLACE = 1
    BELOW = 2
    ABOVE = 3
    CENTRAL = 4
    ELSEWHERE = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The scope body, its place and the places above it, nearest first."""

    path: str = ""
    place: UUID | None = None
    place_path: str = ""
    chain: tuple[UUID, ...] = field(default=())


def surroundings(index: DirectoryIndex, scope: UUID | None) -> Surroundings:
    """What "the province", "the commune" and a bare name mean in papers of ``scope``."""
    if scope is None:
        return Surroundings()
    entry = index.entries[scope]
    place = index.entries[entry.place] if entry.place else None
    if place is None:
        return Surroundings(path=entry.path)
    chain = [place.id]
    above = place
    while (parent := index.parents.get(above.id)) and parent not in chain:
        above = index.entries[parent]
        chain.append(above.id)
    return Surroundings(path=entry.path, place=place.id, place_path=place.path, chain=tuple(chain))


def nearness(around: Surroundings, entry: Entry, index: DirectoryIndex) -> Nearness:
    """Where ``entry`` stands as seen from the scope."""
    if entry.level == Level.CENTRAL:
        return Nearness.CENTRAL
    if around.place is None:
        return Nearness.OWN if around.path and is_below(entry.path, around.path) else Nearness.ELSEWHERE
    if entry.place == around.place:
        return Nearness.OWN if is_below(entry.path, around.path) else Nearness.SAME_PLACE
    if entry.place in around.chain:
        return Nearness.ABOVE
    place = index.entries[entry.place].path if entry.place else entry.path
    return Nearness.BELOW if is_below(place, around.place_path) else Nearness.ELSEWHERE


def is_meant(ref: PlaceRef, entry: Entry, *, around: Surroundings, index: DirectoryIndex) -> bool:
    """Does the place that a name states fit where ``entry`` sits?

    A unit alone ("tỉnh") is the nearest such place at or above the scope.
    """
    if entry.place is None:
        return False
    if ref.name:
        return entry.place in index.places.get(ref, set())
    own = [key for key in around.chain if index.entries[key].place_unit == ref.unit]
    return bool(own) and entry.place == own[0]
