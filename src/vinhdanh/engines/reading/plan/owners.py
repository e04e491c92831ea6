"""Who the words of an item are about: the body they open with, or the one in brackets at their end."""

import re
from dataclasses import dataclass

from vinhdanh.engines.reading.plan.model import Field
from vinhdanh.engines.reading.plan.parties import first_verb, split_parties, starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.roles import Roles, charged, in_cell, in_prose, names

_ADDRESS = re.compile(
    r"\s*(?:(?:uy ban nhan dan|ubnd)\s+[\w ]{0,30}?(?:giao|de nghi|yeu cau)\s+(?:cho\s+)?|"
    r"giao(?!\s+(?:vien|duc|uoc|thong|luu|dich))(?:\s+(?:trach nhiem\s+)?cho)?\s+|"
    r"de nghi\s+|yeu cau\s+|doi voi\s+|trach nhiem (?:cua\s+)?|nhiem vu cua\s+)"
)
TAIL = re.compile(
    r"\s*(?:co (?:trach nhiem|nhiem vu)|chiu trach nhiem|theo chuc nang|theo chuc trach|co nhiem vu)\b.*$"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who an item is addressed to: ``who`` its words, ``rest`` what follows them."""

    who: Passage
    rest: Passage


def owner_of(text: Passage) -> Owner | None:
    """The body that opens the words, if one does."""
    address = _ADDRESS.match(text.folded)
    words = text.cut(address.end() if address else 0)
    if not words or not starts_body(words):
        return None
    tail = TAIL.search(words.folded)
    verb = first_verb(words)
    end = min(x for x in (tail.start() if tail else None, verb, _colon(words), len(words)) if x is not None)
    return Owner(words.cut(0, end, " .,:;–-"), words.cut(end, None, " .:;"))


def _colon(words: Passage) -> int | None:
    found = re.search(r":(?!\d)", words.text)
    return found.start() if found else None


_END_BRACKET = re.compile(r"\(([^()]{4,160})\)\s*[.;,]?\s*$")


def roles_in_words(text: Passage) -> Roles:
    """Lead and coordinators that an item's own words name, in brackets, by "giao …" or as the subject."""
    bracket = _bracketed(text)
    if bracket is not None:
        return bracket
    owner = owner_of(text)
    lead = charged(text) or (names(owner.who, 0.8) if owner and owner.rest else ())
    return Roles(lead, without(in_prose(text), lead))


def without(helpers: tuple[Field[str], ...], lead: tuple[Field[str], ...]) -> tuple[Field[str], ...]:
    """Helpers that are not the lead itself."""
    taken = {item.value for item in lead}
    return tuple(item for item in helpers if item.value not in taken)


def _bracketed(text: Passage) -> Roles | None:
    """ "… (Phòng Kỹ thuật chủ trì; Công đoàn phối hợp)", "… (Trạm Y tế)" at the end of an item."""
    found = _END_BRACKET.search(text.folded)
    inner = text.cut(*found.span(1)) if found else EMPTY
    if not inner or not inner.text[:1].isupper() or not starts_body(inner):
        return None
    said = re.search(r"chu tri|phoi hop|phu trach|thuc hien", inner.folded)
    if not said and (first_verb(inner) is not None or not all(map(starts_body, split_parties(inner)))):
        return None
    return in_cell(inner)
