"""One subject's facts on the day a file is received, with what is not known kept apart from what is none.

In every field `None` means that the facts do not say; an empty tuple means that there is none.
`ABSENT` is for the few dates where a null says "not yet" and silence says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from vinhdanh.engines.law import vocabulary
from vinhdanh.engines.law.model import Kind


class Absent(Enum):
    """The key was not there (a null was not either)."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT

SUBJECTS: Final[tuple[Kind, ...]] = ("individual", "collective", "household")
RATINGS: Final = vocabulary.RATINGS
GROUPS: Final = vocabulary.GROUPS
MANNERS: Final = (
    "merit", "campaign", "sudden", "thematic", "contribution", "seniority", "external", "resistance",
)  # fmt: skip
ISSUERS: Final = vocabulary.LEVELS
SCOPES: Final = ("co_so", "huyen", "tinh", "bo", "toan_quoc")
DISCIPLINE: Final = vocabulary.DISCIPLINE
HOLDS: Final = ("discipline_considered", "investigation", "inspection", "audit", "denunciation", "press")
ORGANISERS: Final = ("bo", "tinh", "trung_uong")
LAUNCHERS: Final = (
    "co_so", "xa", "huyen", "tinh", "bo", "trung_uong", "nha_nuoc", "thu_tuong", "prime_minister",
    "chu_tich_nuoc", "president",
)  # fmt: skip
RESULTS: Final = ("leader", "selected")


class FactsError(ValueError):
    """`where` is a path such as `awards[2].code`; `what` a Vietnamese sentence that says what to do."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.where = where
        self.what = what


@dataclass(frozen=True, slots=True)
class Rating:
    year: int
    level: str


@dataclass(frozen=True, slots=True)
class Held:
    """A title or award that a decision gave; `year` is the year of the achievement."""

    code: str
    year: int | None = None
    decided_on: date | None = None
    manner: str | None = None
    issuer_level: str | None = None
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative, or a science work; `recognised_on` is the day it was recognised or accepted."""

    scope: str
    year: int | None = None
    recognised_on: date | Absent | None = ABSENT
    used_for: str | None = None


@dataclass(frozen=True, slots=True)
class Discipline:
    """`ended_on` None: still running; `ABSENT`: not known."""

    decided_on: date
    ended_on: date | Absent | None = ABSENT
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    reason: str
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    launched_by: str
    years: int | None
    result: str


@dataclass(frozen=True, slots=True)
class Leave:
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Collective:
    """`titles` counts the members who hold each title that year; `max_discipline` None: nobody."""

    members: int | None = None
    completed_percent: Decimal | int | None = None
    titles: Mapping[str, int] | None = None
    flag_eligible: bool | None = None
    founded_on: date | None = None
    max_discipline: str | Absent | None = ABSENT


@dataclass(frozen=True, slots=True)
class Facts:
    """Years in post and of service are in thousandths of a year, so that nothing is compared as a float."""

    award: str
    received_on: date
    year: int
    kind: Kind
    groups: frozenset[str] | None = None
    women: bool | None = None
    ratings: tuple[Rating, ...] | None = None
    awards: tuple[Held, ...] | None = None
    initiatives: tuple[Work, ...] | None = None
    science_works: tuple[Work, ...] | None = None
    discipline: tuple[Discipline, ...] | None = None
    holds: tuple[Hold, ...] | None = None
    collective: Collective | None = None
    cluster_rank: int | None = None
    cluster_organiser: str | None = None
    campaigns: tuple[Campaign, ...] | None = None
    years_in_post: int | None = None
    years_of_service: int | None = None
    maternity_leave: tuple[Leave, ...] | None = None
    warnings: tuple[str, ...] = ()
