"""Papers bound to one PDF: contents, a sheet with a code before each, page numbers through all of them.

The binder is for reading and handing over. Signatures are drawn in it and no longer prove anything: each
section's sheet carries the hash of the signed file and, as a code, the address where that file is checked.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vinhdanh.engines.documents.binder.leaves import leaves, pictures, reopened
from vinhdanh.engines.documents.typesetting import TypesettingFault, lent
from vinhdanh.engines.documents.typesetting.codes import code_svg
from vinhdanh.engines.documents.typesetting.fonts import LAST_RESORT, TIMES
from vinhdanh.engines.documents.words import clean, day_in_words

if TYPE_CHECKING:
    from vinhdanh.engines.documents.typesetting import Press

_SHEET: Final = Path(__file__).with_name("binder.typ")
MOST_PAGES: Final = 3_000


class BinderFault(Exception):  # noqa: N818 - a fault of a file, told to people
    """``str()`` says which section cannot be bound, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Section:
    """One paper. ``address`` is where it is checked; ``note`` a line of its sheet (who signed it, say)."""

    title: str
    pdf: bytes
    number: str = ""
    day: date | None = None
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Binder:
    """``issuer`` and ``title`` stand on the first page; ``day`` is that of binding."""

    title: str
    issuer: str
    day: date
    sections: tuple[Section, ...]


def bind(binder: Binder) -> bytes:
    """The binder as one PDF, the same each time. Raises ``BinderFault``.

    Reads files that others made: call it where a process may be lost (a job), with the usual limits.
    """
    files: dict[str, bytes] = {}
    bound = [_section(place, section, files) for place, section in enumerate(binder.sections)]
    if sum(len(section["leaves"]) for section in bound) > MOST_PAGES:
        raise BinderFault(f"Tập hồ sơ có hơn {MOST_PAGES} trang; hãy chia thành nhiều tập.")
    with lent(_SHEET, files, families=(TIMES,), archival=False) as press:
        try:
            return press.pdf(_data(binder, bound))
        except TypesettingFault:
            return _bound_with_pictures(binder, bound, (press, files))


def _data(binder: Binder, sections: Sequence[dict[str, Any]]) -> dict[str, Any]:
    day = binder.day
    return {
        "fonts": [TIMES.name, LAST_RESORT],
        "title": clean(binder.title),
        "issuer": clean(binder.issuer),
        "day": [day.year, day.month, day.day],
        "when": day_in_words(day),
        "sections": list(sections),
    }


def _section(place: int, section: Section, files: dict[str, bytes]) -> dict[str, Any]:
    try:
        files[f"{place}.pdf"], sizes = reopened(section.pdf)
    except ValueError as error:
        name = section.title or f"số {place + 1}"
        raise BinderFault(f"Mục “{name}” {error}; hãy thay bằng tệp PDF mở được.") from error
    return {
        "title": clean(section.title),
        "number": clean(section.number),
        "day": f"{section.day:%d/%m/%Y}" if section.day else "",
        "note": clean(section.note),
        "digest": hashlib.sha256(section.pdf).hexdigest(),
        "address": clean(section.address),
        "code": code_svg(section.address) if section.address else "",
        "leaves": leaves(f"{place}.pdf", sizes),
    }


def _bound_with_pictures(
    binder: Binder, bound: list[dict[str, Any]], made: "tuple[Press, dict[str, bytes]]"
) -> bytes:
    """A file that the press cannot take in is put in as pictures of its pages; the others stay text."""
    press, files = made
    drawn: dict[str, bytes] = {}
    for place, section in enumerate(bound):
        try:
            press.pdf(_data(binder, [section]))
        except TypesettingFault:
            drawn |= pictures(f"{place}", files[f"{place}.pdf"])
            for at, leaf in enumerate(section["leaves"]):
                leaf |= {"file": f"{place}-{at}.png", "page": 0}
    with lent(_SHEET, files | drawn, families=(TIMES,), archival=False) as again:
        return again.pdf(_data(binder, bound))
