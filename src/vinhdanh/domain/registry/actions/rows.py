"""Rows as they come: from a page, a workbook, the demo. Empty means that the paper does not say."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One award. ``year`` is the last year of the achievement; ``name`` and ``issuer`` as printed."""

    subject_id: UUID
    code: str
    year: int
    decided_on: date | None = None
    number: str = ""
    name: str = ""
    year_from: int | None = None
    issuer: str = ""
    issuer_body_id: UUID | None = None
    issuer_level: str = ""
    manner: str = ""
    statistics: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RatingRow:
    subject_id: UUID
    year: int
    level: str
    number: str = ""
    decided_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """An initiative or a science work; ``used_for``: the code of the award it supported in ``used_year``."""

    subject_id: UUID
    kind: str
    title: str
    scope: str
    year: int
    recognised_on: date | None = None
    number: str = ""
    issuer: str = ""
    share: int | None = None
    used_for: str = ""
    used_year: int | None = None


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A collective's year, as the facts of the law want it; None means not known."""

    subject_id: UUID
    year: int
    members: int | None = None
    completed_percent: int | None = None
    titles: Mapping[str, int] = field(default_factory=dict)
    flag_eligible: bool | None = None
    discipline_known: bool = False
    max_discipline: str = ""
    cluster_rank: int | None = None
    cluster_organiser: str = ""


@dataclass(frozen=True, slots=True)
class DisciplineRow:
    subject_id: UUID
    form: str
    decided_on: date
    ended_on: date | None = None
    number: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class HoldRow:
    subject_id: UUID
    cause: str
    opened_on: date
    closed_on: date | None = None
    paper: str = ""


Row: TypeAlias = AwardRow | RatingRow | RecognitionRow | FiguresRow | DisciplineRow | HoldRow


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the row at ``index`` (from 0) cannot be written; ``reason`` is one sentence with what to do."""

    index: int
    code: str
    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a list: ``ids`` follows it, None for a row with a fault. A known row keeps its id;
    ``fresh`` are those that were added."""

    added: int
    known: int
    faults: Sequence[Fault]
    ids: Sequence[UUID | None]
    fresh: Set[UUID] = frozenset()
