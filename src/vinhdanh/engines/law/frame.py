"""What a condition is judged on, what it finds, and what it says of one subject."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from vinhdanh.engines.law.columns import Bits, Bools, Columns, Ints
from vinhdanh.engines.law.facts import Facts
from vinhdanh.engines.law.ledger import Ledger
from vinhdanh.engines.law.model import AwardRule, Branch, Condition, Lawbook, Verdict

Rules = Callable[[str], AwardRule | None]


@dataclass(frozen=True, slots=True)
class Context:
    """What stays the same through one evaluation.

    `attested`: what people only attest (conduct, solidarity) is taken as attested, to find who meets
    every condition that a machine can check.
    """

    columns: Columns
    ledger: Ledger
    book: Lawbook
    rules: Rules
    attested: bool = False
    standards: dict[tuple[str, ...], Any] = field(default_factory=dict)
    """Rules already judged for `holds_standard_of`, by code and the titles that settle them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows that one branch is judged on: a subject each, or a subject with one of its earlier awards.

    `subject` None means that row i is subject i. `holding` is the place of the earlier award in the table
    of awards, -1 for a subject who holds none.
    """

    context: Context
    branch: Branch
    given: tuple[str, ...] = ()
    subject: Ints | None = None
    holding: Ints | None = None

    @property
    def columns(self) -> Columns:
        return self.context.columns

    @property
    def size(self) -> int:
        return self.columns.size if self.subject is None else self.subject.size

    def of(self, column: Ints) -> Ints:
        """The column of subjects, one value a row of this frame."""
        return column if self.subject is None else column[self.subject]

    def subjects(self) -> Ints:
        return np.arange(self.columns.size) if self.subject is None else self.subject

    def held_year(self) -> tuple[Ints, Bools]:
        """The year of the decision on the earlier award (of the achievement when the day is not known),
        and whether there is such an award."""
        if self.holding is None:
            return np.zeros(self.size, np.int64), np.zeros(self.size, np.bool_)
        has = self.holding >= 0
        decided = self.held_day()
        table = self.columns.awards
        year = np.where(has, table.year[self.holding] if table.year.size else 0, 0)
        return np.where(decided > 0, years_of_days(decided), year), has

    def held_day(self) -> Ints:
        """The day of the decision on the earlier award; 0 when not known."""
        decided = self.columns.awards.decided
        if self.holding is None or not decided.size:
            return np.zeros(self.size, np.int64)
        return np.where(self.holding >= 0, decided[self.holding], 0)


def years_of_days(days: Ints) -> Ints:
    """Calendar years of proleptic ordinals."""
    since_1970 = (days.astype(np.int64) - 719163).astype("datetime64[D]").astype("datetime64[Y]")
    return since_1970.astype(np.int64) + 1970


@dataclass(frozen=True, slots=True)
class Finding:
    """`sure`: met whatever the unknown facts are; `possible`: met if they are favourable."""

    sure: Bools
    possible: Bools
    detail: Mapping[str, Any] = field(default_factory=dict)

    def verdict(self, row: int) -> Verdict:
        return Verdict(int(self.sure[row]) + int(self.possible[row]))


def nobody(size: int) -> Bools:
    return np.zeros(size, np.bool_)


def everybody(size: int) -> Bools:
    return np.ones(size, np.bool_)


def unless_unknown(met: Bools, known: Bools) -> Finding:
    """`met` counts where the facts are known; elsewhere it is possible."""
    return Finding(met & known, met | ~known)


@dataclass(frozen=True, slots=True)
class Said:
    """One Vietnamese sentence, the rows it rests on, and what would have to be known."""

    reason: str
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """One member of an `all_of`."""

    condition: Condition
    verdict: Verdict
    said: Said


_WHO = ("subject_in", "foreign_or_overseas_subject")


def nearest(ways: Iterable[tuple[Explained, ...]]) -> tuple[Explained, ...]:
    """The way to speak of; of ways equally near one whose lack could be supplied, then the first."""
    return max(ways, key=lambda way: (nearness(way), -_lost(way)))


def nearness(way: tuple[Explained, ...]) -> tuple[int, int, int, int]:
    """Its verdict, whether it is for such a subject, how little is unmet, how little is not known."""
    each = [one.verdict for one in way]
    theirs = min((one.verdict for one in way if one.condition.name in _WHO), default=Verdict.MET)
    return min(each), theirs, -each.count(Verdict.UNMET), -each.count(Verdict.UNKNOWN)


def _lost(way: tuple[Explained, ...]) -> int:
    """What is unmet and nothing can supply."""
    return sum(one.verdict is Verdict.UNMET and not one.said.missing for one in way)


def lacking(way: tuple[Explained, ...]) -> tuple[str, ...]:
    """What would have to be supplied on this way. Beside what nothing can supply, questions would be idle."""
    unmet = [one for one in way if one.verdict is Verdict.UNMET]
    asked = unmet if _lost(way) else [*unmet, *(one for one in way if one.verdict is Verdict.UNKNOWN)]
    return tuple(dict.fromkeys(row for one in asked for row in one.said.missing))


@dataclass(frozen=True, slots=True)
class Scene:
    """One row of a frame, with the words of its facts."""

    facts: Facts
    frame: Frame
    condition: Condition
    finding: Finding
    row: int

    @property
    def verdict(self) -> Verdict:
        return self.finding.verdict(self.row)

    @property
    def params(self) -> Mapping[str, Any]:
        return self.condition.params

    def detail(self, name: str) -> Any:
        return self.finding.detail[name][self.row]

    def name(self, code: str) -> str:
        return name_of(self.frame.context.book, code)

    def names(self, codes: tuple[str, ...]) -> str:
        return " hoặc ".join(dict.fromkeys(self.name(code) for code in codes))


def name_of(book: Lawbook, code: str) -> str:
    """The newest official name of the award; the code itself when the book has none."""
    rules = book.by_code.get(code)
    return rules[-1].name if rules else code


Judge = Callable[[Frame, Mapping[str, Any]], Finding]
Explain = Callable[[Scene], Said]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the vocabulary: how it is judged on columns, how it is explained for one subject."""

    judge: Judge
    explain: Explain


def popcount(bits: Bits) -> Ints:
    return np.bitwise_count(bits)
