"""Lines of text out of words: same baseline, left to right, wide gaps kept apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vinhdanh.engines.reading.formats.marks import tidy
from vinhdanh.engines.reading.formats.pdf.shapes import Word

LIST_MARK = re.compile(r"(?:[-–+*•▪·]|\(?(?:\d{1,3}|[a-zđ]|[IVXivx]{1,5})[.)/]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)")
BULLET = re.compile(r"[-–+*•▪]\s")
_CODE_CUT = re.compile(r"(?:^|[\s/(])(?:[A-ZĐ\d]{1,12}[-/])+$")
_WIDE_LETTERS = 2.4
_WIDE_POINTS = 22.0
_MARK_ROOM = 90.0


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of words on one baseline without a wide gap."""

    words: tuple[Word, ...]
    text: str

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        return max(self.words, key=lambda word: word.size).base

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def top(self) -> float:
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.2 * self.size

    @property
    def bold(self) -> bool:
        written = [word for word in self.words if any(map(str.isalnum, word.text))]
        return bool(written) and all(word.bold for word in written)

    def first_word_width(self) -> float:
        """Room that the first word and the space before it take."""
        return self.words[0].right - self.words[0].left + 0.25 * self.size


def lines(words: Iterable[Word], split: bool = True) -> list[Line]:
    """Lines from top to bottom. With ``split``, a wide gap ends a line (columns of a head or a signature)."""
    built = []
    for row in _rows(words):
        for part in _parts(row) if split else [row]:
            text = tidy(_spelled(part))
            if text:
                built.append(Line(tuple(part), text))
    return built


def joined_lines(texts: Iterable[str]) -> str:
    """Lines of one paragraph as one text; a code cut at its hyphen ("04/KH-", "UBND") gets no space."""
    whole = ""
    for text in texts:
        whole += ("" if not whole or (_CODE_CUT.search(whole) and text[:1].isalnum()) else " ") + text
    return whole


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words that share a baseline; raised and lowered ones belong to the line they overlap."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        home = next((row for row in reversed(rows[-3:]) if _same_row(row, word)), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    return [_unrepeated(sorted(row, key=lambda word: word.left)) for row in rows]


def _unrepeated(row: list[Word]) -> list[Word]:
    """A row without words printed twice on one spot (a cheap bold, a glyph in two pieces)."""
    kept: list[Word] = []
    for word in row:
        if not any(word.text in other.text and word.right <= other.right + 1 for other in kept[-2:]):
            kept.append(word)
    return kept


def _same_row(row: Sequence[Word], word: Word) -> bool:
    tallest = max(row, key=lambda other: other.size)
    shared = min(tallest.bottom, word.bottom) - max(tallest.top, word.top)
    return shared > 0.55 * min(tallest.bottom - tallest.top, word.bottom - word.top)


def _parts(row: Sequence[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = [[]]
    for word in row:
        here = parts[-1]
        if here and _wide(here, word):
            parts.append([word])
        else:
            here.append(word)
    return parts


def _wide(before: Sequence[Word], word: Word) -> bool:
    gap = word.left - max(other.right for other in before)
    marked = len(before) == 1 and LIST_MARK.fullmatch(before[0].text)
    return gap > (_MARK_ROOM if marked else max(_WIDE_LETTERS * word.size, _WIDE_POINTS))


def _spelled(words: Sequence[Word]) -> str:
    text = ""
    for at, word in enumerate(words):
        text += (" " if at and not _glued(words[at - 1], word) else "") + word.text
    return text


def _glued(before: Word, word: Word) -> bool:
    """Pieces of one word: no space between, same size, no gap. A raised figure is a word of its own."""
    gap = word.left - before.right
    return not word.spaced and abs(word.size - before.size) < 0.1 * word.size and gap < 0.12 * word.size
