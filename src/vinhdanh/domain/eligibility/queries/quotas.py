"""How many, by which vote, until when: asked by other rooms, answered with the citation."""

from dataclasses import dataclass
from datetime import date

from vinhdanh.domain.catalogue.queries.book import rule_on
from vinhdanh.domain.catalogue.queries.layers import Layer, Ruling, layer_for
from vinhdanh.domain.catalogue.queries.standards import ref_words
from vinhdanh.domain.catalogue.states import What


@dataclass(frozen=True, slots=True)
class Quota:
    """``percent`` of the members, or a ``count``; ``citation`` is to be frozen with whatever uses it."""

    percent: int | None
    count: int | None
    citation: str

    def most(self, members: int) -> int | None:
        """The most that may be given among so many members; part of a person counts for none."""
        limits = [] if self.count is None else [self.count]
        if self.percent is not None:
            limits.append(members * self.percent // 100)
        return min(limits, default=None)


@dataclass(frozen=True, slots=True)
class VoteRuling:
    """``percent`` of all members of the council; ``checked`` False: the figure is not verified."""

    percent: int
    citation: str
    checked: bool

    def votes(self, members: int) -> int:
        """The fewest votes that reach the share: 80 % of 9 is 8, 90 % of 9 is 9."""
        from vinhdanh.engines.law.money import council_votes

        return council_votes(self.percent, members)


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number or a day, with its citation."""

    number: int | None
    day: date | None
    citation: str


def quota(award: str, path: str, on: date) -> Quota | None:
    """The quota of an award for the body at ``path``; None where nobody set one. One query."""
    layer = layer_for(path, on)
    ratio, count = layer.one(award, What.RATIO), layer.one(award, What.QUOTA)
    if ratio is None and count is None:
        return None
    return Quota(
        percent=ratio.number if ratio else None,
        count=count.number if count else None,
        citation="; ".join(each.citation for each in (ratio, count) if each),
    )


def vote_rule(award: str, path: str, on: date) -> VoteRuling | None:
    """The share of votes that an award needs in a council of the body at ``path``; None where neither the
    law nor an office asks for one. One query."""
    law, local = rule_on(award, on), layer_for(path, on).one(award, What.VOTE)
    statute = law.vote if law else None
    if local and local.number and (statute is None or local.number > statute.percent):
        return VoteRuling(local.number, local.citation, checked=True)
    if statute is None:
        return None
    return VoteRuling(statute.percent, ref_words(statute.ref), statute.sure != "K")


def figure(award: str, what: str, *, path: str, on: date) -> Figure | None:
    """A deadline, the days of publicity, the members of a council or a local bonus. One query."""
    return _figure(layer_for(path, on), award, what)


def _figure(layer: Layer, award: str, what: str) -> Figure | None:
    found: Ruling | None = layer.one(award, what)
    return Figure(found.number, found.day, found.citation) if found else None
