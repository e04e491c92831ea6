"""Words that remember where they stand in the document.

A :class:`Passage` is text put together from one or several places (a paragraph
cut by a page end, the two halves of a table cell). Cutting a passage keeps the
places, so every field of a reading points at the exact characters it came from.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from vinhdanh.engines.reading.model import Span
from vinhdanh.engines.reading.plan.model import Field
from vinhdanh.foundation.kernel.text import fold_keep_length, squash

# Marks of convertors that an extractor may have let through.
_MARKS = re.compile(
    r"\*{2,}|\*(?=\S)|(?<=\S)\*|_{2,}|^\s*#{1,6}\s+"
    r"|[ \t\u00a0]{3,}|\n{2,}|</?(?:b|i|u|strong|em|sub|sup|br|p|span|font)(?:\s[^<>]{0,80})?/?>",
    re.IGNORECASE,
)
_RAISED = re.compile(r"</?su[bp]|<br", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` characters from ``at`` in the passage are those from ``start`` in one source text."""

    at: int
    length: int
    start: int
    block: int
    row: int | None = None
    cell: int | None = None

    def cut(self, start: int, end: int) -> "Piece | None":
        first, last = max(start, self.at), min(end, self.at + self.length)
        if first >= last:
            return None
        return Piece(
            first - start, last - first, self.start + first - self.at, self.block, self.row, self.cell
        )

    def moved(self, by: int) -> "Piece":
        return Piece(self.at + by, self.length, self.start, self.block, self.row, self.cell)


@dataclass(frozen=True)
class Passage:
    """``text`` and the pieces of the document it is made of, in order."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def folded(self) -> str:
        """Lower case without marks, character for character."""
        return fold_keep_length(self.text)

    @cached_property
    def value(self) -> str:
        return squash(self.text)

    @cached_property
    def value_folded(self) -> str:
        """Folded words with single spaces, for comparing; offsets are lost."""
        return " ".join(self.folded.split())

    def spans(self) -> tuple[Span, ...]:
        return tuple(_merged(Span(p.block, p.start, p.start + p.length, p.row, p.cell) for p in self.pieces))

    def cut(self, start: int = 0, end: int | None = None, drop: str = "") -> "Passage":
        """The part from ``start`` to ``end`` without white space (and ``drop`` characters) at its ends."""
        end = len(self.text) if end is None else min(end, len(self.text))
        start = max(0, start)
        ends = drop + " \t\r\n\u00a0" if drop else None
        words = self.text[start:end]
        start += len(words) - len(words.lstrip(ends))
        end -= len(words) - len(words.rstrip(ends))
        if start >= end:
            return EMPTY
        part = Passage(self.text[start:end], tuple(self._pieces(start, end)))
        if "folded" in self.__dict__:  # folding goes letter by letter, so a part of it is the part's folding
            part.__dict__["folded"] = self.folded[start:end]
        return part

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.at) - 1)
        for at in range(first, len(self.pieces)):
            if self.pieces[at].at >= end:
                return
            piece = self.pieces[at].cut(start, end)
            if piece:
                yield piece

    def split(self, pattern: re.Pattern[str]) -> list["Passage"]:
        """Non-empty parts between the matches of ``pattern`` on the folded text."""
        parts, at = [], 0
        for found in pattern.finditer(self.folded):
            parts.append(self.cut(at, found.start()))
            at = found.end()
        parts.append(self.cut(at))
        return [part for part in parts if part]

    def field(self, confidence: float = 1.0, doubt: str = "") -> Field[str]:
        return Field(self.value, self.spans(), confidence, doubt)


EMPTY = Passage("")


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring spans of one text as one: a dropped mark or line end between them does not matter."""
    last: Span | None = None
    for span in spans:
        if last and (last.block, last.row, last.cell) == (span.block, span.row, span.cell):
            last = Span(last.block, last.start, span.end, last.row, last.cell)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def passage(text: str, block: int, *, row: int | None = None, cell: int | None = None) -> Passage:
    """The words of one paragraph or cell, stray marks left out."""
    parts, pieces, at, length = [], [], 0, 0
    for found in [*_MARKS.finditer(text), None]:
        end = found.start() if found else len(text)
        if end > at:
            parts.append(text[at:end])
            pieces.append(Piece(length, end - at, at, block, row, cell))
            length += end - at
        if found:
            at = found.end()
            kept = _kept(found.group())
            parts.append(kept)
            length += len(kept)
    return Passage("".join(parts), tuple(pieces))


def _kept(mark: str) -> str:
    """What stands for a mark: a space for raised words, a gap for a run of spaces, nothing for the rest."""
    if _RAISED.match(mark):
        return " "
    if not mark.strip():
        return "\n" if "\n" in mark else "   "
    return ""


def join(parts: Iterable[Passage], separator: str = " ") -> Passage:
    """One passage out of several, ``separator`` between them."""
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        if not part.text:
            continue
        if texts:
            texts.append(separator)
            length += len(separator)
        texts.append(part.text)
        pieces.extend(piece.moved(length) for piece in part.pieces)
        length += len(part.text)
    return Passage("".join(texts), tuple(pieces))
