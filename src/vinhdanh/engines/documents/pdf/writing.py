"""A paper as PDF/A-2b, tagged, with the places where it will be signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vinhdanh.engines.documents import layout as to
from vinhdanh.engines.documents.model import Paper
from vinhdanh.engines.documents.pdf.blocks import Data
from vinhdanh.engines.documents.pdf.sections import data_of, data_of_annex
from vinhdanh.engines.documents.pdf.signing import SEAL_OVERLAP, SEAL_SIDE
from vinhdanh.engines.documents.typesetting import Press

_PRESS: Final = Press(Path(__file__).with_name("paper.typ"))
POINT: Final = 72 / 25.4
_ASK: Final = """{
  let at(m) = { let p = m.location().position(); (at: p.page, x: p.x / 1mm, y: p.y / 1mm) }
  (
    zones: query(<zone>).map(m => m.value + at(m)),
    sections: query(<section>).map(m => (page: m.value) + at(m)),
    last: at(query(<last>).first()).at,
  )
}"""
NOTE_WIDTH, NOTE_HEIGHT, NOTE_TOP = 90.0, 8.0, 7.0
"""Millimetres, ours: room at the top right for an organisation's signature in words (Mục III, khoản 1d)."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A free place on a page: ``page`` from 0, ``box`` in points from the lower left corner (x1, y1, x2, y2).

    ``name``: ``signature-0`` … (ô 7c, in the order of the signers), ``seal-0`` … (ô 8), ``copy-note`` (ô 14,
    top right of page 1), ``annex-0`` … (the same of an annex that is a file of its own).
    """

    name: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Printed:
    """The file, its number of pages and its free places."""

    pdf: bytes
    pages: int
    zones: tuple[Zone, ...]

    def zone(self, name: str) -> Zone:
        """The zone of that name. Raises ``KeyError``."""
        for zone in self.zones:
            if zone.name == name:
                return zone
        raise KeyError(name)


def write_pdf(paper: Paper) -> bytes:
    """The paper with its annexes. The same paper gives the same bytes. Raises ``TypesettingFault``."""
    return _PRESS.pdf(data_of(paper))


def print_pdf(paper: Paper) -> Printed:
    """The paper, and where on it people sign. Raises ``TypesettingFault``."""
    notes = ["copy-note", *(f"annex-{place}" for place in range(len(paper.annexes)))]
    return _printed(data_of(paper), notes)


def print_annex(paper: Paper, place: int) -> Printed:
    """One annex as a file of its own, ``place`` from 0. Raises ``TypesettingFault``."""
    return _printed(data_of_annex(paper, place), [f"annex-{place}"])


def _printed(data: Data, notes: Sequence[str]) -> Printed:
    made = _PRESS.pdf(data)
    found = _PRESS.ask(_ASK)
    zones = [zone for mark in found["zones"] for zone in _signature(mark)]
    zones += [_note(name, mark) for name, mark in zip(notes, found["sections"], strict=True)]
    return Printed(made, found["last"], tuple(zones))


def _signature(mark: dict[str, Any]) -> list[Zone]:
    """The signature's place, and that of the seal, which covers a third of it on its left."""
    wide, high, left, top = mark["width"], mark["height"], mark["x"], mark["y"]
    seal = left + wide * SEAL_OVERLAP - SEAL_SIDE
    name = mark["name"]
    return [
        _zone(name, mark, (left, top, wide, high)),
        _zone(
            name.replace("signature", "seal"),
            mark,
            (seal, top + (high - SEAL_SIDE) / 2, SEAL_SIDE, SEAL_SIDE),
        ),
    ]


def _note(name: str, mark: dict[str, Any]) -> Zone:
    wide = to.PAGE_WIDTH + to.PAGE_HEIGHT - mark["page"]
    return _zone(name, mark, (wide - to.RIGHT - NOTE_WIDTH, NOTE_TOP, NOTE_WIDTH, NOTE_HEIGHT))


def _zone(name: str, mark: dict[str, Any], rectangle: tuple[float, float, float, float]) -> Zone:
    """From millimetres below the upper left corner to points above the lower left one."""
    left, top, wide, high = rectangle
    corners = (left, mark["page"] - top - high, left + wide, mark["page"] - top)
    first, second, third, fourth = (round(value * POINT, 2) for value in corners)
    return Zone(name, mark["at"] - 1, (first, second, third, fourth))
