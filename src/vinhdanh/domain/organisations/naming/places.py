"""The place inside a name: "Sở Nội vụ tỉnh Sông Mây", "Báo Sông Mây", "Ban TĐKT thành phố"."""

from collections.abc import Callable
from typing import NamedTuple

from vinhdanh.domain.organisations.naming.reading import read, unit_at
from vinhdanh.domain.organisations.naming.tokens import Phrase, phrase, starts_with

_COMMITTEES = tuple(map(phrase, ("ủy ban nhân dân", "hội đồng nhân dân")))
_COUNTRY = phrase("Việt Nam")
_COOPERATIVE = "tac"


class PlaceRef(NamedTuple):
    """``unit`` ("tinh") and ``name`` ("song may"): a unit alone means the scope's own place,
    a name alone any place of that name."""

    unit: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.unit or self.name)


NO_PLACE = PlaceRef()


class Split(NamedTuple):
    """A name without its place; ``said`` are the words of the place, ``outer`` is a second,
    wider place behind it."""

    core: Phrase
    ref: PlaceRef
    said: Phrase
    outer: PlaceRef = NO_PLACE


def plain(words: Phrase) -> str:
    """The words as a look-up key."""
    return " ".join(word.plain for word in words)


def without_country(words: Phrase) -> Phrase:
    """Without "Việt Nam", which papers drop at will, unless the name starts with it."""
    for at in range(1, len(words) - 1):
        if starts_with(words, _COUNTRY, at):
            return words[:at] + words[at + 2 :]
    return words


def place_words(name: str) -> Phrase:
    """The words behind "Ủy ban nhân dân" and "Hội đồng nhân dân": "xã Đông Sơn"."""
    readings = read(name)
    words = readings[0].whole if readings else ()
    for head in _COMMITTEES:
        if starts_with(words, head):
            return words[len(head) :]
    return words


def place_of_name(name: str) -> PlaceRef:
    """Unit and name of the place that a people's committee or council governs; empty when not said.

    >>> place_of_name("UBND xã Đông Sơn")
    PlaceRef(unit='xa', name='dong son')
    """
    words = place_words(name)
    found = unit_at(words, 0)
    return PlaceRef(found[0], plain(words[found[1] :])) if found else PlaceRef()


def _unit_split(words: Phrase, known: Callable[[PlaceRef], bool]) -> Split | None:
    for at in range(len(words)):
        found = unit_at(words, at)
        if not found or (at and words[at - 1].plain == _COOPERATIVE):
            continue
        ref = PlaceRef(found[0], plain(words[at + found[1] :]))
        if (at and not ref.name) or (ref.name and known(ref)):
            return Split(words[:at], ref, words[at:])
    return None


def split_place(words: Phrase, known: Callable[[PlaceRef], bool]) -> Split | None:
    """Take the place off the end of a name, or None when it names none that ``known`` knows.

    A core may come out empty: "xã Đông Sơn" stands for its authority.
    """
    found = _unit_split(words, known)
    if found:
        inner = _unit_split(found.core, known) if found.ref.name else None
        return inner._replace(outer=found.ref) if inner and inner.ref.name else found
    for at in range(1, len(words)):
        ref = PlaceRef(name=plain(words[at:]))
        if known(ref):
            return Split(words[:at], ref, words[at:])
    return None
