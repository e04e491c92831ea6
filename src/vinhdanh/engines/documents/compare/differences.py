"""Two contents against each other, name by name: ``ours`` is the data, ``theirs`` the paper from Word."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final

from vinhdanh.engines.documents.compare.content import Content, Table
from vinhdanh.foundation.kernel.text import fold, squash
from vinhdanh.foundation.kernel.typed import TypedDateError, typed_date

_ALIKE: Final = 75
"""Percent of likeness of two names from which leftover rows are taken for one that was changed."""
_NEAR: Final = 400
_COUNTERS: Final = frozenset({"tt", "stt", "so tt", "so thu tu"})
_NAMES: Final = ("ho va ten", "ho ten", "ho, ten", "ten tap the", "ten don vi", "noi dung", "ten")
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """``what``: cell, added, removed, moved, line, table. ``spot`` finds the place again in the paper:
    ``table`` (among all of the body), ``row``, ``cell``; ``words`` for a row that is gone."""

    what: str
    place: str
    ours: str
    theirs: str
    note: str = ""
    spot: Mapping[str, Any] = field(default_factory=dict)


def differences(ours: Content, theirs: Content, facts: Mapping[str, str] | None = None) -> list[Difference]:
    """Every place where the data and the paper differ; ``facts`` are words that the paper must hold, by name.

    Order of the paper. Numbers of rows (TT) do not count; a row that only stands elsewhere is ``moved``.
    """
    found = list(_lost_facts(theirs, facts or {}))
    for mine, other in _tables(ours.tables, theirs.tables):
        found += _table(mine, other)
    return found


def edited_lines(ours: Content, theirs: Content, most: int = 100) -> list[tuple[str, str]]:
    """Wording that changed outside the tables, as (before, after); an empty side was not there."""
    mine, other = list(ours.lines), list(theirs.lines)
    pairs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if tag != "equal":
            old, new = mine[a:b], other[c:d]
            longest = max(len(old), len(new))
            pairs += zip(_filled(old, longest), _filled(new, longest), strict=True)
    return pairs[:most]


def _filled(lines: list[str], length: int) -> list[str]:
    return [*lines, *[""] * (length - len(lines))]


def _lost_facts(theirs: Content, facts: Mapping[str, str]) -> Iterator[Difference]:
    whole = squash(" ".join(theirs.lines)).casefold()
    for label, words in facts.items():
        if words and squash(words).casefold() not in whole:
            yield Difference("line", label, words, _nearest(words, theirs.lines), "không còn trong văn bản")


def _nearest(words: str, lines: Sequence[str]) -> str:
    from rapidfuzz import process

    found = process.extractOne(fold(words), [fold(line) for line in lines], score_cutoff=60)
    return lines[found[2]] if found else ""


def _tables(ours: Sequence[Table], theirs: Sequence[Table]) -> Iterator[tuple[Table | None, Table | None]]:
    """Tables that belong together: side by side when they are as many, else by their headings in order."""
    if len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=True)
        return
    left = list(theirs)
    for mine in ours:
        other = next((each for each in left if _heading(each) == _heading(mine)), None)
        if other is not None:
            left.remove(other)
        yield mine, other
    yield from ((None, other) for other in left)


def _heading(table: Table) -> list[str]:
    return [fold(cell) for row in table.rows[: max(table.head, 1)] for cell in row]


def _table(mine: Table | None, other: Table | None) -> list[Difference]:
    if mine is None or other is None:
        table = mine or other
        assert table is not None  # noqa: S101 - one of the two is there
        count = f"bảng {len(table.rows) - table.head} dòng"
        gone = other is None
        note = "bảng không còn trong bản Word" if gone else "bảng mới có trong bản Word"
        sides = (count, "") if gone else ("", count)
        return [Difference("table", _called(table), *sides, note, {"table": table.at})]
    return _Sides(mine, other).differences()


def _called(table: Table) -> str:
    return f"Bảng “{table.title[:120]}”" if table.title else f"Bảng thứ {table.at + 1}"


class _Sides:
    """One table twice: which rows are the same, and what changed in them."""

    def __init__(self, mine: Table, other: Table) -> None:
        self.mine, self.other = mine, other
        self.place = _called(other)
        self.titles = list(mine.rows[mine.head - 1]) if mine.head else []
        self.counter = bool(self.titles) and fold(self.titles[0]) in _COUNTERS
        self.name = self._name_column()
        self.pairs: dict[int, int] = {}
        self.free = set(range(other.head, len(other.rows)))

    def _name_column(self) -> int:
        folded = [fold(title) for title in self.titles]
        for wanted in _NAMES:
            for place, title in enumerate(folded):
                if title.startswith(wanted):
                    return place
        return 1 if self.counter and len(self.titles) > 1 else 0

    def differences(self) -> list[Difference]:
        self._match()
        found: list[tuple[int, Difference]] = []
        for here, there in self.pairs.items():
            found += [(there, each) for each in self._cells(here, there)]
        found += [(there, self._moved(here, there)) for here, there in self._out_of_order()]
        found += [(there, self._added(there)) for there in sorted(self.free)]
        gone = [row for row in range(self.mine.head, len(self.mine.rows)) if row not in self.pairs]
        found += [(self._behind(here), self._removed(here)) for here in gone]
        return [each for _, each in sorted(found, key=lambda pair: pair[0])]

    def _match(self) -> None:
        """Rows that say the same, then rows of one name, of one place, of much the same words.

        A row of one cell is the heading of a part; it is known by its only words.
        """
        self._match_by(lambda row: tuple(row[1:] if self.counter and len(row) > 1 else row))
        self._match_by(lambda row: fold(row[self.name] if self.name < len(row) else _at(row, 0)))
        self._match_neighbours()
        self._match_alike()

    def _left(self) -> list[int]:
        return [row for row in range(self.mine.head, len(self.mine.rows)) if row not in self.pairs]

    def _match_by(self, key: Any) -> None:
        waiting: dict[Any, list[int]] = defaultdict(list)
        for there in sorted(self.free, reverse=True):
            waiting[key(self.other.rows[there])].append(there)
        for here in self._left():
            name = key(self.mine.rows[here])
            if name and waiting.get(name):
                self._pair(here, waiting[name].pop())

    def _match_neighbours(self) -> None:
        """A changed row still stands behind the same row as before, where no row came or went there."""
        for here in self._left():
            before = self.pairs.get(here - 1, self.other.head - 1 if here == self.mine.head else None)
            after = self.pairs.get(
                here + 1, len(self.other.rows) if here + 1 == len(self.mine.rows) else None
            )
            if before is not None and before + 1 in self.free and after == before + 2:
                self._pair(here, before + 1)

    def _match_alike(self) -> None:
        from rapidfuzz import process
        from rapidfuzz.fuzz import token_sort_ratio

        for here in self._left()[:_NEAR]:
            words = {
                there: fold(_at(self.other.rows[there], self.name)) for there in sorted(self.free)[:_NEAR]
            }
            wanted = fold(_at(self.mine.rows[here], self.name))
            found = process.extractOne(wanted, words, scorer=token_sort_ratio, score_cutoff=_ALIKE)
            if found:
                self._pair(here, found[2])

    def _pair(self, here: int, there: int) -> None:
        self.pairs[here] = there
        self.free.discard(there)

    def _cells(self, here: int, there: int) -> Iterator[Difference]:
        mine, other = self.mine.rows[here], self.other.rows[there]
        for place in range(1 if self.counter and len(mine) > 1 else 0, max(len(mine), len(other))):
            ours, theirs = _at(mine, place), _at(other, place)
            if ours != theirs:
                title = _at(self.titles, place) or f"cột {place + 1}"
                spot = {"table": self.other.at, "row": there, "cell": place}
                yield Difference(
                    "cell", f"{self._row_words(there, mine)}, cột “{title}”", ours, theirs,
                    kind_of(ours, theirs), spot,
                )  # fmt: skip

    def _out_of_order(self) -> list[tuple[int, int]]:
        """The fewest rows that would have to be put back for the order to be the same."""
        ordered = sorted(self.pairs.items())
        kept = _longest_rise([there for _, there in ordered])
        return [pair for place, pair in enumerate(ordered) if place not in kept]

    def _moved(self, here: int, there: int) -> Difference:
        row = self.mine.rows[here]
        return Difference(
            "moved", self._row_words(there, row), f"dòng {here - self.mine.head + 1}",
            f"dòng {there - self.other.head + 1}", "khác thứ tự", {"table": self.other.at, "row": there},
        )  # fmt: skip

    def _added(self, there: int) -> Difference:
        row = self.other.rows[there]
        spot = {"table": self.other.at, "row": there}
        return Difference("added", self._row_words(there, row), "", _joined(row), "dòng mới có", spot)

    def _removed(self, here: int) -> Difference:
        row = self.mine.rows[here]
        place = f"{self.place}, dòng {here - self.mine.head + 1} của số liệu, {_at(row, self.name)[:80]}"
        spot = {"table": self.other.at, "row": self._behind(here), "words": list(row)}
        return Difference("removed", place, _joined(row), "", "dòng không còn", spot)

    def _behind(self, here: int) -> int:
        """Where in the paper a row that is gone would stand: after its nearest forerunner."""
        before = max((row for row in self.pairs if row < here), default=None)
        return self.other.head if before is None else self.pairs[before] + 1

    def _row_words(self, there: int, row: Row) -> str:
        return f"{self.place}, dòng {there - self.other.head + 1}, {_at(row, self.name)[:80]}"


def kind_of(ours: str, theirs: str) -> str:
    """What kind of difference two texts are, in words; empty where nothing in particular can be said."""
    if ours.casefold() == theirs.casefold():
        return "chỉ khác chữ hoa, chữ thường"
    if fold(ours) == fold(theirs):
        return "chỉ khác dấu"
    if _is_day(ours) and _is_day(theirs):
        return "khác ngày"
    if sorted(fold(ours).split()) == sorted(fold(theirs).split()):
        return "khác thứ tự chữ"
    return ""


def _is_day(text: str) -> bool:
    try:
        return typed_date(text) is not None
    except TypedDateError:
        return False


def _at(row: Row, place: int) -> str:
    return row[place] if place < len(row) else ""


def _joined(row: Row) -> str:
    return " | ".join(cell.replace("\n", " ") for cell in row)


def _longest_rise(values: Sequence[int]) -> set[int]:
    """Places of a longest strictly rising subsequence (patience sorting)."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        places[at : at + 1] = [place]
        before.append(places[at - 1] if at else -1)
    kept, at = set(), places[-1] if places else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
