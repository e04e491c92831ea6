"""List markers at the start of a line: what kind, which number, how deep."""

import re
from dataclasses import dataclass

from vinhdanh.engines.reading.plan.passage import Passage


@dataclass(frozen=True, slots=True)
class Marker:
    """``rank``: the smaller, the nearer to the top of the document. ``end``: where the words begin."""

    kind: str
    ordinal: str
    rank: float
    end: int


PART, CAPITAL, SECTION, SUBSECTION, NUMBER, TITLE = 0.0, 0.5, 1.0, 1.5, 2.0, 4.5
LETTER, DASH, PLUS, TEXT = 5.0, 6.0, 7.0, 9.0

_PART = re.compile(r"\s*(?:phần|chương)\s+(?:thứ\s+)?(\w+)\s*[.:)\-–]?\s*", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*(?:điều|mục)\s+(\d{1,2})\s*[.:)\-–]\s*", re.IGNORECASE)
# Scans read the Roman I as l, 1 or |.
_ROMAN = re.compile(r"\s*([IVXLl|][IVXLl1|]{0,4})\s*(?:[.)/:]\s*(?=\D)|[-–]\s+)")
_CAPITAL = re.compile(r"\s*([A-HĐ])\s*[.)/]\s*(?=\w)")
_NUMBER = re.compile(
    r"\s*(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)/:\-](?!\d)\s*|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(?=\D)"
)
_LETTER = re.compile(r"\s*\(?([a-zđ]|[a-zđ]\.?\d{1,2})\s*[.)/]\s*(?=\S)")
_DASH = re.compile(r"\s*([-–—−●•*])\s*(?=\S)")
_PLUS = re.compile(r"\s*([+▪◦○·■➢❖✓>])\s*(?=\S)")
_REAL_ROMAN = re.compile(r"[IVXL]+")


def marker_of(text: Passage, automatic: str = "") -> Marker | None:
    """The marker of a line; ``automatic`` is the one that Word keeps apart from the words."""
    found = _in_text(text.text)
    if found is None and automatic:
        apart = _in_text(automatic.strip() + " x")
        found = Marker(apart.kind, apart.ordinal, apart.rank, 0) if apart else None
    return found


def _in_text(text: str) -> Marker | None:
    for rule in (_part, _clause, _capital, _roman, _number, _letter, _bullet):
        found = rule(text)
        if found and found.end < len(text):
            return found
    return None


def _part(text: str) -> Marker | None:
    found = _PART.match(text)
    return Marker("part", found[1], PART, found.end()) if found and text[:80].isupper() else None


def _clause(text: str) -> Marker | None:
    found = _CLAUSE.match(text)
    return Marker("clause", found[1], SECTION, found.end()) if found else None


def _capital(text: str) -> Marker | None:
    found = _CAPITAL.match(text)
    return Marker("capital", found[1], CAPITAL, found.end()) if found else None


def _roman(text: str) -> Marker | None:
    found = _ROMAN.match(text)
    if not found or not (_REAL_ROMAN.search(found[1]) or text[found.end() :].isupper()):
        return None
    ordinal = re.sub(r"[l1|]", "I", found[1])
    return Marker("roman", ordinal, SECTION, found.end())


def _number(text: str) -> Marker | None:
    found = _NUMBER.match(text)
    if not found:
        return None
    depth = found[1].count(".")
    return Marker("number", found[1], NUMBER + depth * 0.5, found.end())


def _letter(text: str) -> Marker | None:
    found = _LETTER.match(text)
    return Marker("letter", found[1], LETTER, found.end()) if found else None


def _bullet(text: str) -> Marker | None:
    for pattern, kind, rank in ((_DASH, "dash", DASH), (_PLUS, "plus", PLUS)):
        found = pattern.match(text)
        if found:
            return Marker(kind, "", rank, found.end())
    return None
