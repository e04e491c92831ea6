"""A paper cited as a basis: its number, date and issuer out of one line."""

import re
from dataclasses import dataclass
from datetime import date

from vinhdanh.foundation.kernel.text import squash

_NUMBER = re.compile(r"\b\d{1,5}(?:/\d{4})?/[A-ZĐ][\w-]*(?:-[\wĐ]+)*")
_DATE = re.compile(
    r"ngày\s+(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*(\d{4})", re.IGNORECASE
)
_ISSUER = re.compile(r"\bcủa\s+([A-ZĐÂĂÊÔƠƯÁÀỦ][^;,.]*?)(?=\s+(?:về|quy định|hướng dẫn|ban hành)\b|[;,.]|$)")
_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Citation:
    """What a line says; empty and None where it says nothing."""

    text: str
    number: str
    issued_on: date | None
    issuer: str


def read_citation(line: str) -> Citation:
    """ "Kế hoạch số 12/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh …" in its parts."""
    text = squash(line)
    number = _NUMBER.search(text)
    issuer = _ISSUER.search(text)
    return Citation(
        text=text,
        number=number.group(0)[:60] if number else "",
        issued_on=_date(text),
        issuer=squash(issuer.group(1))[:_LENGTH] if issuer else "",
    )


def _date(text: str) -> date | None:
    found = _DATE.search(text)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
