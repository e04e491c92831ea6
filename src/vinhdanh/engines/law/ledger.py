"""Which awards count: each row's standing, and the years of each title.

Rules: khoản 3 Điều 4 Nghị định 152/2025/NĐ-CP (sudden and thematic results support no higher merit award),
Điều 93 Luật 06/2022/QH15 (an award that was cancelled), the end of the district level on 01/07/2025.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

import numpy as np

from vinhdanh.engines.law.columns import (
    ALL,
    FIRST,
    NONE,
    SEEN_SINCE,
    YEARS,
    Bits,
    Bools,
    Columns,
    Ints,
    year_masks,
)
from vinhdanh.engines.law.facts import ISSUERS, MANNERS

NO_DISTRICTS = date(2025, 7, 1)
_HUYEN = ISSUERS.index("huyen")
_DOUBTFUL = tuple(MANNERS.index(one) for one in ("contribution", "resistance"))
_SUDDEN = tuple(MANNERS.index(one) for one in ("sudden", "thematic"))
_BARRED = tuple(MANNERS.index(one) for one in ("seniority", "external"))


class Standing(IntEnum):
    """Why a row counts or not; the first counts surely, the next three possibly.

    `DAY_UNKNOWN`: a title without a day may not have been decided by the day of receipt.
    """

    COUNTED = 0
    MANNER_DOUBTFUL = 1
    MANNER_UNKNOWN = 2
    DAY_UNKNOWN = 3
    REVOKED = 4
    MANNER_BARRED = 5
    AFTER_RECEIPT = 6
    BEFORE_ITS_YEAR = 7
    NO_SUCH_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of some codes: their places in the table of awards, by subject, and their standing."""

    place: Ints
    subject: Ints
    standing: Ints

    @property
    def sure(self) -> Bools:
        found: Bools = self.standing == Standing.COUNTED
        return found

    @property
    def possible(self) -> Bools:
        found: Bools = self.standing <= Standing.DAY_UNKNOWN
        return found


class Ledger:
    """Reads the awards of some columns; what was worked out for a code is kept."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._rows: dict[str, Rows] = {}
        self._masks: dict[str, tuple[Bits, Bits]] = {}

    def rows(self, code: str) -> Rows:
        if code not in self._rows:
            table = self.columns.awards
            place = np.flatnonzero(table.code == self.columns.code_of(code))
            self._rows[code] = Rows(place, table.subject[place], self._standing(place))
        return self._rows[code]

    def years(self, codes: Iterable[str]) -> tuple[Bits, Bits]:
        """The years with any of the titles: surely, possibly. The clock of discipline is not applied."""
        size = self.columns.size
        sure = np.zeros(size, np.uint64)
        possible = np.where(self.columns.awards_known, NONE, ALL)
        for code in codes:
            known, thinkable = self._of(code)
            sure |= known
            possible |= thinkable
        return sure, possible

    def _of(self, code: str) -> tuple[Bits, Bits]:
        if code not in self._masks:
            self._masks[code] = self._worked_out(self.rows(code))
        return self._masks[code]

    def _worked_out(self, rows: Rows) -> tuple[Bits, Bits]:
        size, year = self.columns.size, self.columns.awards.year[rows.place]
        sure, doubtful = rows.sure, rows.possible & ~rows.sure
        known = year_masks(size, rows.subject[sure], year[sure])
        thinkable = known
        if doubtful.any():
            thinkable = known | year_masks(size, rows.subject[doubtful], year[doubtful])
        timeless = rows.possible & (year == 0)
        if timeless.any():
            thinkable = thinkable.copy()
            thinkable[rows.subject[timeless]] = ALL
        return known, thinkable

    def _standing(self, place: Ints) -> Ints:
        table = self.columns.awards
        manner, decided, year = table.manner[place], table.decided[place], table.year[place]
        found = np.zeros(place.size, np.int8)
        seen = self.columns.received_on >= SEEN_SINCE
        found[np.isin(manner, _DOUBTFUL if seen else _DOUBTFUL + _SUDDEN)] = Standing.MANNER_DOUBTFUL
        found[manner < 0] = Standing.MANNER_UNKNOWN
        found[decided == 0] = Standing.DAY_UNKNOWN
        late = (table.issuer[place] == _HUYEN) & (decided >= NO_DISTRICTS.toordinal())
        found[late] = Standing.NO_SUCH_LEVEL
        found[(decided > 0) & (decided < _first_days()[np.clip(year - FIRST, 0, YEARS)])] = (
            Standing.BEFORE_ITS_YEAR
        )
        found[decided > self.columns.received] = Standing.AFTER_RECEIPT
        found[np.isin(manner, _BARRED + _SUDDEN if seen else _BARRED)] = Standing.MANNER_BARRED
        found[table.revoked[place]] = Standing.REVOKED
        return found


@cache
def _first_days() -> Ints:
    """The ordinal of 1 January for each year of the bits; year 0 and earlier fall on the first."""
    days = [date(FIRST + place, 1, 1).toordinal() for place in range(YEARS + 1)]
    days[0] = 0
    return np.array(days, np.int64)
