""" "Xem nếu…": a file with other facts, and which awards open in the years to come. Nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vinhdanh.domain.catalogue.queries.book import award_name, awards_on, lawbook
from vinhdanh.domain.catalogue.queries.layers import Layer
from vinhdanh.domain.eligibility.queries.judging import read_file
from vinhdanh.domain.eligibility.queries.local_law import local_law


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is to be otherwise: ratings by year, titles and initiatives as (code or scope, year)."""

    ratings: Mapping[int, str]
    titles: Sequence[tuple[str, int]] = ()
    initiatives: Sequence[tuple[str, int]] = ()
    no_hold: bool = False

    def __bool__(self) -> bool:
        return bool(self.ratings or self.titles or self.initiatives or self.no_hold)


def supposing(facts: Mapping[str, Any], changes: Supposed) -> dict[str, Any]:
    """The file as it would be; the one given stays as it is."""
    received = date.fromisoformat(facts["received_on"])
    kept = [row for row in facts.get("ratings", []) if row["year"] not in changes.ratings]
    file = dict(facts)
    file["ratings"] = kept + [{"year": year, "level": level} for year, level in changes.ratings.items()]
    if changes.titles:
        more = [_title(code, year, received) for code, year in changes.titles]
        file["awards"] = [*facts.get("awards", []), *more]
    if changes.initiatives:
        works = [_work(scope, year, received) for scope, year in changes.initiatives]
        file["initiatives"] = [*facts.get("initiatives", []), *works]
    if changes.no_hold:
        file["holds"] = []
    return file


def _title(code: str, year: int, received: date) -> dict[str, Any]:
    return {"code": code, "year": year, "manner": "merit", "decided_on": _day(year, received)}


def _work(scope: str, year: int, received: date) -> dict[str, Any]:
    return {"scope": scope, "year": year, "recognised_on": _day(year, received), "used_for": None}


def _day(year: int, received: date) -> str:
    """The last day of the year, if it came before the file did."""
    return min(date(year, 12, 31), received).isoformat()


@dataclass(frozen=True, slots=True)
class Opening:
    """An award whose machine-checkable conditions are met first after ``in_years`` more years."""

    award: str
    name: str
    in_years: int
    year: int


@dataclass(frozen=True, slots=True)
class Path:
    """What opens when, and the sentences of what is assumed."""

    openings: Sequence[Opening]
    assumed: Sequence[str]


def nurture_path(facts: Mapping[str, Any], layer: Layer, years: int = 5) -> Path:
    """Which awards open now and in one to ``years`` years if the good record goes on, by the text known."""
    from vinhdanh.engines.law.future import nurture, usual

    on = date.fromisoformat(facts["received_on"])
    kind = facts["subject"]["kind"]
    rules = [rule for rule in awards_on(on) if kind in rule.subjects and rule.automatic]
    if not rules:
        return Path((), ())
    read = read_file({**facts, "award": rules[0].code})
    law, assumed = local_law(layer, on), usual(read)
    found = nurture(rules, read, lawbook(), years=years, assumed=assumed, local=law.local)
    names = {code: award_name(code, on) for code in assumed.titles}
    return Path(
        [Opening(each.award, award_name(each.award, on), each.in_years, each.year) for each in found],
        assumed.in_words(names),
    )
