"""How often awards were given inside a window: each title once a year, each certificate once a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vinhdanh.engines.law.columns import FIRST, ONE, YEARS, Bits, Bools, Ints, years_between
from vinhdanh.engines.law.frame import Frame
from vinhdanh.engines.law.ledger import Rows

MANY = 1 << 20
"""The count that is thinkable when the list of awards is not known."""
CERTIFICATES = ("bang_khen", "giay_khen")


@dataclass(frozen=True, slots=True)
class Window:
    """Years that count, surely and possibly; with `opened`, only decisions after that day (0: by year)."""

    sure: Bits
    possible: Bits
    opened: Ints | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts a row of the frame, and the pairs (row, place in the table of awards) that were counted."""

    sure: Ints
    possible: Ints
    row: Ints
    place: Ints


def clocked(frame: Frame, window: Window) -> Window:
    """The window without the years that discipline took away, up to the year under review."""
    columns = frame.columns
    upto = years_between(FIRST, columns.year)
    sure, possible = frame.of(columns.clock_sure) & upto, frame.of(columns.clock_possible) & upto
    return Window(window.sure & sure, window.possible & possible, window.opened)


def tally(frame: Frame, codes: Sequence[str], window: Window) -> Tally:
    size = frame.size
    sure, possible = np.zeros(size, np.int64), np.zeros(size, np.int64)
    rows, places = [], []
    for code in codes:
        row, place, surely = _matched(frame, frame.context.ledger.rows(code), window)
        key = _occasion(frame, code, place)
        sure += _distinct(size, row[surely], key[surely])
        possible += _distinct(size, row, key)
        rows.append(row)
        places.append(place)
    possible[~frame.of(frame.columns.awards_known)] = MANY
    return Tally(sure, possible, np.concatenate(rows), np.concatenate(places))


def _matched(frame: Frame, rows: Rows, window: Window) -> tuple[Ints, Ints, Bools]:
    """Rows of the frame with the awards of their subjects that possibly count; which surely do."""
    row, chosen = _paired(frame, rows)
    table, place = frame.columns.awards, rows.place[chosen]
    year, decided = table.year[place], table.decided[place]
    inside = has_year(window.possible[row], year) | (year == 0)
    surely = has_year(window.sure[row], year) & rows.sure[chosen]
    if window.opened is not None:
        opened = window.opened[row]
        after = (decided == 0) | (opened == 0) | (decided > opened)
        inside, surely = inside & after, surely & after
    inside = inside & rows.possible[chosen]
    return row[inside], place[inside], surely[inside]


def _paired(frame: Frame, rows: Rows) -> tuple[Ints, Ints]:
    """Each row of the frame with each of the given rows of awards of its subject."""
    subjects = frame.subjects()
    low = np.searchsorted(rows.subject, subjects, "left")
    each = np.searchsorted(rows.subject, subjects, "right") - low
    row = np.repeat(np.arange(subjects.size), each)
    within = np.arange(row.size) - np.repeat(np.cumsum(each) - each, each)
    return row, np.repeat(low, each) + within


def has_year(mask: Bits, year: Ints) -> Bools:
    place = year.astype(np.int64) - FIRST
    inside = (place >= 0) & (place < YEARS)
    shift = np.where(inside, place, 0).astype(np.uint64)
    found: Bools = inside & ((mask >> shift & ONE) == ONE)
    return found


def _occasion(frame: Frame, code: str, place: Ints) -> Ints:
    """What makes two rows of a code the same award: the decision of a certificate, the year of a title."""
    table = frame.columns.awards
    if not code.startswith(CERTIFICATES):
        return table.year[place].astype(np.int64)
    decided = table.decided[place].astype(np.int64)
    return np.where(decided > 0, decided, table.year[place])


def _distinct(size: int, row: Ints, key: Ints) -> Ints:
    seen = np.unique(row.astype(np.int64) * MANY + key)
    return np.bincount(seen // MANY, minlength=size)


def enough(found: Tally, least: int) -> tuple[Bools, Bools]:
    return found.sure >= least, found.possible >= least
