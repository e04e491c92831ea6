"""Columns from the facts of subjects read one by one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from vinhdanh.engines.law import facts as values
from vinhdanh.engines.law.columns import (
    UNKNOWN,
    AwardTable,
    Bools,
    CampaignTable,
    Collectives,
    Columns,
    Ints,
    WorkTable,
    bulk,
)
from vinhdanh.engines.law.facts import ABSENT, Collective, Facts, Hold, Work

NOWHERE = Collective()


def from_facts(subjects: Sequence[Facts]) -> Columns:
    """All subjects must have the day of receipt and the year of the first; rows keep their order."""
    first = subjects[0]
    codes = tuple(sorted({row.code for one in subjects for row in one.awards or ()}))
    return bulk(
        len(subjects),
        first.received_on,
        first.year,
        codes=codes,
        groups=_ints(_bits(one.groups or ()) for one in subjects),
        groups_known=_known(subjects, "groups"),
        women=_ints(UNKNOWN if one.women is None else int(one.women) for one in subjects),
        ratings=_table(subjects, "ratings", lambda row: (row.year, values.RATINGS.index(row.level)))[:3],
        awards=_awards(subjects, codes),
        awards_known=_known(subjects, "awards"),
        initiatives=_works(subjects, "initiatives"),
        initiatives_known=_known(subjects, "initiatives"),
        science=_works(subjects, "science_works"),
        science_known=_known(subjects, "science_works"),
        discipline=_discipline(subjects),
        discipline_known=_known(subjects, "discipline"),
        held_up=_ints(_held_up(one.holds, one.received_on) for one in subjects),
        collective=_collectives([one.collective or NOWHERE for one in subjects]),
        cluster_rank=_ints(_or_unknown(one.cluster_rank) for one in subjects),
        cluster_organiser=_ints(_index(one.cluster_organiser, values.ORGANISERS) for one in subjects),
        campaigns=_campaigns(subjects),
        campaigns_known=_known(subjects, "campaigns"),
        in_post=_ints(_or_unknown(one.years_in_post) for one in subjects),
        service=_ints(_or_unknown(one.years_of_service) for one in subjects),
    )


def _ints(found: Iterable[int]) -> Ints:
    return np.fromiter(found, np.int64)


def _known(subjects: Sequence[Facts], name: str) -> Bools:
    return np.array([getattr(one, name) is not None for one in subjects], np.bool_)


def _bits(groups: Iterable[str]) -> int:
    return sum(1 << values.GROUPS.index(group) for group in groups)


def _index(value: str | None, known: Sequence[str]) -> int:
    return UNKNOWN if value is None else known.index(value)


def _or_unknown(value: int | None) -> int:
    return UNKNOWN if value is None else value


def _table(subjects: Sequence[Facts], name: str, read: Callable[[Any], tuple[int, ...]]) -> tuple[Ints, ...]:
    """The subject's index and the columns that `read` gives for each row."""
    rows = [(place, *read(row)) for place, one in enumerate(subjects) for row in getattr(one, name) or ()]
    if not rows:
        return (np.zeros(0, np.int64),) * 8
    return tuple(np.array(rows, np.int64).T)


def _awards(subjects: Sequence[Facts], codes: Sequence[str]) -> AwardTable:
    def read(row: values.Held) -> tuple[int, ...]:
        return (
            codes.index(row.code),
            row.year or 0,
            _ordinal(row.decided_on),
            _index(row.manner, values.MANNERS),
            _index(row.issuer_level, values.ISSUERS),
            int(row.revoked_on is not None),
        )

    table = _table(subjects, "awards", read)
    subject, code, year, decided, manner, issuer, revoked = table[:7]
    return AwardTable(subject, code, year, decided, manner, issuer, revoked.astype(np.bool_))


def _works(subjects: Sequence[Facts], name: str) -> WorkTable:
    def read(row: Work) -> tuple[int, ...]:
        return (
            values.SCOPES.index(row.scope),
            row.year or 0,
            _said(row.recognised_on),
            int(row.used_for is not None),
        )

    table = _table(subjects, name, read)
    subject, scope, year, recognised, used = table[:5]
    return WorkTable(subject, scope, year, recognised, used.astype(np.bool_))


def _campaigns(subjects: Sequence[Facts]) -> CampaignTable:
    def read(row: values.Campaign) -> tuple[int, ...]:
        return (
            values.LAUNCHERS.index(row.launched_by),
            _or_unknown(row.years),
            int(row.result == "leader"),
        )

    table = _table(subjects, "campaigns", read)
    subject, launched, years, leader = table[:4]
    return CampaignTable(subject, launched, years, leader.astype(np.bool_))


def _discipline(subjects: Sequence[Facts]) -> tuple[Ints, Ints, Ints]:
    found = [
        (place, row.decided_on.toordinal(), _said(row.ended_on))
        for place, one in enumerate(subjects)
        for row in one.discipline or ()
    ]
    table = np.array(found, np.int64).reshape(-1, 3).T
    return table[0], table[1], table[2]


def _held_up(holds: tuple[Hold, ...] | None, on: date) -> int:
    return UNKNOWN if holds is None else int(any(is_open(hold, on) for hold in holds))


def is_open(hold: Hold, on: date) -> bool:
    """Open on the day the file came, or opened since and not closed: the file waits either way."""
    return hold.closed_on is None or hold.opened_on <= on < hold.closed_on


def defers(row: values.Discipline, on: date) -> bool:
    """Still running on the day the file came, or decided since."""
    if row.decided_on > on or row.ended_on is None:
        return True
    return isinstance(row.ended_on, date) and row.ended_on > on


def _collectives(found: Sequence[Collective]) -> Collectives:
    codes = sorted({code for one in found for code in one.titles or ()})
    return Collectives(
        members=_ints(_or_unknown(one.members) for one in found),
        completed=_ints(_whole_percent(one.completed_percent) for one in found),
        flag_eligible=_ints(
            UNKNOWN if one.flag_eligible is None else int(one.flag_eligible) for one in found
        ),
        founded=_ints(_ordinal(one.founded_on) for one in found),
        discipline=_ints(_worst(one) for one in found),
        titles={code: _ints((one.titles or {}).get(code, UNKNOWN) for one in found) for code in codes},
    )


def _whole_percent(value: Decimal | int | None) -> int:
    """Rounded down: every limit is a whole percent, so nothing is lost in comparing."""
    return UNKNOWN if value is None else int(value)


def _worst(one: Collective) -> int:
    if one.max_discipline is ABSENT:
        return UNKNOWN
    return 0 if one.max_discipline is None else 1 + values.DISCIPLINE.index(str(one.max_discipline))


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _said(day: date | values.Absent | None) -> int:
    """0 when the facts do not say, -1 when they say that there is none yet."""
    if day is ABSENT:
        return 0
    return day.toordinal() if isinstance(day, date) else -1
