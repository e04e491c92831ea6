"""Which words fit their box, measured from the font itself before anything is printed.

The lines and the size found here are those that are printed: the list of what does not fit cannot disagree
with the paper. Kerning is left out of the measure; it makes lines shorter, never longer, than measured here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

from vinhdanh.engines.documents.certificates.design import Design, Field
from vinhdanh.engines.documents.typesetting.fonts import face
from vinhdanh.engines.documents.words import capitals, clean

MM_PER_POINT: Final = 25.4 / 72
_STEP: Final = 0.5
"""Points by which words shrink."""
_BALANCING: Final = 6
Words: TypeAlias = list[tuple[str, float]]
"""Words or lines with their widths in parts of the size."""
_Parts: TypeAlias = tuple[list[Words], float]
"""Written lines as words, and the width of a space."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines at ``size`` points; ``over``: by how many millimetres (lines, when ``crowded``) it is over."""

    lines: tuple[str, ...]
    size: float
    over: float = 0
    crowded: bool = False


@dataclass(frozen=True, slots=True)
class Overflow:
    """Words that do not fit: the ``row`` (from 1) and field, as a sentence."""

    row: int
    field: Field
    words: str
    over: float
    crowded: bool

    def __str__(self) -> str:
        name = self.field.label or self.field.key
        how = f"thừa {self.over:.0f} dòng" if self.crowded else f"dài hơn ô {self.over:.1f} mm"
        return (
            f"Bằng số {self.row}, ô “{name}”: “{self.words}” {how} dù đã thu chữ đến cỡ "
            f"{self.field.smallest:g}; hãy nới ô, cho thêm dòng hoặc giảm cỡ chữ nhỏ nhất."
        )


def words_of(field: Field, data: Mapping[str, str]) -> str:
    """What stands in the field, clean."""
    words = clean(field.fixed or data.get(field.key, ""))
    return capitals(words) if field.upper else words


def overflows(design: Design, rows: Iterable[Mapping[str, str]]) -> list[Overflow]:
    """All words that do not fit, in the order of the rows."""
    return [
        over
        for row, data in enumerate(rows, 1)
        for field in design.fields
        if (over := overflow(row, field, words_of(field, data)))
    ]


def overflow(row: int, field: Field, words: str) -> Overflow | None:
    """What is wrong with one field of one row, if anything."""
    fitted = fit(field, words)
    return Overflow(row, field, words, fitted.over, fitted.crowded) if fitted.over > 0 else None


@lru_cache(maxsize=20_000)
def fit(field: Field, words: str) -> Fitted:
    """The largest size at which the words fit, and their lines; at the smallest one when they do not."""
    parts = _measured(field, words)
    size = field.size
    while True:
        room = field.width / (size * MM_PER_POINT)
        lines = _broken(parts, room)
        over = max((wide for _, wide in lines), default=0) - room
        if over <= 0 and len(lines) <= field.lines:
            return Fitted(_texts(_balanced(parts, lines, room)), size)
        if size <= field.smallest:
            break
        size = max(field.smallest, size - _STEP)
    if over > 0:
        return Fitted(_texts(lines), size, over * size * MM_PER_POINT)
    return Fitted(_texts(lines), size, len(lines) - field.lines, crowded=True)


def width(field: Field, words: str, size: float) -> float:
    """Millimetres of words on one line in the field's face."""
    advances = _advances(field.font, field.bold, field.italic)
    return sum(advances.get(letter, 1.0) for letter in words) * size * MM_PER_POINT


def _measured(field: Field, words: str) -> _Parts:
    """The written lines as words, each measured once. Letters that the font lacks count as wide ones."""
    advances = _advances(field.font, field.bold, field.italic)
    written = [
        [(word, sum(advances.get(letter, 1.0) for letter in word)) for word in line.split()]
        for line in words.split("\n")
    ]
    return written, advances[" "]


def _broken(parts: _Parts, room: float) -> Words:
    """Lines broken between words, each at most ``room`` wide where its words allow it."""
    written, space = parts
    return [line for part in written for line in _filled(part, room, space)]


def _filled(words: Words, room: float, space: float) -> Words:
    done: Words = []
    line, wide = "", 0.0
    for word, step in words:
        if line and wide + space + step > room:
            done.append((line, wide))
            line, wide = word, step
        else:
            line, wide = (f"{line} {word}", wide + space + step) if line else (word, step)
    return [*done, (line, wide)] if line else done


def _balanced(parts: _Parts, lines: Words, room: float) -> Words:
    """As many lines, all about as long: a last line of one word looks like a mistake."""
    if len(lines) < 2:
        return lines
    low, high, best = 0.0, room, lines
    for _ in range(_BALANCING):
        middle = (low + high) / 2
        tried = _broken(parts, middle)
        if len(tried) == len(lines) and max(wide for _, wide in tried) <= room:
            high, best = middle, tried
        else:
            low = middle
    return best


def _texts(lines: Words) -> tuple[str, ...]:
    return tuple(line for line, _ in lines)


@cache
def _advances(font: str, bold: bool, italic: bool) -> dict[str, float]:
    """How far each letter moves on, in parts of the size."""
    read = face(font, bold=bold, italic=italic)
    unit, metrics = read["head"].unitsPerEm, read["hmtx"]
    return {chr(code): metrics[name][0] / unit for code, name in read.getBestCmap().items()}
