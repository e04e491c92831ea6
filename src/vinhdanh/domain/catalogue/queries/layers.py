"""Which local rules hold for a body on a day, and which one has the last word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
from vinhdanh.domain.catalogue.standards import BY_PEOPLE, condition_of
from vinhdanh.domain.catalogue.states import PRECEDENCE, InstrumentState, What

if TYPE_CHECKING:
    from vinhdanh.engines.law.model import Condition


@dataclass(frozen=True, slots=True)
class Ruling:
    """A local rule in force with where it stands. ``over`` are the rules that it takes the place of."""

    award: str
    what: str
    key: str
    choice: str
    number: int | None
    day: date | None
    article: str
    text: str
    instrument_id: UUID
    instrument: str
    body: str
    kind: str
    path: str
    since: date
    digest: str
    over: tuple["Ruling", ...] = ()

    @property
    def citation(self) -> str:
        return f"{self.article}, {self.instrument} của {self.body}" if self.article else self.instrument

    @property
    def condition(self) -> "Condition":
        """What a standard asks, in the law's own vocabulary, with its place in the local instrument."""
        return condition_of(self, self.instrument)


@dataclass(frozen=True, slots=True)
class Layer:
    """Everything local that holds for one body on one day. ``digest`` is the hash of the instruments."""

    rulings: tuple[Ruling, ...]
    digest: str

    def of(self, award: str, what: str) -> list[Ruling]:
        """The rulings on one matter, those made for the award before those made for all."""
        found = [each for each in self.rulings if each.what == what and each.award in {award, ""}]
        return sorted(found, key=lambda each: each.award == "")

    def one(self, award: str, what: str) -> Ruling | None:
        return next(iter(self.of(award, what)), None)

    @property
    def readings(self) -> Mapping[str, str]:
        """The chosen reading of each place that is read in more than one way."""
        return {each.key: each.choice for each in self.rulings if each.what == What.READING}


def layer_for(path: str, on: date, *, draft: LocalInstrument | None = None) -> Layer:
    """The local rules for the body at ``path`` and files received on a day; one query.

    ``draft`` is read as if it were in force, in place of the version before it: for the preview.
    """
    rows = LocalRule.objects.select_related("instrument__body").filter(_holding(path, on))
    if draft is not None:
        rows = rows.exclude(instrument__line=draft.line) | LocalRule.objects.select_related(
            "instrument__body"
        ).filter(instrument=draft)
    found = [_ruling(row) for row in rows.order_by("instrument_id", "position")]
    digests = sorted({each.digest or str(each.instrument_id) for each in found})
    return Layer(tuple(settled(found)), sha256("\n".join(digests).encode()).hexdigest() if digests else "")


def _holding(path: str, on: date) -> Q:
    parts = path.split(".")
    above = [".".join(parts[: count + 1]) for count in range(len(parts))]
    begun = Q(instrument__path__in=above, instrument__since__lte=on)
    lasting = Q(instrument__until__isnull=True) | Q(instrument__until__gte=on)
    return begun & lasting & ~Q(instrument__state=InstrumentState.DRAFT)


def _ruling(row: LocalRule) -> Ruling:
    instrument = row.instrument
    return Ruling(
        award=row.award,
        what=row.what,
        key=row.key,
        choice=row.choice,
        number=row.number,
        day=row.day,
        article=row.article,
        text=row.text,
        instrument_id=instrument.pk,
        instrument=str(instrument),
        body=instrument.body.name,
        kind=instrument.kind,
        path=instrument.path,
        since=instrument.since or date.min,
        digest=instrument.digest,
    )


def settled(rulings: Iterable[Ruling]) -> Sequence[Ruling]:
    """One ruling for each matter: yearly guidance before a unit's rule before a province's regulation;
    of one kind the nearer issuer, then the newer. Standards that people judge add up."""
    matters: dict[tuple[str, ...], list[Ruling]] = {}
    for ruling in rulings:
        own = ruling.text if ruling.key == BY_PEOPLE else ""
        matters.setdefault((ruling.award, ruling.what, ruling.key, own), []).append(ruling)
    return [_first(each) for each in matters.values()]


def _first(rulings: list[Ruling]) -> Ruling:
    ranked = sorted(
        rulings, key=lambda each: (PRECEDENCE[each.kind], -len(each.path), -each.since.toordinal())
    )
    first = ranked[0]
    return replace(first, over=tuple(ranked[1:])) if len(ranked) > 1 else first


def deeper_issuers(top: str, on: date) -> list[str]:
    """The paths of bodies below ``top`` that have rules of their own in force on a day; one query."""
    return _issuers(LocalInstrument.objects.filter(path__startswith=f"{top}."), on)


def top_issuers(on: date) -> list[str]:
    """The paths of all bodies that have rules in force on a day, those above first; one query."""
    return _issuers(LocalInstrument.objects.all(), on)


def _issuers(rows: QuerySet[LocalInstrument], on: date) -> list[str]:
    rows = rows.exclude(state=InstrumentState.DRAFT).filter(since__lte=on)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on))
    return sorted(set(rows.values_list("path", flat=True)))
