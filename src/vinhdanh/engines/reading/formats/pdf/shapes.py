"""What a PDF page holds, in points from its top left corner as the page is seen (rotation undone)."""

from collections.abc import Callable
from dataclasses import dataclass

Place = Callable[[float, float], tuple[float, float]]
"""From a point of the page's own space (origin bottom left) to the page as seen."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space. ``base`` is the y of the baseline; ``spaced`` when a space came before."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    spaced: bool = True

    @property
    def top(self) -> float:
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.2 * self.size

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, self.base - 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The strokes of a page that lie level or upright."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class PageShapes:
    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: Rules = Rules()


def as_seen(box: tuple[float, float, float, float], rotation: int) -> tuple[Place, float, float]:
    """How points move to the page as seen, and its width and height. ``box`` is left, bottom, right, top."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    match rotation % 360:
        case 90:
            return (lambda x, y: (y - bottom, x - left)), height, width
        case 180:
            return (lambda x, y: (right - x, y - bottom)), width, height
        case 270:
            return (lambda x, y: (top - y, right - x)), height, width
    return (lambda x, y: (x - left, top - y)), width, height
