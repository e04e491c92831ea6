"""The source paper as blocks of text cut where a mark begins or ends."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """A field's place in the paper: ``span`` is ``{block, row, cell, start, end}``."""

    key: str
    span: Mapping[str, Any]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same marks; ``anchor`` is its id, empty for plain text."""

    text: str
    anchor: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class SheetCell:
    pieces: Sequence[Piece]
    colspan: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A paragraph (``pieces``) or a table (``rows``)."""

    pieces: Sequence[Piece] = ()
    rows: Sequence[Sequence[SheetCell]] = ()
    bold: bool = False
    centred: bool = False


Place = tuple[int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper, and for each mark's key the ids of the pieces that it covers."""

    blocks: Sequence[SheetBlock]
    lights: Mapping[str, str]


def sheet(document: Mapping[str, Any], marks: Iterable[Mark]) -> Sheet:
    """The blocks of ``document`` (as kept in the draft) with ``marks`` laid over them."""
    return _Cutter(marks).run(document)


class _Cutter:
    """Walks a document once, numbering the marked pieces as they come."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.placed: dict[Place, list[Mark]] = defaultdict(list)
        for mark in marks:
            self.placed[(mark.span["block"], mark.span.get("row"), mark.span.get("cell"))].append(mark)
        self.ids: dict[str, list[str]] = defaultdict(list)
        self.count = 0

    def run(self, document: Mapping[str, Any]) -> Sheet:
        blocks = [self._block(index, block) for index, block in enumerate(document.get("blocks", []))]
        return Sheet(blocks, {key: " ".join(ids) for key, ids in self.ids.items()})

    def _block(self, index: int, block: Mapping[str, Any]) -> SheetBlock:
        if "rows" in block:
            return SheetBlock(rows=[self._row(index, r, row) for r, row in enumerate(block["rows"])])
        marker = block.get("marker", "")
        pieces = self._cut(block["text"], (index, None, None))
        if marker:
            pieces = [Piece(f"{marker} "), *pieces]
        return SheetBlock(pieces=pieces, bold=block.get("bold", False), centred=block.get("centred", False))

    def _row(self, index: int, number: int, row: Mapping[str, Any]) -> list[SheetCell]:
        return [self._cell(cell, (index, number, place)) for place, cell in enumerate(row["cells"])]

    def _cell(self, cell: str | Mapping[str, Any], place: Place) -> SheetCell:
        if isinstance(cell, str):
            return SheetCell(self._cut(cell, place))
        return SheetCell(self._cut(cell["text"], place), cell.get("colspan", 1), cell.get("bold", False))

    def _cut(self, text: str, place: Place) -> list[Piece]:
        """``text`` in pieces, cut wherever a mark begins or ends."""
        marks = self.placed.get(place, [])
        edges = {0, len(text)}
        for mark in marks:
            edges |= {min(len(text), max(0, mark.span[end])) for end in ("start", "end")}
        ordered = sorted(edges)
        return [self._piece(text[a:b], _covering(marks, a, b)) for a, b in pairwise(ordered)]

    def _piece(self, text: str, marks: Sequence[Mark]) -> Piece:
        if not marks:
            return Piece(text)
        self.count += 1
        anchor = f"m{self.count}"
        for key in dict.fromkeys(mark.key for mark in marks):
            self.ids[key].append(anchor)
        return Piece(text, anchor, any(mark.doubtful for mark in marks))


def _covering(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in marks if mark.span["start"] <= start and end <= mark.span["end"]]
