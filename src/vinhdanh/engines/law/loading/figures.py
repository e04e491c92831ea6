"""Figures that change with a decree: a value, or the same field as rows with `since` and `until`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from vinhdanh.engines.law.faults import Notes
from vinhdanh.engines.law.loading.fields import mark, percent, reference, span, times, whole
from vinhdanh.engines.law.loading.rows import Row
from vinhdanh.engines.law.model import Bonus, Publicity, Ref, Sure, VoteRule

EVER, NEVER = date.min, date.max


def spans(value: Any, notes: Notes) -> list[tuple[date, date, Any]]:
    """The values of a field by their days; a plain value holds for ever."""
    if not is_dated(value):
        return [(EVER, NEVER, value)]
    found = []
    for row in value:
        since, until = span(row, notes)
        found.append((since or EVER, until or NEVER, row))
    _in_order(found, notes)
    return found


def is_dated(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(row, Row) and ("since" in row or "until" in row) for row in value)
    )


def _in_order(found: list[tuple[date, date, Any]], notes: Notes) -> None:
    for (_, until, _), (since, _, row) in pairwise(found):
        if until >= since:
            notes.note(row, f"Ngày chồng lên dòng trước (bắt đầu {since:%d/%m/%Y}).")
        elif until + timedelta(days=1) < since:
            notes.note(row, f"Hở ngày trước {since:%d/%m/%Y}.")


def holding(dated: list[tuple[date, date, Any]], on: date) -> Any:
    return next((value for since, until, value in dated if since <= on <= until), None)


@dataclass(frozen=True, slots=True)
class Citations:
    """Where shared figures are written: name → dated rows of `ref` and `mark`."""

    named: Mapping[str, list[tuple[date, date, Any]]]
    home: str

    def place(self, row: Row, on: date, notes: Notes) -> tuple[Ref, Sure]:
        name = row.get("at")
        if name is None:
            return self._own(row, row, notes)
        if name not in self.named:
            notes.note(row, f"“at: {name}” không có trong “citations”.")
            return Ref(self.home), "K"
        cited = holding(self.named[name], on)
        if not isinstance(cited, Row):
            notes.note(row, f"“at: {name}” không có dòng nào cho ngày {on:%d/%m/%Y}.")
            return Ref(self.home), "K"
        ref, sure = self._own(cited, row, notes)
        return ref, mark(row, notes, sure)

    def _own(self, cited: Row, row: Row, notes: Notes) -> tuple[Ref, Sure]:
        sure = mark(cited, notes)
        ref = reference(cited.get("ref"), self.home)
        if ref is None or (not ref.article and sure != "K"):
            notes.note(row, f"“ref: {cited.get('ref')}” không chỉ đúng một điều.")
        return ref or Ref(self.home), sure


def vote(row: Any, where: tuple[Citations, date, Notes]) -> VoteRule | None:
    if not isinstance(row, Row):
        return None
    citations, on, notes = where
    least = percent(row, "percent", notes)
    ref, sure = citations.place(row, on, notes)
    return VoteRule(least, ref, sure) if least is not None else None


def bonus(row: Any, where: tuple[Citations, date, Notes]) -> Bonus | None:
    if not isinstance(row, Row):
        return None
    citations, on, notes = where
    coefficient = times(row, "times", notes)
    collective = times(row, "collective", notes) if "collective" in row else None
    ref, sure = citations.place(row, on, notes)
    if coefficient is None:
        return None
    return Bonus(coefficient, ref, sure, row.get("ceiling") is True, collective)


def publicity(row: Any, where: tuple[Citations, date, Notes]) -> Publicity | None:
    if not isinstance(row, Row):
        return None
    citations, on, notes = where
    days = whole(row, "working_days", notes)
    ref, sure = citations.place(row, on, notes)
    return Publicity(days, ref, sure) if days is not None else None


def plain(value: Any) -> Any:
    """The value of a dated row that carries it under `value`, or the value itself."""
    return value.get("value") if isinstance(value, Row) and "value" in value else value


def starts(dated: list[tuple[date, date, Any]]) -> Iterator[date]:
    return (since for since, _, _ in dated if since > EVER)
