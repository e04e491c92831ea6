"""The facts of many subjects as columns: what the conditions judge, for one subject or two million.

Years are bits of a uint64 from `FIRST`; days are proleptic ordinals, 0 when not known; codes of closed lists
are their index in `facts`, -1 when not known. Awards are sorted by subject (`bulk` sees to it). A list that
is not known for a subject is marked in the `…_known` column of its table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vinhdanh.engines.law import facts as values

FIRST = 1980
YEARS = 64
ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
ONE = np.uint64(1)
NONE = np.uint64(0)

Bools = NDArray[np.bool_]
Bits = NDArray[np.uint64]
Ints = NDArray[Any]

NO, YES, UNKNOWN = 0, 1, -1


@dataclass(frozen=True, slots=True)
class AwardTable:
    """One row a decision. `code` is an index in `Columns.codes`; year and decided are 0 when not known."""

    subject: Ints
    code: Ints
    year: Ints
    decided: Ints
    manner: Ints
    issuer: Ints
    revoked: Bools


@dataclass(frozen=True, slots=True)
class WorkTable:
    """Initiatives or science works. `recognised`: day, 0 not said, -1 not recognised."""

    subject: Ints
    scope: Ints
    year: Ints
    recognised: Ints
    used: Bools


@dataclass(frozen=True, slots=True)
class CampaignTable:
    subject: Ints
    launched: Ints
    years: Ints
    leader: Bools


@dataclass(frozen=True, slots=True)
class Collectives:
    """One row a subject; -1 where not known. `founded` is a day, 0 when not known."""

    members: Ints
    completed: Ints
    flag_eligible: Ints
    founded: Ints
    discipline: Ints
    """-1 not known, 0 nobody, otherwise 1 + the index in `facts.DISCIPLINE`."""
    titles: Mapping[str, Ints]


@dataclass(frozen=True, slots=True)
class Columns:
    """`size` subjects whose files are received the same day for the same year under review."""

    size: int
    received_on: date
    year: int
    codes: tuple[str, ...]
    groups: Ints
    groups_known: Bools
    women: Ints
    at_least: tuple[Bits, ...]
    """For each rating, the years that reached it; the first says which years are known."""
    awards: AwardTable
    awards_known: Bools
    initiatives: WorkTable
    initiatives_known: Bools
    science: WorkTable
    science_known: Bools
    clock_sure: Bits
    """Years that surely count after any discipline."""
    clock_possible: Bits
    held_up: Ints
    """An open hold: 1 yes, 0 no, -1 not known."""
    disciplined: Bools
    """A measure that was still running on the day of receipt, or was decided since."""
    discipline_known: Bools
    punished: Bits
    """Years in which a measure of discipline was decided."""
    bound: Bits
    """Years that a measure decided earlier covered, or may have covered."""
    collective: Collectives
    cluster_rank: Ints
    cluster_organiser: Ints
    campaigns: CampaignTable
    campaigns_known: Bools
    in_post: Ints
    service: Ints

    @property
    def received(self) -> int:
        return self.received_on.toordinal()

    def code_of(self, code: str) -> int:
        """The index of the code; -2 (which no row has) when nobody holds it."""
        return self.codes.index(code) if code in self.codes else -2


def bit(year: int) -> np.uint64:
    return ONE << np.uint64(year - FIRST) if FIRST <= year < FIRST + YEARS else NONE


def years_between(first: int, last: int) -> np.uint64:
    """Bits of the years from `first` to `last`, both included."""
    mask = NONE
    for year in range(max(first, FIRST), last + 1):
        mask |= bit(year)
    return mask


def from_year(first: Ints) -> Bits:
    """For each subject, the bits of all years from `first` on."""
    shift = np.clip(first.astype(np.int64) - FIRST, 0, YEARS)
    bits = ALL << np.minimum(shift, YEARS - 1).astype(np.uint64)
    return np.where(shift >= YEARS, NONE, bits)


def years_of(mask: int | np.uint64) -> list[int]:
    found = int(mask)
    return [FIRST + place for place in range(YEARS) if found >> place & 1]


def year_masks(size: int, subject: Ints, year: Ints) -> Bits:
    """The years of each subject's rows; years outside the span of the bits are left out."""
    flags = np.zeros(size * YEARS, np.uint8)
    place = year.astype(np.int64) - FIRST
    inside = (place >= 0) & (place < YEARS)
    place += subject.astype(np.int64) * YEARS
    flags[place if inside.all() else place[inside]] = 1
    packed: Bits = np.packbits(flags, bitorder="little").view("<u8")
    return packed


def rating_masks(size: int, rows: tuple[Ints, Ints, Ints]) -> tuple[Bits, ...]:
    """From (subject, year, level); a year with two different levels is taken as not known, except that one
    which exceeded its targets may also be said to be excellent: the higher counts."""
    subject, year, level = rows
    exact = []
    for each in range(len(values.RATINGS)):
        chosen = level == each
        exact.append(year_masks(size, subject[chosen], year[chosen]))
    exact[-2] &= ~exact[-1]
    seen, twice = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    for mask in exact:
        twice |= seen & mask
        seen |= mask
    found, above = [], np.zeros(size, np.uint64)
    for mask in reversed(exact):
        above = above | (mask & ~twice)
        found.append(above)
    return tuple(reversed(found))


SEEN_SINCE = date(2024, 1, 1)
"""The instruments before that day were not read on discipline, sudden and thematic results: what they took
away is only possible."""


def clocks(size: int, rows: tuple[Ints, Ints, Ints], known: Bools, *, on: date) -> tuple[Bits, Bits]:
    """Years that count (surely, possibly) after discipline, from (subject, decided, ended).

    `ended`: day, 0 not said, -1 still running. Điều 4 khoản 4 Nghị định 152/2025/NĐ-CP: the time for
    achievements begins anew when the discipline ends, so a year counts when it begins on or after that day.
    What was decided after the day of receipt takes no year away: it defers (see `disciplined`).
    """
    subject, decided, ended = (column[rows[1] <= on.toordinal()] for column in rows)
    never = FIRST + YEARS
    sure = np.where(known, 0, never)
    possible = np.zeros(size, np.int64)
    after = np.array([never if day <= 0 else first_year_from(int(day)) for day in ended], np.int64)
    begun = np.array([first_year_from(int(day)) for day in decided], np.int64)
    np.maximum.at(sure, subject, after)
    if on >= SEEN_SINCE:
        np.maximum.at(possible, subject, np.where(ended == 0, begun, after))
    return from_year(sure), from_year(possible)


def disciplined(size: int, rows: tuple[Ints, Ints, Ints], on: date) -> Bools:
    """Who had a measure still running on that day, or decided since."""
    subject, decided, ended = rows
    day = on.toordinal()
    found = np.zeros(size, np.bool_)
    found[subject[(decided > day) | (ended < 0) | (ended > day)]] = True
    return found


def measures(size: int, rows: tuple[Ints, Ints, Ints]) -> tuple[Bits, Bits]:
    """The years in which measures were decided, and the later ones that they cover (see `Columns`)."""
    decided_in, covered = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    subject, decided, ended = rows
    first = np.array([date.fromordinal(int(day)).year for day in decided], np.int64)
    last = np.array(
        [date.fromordinal(int(day)).year if day > 0 else FIRST + YEARS for day in ended], np.int64
    )
    bits = np.array([bit(int(year)) for year in first], np.uint64)
    np.bitwise_or.at(decided_in, subject, bits)
    later = [years_between(int(begun) + 1, int(end)) for begun, end in zip(first, last, strict=True)]
    np.bitwise_or.at(covered, subject, np.array(later, np.uint64))
    return decided_in, covered


def first_year_from(day: int) -> int:
    """The first year that begins on or after the day."""
    found = date.fromordinal(day)
    return found.year if (found.month, found.day) == (1, 1) else found.year + 1


def bulk(size: int, received_on: date, year: int, **given: Any) -> Columns:
    """Columns straight from arrays; what is not given is not known.

    `ratings`: (subject, year, level); `discipline`: (subject, decided, ended) as in `clocks`;
    `awards`, `initiatives`, `science`, `campaigns`: their tables; `groups`: bits of `facts.GROUPS`;
    a table that is given counts as known for every subject unless `<table>_known` says otherwise.
    """
    if not FIRST + YEARS > year >= FIRST + 25:
        raise ValueError(f"year under review out of range: {year}")
    empty = np.zeros(0, np.int32)
    none = np.zeros(0, np.bool_)
    known = given.pop("discipline_known", np.full(size, "discipline" in given))
    rows = given.pop("discipline", (empty, empty, empty))
    sure, possible = clocks(size, rows, known, on=received_on)
    punished, bound = measures(size, rows)
    ratings = given.pop("ratings", (empty, empty, empty))
    base: dict[str, Any] = {
        "codes": (),
        "groups": np.zeros(size, np.uint32),
        "groups_known": np.full(size, "groups" in given),
        "women": np.full(size, UNKNOWN, np.int8),
        "at_least": rating_masks(size, ratings),
        "awards": AwardTable(empty, empty, empty, empty, empty, empty, none),
        "initiatives": WorkTable(empty, empty, empty, empty, none),
        "science": WorkTable(empty, empty, empty, empty, none),
        "campaigns": CampaignTable(empty, empty, empty, none),
        "clock_sure": sure,
        "clock_possible": possible,
        "held_up": np.full(size, UNKNOWN, np.int8),
        "disciplined": disciplined(size, rows, received_on),
        "discipline_known": known,
        "punished": punished,
        "bound": bound,
        "collective": unknown_collectives(size),
    }
    for name in ("awards", "initiatives", "science", "campaigns"):
        base[f"{name}_known"] = np.full(size, name in given)
    for name in ("cluster_rank", "cluster_organiser", "in_post", "service"):
        base[name] = np.full(size, UNKNOWN, np.int32)
    if "awards" in given:
        given["awards"] = by_subject(given["awards"])
    return Columns(size=size, received_on=received_on, year=year, **(base | given))


def by_subject(table: AwardTable) -> AwardTable:
    """The rows in the order of their subjects; those of one subject keep theirs."""
    if (table.subject[1:] >= table.subject[:-1]).all():
        return table
    order = np.argsort(table.subject, kind="stable")
    return AwardTable(**{each.name: getattr(table, each.name)[order] for each in fields(AwardTable)})


def unknown_collectives(size: int) -> Collectives:
    unknown = np.full(size, UNKNOWN, np.int32)
    return Collectives(unknown, unknown, unknown, np.zeros(size, np.int32), unknown, {})
