"""Automatic numbers: the marker that Word draws before a list paragraph.

Counters belong to the abstract list; a list instance with a start override
starts its own count when first used (ECMA-376 part 1, 17.9).
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vinhdanh.engines.reading.office_xml import attribute, children, number, switch, value

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MARKER_LENGTH = 40
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HIGHEST_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class Level:
    style: str
    text: str
    start: int = 1
    legal: bool = False


_PLAIN = Level("decimal", "%1.")


class Numbering:
    """Walks with the document: each call of :meth:`marker` counts one paragraph."""

    def __init__(self, root: Element | None) -> None:
        abstracts = {attribute(a, "abstractNumId"): a for a in children(root, "abstractNum")}
        links = {value(a, "styleLink"): key for key, a in abstracts.items() if value(a, "styleLink")}
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        for instance in children(root, "num"):
            self._learn(instance, abstracts, links)

    def _learn(self, instance: Element, abstracts: dict[str, Element], links: dict[str | None, str]) -> None:
        identity, key = attribute(instance, "numId"), value(instance, "abstractNumId") or ""
        key = links.get(value(abstracts.get(key), "numStyleLink"), key)
        levels = _levels(abstracts.get(key))
        starts: dict[int, int] = {}
        for override in children(instance, "lvlOverride"):
            at = number(attribute(override, "ilvl"))
            if (start := value(override, "startOverride")) is not None:
                starts[at] = number(start, 1)
            levels |= _levels(override)
        self._levels[identity], self._lists[identity], self._starts[identity] = levels, key, starts

    def marker(self, identity: str, level: int) -> str:
        """The marker of the next paragraph of this list and level; ``""`` for none."""
        if identity not in self._levels or not 0 <= level < _LEVELS:
            return ""
        levels = self._levels[identity]
        counts = self._counts.setdefault(self._lists[identity], [None] * _LEVELS)
        self._count(identity, level, counts)
        here = levels.get(level, _PLAIN)
        if here.style in ("bullet", "none"):
            return _bullet(here.text) if here.style == "bullet" else ""
        numbers = [_number_at(at, here, levels, counts=counts) for at in range(_LEVELS)]
        return _PLACE.sub(lambda place: numbers[int(place[1]) - 1], here.text).strip()[:_MARKER_LENGTH]

    def _count(self, identity: str, level: int, counts: list[int | None]) -> None:
        start = self._starts[identity].pop(level, None)
        before = counts[level]
        if start is not None:
            counts[level] = start
        elif before is None:
            counts[level] = self._levels[identity].get(level, _PLAIN).start
        else:
            counts[level] = before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)


def _number_at(at: int, here: Level, levels: dict[int, Level], *, counts: list[int | None]) -> str:
    level, count = levels.get(at, _PLAIN), counts[at]
    return written(level.start if count is None else count, "decimal" if here.legal else level.style)


def _levels(source: Element | None) -> dict[int, Level]:
    found = {}
    for level in children(source, "lvl"):
        style, text = value(level, "numFmt") or "decimal", value(level, "lvlText") or ""
        found[number(attribute(level, "ilvl"))] = Level(
            style, text, number(value(level, "start"), 1), switch(level, "isLgl") is True
        )
    return found


def written(count: int, style: str) -> str:
    """A count as its number style writes it; unknown styles read as decimal.

    >>> written(4, "upperRoman"), written(28, "lowerLetter"), written(7, "decimalZero")
    ('IV', 'bb', '07')
    """
    match style:
        case "lowerRoman" | "upperRoman" if 0 < count <= _HIGHEST_ROMAN:
            return _roman(count) if style == "lowerRoman" else _roman(count).upper()
        case "lowerLetter" | "upperLetter" if count > 0:
            letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, _MARKER_LENGTH)
            return letters if style == "lowerLetter" else letters.upper()
        case "decimalZero":
            return f"{count:02d}"
    return "" if style == "none" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for worth, letter in _ROMAN:
        letters += letter * (count // worth)
        count %= worth
    return letters


def _bullet(text: str) -> str:
    """Bullets of symbol fonts sit in the private use area; their picture is a dot."""
    mark = text.strip()[:1]
    return mark if mark in ("-", "–", "+", "*", "•") else "•"
