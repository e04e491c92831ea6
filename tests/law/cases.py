"""The cases beside the instruments, expanded to the facts that `law check` takes.

A case says little: whatever it leaves out is a file received on 2026-03-02 for the year 2025, of a civil
servant (or an ordinary collective, a household) with no discipline, no open hold, and empty lists. The word
`absent` takes a fact away, so that it is not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from vinhdanh.engines.law.faults import Fault, Notes
from vinhdanh.engines.law.loader import INSTRUMENTS, load
from vinhdanh.engines.law.loading.rows import Row, read_rows

KEYS = {
    "title", "ref", "about", "award", "way", "facts", "verdict", "way_verdict", "conditions", "says",
    "readings", "vote", "bonus", "instrument",
}  # fmt: skip
ABSENT = "absent"
ISSUERS = {"co_so": "co_so", "xa": "xa", "huyen": "huyen", "tinh": "tinh", "bo": "bo", "nha_nuoc": "nha_nuoc"}


@dataclass(frozen=True, slots=True)
class Case:
    """`way` counts the ways of the tree from 1; `about` is full, short or edge."""

    place: str
    title: str
    award: str
    facts: dict[str, Any]
    verdict: str
    ref: str = ""
    about: str = ""
    way: int = 0
    way_verdict: str = ""
    conditions: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    vote: int | None = None
    bonus: float | None = None
    instrument: str = ""


def all_cases(folder: Path = INSTRUMENTS) -> list[Case]:
    return [case for file in sorted(folder.glob("*/cases/*.yaml")) for case in _of_file(file)]


def _of_file(file: Path) -> Iterator[Case]:
    faults: list[Fault] = []
    name = f"{file.parent.parent.name}/{file.name}"
    rows = read_rows(file, Notes(name, faults))
    assert not faults, faults
    for row in rows:
        assert row.keys() <= KEYS, f"{name}, dòng {row.line}: {row.keys() - KEYS}"
        given = {key: value for key, value in row.items() if key != "facts"}
        given["says"] = tuple(given.get("says", ()))
        yield Case(place=f"{name}:{row.line}", facts=facts_of(row), **given)


def facts_of(row: Row) -> dict[str, Any]:
    said = dict(row.get("facts") or {})
    kind = said.pop("kind", None) or load().by_code[row["award"]][-1].subjects[0]
    received, year = said.pop("received_on", date(2026, 3, 2)), said.pop("year", 2025)
    facts: dict[str, Any] = {
        "award": row["award"],
        "received_on": received,
        "year": year,
        "subject": _subject(said, kind),
        "ratings": _ratings(said.pop("ratings", {})),
        "awards": [one for words in said.pop("awards", ()) for one in _awards(words)],
        "initiatives": [_work(words, "recognised_on") for words in said.pop("initiatives", ())],
        "science_works": [_work(words, "accepted_on") for words in said.pop("science_works", ())],
        "discipline": said.pop("discipline", []),
        "holds": said.pop("holds", []),
        "collective": _collective(said.pop("collective", {})) if kind == "collective" else None,
    }
    taken = said.pop("absent", ())
    facts.update(said)
    plain = _plain({key: value for key, value in facts.items() if key not in taken})
    assert isinstance(plain, dict)
    return plain


def _subject(said: dict[str, Any], kind: str) -> dict[str, Any]:
    usual = ["cong_chuc"] if kind == "individual" else ["khac"]
    return {"kind": kind, "groups": said.pop("groups", usual), "women": said.pop("women", False)}


def _ratings(said: Mapping[Any, str]) -> list[dict[str, Any]]:
    return [{"year": year, "level": level} for years, level in said.items() for year in _years(years)]


def _years(words: object) -> range:
    first, _, last = str(words).partition("-")
    return range(int(first), int(last or first) + 1)


def _awards(words: Any) -> list[dict[str, Any]]:
    if isinstance(words, str):
        code, years = words.split()
        return [_award({"code": code, "year": year}) for year in _years(years)]
    return [_award(words)]


def _award(given: Mapping[str, Any]) -> dict[str, Any]:
    level = load().by_code[given["code"]][-1].level
    usual = {"decided_on": date(given["year"] + 1, 1, 10), "manner": "merit", "issuer_level": ISSUERS[level]}
    return {**usual, "revoked_on": None, **given}


def _work(words: Any, day: str) -> dict[str, Any]:
    if isinstance(words, str):
        scope, year = words.split()
        words = {"scope": scope, "year": int(year)}
    return {day: date(words["year"], 12, 1), "used_for": None, **words}


def _collective(given: Mapping[str, Any]) -> dict[str, Any]:
    usual = {
        "members": 40,
        "completed_percent": 100,
        "titles": {},
        "flag_eligible": True,
        "founded_on": date(2005, 1, 1),
        "max_discipline": None,
    }
    return {**usual, **given}


def _plain(value: Any) -> Any:
    """Days as words, and without what is absent, as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one != ABSENT}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
