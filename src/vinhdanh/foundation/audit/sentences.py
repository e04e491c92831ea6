"""What acts are called: each room says it for its own acts, in its ``history`` module.

``history`` (or ``queries/history``) of every installed app is imported when the program starts.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias
from uuid import UUID

Changes: TypeAlias = Mapping[str, Any]
Sentence: TypeAlias = str | Callable[[Changes, Changes], str]
"""What somebody did, to be read after their name; worked out of ``before`` and ``after`` where it depends."""

LONGEST: Final = 160
"""Characters of one value that a page shows."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

_sentences: dict[str, Sentence] = {}
_titles: dict[str, str] = {}
_fields: dict[str, str] = {}
_words: dict[str, dict[str, str]] = {}
_kinds: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """One named field before and after, in words; a side is empty where the act says nothing of it."""

    label: str
    before: str
    after: str


def tell(
    sentences: Mapping[str, Sentence],
    *,
    titles: Mapping[str, str] | None = None,
    fields: Mapping[str, str] | None = None,
    words: Mapping[str, Mapping[str, str]] | None = None,
    kinds: Mapping[str, str] | None = None,
) -> None:
    """Add a room's acts. ``titles``: the act without its particulars, for those with a worked-out sentence;
    ``fields``: labels of fields in ``before`` and ``after`` (the others are not shown); ``words``: their
    values in words; ``kinds``: subjects by model label. Raises ValueError when an act is told twice.
    """
    twice = sentences.keys() & _sentences.keys()
    if twice:
        raise ValueError(f"acts told twice: {sorted(twice)}")
    _sentences.update(sentences)
    _titles.update(titles or {})
    _fields.update(fields or {})
    _kinds.update(kinds or {})
    for name, mapping in (words or {}).items():
        _words.setdefault(name, {}).update(mapping)


def sentence(action: str, before: Changes, after: Changes) -> str:
    """What was done, in words; an act that no room tells keeps a plain name."""
    told = _sentences.get(action)
    if told is None:
        return f"thực hiện “{action}”"
    return told if isinstance(told, str) else told(before, after)


def titles() -> dict[str, str]:
    """Every act that is told, by its name, with the words of a choice list."""
    return {action: _title(action, told) for action, told in sorted(_sentences.items())}


def kinds() -> dict[str, str]:
    """Every kind of subject with its words."""
    return dict(_kinds)


def changes(before: Changes, after: Changes, bodies: Mapping[str, str] | None = None) -> list[Change]:
    """The named fields that differ, in words; ``bodies`` gives names to keys of bodies."""
    found = []
    for name, label in _fields.items():
        if name not in before and name not in after:
            continue
        old, new = (_value(name, side.get(name), bodies or {}) for side in (before, after))
        if old != new:
            found.append(Change(label, old if name in before else "", new if name in after else ""))
    return found


def keys_in(before: Changes, after: Changes) -> Iterator[UUID]:
    """Keys among the values of named fields: whoever shows them asks for names first."""
    for side in (before, after):
        for name in _fields.keys() & side.keys():
            values = side[name] if isinstance(side[name], list) else [side[name]]
            yield from (UUID(value) for value in values if _is_key(value))


def _title(action: str, told: Sentence) -> str:
    return _titles.get(action) or (told if isinstance(told, str) else action)


def _value(name: str, value: Any, bodies: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(_value(name, each, bodies) for each in value) or "không có"
    if value is None or value == "":
        return "không có"
    if isinstance(value, bool):
        return "có" if value else "không"
    text = str(value)
    word = _words.get(name, {}).get(text) or bodies.get(text)
    if word:
        return word
    if _DATE.fullmatch(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _is_key(value: object) -> bool:
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4
