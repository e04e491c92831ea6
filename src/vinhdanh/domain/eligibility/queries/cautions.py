"""What in the book of one subject asks for care whatever the award: each in one sentence with its article.

The conditions of an award say the same where it matters to them, but only inside one of many ways.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vinhdanh.domain.catalogue.queries.book import award_name, lawbook

_BARRED = frozenset({"sudden", "thematic"})


@dataclass(frozen=True, slots=True)
class Caution:
    """``what`` stands in the book, ``why`` is what the law says of it, ``ref`` where, ``checked``: whether
    that was seen in the text itself."""

    what: str
    why: str
    ref: str
    checked: bool


def cautions(facts: Mapping[str, Any], received_on: date) -> list[Caution]:
    """Open holds, discipline, awards that carry no chain, works that served; no queries.

    Where the instruments of the day have no such principle, nothing is said of it.
    """
    found = [*_holds(facts, received_on), *_discipline(facts), *_awards(facts), *_works(facts)]
    said = (_caution(what, gate, received_on) for gate, what in found)
    return [each for each in said if each is not None]


def _caution(what: str, gate: str, on: date) -> Caution | None:
    from vinhdanh.engines.law.loader import gate_on
    from vinhdanh.engines.law.words import ref

    book = lawbook()
    found = gate_on(book, gate, on)
    return Caution(what, found.text, ref(book, found.ref), found.sure != "K") if found else None


def _holds(facts: Mapping[str, Any], on: date) -> Iterator[tuple[str, str]]:
    from vinhdanh.engines.law.words import HOLD

    for row in facts.get("holds") or ():
        closed = _day(row.get("closed_on"))
        if closed is None or closed > on:
            what = f"{HOLD[row['reason']].capitalize()} từ ngày {_said(row['opened_on'])}"
            yield "under_discipline_or_investigation", what


def _discipline(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for row in facts.get("discipline") or ():
        ended = row.get("ended_on")
        until = f"hết ngày {_said(ended)}" if ended else "chưa hết thời hạn"
        yield "after_discipline", f"Kỷ luật từ ngày {_said(row['decided_on'])}, {until}"


def _awards(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from vinhdanh.engines.law.words import MANNER

    for row in facts.get("awards") or ():
        if row.get("manner") in _BARRED and not row.get("revoked_on"):
            yield (
                "sudden_and_thematic_not_counted",
                f"{_called(row['code'], row['decided_on'])}{_in(row)} là khen {MANNER[row['manner']]}",
            )


def _works(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind, word in (("initiatives", "Sáng kiến"), ("science_works", "Đề tài, công trình")):
        for row in facts.get(kind) or ():
            if row.get("used_for"):
                served = _called(row["used_for"], facts["received_on"])
                yield "initiative_used_once", f"{word}{_in(row)} đã dùng cho {served}"


def _called(code: str, on: str | None) -> str:
    return award_name(code, _day(on) or date.max)


def _in(row: Mapping[str, Any]) -> str:
    return f" năm {row['year']}" if row.get("year") else ""


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _said(written: str) -> str:
    return f"{date.fromisoformat(written):%d/%m/%Y}"
