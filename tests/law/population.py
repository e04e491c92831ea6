"""Made-up people as plain arrays: for the columns, for the oracle, and one by one as facts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from vinhdanh.engines.law import facts as values
from vinhdanh.engines.law.columns import AwardTable, Columns, WorkTable, bulk

CODES = (
    "cstd_co_so", "lao_dong_tien_tien", "chien_si_tien_tien", "cstd_cap_tinh", "cstd_cap_bo",
    "cstd_toan_quoc", "bang_khen_tinh_ca_nhan", "bang_khen_ttg_ca_nhan", "giay_khen_xa_ca_nhan",
    "huan_chuong_lao_dong_3_ca_nhan",
)  # fmt: skip
_SHARES = np.array([0.42, 0.2, 0.06, 0.1, 0.08, 0.02, 0.04, 0.02, 0.05, 0.01])
_MANNERS = np.array([0.02, 0.86, 0.04, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01])
"""Not known, then in the order of `facts.MANNERS`."""
Arrays = dict[str, Any]


@dataclass(frozen=True)
class Population:
    """Tables of arrays; `subject` is the index of a person; days are ordinals, 0 not known."""

    size: int
    on: date
    year: int
    subjects: Arrays
    ratings: Arrays
    awards: Arrays
    initiatives: Arrays
    science: Arrays
    discipline: Arrays

    def columns(self) -> Columns:
        awards, people = self.awards, self.subjects
        return bulk(
            self.size,
            self.on,
            self.year,
            codes=CODES,
            groups=people["groups"],
            groups_known=people["groups_known"],
            ratings=(self.ratings["subject"], self.ratings["year"], self.ratings["level"]),
            awards=AwardTable(
                **{key: awards[key] for key in ("subject", "code", "year", "decided", "manner", "issuer")},
                revoked=awards["revoked"],
            ),
            awards_known=people["awards_known"],
            initiatives=WorkTable(**self.initiatives),
            initiatives_known=people["initiatives_known"],
            science=WorkTable(**self.science),
            science_known=people["science_known"],
            discipline=tuple(self.discipline[key] for key in ("subject", "decided", "ended")),
            discipline_known=people["discipline_known"],
            held_up=people["held_up"],
        )


def make(size: int, awards: int, seed: int, *, year: int = 2025, on: date = date(2026, 3, 2)) -> Population:
    """`size` people and about `awards` awards, with every kind of gap and oddity among them."""
    dice = np.random.default_rng(seed)
    people = _subjects(dice, size)
    return Population(
        size,
        on,
        year,
        people,
        _ratings(dice, size, year),
        _known(_awards(dice, size, awards, (year, on)), people["awards_known"]),
        _known(_works(dice, size // 2, size, (year, on)), people["initiatives_known"]),
        _known(_works(dice, size // 5, size, (year, on)), people["science_known"]),
        _known(_discipline(dice, size, year), people["discipline_known"]),
    )


def _known(table: Arrays, known: Any) -> Arrays:
    """The rows of those whose list is known."""
    kept = known[table["subject"]]
    return {key: column[kept] for key, column in table.items()}


def _subjects(dice: np.random.Generator, size: int) -> Arrays:
    groups = np.uint32(1) << dice.integers(0, len(values.GROUPS), size, dtype=np.uint32)
    second = np.uint32(1) << dice.integers(0, len(values.GROUPS), size, dtype=np.uint32)
    common = dice.random(size) < 0.6
    groups = np.where(common, np.uint32(1) << dice.integers(0, 2, size, dtype=np.uint32), groups | second)
    return {
        "groups": groups,
        "held_up": dice.choice(np.array([0, 1, -1], np.int8), size, p=[0.9, 0.04, 0.06]),
        "groups_known": dice.random(size) < 0.96,
        "awards_known": dice.random(size) < 0.97,
        "initiatives_known": dice.random(size) < 0.9,
        "science_known": dice.random(size) < 0.85,
        "discipline_known": dice.random(size) < 0.93,
    }


def _ratings(dice: np.random.Generator, size: int, year: int) -> Arrays:
    subject = np.repeat(np.arange(size, dtype=np.int32), 3)
    years = np.tile(np.array([year - 2, year - 1, year], np.int16), size)
    level = dice.choice(np.arange(4, dtype=np.int8), subject.size, p=[0.02, 0.13, 0.6, 0.25])
    kept = dice.random(subject.size) < 0.93
    return {"subject": subject[kept], "year": years[kept], "level": level[kept]}


def _awards(dice: np.random.Generator, size: int, count: int, when: tuple[int, date]) -> Arrays:
    year, _ = when
    subject = np.sort(dice.integers(0, size, count, dtype=np.int32))
    years = (year - np.minimum(dice.geometric(0.22, count) - 1, 25)).astype(np.int16)
    new_year = np.array([date(1 + each, 1, 1).toordinal() for each in range(2101)], np.int32)
    decided = new_year[years] + dice.integers(-330, 60, count, dtype=np.int32)
    decided = np.where(dice.random(count) < 0.02, decided - 400, decided)
    decided = np.where(dice.random(count) < 0.04, 0, decided).astype(np.int32)
    manner = dice.choice(np.arange(-1, 8, dtype=np.int8), count, p=_MANNERS)
    return {
        "subject": subject,
        "code": dice.choice(np.arange(len(CODES), dtype=np.int8), count, p=_SHARES),
        "year": years,
        "decided": decided,
        "manner": manner,
        "issuer": dice.choice(np.arange(-1, 6, dtype=np.int8), count),
        "revoked": dice.random(count) < 0.01,
    }


def _works(dice: np.random.Generator, count: int, size: int, when: tuple[int, date]) -> Arrays:
    year, on = when
    recognised = on.toordinal() - dice.integers(-20, 700, count, dtype=np.int32)
    state = dice.choice(np.array([1, 0, -1]), count, p=[0.85, 0.08, 0.07])
    return {
        "subject": np.sort(dice.integers(0, size, count, dtype=np.int32)),
        "scope": dice.integers(0, len(values.SCOPES), count, dtype=np.int8),
        "year": (year - dice.integers(0, 3, count)).astype(np.int16),
        "recognised": np.where(state == 1, recognised, state).astype(np.int32),
        "used": dice.random(count) < 0.15,
    }


def _discipline(dice: np.random.Generator, size: int, year: int) -> Arrays:
    count = size // 50
    decided = date(year - 4, 1, 1).toordinal() + dice.integers(0, 1950, count, dtype=np.int32)
    ended = decided + dice.integers(0, 700, count, dtype=np.int32)
    turn = np.array([date(year - each, 1, 1).toordinal() for each in range(4)], np.int32)
    ended = np.where(dice.random(count) < 0.3, np.maximum(dice.choice(turn, count), decided), ended)
    state = dice.choice(np.array([1, 0, -1]), count, p=[0.8, 0.1, 0.1])
    return {
        "subject": dice.choice(size, count, replace=False).astype(np.int32),
        "decided": decided,
        "ended": np.where(state == 1, ended, state).astype(np.int32),
    }


def facts_of(people: Population, one: int, award: str) -> values.Facts:
    """The same person as facts read from a file."""
    person = {key: column[one] for key, column in people.subjects.items()}
    groups = frozenset(
        group for place, group in enumerate(values.GROUPS) if int(person["groups"]) >> place & 1
    )
    hold = values.Hold("inspection", people.on)
    held = {0: (), 1: (hold,), -1: None}[int(person["held_up"])]
    return values.Facts(
        award=award,
        received_on=people.on,
        year=people.year,
        kind="individual",
        groups=groups if person["groups_known"] else None,
        ratings=tuple(
            values.Rating(int(row["year"]), values.RATINGS[row["level"]])
            for row in _rows(people.ratings, one)
        ),
        awards=tuple(map(_held, _rows(people.awards, one))) if person["awards_known"] else None,
        initiatives=tuple(map(_work, _rows(people.initiatives, one)))
        if person["initiatives_known"]
        else None,
        science_works=tuple(map(_work, _rows(people.science, one))) if person["science_known"] else None,
        discipline=tuple(map(_disciplined, _rows(people.discipline, one)))
        if person["discipline_known"]
        else None,
        holds=held,
    )


def _rows(table: Arrays, one: int) -> list[dict[str, Any]]:
    places = np.flatnonzero(table["subject"] == one)
    return [{key: column[place].item() for key, column in table.items()} for place in places]


def _held(row: dict[str, Any]) -> values.Held:
    return values.Held(
        CODES[row["code"]],
        row["year"],
        _day(row["decided"]),
        values.MANNERS[row["manner"]] if row["manner"] >= 0 else None,
        values.ISSUERS[row["issuer"]] if row["issuer"] >= 0 else None,
        date(2026, 1, 1) if row["revoked"] else None,
    )


def _work(row: dict[str, Any]) -> values.Work:
    return values.Work(
        values.SCOPES[row["scope"]],
        row["year"],
        _said(row["recognised"]),
        "bang_khen_tinh_ca_nhan" if row["used"] else None,
    )


def _disciplined(row: dict[str, Any]) -> values.Discipline:
    return values.Discipline(date.fromordinal(row["decided"]), _said(row["ended"]))


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _said(ordinal: int) -> "date | values.Absent | None":
    return values.ABSENT if ordinal == 0 else date.fromordinal(ordinal) if ordinal > 0 else None
