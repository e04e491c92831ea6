"""Our own border for blank stock, one drawing that all sheets share: lines, a band of diamonds, corners."""

from collections.abc import Iterator
from functools import cache
from typing import Final

GOLD: Final = "#a6761d"
RED: Final = "#8c1c13"
_EDGE, _BAND = 8.0, 5.0
"""Millimetres: from the edge of the paper, and between the two lines."""
_STEP: Final = 5.0


@cache
def frame_svg(wide: float, high: float) -> str:
    """The border for a sheet of that many millimetres, as SVG with a millimetre for a unit."""
    inner = _EDGE + _BAND
    lines = (
        _box(_EDGE, (wide, high), 0.9)
        + _box(_EDGE + 1.2, (wide, high), 0.25)
        + _box(inner, (wide, high), 0.4)
    )
    diamonds = "".join(_diamond(x, y, 0.9) for x, y in _places(wide, high))
    middle = _EDGE + 0.5 * (_BAND + 1.2)
    corners = "".join(_corner(x, y) for x in (middle, wide - middle) for y in (middle, high - middle))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm" '
        f'viewBox="0 0 {wide} {high}">'
        f'{lines}<path fill="{GOLD}" d="{diamonds}"/>{corners}</svg>'
    )


def _box(inset: float, sides: tuple[float, float], stroke: float) -> str:
    wide, high = sides
    return (
        f'<rect x="{inset}" y="{inset}" width="{wide - 2 * inset}" height="{high - 2 * inset}" '
        f'fill="none" stroke="{RED}" stroke-width="{stroke}"/>'
    )


def _places(wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Middles of the diamonds along the four sides, corners left free."""
    near = _EDGE + 0.5 * (_BAND + 1.2)
    for length, other, lying in ((wide, high, True), (high, wide, False)):
        count = int((length - 2 * near - 6) // _STEP)
        start = (length - (count - 1) * _STEP) / 2
        for at in range(count):
            for side in (near, other - near):
                yield (start + at * _STEP, side) if lying else (side, start + at * _STEP)


def _diamond(x: float, y: float, half: float) -> str:
    return f"M{x - half:.2f} {y:.2f}L{x:.2f} {y - half:.2f}L{x + half:.2f} {y:.2f}L{x:.2f} {y + half:.2f}z"


def _corner(x: float, y: float) -> str:
    """A flower of eight petals in a square."""
    petals = "".join(
        f'<ellipse cx="{x:.2f}" cy="{y - 1.15:.2f}" rx="0.45" ry="0.95" fill="{GOLD}" '
        f'transform="rotate({turn} {x:.2f} {y:.2f})"/>'
        for turn in range(0, 360, 45)
    )
    square = (
        f'<rect x="{x - 2.6:.2f}" y="{y - 2.6:.2f}" width="5.2" height="5.2" fill="#ffffff" stroke="{RED}" '
        'stroke-width="0.4"/>'
    )
    return f'{square}{petals}<circle cx="{x:.2f}" cy="{y:.2f}" r="0.55" fill="{RED}"/>'
