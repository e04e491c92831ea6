"""Words of a PDF page out of its glyphs, by way of pdfium's text page."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as c

from vinhdanh.engines.reading.formats.encodings import from_font
from vinhdanh.engines.reading.formats.pdf.shapes import Place, Word
from vinhdanh.foundation.kernel.text import nfc

_HYPHENS = {0x02, 0xFFFE}
"""Both stand for a hyphen at a line's end in pdfium's text."""
_SURROGATES = range(0xD800, 0xE000)
_SPACES = {0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2002, 0x2003, 0x2009, 0x200B, 0x202F, 0x3000}
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_TILT = 0.15


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One letter: its index on the page, code, pen position and right edge, as seen."""

    at: int
    code: int
    x: float
    y: float
    right: float


class GlyphReader:
    """Reads one text page. The ``ctypes`` cells are made once: a page has thousands of glyphs."""

    def __init__(self, textpage: Any, place: Place, rotation: int) -> None:
        self._page = textpage
        self._place = place
        self._angle = math.radians(rotation % 360)
        self._doubles = [ctypes.c_double() for _ in range(6)]
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def words(self) -> Iterator[Word]:
        """Words in the page's own order, turned ones (watermarks, stamps) left out."""
        held: list[_Glyph] = []
        size, spaced = 1.0, True
        for glyph in self._glyphs():
            if glyph.code in _SPACES:
                yield from self._word(held, size, spaced)
                held, spaced = [], True
                continue
            if held and not _continues(held[-1], glyph, size):
                yield from self._word(held, size, spaced)
                held, spaced = [], False
            if not held:
                size = self._size(glyph.at)
            held.append(glyph)
        yield from self._word(held, size, spaced)

    def _glyphs(self) -> Iterator[_Glyph]:
        left, right, bottom, top, x, y = self._doubles
        for at in range(c.FPDFText_CountChars(self._page)):
            code = c.FPDFText_GetUnicode(self._page, at)
            if code == 0 or code in _SURROGATES or code > 0x10FFFF:
                continue
            c.FPDFText_GetCharOrigin(self._page, at, x, y)
            c.FPDFText_GetCharBox(self._page, at, left, right, bottom, top)
            seen_x, seen_y = self._place(x.value, y.value)
            ends = self._place(left.value, bottom.value)[0], self._place(right.value, top.value)[0]
            yield _Glyph(at, code, seen_x, seen_y, max(ends))

    def _word(self, held: list[_Glyph], size: float, spaced: bool) -> Iterator[Word]:
        if not held or self._tilted(held[0].at):
            return
        text = "".join("-" if g.code in _HYPHENS else chr(g.code) for g in held)
        name = self._font(held[0].at)
        weight = c.FPDFText_GetFontWeight(self._page, held[0].at)
        bold = weight >= _BOLD_WEIGHT or any(mark in name.lower() for mark in _BOLD_NAMES)
        written = nfc(from_font(text, name)).strip()
        if written:
            yield Word(written, held[0].x, max(g.right for g in held), held[0].y, size, bold, spaced)

    def _size(self, at: int) -> float:
        """Letter height in points. The font size ignores the text matrix: some writers set 1 and scale."""
        size = float(c.FPDFText_GetFontSize(self._page, at))
        matrix = c.FS_MATRIX()
        if c.FPDFText_GetMatrix(self._page, at, matrix):
            scaled = size * math.hypot(matrix.c, matrix.d)
            size = scaled if scaled > 0 else size
        return min(max(size, 1.0), 200.0)

    def _tilted(self, at: int) -> bool:
        """Whether a letter does not stand level on the page as seen."""
        matrix = c.FS_MATRIX()
        if not c.FPDFText_GetMatrix(self._page, at, matrix):
            return False
        turn = (math.atan2(matrix.b, matrix.a) - self._angle) % (2 * math.pi)
        return min(turn, 2 * math.pi - turn) > _TILT

    def _font(self, at: int) -> str:
        """The font's name without its subset mark (``ABCDEF+``)."""
        length = c.FPDFText_GetFontInfo(self._page, at, self._name, 128, self._flags)
        name = self._name.value.decode("utf-8", errors="replace") if 0 < length <= 128 else ""
        return name.rpartition("+")[2]


def _continues(before: _Glyph, glyph: _Glyph, size: float) -> bool:
    """Whether a glyph belongs to the word: same baseline, no gap, no step back (marks may overlap)."""
    gap = glyph.x - before.right
    return abs(glyph.y - before.y) < 0.15 * size and -1.2 * size < gap < 0.22 * size
