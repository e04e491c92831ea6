"""What an instrument says, as values: verdicts, references, conditions, awards.

Sources: Luật 06/2022/QH15 and the decrees named in each instrument's own folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, Literal

Kind = Literal["individual", "collective", "household"]
Sure = Literal["S", "S2", "K"]


class Verdict(IntEnum):
    """Ordered so that `all_of` is the smallest of its parts and `any_of` the greatest."""

    UNMET = 0
    UNKNOWN = 1
    MET = 2

    @property
    def code(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in an instrument: `Ref("luat_06_2022", "22", "1")` is khoản 1 Điều 22."""

    document: str
    article: str = ""
    clause: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One law, decree or circular; `until` is the last day in force."""

    code: str
    number: str
    name: str
    since: date | None
    until: date | None = None
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Condition:
    """One word of the vocabulary with its parameters, at its place in the law."""

    name: str
    params: Mapping[str, Any]
    ref: Ref
    text: str = ""
    sure: Sure = "S"


@dataclass(frozen=True, slots=True)
class Branch:
    """One way to the award: every condition must hold."""

    ref: Ref
    all_of: tuple[Condition, ...]
    reading: str = ""
    options: tuple[str, ...] = ()
    """With `reading`: the ways of reading that place under which this way to the award exists."""


@dataclass(frozen=True, slots=True)
class VoteRule:
    """Least share of all members of the council, in whole percent."""

    percent: int
    ref: Ref
    sure: Sure = "S"


@dataclass(frozen=True, slots=True)
class Bonus:
    """Times the base salary on the day of the decision."""

    coefficient: float
    ref: Ref
    sure: Sure = "S"
    ceiling: bool = False
    collective: float | None = None
    """The coefficient of a collective when one award is for persons and collectives alike."""


@dataclass(frozen=True, slots=True)
class DossierPart:
    part: str
    form: str = ""
    when: str = ""
    sure: Sure = "S"


@dataclass(frozen=True, slots=True)
class Publicity:
    """Working days that a list must hang out before the council considers it."""

    working_days: int
    ref: Ref
    sure: Sure = "S"


@dataclass(frozen=True, slots=True)
class AwardRule:
    """An award as one regime has it, for files received from `since` to `until` (both included)."""

    code: str
    name: str
    kind: str
    subjects: tuple[Kind, ...]
    level: str
    regime: str
    since: date
    until: date | None
    refs: tuple[Ref, ...]
    any_of: tuple[Branch, ...]
    conferred_by: tuple[str, ...] = ()
    proposed_by: tuple[str, ...] = ()
    dossier: tuple[DossierPart, ...] = ()
    vote: VoteRule | None = None
    publicity: Publicity | None = None
    bonus: Bonus | None = None
    cycle: str = ""
    quota: str = ""
    """The greatest share of a whole list that may receive the award, in words."""
    short: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sure: Sure = "S"
    automatic: bool = True
    """False: shown, never decided by the machine."""
    amended_by: str = ""
    """Document that changed this rule from the day it entered into force, when its text is not known."""


@dataclass(frozen=True, slots=True)
class Regime:
    """A law with its decree, for files received from `since` to `until` (both included)."""

    code: str
    name: str
    law: str
    decree: str
    since: date
    until: date | None
    documents: tuple[str, ...] = ()
    sure: Sure = "S"
    automatic: bool = True


@dataclass(frozen=True, slots=True)
class BaseSalary:
    since: date
    until: date | None
    amount: int
    ref: Ref
    sure: Sure = "S"


@dataclass(frozen=True, slots=True)
class Reading:
    """A place that offices read in more than one way; the first option holds unless one is chosen."""

    code: str
    ref: Ref
    question: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """One sentence of an instrument, for files received from `since` to `until` (both included)."""

    code: str
    text: str
    ref: Ref
    since: date
    until: date | None = None
    sure: Sure = "S"


@dataclass(frozen=True, slots=True)
class Lawbook:
    """Every instrument that was loaded. `digest` is the hash of their content."""

    documents: Mapping[str, Document]
    regimes: tuple[Regime, ...]
    awards: tuple[AwardRule, ...]
    salaries: tuple[BaseSalary, ...]
    readings: tuple[Reading, ...] = ()
    gates: tuple[Provision, ...] = ()
    """Principles that stand before every award, as the decree of each time writes them."""
    transitions: tuple[Provision, ...] = ()
    """Which text goes on holding for files of which days; shown to people, who decide."""
    digest: str = ""
    extras: Mapping[str, Any] = field(default_factory=dict)
    """What pages show and nothing computes: `authorities`, `parts`, `deadlines`, `delegated`"""
    by_code: Mapping[str, tuple[AwardRule, ...]] = field(default_factory=dict)
    """The same rules by award code, in the order of their dates."""
