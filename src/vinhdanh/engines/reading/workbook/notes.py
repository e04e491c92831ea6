"""What is to be marked in a workbook that goes back: cells, their colour and their note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Colour = Literal["good", "mended", "wrong"]


@dataclass(frozen=True, slots=True)
class Note:
    """One cell. ``sheet`` counts from 0 as in the file; without ``said`` the cell is only coloured."""

    sheet: int
    cell: str
    colour: Colour
    said: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the result sheet; ``place`` is where a click leads, as "Sheet!B7"."""

    cells: tuple[str, ...]
    sheet: str = ""
    cell: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """``words`` stand above the table of the result sheet, ``headings`` over its columns."""

    cells: Sequence[Note]
    words: Sequence[str] = ()
    headings: Sequence[str] = ()
    lines: Sequence[Line] = field(default_factory=tuple)

    def to_data(self) -> dict[str, Any]:
        return {
            "cells": [[note.sheet, note.cell, note.colour, note.said] for note in self.cells],
            "words": list(self.words),
            "headings": list(self.headings),
            "lines": [[list(line.cells), line.sheet, line.cell, line.colour] for line in self.lines],
        }


def notes_from_data(data: Mapping[str, Any]) -> Notes:
    """The notes that :meth:`Notes.to_data` wrote."""
    return Notes(
        [Note(*each) for each in data["cells"]],
        data["words"],
        data["headings"],
        [Line(tuple(cells), *rest) for cells, *rest in data["lines"]],
    )
